"""In what order places stand by the figures of a group, and what stands beside a place's own.

No place is ranked with one that contains it, nor one figure before another that its interval meets. What lies
across places (level `area`) is no place.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

import numpy as np

from publicstats.analysis.place_table import AREA, tabulate
from publicstats.analysis.region_tree import list_parents
from publicstats.contract.records import Figure, Region
from publicstats.edition.model import Edition
from publicstats.formula.calculation import lies_below

_INFINITE = Decimal("Infinity")


@dataclass(frozen=True)
class Standing:
    """A place's figures in a group, whatever its sources print, and the ranks that it may have.

    `low` and `high` are the ends of what the figures allow together, none where open or unknown.
    """

    region: Region
    figures: tuple[Figure, ...]
    low: Decimal | None
    high: Decimal | None
    best: int = 0
    worst: int = 0

    @property
    def is_known(self) -> bool:
        """Whether there is a number to rank by."""
        return any(figure.is_known for figure in self.figures)


@dataclass(frozen=True)
class Ranking:
    """The places of one level in order, and after them those whose figures are hidden or missing."""

    level: str
    ranked: tuple[Standing, ...]
    unknown: tuple[Standing, ...]


def rank_places(figures: Iterable[Figure], better: str = "") -> tuple[Ranking, ...]:
    """The places that have figures of one group in order, level by level, so that none contains another.

    The best comes first: the smallest where `better` is down, else the largest. A level with fewer than
    two known places has no ranking.
    """
    places: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.region.level != AREA:
            places.setdefault(figure.region.id, []).append(figure)
    levels: dict[str, list[Standing]] = {}
    for found in places.values():
        levels.setdefault(found[0].region.level, []).append(_stand(found))
    rankings = []
    for level, standings in levels.items():
        known = [standing for standing in standings if standing.is_known]
        if len(known) > 1:
            unknown = tuple(standing for standing in standings if not standing.is_known)
            rankings.append(Ranking(level, _rank(known, better), unknown))
    return tuple(rankings)


def compare_with_parents(edition: Edition, region: Region) -> tuple[Figure, ...]:
    """A place's latest figures of each series that a place around it has too, and those beside them.

    Of a larger place stand the figures of the same period, else those of its latest one. The place's own come
    first, then those of the next larger one.
    """
    places = [region.id, *(parent.id for parent in reversed(list_parents(edition, region)))]
    table = tabulate(edition, edition.figures["region"].isin(places).to_numpy())
    names = edition.figures["region"].cat.categories
    is_own = (names == region.id)[table["region"]]
    last = table[is_own].groupby("series")["number"].max()
    is_shared = table["series"].isin(last.index) & table["series"].isin(table["series"][~is_own])
    table = table[is_shared].drop_duplicates("position")
    # The period of the place's latest goes before any later one.
    same = table["number"] == table["series"].map(last)
    weight = table["number"].where(~same, np.iinfo(np.int64).max)
    heaviest = weight.groupby([table["series"], table["region"]]).transform("max")
    latest = table[weight == heaviest]
    order = {name: position for position, name in enumerate(edition.indicators)}
    figures = [
        (edition.figure(int(position)), int(series))
        for position, series in zip(latest["position"], latest["series"], strict=True)
    ]
    figures.sort(
        key=lambda pair: (
            order[pair[0].indicator.id],
            *_series_of(pair[0]),
            pair[1],
            places.index(pair[0].region.id),
        )
    )
    return tuple(figure for figure, _ in figures)


def _series_of(figure: Figure) -> tuple[int | str, ...]:
    breakdown = figure.breakdown
    category = (breakdown.order, breakdown.id) if breakdown else (-1, "")
    return (*category, figure.basis, figure.kind, figure.base, figure.comparability, figure.unit.base)


def _stand(figures: Sequence[Figure]) -> Standing:
    """A place's figures as one interval: from the lowest to the highest that any of its sources allows."""
    known = [figure for figure in figures if figure.is_known]
    lows = [-_INFINITE if figure.low is None else figure.low for figure in known]
    highs = [_INFINITE if figure.high is None else figure.high for figure in known]
    low, high = min(lows, default=-_INFINITE), max(highs, default=_INFINITE)
    return Standing(
        figures[0].region,
        tuple(figures),
        low if low.is_finite() else None,
        high if high.is_finite() else None,
    )


def _rank(standings: Sequence[Standing], better: str) -> tuple[Standing, ...]:
    """The standings with the ranks that they may have, the best first."""
    by_low = sorted(standings, key=lambda s: -_INFINITE if s.low is None else s.low)
    by_high = sorted(standings, key=lambda s: _INFINITE if s.high is None else s.high)
    ranked = []
    for standing in standings:
        # Sorted by the end that counts, the places certainly beyond this one are a run at one side.
        above = len(by_low) - bisect_left(by_low, True, key=partial(lies_below, standing))
        below = bisect_left(by_high, True, key=partial(_reaches, standing))
        ahead, behind = (below, above) if better == "down" else (above, below)
        ranked.append(replace(standing, best=ahead + 1, worst=len(standings) - behind))
    sign = 1 if better == "down" else -1
    return tuple(sorted(ranked, key=lambda s: (s.best + s.worst, sign * _value_of(s))))


def _reaches(standing: Standing, other: Standing) -> bool:
    return not lies_below(other, standing)


def _value_of(standing: Standing) -> Decimal:
    return next(figure.value for figure in standing.figures if figure.value is not None)
