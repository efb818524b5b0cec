"""What is to be published and when: releases that have come, are expected, or are late.

Nobody ticks a release off: it has come once every indicator that it names has a known actual figure of its
period that stands and is no forecast. Source: docs/data-contract.md, `releases`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from publicstats.contract.records import Figure, Indicator, Release
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.series.calendar_periods import number_day
from publicstats.series.keys import NONE, SINGLE, Flags

COME, EXPECTED, LATE = "come", "expected", "late"
STATES = (LATE, EXPECTED, COME)
"""In the order in which a reader wants to know."""


@dataclass(frozen=True)
class Announced:
    """A release on a day: whether its figures are there, and what is missing."""

    release: Release
    state: str
    """`come`, `expected` or `late`."""
    days_late: int
    """Days since it was expected; 0 unless it is late."""
    come: date | None
    """The day on which the last of its indicators was published first; none while one is missing."""
    missing: tuple[Indicator, ...]
    figures: tuple[Figure, ...]
    """Of each indicator that is there one figure that stands: of the nation or the first place, the whole."""


@dataclass(frozen=True)
class _Met:
    """The figure that stands for an indicator in a release, and the day when its first one was published."""

    figure: Figure
    day: date | None


@memoize(4)
def list_announced(edition: Edition, today: date) -> tuple[Announced, ...]:
    """Every release of `releases.csv` as it stands on a day, by the day on which it is expected."""
    met = _find_all_met(edition)
    ordered = sorted(edition.releases.values(), key=lambda r: (r.expected, r.period.end, r.id))
    return tuple(_judge(edition, release, met, today) for release in ordered)


def _judge(edition: Edition, release: Release, met: dict[tuple[str, str], _Met], today: date) -> Announced:
    names = tuple(dict.fromkeys(release.indicators))
    there = [met[release.id, name] for name in names if (release.id, name) in met]
    missing = tuple(edition.indicators[name] for name in names if (release.id, name) not in met)
    days = [entry.day for entry in there]
    late = (today - release.expected).days if missing else 0
    return Announced(
        release=release,
        state=COME if not missing else LATE if late > 0 else EXPECTED,
        days_late=max(late, 0),
        come=None if missing else max((day for day in days if day), default=None),
        missing=missing,
        figures=tuple(entry.figure for entry in there),
    )


@memoize(1)
def _find_all_met(edition: Edition) -> dict[tuple[str, str], _Met]:
    """What meets each release, by the ids of release and indicator."""
    frame = edition.figures
    found: dict[tuple[str, str], _Met] = {}
    for release in edition.releases.values():
        same = _find_same_time(edition, release) & (frame["kind"] == "actual").to_numpy()
        for name in release.indicators:
            positions = np.flatnonzero(same & (frame["indicator"] == name).to_numpy())
            if entry := _find_met(edition, positions.tolist()):
                found[release.id, name] = entry
    return found


def _find_met(edition: Edition, positions: Iterable[int]) -> _Met | None:
    pairs = [(edition.figure(position), bool(edition.series.stands[position])) for position in positions]
    known = [(figure, stands) for figure, stands in pairs if figure.is_known and figure.status != "forecast"]
    standing = [figure for figure, stands in known if stands]
    if not standing:
        return None
    # A value that was revised since was there from the day of its first print on.
    days = [day for figure, _ in known if (day := _find_day(edition, figure))]
    return _Met(min(standing, key=_find_rank), min(days, default=None))


def _find_rank(figure: Figure) -> tuple[bool, bool, bool]:
    """What comes first is printed as a level, of the whole, and of the nation."""
    return figure.basis == "growth", figure.breakdown is not None, figure.region.level != "country"


def _find_day(edition: Edition, figure: Figure) -> date | None:
    """The day on which a figure was published; a computed one is there with the last of its inputs."""
    if figure.source is not None:
        return figure.source.published.end
    names = figure.calculation.formula.ids if figure.calculation else ()
    inputs = [found for name in names if (found := edition.find(name)) and found.id != figure.id]
    days = [day for found in inputs if (day := _find_day(edition, found))]
    return max(days, default=None)


def _find_same_time(edition: Edition, release: Release) -> Flags:
    """Which figures are of a release's period: spans of the same days, and states of a day within it that
    stand for the same period of their series.
    """
    keys, period = edition.series.keys, release.period
    start, end = period.start.toordinal() if period.start else 0, period.end.toordinal()
    instant, begins, ends = keys.instant[:], keys.spans.start[:], keys.spans.end[:]
    same: Flags = ~instant & (begins == start) & (ends == end)
    for position in np.flatnonzero(instant & (ends >= start) & (ends <= end)).tolist():
        code = int(keys.own[position])
        is_last = int(ends[position]) == end
        own = code != NONE and keys.accumulation[code] == SINGLE
        same[position] = is_last or (
            own and int(keys.number[position]) == number_day(period.end, edition.series.frequency(code))
        )
    return same


def find_awaited(edition: Edition, indicator: str, after: date, today: date) -> tuple[Announced, ...]:
    """The releases with figures of an indicator that have not come, for periods that end after a day."""
    return tuple(
        announced
        for announced in list_announced(edition, today)
        if announced.release.period.end > after
        and any(missing.id == indicator for missing in announced.missing)
    )
