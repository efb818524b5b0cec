"""Growth rates that are printed of a level: which belong to it, and whether its levels can give them.

A printed rate of the same indicator, place, category and period is quoted before anything is computed, but
for one whose level was replaced since. It is tested by the levels that stood when it was published.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from publicstats.analysis.change import (
    Change,
    find_change_since,
    find_previous_change,
    find_yearly_change,
    measure_change,
)
from publicstats.analysis.growth_suspects import find_suspects
from publicstats.analysis.observations import (
    Observation,
    Series,
    list_observations,
    read_series,
)
from publicstats.analysis.vintage_story import list_replaced
from publicstats.contract.records import Figure
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.figures.amounts import POINTS, RELATIVE
from publicstats.formula.calculation import Value, lies_below
from publicstats.period import parse_period
from publicstats.series.vintages import REPLACED

YEAR_BEFORE, PERIOD_BEFORE, UNSTATED = "year_before", "period_before", "unstated"
_SETTLING = ("final", "revised", "corrected", "withdrawn", "named")
"""Reasons for which a level is another one than that which a printed rate was of."""
_CLOSE = 2
"""Points within which a change must be known to confirm a printed one."""
Thing = tuple[str, str, str, int]
"""The ids of an indicator, place and category, and the last day of a period."""


Index = Mapping[Thing, tuple[int, ...]]


@dataclass(frozen=True)
class Conflict:
    """A printed rate and the change between the two levels that it is of, where both cannot be right."""

    growth: Figure
    series: Series
    change: Change

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The rate, and the levels that it is of, the later ones first."""
        return self.growth, *self.change.later.figures, *self.change.earlier.figures


def list_printed_growth(edition: Edition, level: Figure) -> tuple[Figure, ...]:
    """The growth rates printed of a level, those published last first."""
    found = _index_growth(edition).get(_name_thing(level), ())
    rates = [figure for figure in map(edition.figure, found) if _is_of(figure, level)]
    revised = _find_revision_day(edition, level)
    fresh = [rate for rate in rates if _find_day(rate) >= revised]
    return tuple(sorted(fresh, key=lambda rate: (-_find_day(rate), rate.id)))


def find_conflict(edition: Edition, growth: Figure, level: Figure) -> Conflict | None:
    """The change by the levels of the day, where a printed rate of a level cannot be right beside it.

    A provisional level says itself that it is not settled: it contradicts nothing.
    """
    found = _find_disagreement(edition, growth, level)
    if found is None or any(figure.status == "provisional" for figure in found.figures):
        return None
    return found


def _find_disagreement(edition: Edition, growth: Figure, level: Figure) -> Conflict | None:
    """A printed rate and the change by the levels of the day, provisional ones too, where they are apart."""
    if growth.comparability or growth.base == UNSTATED or growth.low is None or growth.high is None:
        return None
    found = _find_change(edition, growth, level)
    if found is None:
        return None
    series, change = found
    day = _find_day(growth)
    earlier, later = (_take_back(edition, o, day) for o in (change.earlier, change.later))
    if earlier is None or later is None:
        return None
    is_relative = growth.unit.id == RELATIVE
    if is_relative and (series.unit.id == RELATIVE or earlier.low is None or earlier.low <= 0):
        return None
    unit = growth.unit.id if growth.unit.id in (RELATIVE, POINTS) else series.unit.id
    measured = measure_change(series, earlier, later, unit)
    computed = Value(measured.low, measured.low, measured.high)
    printed = Value(growth.value, growth.low, growth.high)
    apart = lies_below(computed, printed) or lies_below(printed, computed)
    return Conflict(growth, series, measured) if apart else None


def is_confirmed(edition: Edition, figure: Figure) -> bool:
    """Whether a printed rate and the levels that it is of, one of which a figure is, agree closely."""
    if figure.basis == "growth":
        pairs = [(figure, level) for level in _list_levels(edition, figure)]
    else:
        pairs = [(rate, figure) for rate in list_printed_growth(edition, figure)]
    return any(
        not rate.comparability
        and rate.base != UNSTATED
        and (found := _find_change(edition, rate, level)) is not None
        and _is_close(found[1])
        and _find_disagreement(edition, rate, level) is None
        for rate, level in pairs
    )


def _is_close(change: Change) -> bool:
    """Whether a change is known to a point or two."""
    if change.low is None or change.high is None or change.unit not in (RELATIVE, POINTS):
        return False
    return change.high - change.low <= _CLOSE


@memoize(1)
def list_conflicts(edition: Edition) -> tuple[Conflict, ...]:
    """The printed rates that cannot be right beside their levels, in the order of the files."""
    rates, levels = (
        np.array(sorted(p for found in index(edition).values() for p in found), dtype=np.int64)
        for index in (_index_growth, _index_levels)
    )
    found = []
    for position in sorted(find_suspects(edition, rates, levels)):
        growth = edition.figure(position)
        conflicts = (find_conflict(edition, growth, level) for level in _list_levels(edition, growth))
        found += [conflict for conflict in conflicts if conflict is not None][:1]
    return tuple(found)


