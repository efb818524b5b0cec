"""Which of a thing's series speaks for it: the one whose latest value a card, a bar or a search result shows.

Source: docs/data-contract.md, "Series", *Latest*. The place and basis are those published first, so that no
further row changes what a card is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from publicstats.analysis.observations import (
    Observation,
    Series,
    find_latest_observation,
    list_observations,
    name_nature,
    read_series,
)
from publicstats.contract.codelists import FREQUENCIES
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.series.calendar_periods import SHORT

NATION = "cn"
FEWEST = 3
"""Observations that make a series a headline before one of a longer frequency."""
_KINDS = ("actual", "rule", "target")
"""What a card shows: what is, else what holds, else what is aimed at."""
_LATE = 10**9

Place = tuple[str, str]
"""The ids of a place and a category; blank for no category."""


@dataclass(frozen=True)
class Headline:
    """A series that speaks for a thing, and its latest value: the newest that is known, if any is."""

    series: Series
    observation: Observation


@memoize(512)
def group_series(edition: Edition, indicator: str) -> Mapping[Place, tuple[Series, ...]]:
    """All series of an indicator by place and category, those of one in the order of their codes."""
    groups: dict[Place, list[Series]] = {}
    for code in _index_series(edition).get(indicator, ()):
        series = read_series(edition, code)
        if series is not None:
            breakdown = series.breakdown.id if series.breakdown else ""
            groups.setdefault((series.region.id, breakdown), []).append(series)
    return {place: tuple(found) for place, found in groups.items()}


def list_beside(edition: Edition, series: Series, kind: str) -> tuple[Series, ...]:
    """The series of a kind that are of the same indicator, place and category as another."""
    place = series.region.id, series.breakdown.id if series.breakdown else ""
    found = group_series(edition, series.indicator.id).get(place, ())
    return tuple(other for other in found if other.kind == kind)


def find_headline(edition: Edition, indicator: str, place: Place, frequency: str = "") -> Headline | None:
    """What speaks for an indicator in a place and category; `frequency` is asked for before its own."""
    found = group_series(edition, indicator).get(place, ())
    for kind in _KINDS:
        levels = split_natures(series for series in found if series.kind == kind)
        if levels:
            first = min(levels, key=lambda nature: min(_find_first(edition, s) for s in levels[nature]))
            return choose_headline(edition, levels[first], frequency)
    return None


def split_natures(found: Iterable[Series]) -> dict[tuple[str, ...], list[Series]]:
    """Series by what they are of: states, totals, or changes (by base) where there is nothing else."""
    natures: dict[tuple[str, ...], list[Series]] = {}
    for series in found:
        natures.setdefault(_name_nature(series), []).append(series)
    levels = {nature: group for nature, group in natures.items() if nature[0] != "growth"}
    return levels or natures


def _name_nature(series: Series) -> tuple[str, ...]:
    if series.basis == "growth":
        return "growth", series.base, series.comparability, series.unit.id
    return (name_nature(series.basis),)


def choose_headline(edition: Edition, found: Sequence[Series], frequency: str = "") -> Headline:
    """Of series of one nature the one to quote; a total that goes on growing only where there is no other."""
    known = [series for series in found if _count(edition, series)] or list(found)
    single = [series for series in known if not series.is_running] or known
    series = _choose(edition, single, frequency or single[0].indicator.frequency)
    latest = find_latest_observation(edition, series.code) or list_observations(edition, series.code)[-1]
    return Headline(series, latest)


def list_places(
    edition: Edition, indicator: str, regions: Sequence[str], breakdowns: Sequence[str]
) -> list[Place]:
    """The places and categories of an indicator that a card row names, in its order.

    Without places it is the nation's, else the place published first; without categories all.
    """
    found = group_series(edition, indicator)
    there = list(dict.fromkeys(region for region, _ in found))
    if not regions and there:
        regions = [NATION] if NATION in there else [_find_first_place(edition, found)]
    order = {name: (b.order, name) for name, b in edition.breakdowns.items()} | {"": (-1, "")}
    return [
        (region, breakdown)
        for region in regions
        for breakdown in sorted((b for r, b in found if r == region), key=order.__getitem__)
        if not breakdowns or breakdown in breakdowns or not breakdown
    ]


def _choose(edition: Edition, found: Sequence[Series], frequency: str) -> Series:
    asked = [series for series in found if series.frequency == frequency]
    if asked:
        return max(asked, key=lambda series: _find_last(edition, series))
    longer = [series for series in found if series.frequency not in SHORT] or found
    counts = {series.code: _count(edition, series) for series in longer}
    whole = [series for series in longer if counts[series.code] >= FEWEST]
    if whole:
        # Of two of one frequency, counted in different units, the one that goes on.
        return min(whole, key=lambda s: (FREQUENCIES.index(s.frequency), -_find_last(edition, s)))
    return max(
        longer, key=lambda s: (counts[s.code], _find_last(edition, s), -FREQUENCIES.index(s.frequency))
    )


def _count(edition: Edition, series: Series) -> int:
    return sum(o.is_known and not o.is_ahead for o in list_observations(edition, series.code))


def _find_last(edition: Edition, series: Series) -> int:
    """The last day of the latest value; of series without any, none at all."""
    latest = find_latest_observation(edition, series.code)
    return latest.end.toordinal() if latest else 0


def _find_first(edition: Edition, series: Series) -> tuple[int, int]:
    """When a series was published first, and its position in the files, to tell those of one day apart."""
    members = edition.series.list_members(series.code)
    names = {edition.read_cell("source", position) for position in members.tolist()}
    days = [edition.sources[name].published.end.toordinal() for name in names if name in edition.sources]
    return min(days, default=_LATE), int(members.min())


def _find_first_place(edition: Edition, found: Mapping[Place, tuple[Series, ...]]) -> str:
    every = [series for group in found.values() for series in group]
    return min(every, key=lambda series: _find_first(edition, series)).region.id


@memoize(1)
def _index_series(edition: Edition) -> Mapping[str, list[int]]:
    """The codes of the series of each indicator that have a figure that stands."""
    table = edition.series
    there = np.flatnonzero(np.diff(table.offsets))
    firsts = table.members[table.offsets[there]]
    indicators = edition.figures["indicator"].iloc[firsts]
    index: dict[str, list[int]] = {}
    for code, name in zip(there.tolist(), indicators, strict=True):
        index.setdefault(str(name), []).append(int(code))
    return index
