"""Changes of what is counted, and of what counts it: breaks, indicators and places that ended or began."""

from __future__ import annotations

from datetime import date

from publicstats.contract.records import Break, Figure, Indicator, Region
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.series.breaks import find_breaks
from publicstats.text.i18n import Lang, translate


def list_breaks_of(edition: Edition, indicator: Indicator) -> tuple[Break, ...]:
    """All breaks of an indicator's counting, in order of time."""
    breaks = (b for b in edition.breaks.values() if b.indicator == indicator.id)
    return tuple(sorted(breaks, key=lambda b: (_first_day(b), b.id)))


def name_scope(edition: Edition, rupture: Break, lang: Lang) -> str:
    """The place and category that a break is of, in a sentence; blank where it is of all."""
    region, category = edition.regions.get(rupture.region), edition.breakdowns.get(rupture.breakdown)
    names = [thing.name.to(lang) for thing in (region, category) if thing]
    return translate("break.place", lang, place=" · ".join(names)) if names else ""


def list_breaks_around(edition: Edition, figure: Figure) -> tuple[tuple[Break, str], ...]:
    """The breaks that concern a figure, and whether its period lies after each (`earlier` figures do not
    compare with it), before it (`later` ones), or on both sides (`within`).
    """
    breakdown = figure.breakdown.id if figure.breakdown else ""
    every = list_breaks_of(edition, figure.indicator)
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


def follow_indicator(edition: Edition, indicator: Indicator) -> Indicator:
    """An indicator, or where it has no figures what took its place."""
    if (edition.figures["indicator"] == indicator.id).any():
        return indicator
    return find_follower(edition, indicator) or indicator


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
