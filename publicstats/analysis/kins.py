"""Series of an indicator that differ in their place alone: what one table of periods by places may hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from publicstats.analysis.headline_series import group_series
from publicstats.analysis.observations import Series
from publicstats.contract.codelists import BASES, FREQUENCIES, KINDS
from publicstats.contract.records import Breakdown, Indicator, Region, Unit
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.series.calendar_periods import SHORT
from publicstats.series.keys import ACCUMULATIONS

_JOINT = "~"
_LATER = SHORT | {"irregular"}
"""Frequencies that come after the others: nobody asks for weeks first."""


@dataclass(frozen=True)
class Kin:
    """What series have in common but for their place: never more than one basis, unit or frequency."""

    indicator: Indicator
    breakdown: Breakdown | None
    kind: str
    basis: str
    base: str
    comparability: str
    frequency: str
    accumulation: str
    unit: Unit

    @property
    def key(self) -> str:
        """What names it in an address: month~single~flow~actual; of changes also base, kind and unit."""
        category = self.breakdown.id if self.breakdown else ""
        parts = [self.frequency, self.accumulation, self.basis, self.kind, category]
        if self.basis == "growth" or self.unit.id != self.indicator.unit.base:
            parts += [self.base, self.comparability, self.unit.id]
        return _JOINT.join(parts).rstrip(_JOINT)


def find_kin(series: Series) -> Kin:
    """What a series has in common with those of other places."""
    return Kin(
        indicator=series.indicator,
        breakdown=series.breakdown,
        kind=series.kind,
        basis=series.basis,
        base=series.base,
        comparability=series.comparability,
        frequency=series.frequency,
        accumulation=series.accumulation,
        unit=series.unit,
    )


@memoize(64)
def list_kins(edition: Edition, indicator: str) -> Mapping[Kin, tuple[Series, ...]]:
    """The series of an indicator by what they have in common, each in the order of places.

    What is comes before what is aimed at, the whole before its categories, levels before their changes,
    months before quarters and years.
    """
    order = {name: number for number, name in enumerate(edition.regions)}
    found: dict[Kin, list[Series]] = {}
    for group in group_series(edition, indicator).values():
        for series in group:
            found.setdefault(find_kin(series), []).append(series)
    return {
        kin: tuple(sorted(found[kin], key=lambda series: order[series.region.id]))
        for kin in sorted(found, key=_precedence)
    }


@memoize(64)
def list_places_of(edition: Edition, indicator: str) -> tuple[Region, ...]:
    """Every place of which an indicator has a figure that stands, in the order of regions.csv."""
    there = {region for region, _ in group_series(edition, indicator)}
    return tuple(region for name, region in edition.regions.items() if name in there)


def _precedence(kin: Kin) -> tuple[object, ...]:
    category = (kin.breakdown.order, kin.breakdown.id) if kin.breakdown else (-1, "")
    return (
        KINDS.index(kin.kind),
        category,
        kin.basis == "growth",
        ACCUMULATIONS.index(kin.accumulation),
        kin.frequency in _LATER,
        FREQUENCIES.index(kin.frequency),
        BASES.index(kin.basis),
        kin.key,
    )
