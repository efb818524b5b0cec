"""Whether the next value of a series should have come by now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from publicstats.analysis.observations import (
    Observation,
    Series,
    find_latest_observation,
    walk_back,
)
from publicstats.contract.records import Indicator
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.series.calendar_periods import find_end

GRACE = timedelta(days=45)
"""How long after its period a value may come, where nothing says so."""
FEWEST = 3
"""Observations that show how often a series appears."""


def find_overdue(edition: Edition, series: Series, today: date) -> int | None:
    """By how many days the next value is late; none where nothing is expected, or not yet."""
    due = find_due_day(edition, series)
    late = (today - due).days if due is not None else 0
    return late if late > 0 else None


def find_due_day(edition: Edition, series: Series) -> date | None:
    """The day by which the next value should be there; none where nothing tells.

    Told by `update_days` after the end of the latest period, but not before the next one has ended; else by
    one more period and `GRACE`. Asked of series of `FEWEST` actual observations, or with a release of their
    own; first quarters that are printed as totals of the year so far are no series to wait for, nor are
    totals that end on any day.
    """
    latest = find_latest_observation(edition, series.code)
    indicator = series.indicator
    if latest is None or series.kind != "actual" or indicator.ended or series.region.valid_to:
        return None
    if series.is_running and series.frequency == "irregular":
        return None
    if series.accumulation == "single" and _are_totals(edition, series.code):
        return None
    if not has_pace(edition, series) and not any(
        indicator.id in release.indicators for release in edition.releases.values()
    ):
        return None
    return find_next_day(indicator, series.frequency, latest.end, latest.number)


def find_next_day(indicator: Indicator, frequency: str, end: date, number: int) -> date | None:
    """The day by which what follows a period should be there, told by its last day and its number."""
    told = end + timedelta(days=indicator.update_days) if indicator.update_days else None
    if frequency == "irregular":
        return told
    following = find_end(number + 1, frequency)
    return max(told, following) if told else following + GRACE


def has_pace(edition: Edition, series: Series) -> bool:
    """Whether enough observations of a series show how often it appears."""
    return len(_list_newest(edition, series.code)) == FEWEST


@memoize(4096)
def _list_newest(edition: Edition, code: int) -> tuple[Observation, ...]:
    return tuple(islice(_walk_printed(edition, code), FEWEST))


def _walk_printed(edition: Edition, code: int) -> Iterator[Observation]:
    """The observations that show it, the newest first: printed, with a number, no forecast."""
    walked = walk_back(edition, code)
    return (o for o in walked if o.is_known and not o.is_ahead and o.figure.source is not None)


def _are_totals(edition: Edition, code: int) -> bool:
    """Whether all of them are totals of the year so far as well; most often the newest tells."""
    newest = _list_newest(edition, code)
    return all(_is_total(edition, o) for each in (newest, _walk_printed(edition, code)) for o in each)


def _is_total(edition: Edition, observation: Observation) -> bool:
    """Whether an observation is a total of the year so far as well, as a first quarter may be."""
    position = edition.locate(observation.figure.id)
    return position is not None and len(edition.series.list_series(position)) > 1
