"""What changed most in a theme: of each indicator the series whose latest change is the largest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from publicstats.analysis.change import DOWN, UP, Change, find_previous_change, find_yearly_change
from publicstats.analysis.change_words import SAME, counts_years
from publicstats.analysis.headline_series import group_series
from publicstats.analysis.headlines import is_printed
from publicstats.analysis.observations import Observation, Series, find_latest_observation
from publicstats.analysis.printed_growth import PERIOD_BEFORE, YEAR_BEFORE
from publicstats.analysis.remark_line import Line
from publicstats.analysis.telling import tell_against
from publicstats.analysis.turns import list_origins
from publicstats.contract.records import Figure
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.figures.amounts import RELATIVE
from publicstats.series.calendar_periods import SHORT
from publicstats.text.i18n import Lang

MOST = 5
"""Changes that a reader is told of."""
BEHIND, YEARS_BEHIND, OLDEST = timedelta(days=100), timedelta(days=300), timedelta(days=731)
"""How far a value may be behind the newest of its frequency (months; years), and of all, to be of late."""
FEWEST = 10
"""Of counted things the fewest that a change is measured against: from two to three is half as much again."""
_COUNTED, _SHARE, _HUNDRED = "count", "share", Decimal(100)


@dataclass(frozen=True)
class LargeChange:
    """The latest figure of a series, and how far it certainly is from what it is compared with."""

    figure: Figure
    bases: tuple[str, ...]
    """What it is compared with: `year_before`, `period_before`, or either where these are the same."""
    size: Decimal
    """The least that its interval allows, as a share of the earlier value: 0.2 for a rise from 50 to 60."""


Found = tuple[Series, Observation, LargeChange]


@memoize(64)
def list_largest_changes(edition: Edition, theme: str) -> tuple[LargeChange, ...]:
    """The largest changes of a theme, by its id, the largest first: at most `MOST`, one an indicator.

    A value is compared with the same period a year earlier; one of a year, or of no rhythm, with that before.
    Of months and quarters nothing else counts: from one to the next the seasons would change most. Only what
    is certain counts, by the end of its interval that is nearest to nothing, as a share of the earlier value:
    so rates and counts stand in one order. There is no change across a break or a merger of places, of
    forecasts, targets and hidden values, of figures that are computed here alone, of what has ended or may be
    below zero, of days and weeks, of totals of the year where single periods are known, against fewer than
    `FEWEST` of what is counted, nor of values far behind the newest.
    """
    found = [each for name in _list_indicators(edition, theme) for each in _list_changes(edition, name)]
    newest: dict[str, date] = {}
    for series, latest, _ in found:
        newest[series.frequency] = max(latest.end, newest.get(series.frequency, date.min))
    largest: dict[str, LargeChange] = {}
    for series, latest, change in found:
        behind = BEHIND if series.frequency in SAME else YEARS_BEHIND
        is_new = latest.end >= max(newest[series.frequency] - behind, max(newest.values()) - OLDEST)
        name = change.figure.indicator.id
        if is_new and (name not in largest or change.size > largest[name].size):
            largest[name] = change
    return tuple(sorted(largest.values(), key=lambda change: (-change.size, change.figure.id))[:MOST])


def tell_largest_changes(edition: Edition, theme: str, lang: Lang) -> tuple[tuple[Figure, Line], ...]:
    """The same in words: each figure with what is said of its change."""
    said = (
        (each.figure, tell_against(edition, each.figure.id, each.bases, lang))
        for each in list_largest_changes(edition, theme)
    )
    return tuple((figure, line) for figure, line in said if line is not None)


def _list_indicators(edition: Edition, theme: str) -> Iterator[str]:
    return (i.id for i in edition.indicators.values() if i.theme == theme and not (i.signed or i.ended))


def _list_changes(edition: Edition, indicator: str) -> Iterator[Found]:
    """The latest change of each series of an indicator that has a certain one."""
    for series in _list_levels(edition, indicator):
        latest = find_latest_observation(edition, series.code)
        if latest is None or not is_printed(edition, series):
            continue
        change, bases = _find_change(edition, series, latest)
        if change is not None and _is_same_place(edition, change) and (size := measure_size(series, change)):
            yield series, latest, LargeChange(latest.figure, bases, size)


def _list_levels(edition: Edition, indicator: str) -> Iterator[Series]:
    """The series of an indicator that say how much there was: of a place single periods, or else totals."""
    for found in group_series(edition, indicator).values():
        levels = [series for series in found if series.kind == "actual" and series.basis != "growth"]
        slow = [s for s in levels if s.frequency not in SHORT and s.region.valid_to is None]
        yield from [series for series in slow if not series.is_running] or slow


def _is_same_place(edition: Edition, change: Change) -> bool:
    """Whether no place became part of another between the two values."""
    days = (origin.valid_to for origin in list_origins(edition, change.later.figure.region))
    return not any(day and change.earlier.start <= day <= change.later.end for day in days)


def _find_change(
    edition: Edition, series: Series, latest: Observation
) -> tuple[Change | None, tuple[str, ...]]:
    """The change that counts, and what it is against."""
    if counts_years(series):
        return find_previous_change(edition, series, latest), (PERIOD_BEFORE, YEAR_BEFORE)
    if series.frequency in SAME:
        return find_yearly_change(edition, series, latest), (YEAR_BEFORE,)
    return find_previous_change(edition, series, latest), (PERIOD_BEFORE,)


def measure_size(series: Series, change: Change) -> Decimal | None:
    """The least share of the earlier value that a certain change comes to; none where it may be nothing."""
    least = {UP: change.low, DOWN: change.high}.get(change.verdict)
    low, high = change.earlier.low, change.earlier.high
    if least is None or low is None or high is None or low <= 0:
        return None
    if series.unit.kind == _COUNTED and low < FEWEST:
        return None
    is_relative = change.unit == RELATIVE and series.unit.kind != _SHARE
    return abs(least) / _HUNDRED if is_relative else abs(least) / high