def find_conflicts(edition: Edition, figure: str = "") -> tuple[Conflict, ...]:
    """The conflicts that a figure takes part in; without one all of them."""
    conflicts = list_conflicts(edition)
    return tuple(c for c in conflicts if not figure or any(f.id == figure for f in c.figures))


def _find_change(edition: Edition, growth: Figure, level: Figure) -> tuple[Series, Change] | None:
    """The change of a level that a printed rate says, by today's values."""
    position = edition.locate(level.id)
    for code in edition.series.list_series(position) if position is not None else ():
        series = read_series(edition, code)
        latest = find_observation_of(edition, code, level.id)
        if series is None or latest is None:
            continue
        if growth.base == YEAR_BEFORE:
            change = find_yearly_change(edition, series, latest)
        elif growth.base == PERIOD_BEFORE:
            change = find_previous_change(edition, series, latest)
        else:
            change = find_change_since(edition, series, latest, parse_period(growth.base))
        if change is not None:
            return series, change
    return None


def find_observation_of(edition: Edition, code: int, name: str) -> Observation | None:
    """The observation of a series for which a figure stands; none where it does not."""
    return next(
        (o for o in list_observations(edition, code) if any(f.id == name for f in o.figures)),
        None,
    )


def _take_back(edition: Edition, observation: Observation, day: int) -> Observation | None:
    """An observation as it was known on a day; none where nothing of it was."""
    there = [position for f in observation.figures if (position := edition.locate(f.id)) is not None]
    every = [*there, *(other for position in there for other in list_replaced(edition, position))]
    known = {position for position in every if _find_day(edition.figure(position)) <= day}
    table = edition.series
    stood = [p for p in known if not (table.fate[p] == REPLACED and int(table.through[p]) in known)]
    figures = tuple(figure for p in sorted(stood) if (figure := edition.figure(p)).is_known)
    return replace(observation, figures=figures) if figures else None


def _find_revision_day(edition: Edition, level: Figure) -> int:
    """The day from which on a level has its value: that of its source where it replaced another."""
    position = edition.locate(level.id)
    others = list_replaced(edition, position) if position is not None else ()
    replaced = (edition.series.find_replacement(other) for other in others)
    return _find_day(level) if any(r and r.reason in _SETTLING for r in replaced) else 0


def _find_day(figure: Figure) -> int:
    return figure.source.published.end.toordinal() if figure.source else 0


def _is_of(growth: Figure, level: Figure) -> bool:
    """Whether a rate is of the period of a level, or for a state of one that ends with its day."""
    return growth.period.end == level.period.end and (
        level.basis == "stock" or growth.period.start == level.period.start
    )


def _list_levels(edition: Edition, growth: Figure) -> Iterable[Figure]:
    """The levels that stand for the period of a printed rate."""
    levels = (edition.figure(position) for position in _index_levels(edition).get(_name_thing(growth), ()))
    return (level for level in levels if _is_of(growth, level))


def _name_thing(figure: Figure) -> Thing:
    breakdown = figure.breakdown.id if figure.breakdown else ""
    return figure.indicator.id, figure.region.id, breakdown, figure.period.end.toordinal()


@memoize(1)
def _index_growth(edition: Edition) -> Index:
    """The printed rates that stand."""
    frame = edition.figures
    is_rate = (frame["basis"] == "growth") & (frame["kind"] == "actual") & frame["value"].notna()
    is_rate &= (frame["printed"] != "") & (frame["status"] != "forecast")
    return _index(edition, is_rate)


@memoize(1)
def _index_levels(edition: Edition) -> Index:
    """The levels that stand of whatever rates are printed of."""
    frame = edition.figures
    indicators = {thing[0] for thing in _index_growth(edition)}
    is_level = (frame["basis"] != "growth") & (frame["kind"] == "actual")
    return _index(edition, is_level & frame["indicator"].isin(indicators))


def _index(edition: Edition, mask: pd.Series) -> Index:
    """The positions of the figures that stand, of those in a mask, by what they are of."""
    frame, ends = edition.figures, edition.series.keys.spans.end
    positions = np.flatnonzero(mask.to_numpy() & edition.series.stands)
    names = (frame[name].iloc[positions] for name in ("indicator", "region", "breakdown"))
    index: dict[Thing, list[int]] = {}
    for *thing, end, position in zip(*names, ends[positions].tolist(), positions.tolist(), strict=True):
        index.setdefault((*map(str, thing), end), []).append(position)
    return {thing: tuple(found) for thing, found in index.items()}
