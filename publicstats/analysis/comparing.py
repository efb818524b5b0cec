"""Which figures of an indicator may be compared between places, in what order they stand, and beside what.

Comparable are figures of one basis, kind, category and period; an indicator has one unit. No place is
ranked with one that contains it, nor one figure before another that its interval meets.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from publicstats.analysis.period_ends import find_period_ends
from publicstats.analysis.region_tree import list_parents, list_tiles
from publicstats.contract.records import Breakdown, Figure, Indicator, Region
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.formula.calculation import lies_below
from publicstats.period import Period

_SERIES = ["indicator", "breakdown", "basis", "kind"]
_GROUP = ["basis", "kind", "breakdown", "period"]
_JOINT = "~"
_INFINITE = Decimal("Infinity")


@dataclass(frozen=True)
class Group:
    """Figures of an indicator that may be compared, before they are read."""

    indicator: Indicator
    basis: str
    kind: str
    breakdown: Breakdown | None
    period: Period
    places: int
    """How many places have one."""
    on_map: int
    """How many of these are tiles."""

    @property
    def key(self) -> str:
        """What names the group in an address: flow~actual~~2022."""
        breakdown = self.breakdown.id if self.breakdown else ""
        return _JOINT.join((self.basis, self.kind, breakdown, self.period.text))


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


@memoize(1)
def list_comparable(edition: Edition) -> tuple[Indicator, ...]:
    """The indicators of which a tile has a figure, or two places have, by theme."""
    pairs = edition.figures[["indicator", "region"]].drop_duplicates()
    on_map = pairs["region"].isin([region.id for region in list_tiles(edition)])
    places = pairs["indicator"].value_counts()
    wanted = {*pairs.loc[on_map, "indicator"], *places.index[places > 1]}
    order = {name: position for position, name in enumerate(edition.themes)}
    found = (indicator for indicator in edition.indicators.values() if indicator.id in wanted)
    return tuple(sorted(found, key=lambda indicator: order[indicator.theme]))


def list_groups(edition: Edition, indicator: Indicator) -> tuple[Group, ...]:
    """The comparable groups of an indicator: most tiles first, then most places, then the latest."""
    frame = edition.figures
    pairs = frame.loc[frame["indicator"] == indicator.id, [*_GROUP, "region"]].drop_duplicates()
    pairs["on_map"] = pairs["region"].isin([region.id for region in list_tiles(edition)])
    counts = pairs.groupby(_GROUP, observed=True)["on_map"].agg(["size", "sum"])
    groups = [
        Group(
            indicator, basis, kind, edition.breakdowns.get(breakdown), edition.periods[period], places, tiles
        )
        for (basis, kind, breakdown, period), places, tiles in counts.itertuples(name=None)
    ]
    return tuple(sorted(groups, key=lambda g: (-g.on_map, -g.places, -g.period.end.toordinal(), g.key)))


def select_group(edition: Edition, group: Group) -> tuple[Figure, ...]:
    """The figures of a group in the order of places; of one place the latest source's first.

    Of changes printed in several units (% and 人) those in the commonest: the others do not compare.
    """
    frame = edition.figures
    mask = frame["indicator"] == group.indicator.id
    for column, value in zip(_GROUP, group.key.split(_JOINT), strict=True):
        mask &= frame[column] == value
    figures = [edition.figure(int(position)) for position in frame.index[mask]]
    units = Counter(figure.unit.base for figure in figures)
    figures = [figure for figure in figures if figure.unit.base == units.most_common(1)[0][0]]
    order = {name: position for position, name in enumerate(edition.regions)}
    return tuple(sorted(figures, key=lambda f: (order[f.region.id], -_day_of_source(f))))


def rank_places(figures: Iterable[Figure], better: str = "") -> tuple[Ranking, ...]:
    """The places that have figures of one group in order, level by level, so that none contains another.

    The best comes first: the smallest where `better` is down, else the largest. A level with fewer than
    two known places has no ranking.
    """
    places: dict[str, list[Figure]] = {}
    for figure in figures:
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

    A series is an indicator, category, basis and kind. Of a larger place stand the figures of the same
    period, else those of its latest one. The place's own come first, then those of the next larger one.
    """
    places = [region.id, *(parent.id for parent in reversed(list_parents(edition, region)))]
    frame = edition.figures
    frame = frame.loc[frame["region"].isin(places), [*_SERIES, "region", "period"]]
    frame = frame.assign(end=find_period_ends(edition, frame)).reset_index(names="position")
    is_own = frame["region"] == region.id
    own, around = frame[is_own], frame[~is_own]
    last = own[own["end"] == own.groupby(_SERIES, observed=True)["end"].transform("max")]
    last = last[[*_SERIES, "period"]].drop_duplicates().assign(same=True)
    shared = own[_SERIES].drop_duplicates().merge(around[_SERIES].drop_duplicates())
    frame = frame.merge(shared).merge(last, how="left")
    # A period that the place itself has goes before any later one.
    frame["weight"] = frame["end"] + frame["same"].notna() * frame["end"].max()
    heaviest = frame.groupby([*_SERIES, "region"], observed=True)["weight"].transform("max")
    figures = [edition.figure(int(position)) for position in frame["position"][frame["weight"] == heaviest]]
    order = {name: position for position, name in enumerate(edition.indicators)}
    return tuple(
        sorted(figures, key=lambda f: (order[f.indicator.id], *_series_of(f), places.index(f.region.id)))
    )


def _series_of(figure: Figure) -> tuple[int, str, str, str]:
    breakdown = figure.breakdown
    return (*((breakdown.order, breakdown.id) if breakdown else (-1, "")), figure.basis, figure.kind)


def _day_of_source(figure: Figure) -> int:
    return figure.source.published.end.toordinal() if figure.source else 0


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
