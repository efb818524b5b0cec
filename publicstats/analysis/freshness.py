"""Whether the latest value of a series is all that is to be had: overdue, or ended, and by what replaced.

An announced release goes before the usual pace: while it is not due yet nothing is late. Nothing is said of
values that are not the latest, nor where nothing tells when the next one should come: a pace is shown by
`FEWEST` observations, and a figure that was printed once does not grow late with an indicator's releases.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from publicstats.analysis.observations import (
    Observation,
    Series,
    find_latest_observation,
    read_series,
)
from publicstats.analysis.overdue import FEWEST, find_due_day, has_pace
from publicstats.analysis.release_calendar import LATE, Announced, find_awaited
from publicstats.analysis.turns import find_follower, list_heirs
from publicstats.contract.records import Indicator, Region
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.series.calendar_periods import find_stretch, number_day


@dataclass(frozen=True)
class Overdue:
    """A series of which the next value should be there."""

    series: Series
    latest: Observation
    due: date
    """The day by which it should have come."""
    announced: Announced | None = None
    """The release that is late; none where the day follows from the usual pace."""


@dataclass(frozen=True)
class Ended:
    """A series that does not go on: its indicator is no longer printed, or its place is no more."""

    series: Series
    followers: tuple[Indicator, ...] | tuple[Region, ...]
    """What took its place."""

    @property
    def is_place(self) -> bool:
        """Whether it is the place that has ended, and not the indicator."""
        return self.series.indicator.ended is None


Freshness = Overdue | Ended


def find_freshness(
    edition: Edition, found: Iterable[tuple[Series, Observation]], today: date
) -> Freshness | None:
    """What is to be said of a figure in its series, its own before that of totals; none where it is fresh."""
    for series, observation in found:
        if series.kind != "actual" or find_latest_observation(edition, series.code) != observation:
            continue
        if ended := _find_end(edition, series):
            return ended
        if (overdue := find_overdue_series(edition, series, today)) or find_due_day(edition, series):
            return overdue
    return None


def _find_end(edition: Edition, series: Series) -> Ended | None:
    if series.indicator.ended is not None:
        follower = find_follower(edition, series.indicator)
        return Ended(series, (follower,) if follower else ())
    if series.region.valid_to is not None:
        return Ended(series, list_heirs(edition, series.region))
    return None


def find_overdue_series(edition: Edition, series: Series, today: date) -> Overdue | None:
    """A series as overdue on a day, by a release that is late or else by its usual pace; none where not."""
    latest, due = find_latest_observation(edition, series.code), find_due_day(edition, series)
    if latest is None or due is None:
        return None
    awaited = find_awaited(edition, series.indicator.id, latest.end, today)
    concerned = [a for a in awaited if _concerns(a, series, latest)]
    following = any(_is_next(a, series, latest) for a in concerned)
    is_paced = has_pace(edition, series)
    late = next((a for a in concerned if a.state == LATE), None)
    if late is not None and (is_paced or following):
        return Overdue(series, latest, late.release.expected, late)
    return Overdue(series, latest, due) if due < today and is_paced and not following else None


def _concerns(announced: Announced, series: Series, latest: Observation) -> bool:
    """Whether a release is of a series: of its frequency, or of a total from the same day of a year on."""
    period = announced.release.period
    if series.is_running:
        start = period.start or latest.start
        return (start.month, start.day) == (latest.start.month, latest.start.day)
    return series.basis == "stock" or find_stretch(period).frequency == series.frequency


def _is_next(announced: Announced, series: Series, latest: Observation) -> bool:
    """Whether a release brings the very next value."""
    if series.frequency == "irregular":
        return True
    return number_day(announced.release.period.end, series.frequency) == latest.number + 1


@memoize(2)
def list_overdue(edition: Edition, today: date) -> tuple[Overdue, ...]:
    """Every series that is overdue by its usual pace on a day, the longest overdue first."""
    return tuple(sorted(_list_overdue(edition, today), key=lambda entry: (entry.due, entry.series.code)))


def _list_overdue(edition: Edition, today: date) -> Iterator[Overdue]:
    # Shorter ones have no pace, and most series of a snapshot are: they need not be read one by one.
    for code in np.flatnonzero(np.diff(edition.series.offsets) >= FEWEST).tolist():
        series = read_series(edition, code)
        overdue = find_overdue_series(edition, series, today) if series else None
        if overdue is not None and overdue.announced is None:
            yield overdue
