"""When the next value of a series comes: on the day announced, else by its usual pace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from publicstats.analysis.freshness import find_overdue_series
from publicstats.analysis.observations import Series, find_latest_observation
from publicstats.analysis.overdue import find_due_day
from publicstats.analysis.release_calendar import Announced, find_awaited
from publicstats.analysis.release_words import format_date
from publicstats.edition.model import Edition
from publicstats.period import format_period, format_ten_days
from publicstats.text.i18n import Lang, translate


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
    return Next(due, None, is_late=False) if due is not None and due >= today else None


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
