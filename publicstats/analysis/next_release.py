"""When the next value of a series comes: on the day announced, else by its usual pace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median_low

from publicstats.analysis.freshness import find_overdue_series
from publicstats.analysis.observations import Observation, Series, find_latest_observation
from publicstats.analysis.overdue import FEWEST, find_due_day
from publicstats.analysis.release_calendar import Announced, find_awaited
from publicstats.analysis.release_words import format_date
from publicstats.edition.model import Edition
from publicstats.period import format_period, format_ten_days
from publicstats.series.calendar_periods import find_end
from publicstats.text.i18n import Lang, translate

LAGS = 6
"""Periods that tell how long after its end a period is published."""


@dataclass(frozen=True)
class Next:
    """The day of the next value: of a release, or about the day that the usual pace gives."""

    day: date
    announced: Announced | None
    is_late: bool
    """Whether the day has passed."""


def find_next(edition: Edition, series: Series, today: date) -> Next | None:
    """When the next value of a series comes; none where nothing tells."""
    latest = find_latest_observation(edition, series.code)
    if latest is None:
        return None
    overdue = find_overdue_series(edition, series, today)
    if overdue is not None:
        return Next(overdue.due, overdue.announced, is_late=True)
    awaited = find_awaited(edition, series.indicator.id, latest.end, today)
    coming = [announced for announced in awaited if not announced.days_late]
    if coming:
        return Next(coming[0].release.expected, coming[0], is_late=False)
    due = find_due_day(edition, series)
    if due is None or due < today:
        return None
    usual = find_usual_day(edition, series, latest)
    return Next(usual if usual is not None and today <= usual < due else due, None, is_late=False)


def find_usual_day(edition: Edition, series: Series, latest: Observation) -> date | None:
    """When what follows the latest value comes if it is published as long after its period as others were.

    That is the median of the last `LAGS` periods, of each the first publication; none for irregular series.
    """
    if series.frequency == "irregular":
        return None
    first: dict[date, int] = {}
    for position in edition.series.list_members(series.code):
        figure = edition.figure(int(position))
        if figure.source is not None and figure.kind == "actual":
            lag = (figure.source.published.end - figure.period.end).days
            first[figure.period.end] = min(lag, first.get(figure.period.end, lag))
    lags = [first[end] for end in sorted(first)[-LAGS:]]
    if len(lags) < FEWEST:
        return None
    return find_end(latest.number + 1, series.frequency) + timedelta(days=median_low(lags))


def tell_next(edition: Edition, series: Series, today: date, lang: Lang) -> str:
    """When the next value of a series comes, in words; that nothing is known of it where nothing is.

    Blank for what has ended: nothing comes.
    """
    if series.indicator.ended is not None or series.region.valid_to is not None:
        return ""
    following = find_next(edition, series, today)
    if following is None:
        return translate("next.unknown", lang)
    suffix = "_late" if following.is_late else ""
    if following.announced is None:
        return translate(f"next.pace{suffix}", lang, due=format_ten_days(following.day, lang))
    period = format_period(following.announced.release.period, lang)
    day = format_date(following.day, lang)
    return translate(f"next.announced{suffix}", lang, day=day, period=period)
