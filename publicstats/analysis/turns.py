"""Changes of what is counted, and of what counts it: breaks, indicators and places that ended or began."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from publicstats.contract.records import Break, Figure, Indicator, Region
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.series.breaks import find_breaks


@dataclass(frozen=True)
class Turn:
    """A break of an indicator's counting, with the place and category that it is of; none: all of them."""

    rupture: Break
    place: Region | None
    category: str
    """The category's id; blank for all."""


def list_turns(edition: Edition, indicator: Indicator) -> tuple[Turn, ...]:
    """All breaks of an indicator, in order of time."""
    breaks = [b for b in edition.breaks.values() if b.indicator == indicator.id]
    return tuple(
        Turn(b, edition.regions.get(b.region), b.breakdown)
        for b in sorted(breaks, key=lambda b: (_first_day(b), b.id))
    )


def list_breaks_around(edition: Edition, figure: Figure) -> tuple[tuple[Break, str], ...]:
    """The breaks that concern a figure, and whether its period lies after each (`earlier` figures do not
    compare with it), before it (`later` ones), or on both sides (`within`).
    """
    breakdown = figure.breakdown.id if figure.breakdown else ""
    every = [turn.rupture for turn in list_turns(edition, figure.indicator)]
    end = figure.period.end.toordinal()
    start = end if figure.basis == "stock" else (figure.period.start or date.min).toordinal()
    return tuple(
        (b, "earlier" if _first_day(b) <= start else "later" if _first_day(b) > end else "within")
        for b in find_breaks(every, figure.region.id, breakdown)
    )


def find_follower(edition: Edition, indicator: Indicator) -> Indicator | None:
    """The indicator that took another's place in the end, step by step; none where nothing did."""
    seen, found = {indicator.id}, None
    following = edition.indicators.get(indicator.successor)
    while following is not None and following.id not in seen:
        seen.add(following.id)
        found, following = following, edition.indicators.get(following.successor)
    return found


def list_forerunners(edition: Edition, indicator: Indicator) -> tuple[Indicator, ...]:
    """The indicators whose place another took."""
    return tuple(other for other in edition.indicators.values() if other.successor == indicator.id)


def list_heirs(edition: Edition, region: Region) -> tuple[Region, ...]:
    """The places that took a place's place."""
    return tuple(edition.regions[name] for name in region.successor if name in edition.regions)


def list_origins(edition: Edition, region: Region) -> tuple[Region, ...]:
    """The places whose place another took."""
    return _index_origins(edition).get(region.id, ())


@memoize(1)
def _index_origins(edition: Edition) -> dict[str, tuple[Region, ...]]:
    index: dict[str, tuple[Region, ...]] = {}
    for other in edition.regions.values():
        for name in other.successor:
            index[name] = (*index.get(name, ()), other)
    return index


def _first_day(rupture: Break) -> int:
    return (rupture.start.start or rupture.start.end).toordinal()
