"""In what order places stand by the figures of a group.

No place is ranked with one that contains it, nor one figure before another that its interval meets. Intervals
of rounded digits are half-open: 98.8 goes before 98.7. What lies across places (level `area`) is no place.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from publicstats.analysis.place_table import AREA
from publicstats.contract.records import Figure, Region

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
    excludes_high: bool = False
    """Whether `high` itself is not meant, as with digits that are rounded."""
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
        all(f.quantity is not None and f.quantity.excludes_high for f in known if f.high == high),
    )


def _rank(standings: Sequence[Standing], better: str) -> tuple[Standing, ...]:
    """The standings with the ranks that they may have, the best first."""
    by_low = sorted(standings, key=lambda s: -_INFINITE if s.low is None else s.low)
    by_high = sorted(standings, key=lambda s: (_INFINITE if s.high is None else s.high, not s.excludes_high))
    ranked = []
    for standing in standings:
        # Sorted by the end that counts, the places certainly beyond this one are a run at one side.
        above = len(by_low) - bisect_left(by_low, True, key=partial(_lies_below, standing))
        below = bisect_left(by_high, True, key=partial(_reaches, standing))
        ahead, behind = (below, above) if better == "down" else (above, below)
        ranked.append(replace(standing, best=ahead + 1, worst=len(standings) - behind))
    sign = 1 if better == "down" else -1
    return tuple(sorted(ranked, key=lambda s: (s.best + s.worst, sign * _value_of(s))))


def _lies_below(one: Standing, other: Standing) -> bool:
    """Whether all of one is below all of the other."""
    if one.high is None or other.low is None:
        return False
    return one.high < other.low or (one.high == other.low and one.excludes_high)


def _reaches(standing: Standing, other: Standing) -> bool:
    return not _lies_below(other, standing)


def _value_of(standing: Standing) -> Decimal:
    return next(figure.value for figure in standing.figures if figure.value is not None)
