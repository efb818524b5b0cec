"""What stands beside a figure of a place: those of the places around it, and its rank among its peers.

Only figures of one series and period stand together (see `place_table`): of the same unit, basis, category
and stretch of time. Peers are the places of its level, at the latest period that most places have; what lies
across places, what is set or aimed at, and places of no level have none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from publicstats.analysis.comparing import Ranking, Standing, rank_places
from publicstats.analysis.groups import find_common, find_source_day
from publicstats.analysis.headline_series import group_series
from publicstats.analysis.observations import Series, list_observations
from publicstats.analysis.place_table import tabulate
from publicstats.analysis.region_tree import list_parents
from publicstats.analysis.telling import list_series_of
from publicstats.contract.records import Figure, Region
from publicstats.edition.model import Edition

RANKED = ("province", "city", "county", "town", "community")
"""Levels whose places are peers."""
FEWEST = 3
"""Peers that make an order: of two each is first or last."""


@dataclass(frozen=True)
class Beside:
    """A figure of a place, and what compares with it."""

    own: Figure
    parents: tuple[Figure, ...]
    """Those of the places around it, the nearest first."""
    peers: tuple[Figure, ...]
    """Those of the places of its level, its own among them: in order where they are ranked."""
    ranking: Ranking | None
    """The places of its level in order; none where fewer than three are known."""

    @property
    def standing(self) -> Standing | None:
        """The place itself in that order; none where nothing is ranked, or its digits are hidden."""
        ranked = self.ranking.ranked if self.ranking else ()
        return next((s for s in ranked if s.region.id == self.own.region.id), None)


def list_beside(edition: Edition, region: Region, figures: Iterable[Figure]) -> Mapping[str, Beside]:
    """What stands beside each of a place's figures, by its id, where a place around it or a rank does.

    It is of the latest period that most places have, where the place has it too; else of the latest in which
    a place around it has a figure.
    """
    figures = tuple(figures)
    table = _tabulate(edition, {figure.indicator.id for figure in figures})
    series = ((figure, _select_series(edition, table, figure)) for figure in figures)
    found = {figure.id: _find_last(edition, rows, region) for figure, rows in series if rows is not None}
    return {name: beside for name, beside in found.items() if beside and (beside.parents or beside.standing)}


def _find_last(edition: Edition, rows: pd.DataFrame, region: Region) -> Beside | None:
    """What stands beside a place's figures of a series at the latest period that compares."""
    parents = _list_codes(edition, [parent.id for parent in list_parents(edition, region)])
    own = set(rows.loc[rows["region"].isin(_list_codes(edition, [region.id])), "number"])
    places = rows[~rows["is_area"]]
    common = find_common(edition, places) if len(places) else None
    if common is not None and common in own and (beside := _compare(edition, rows, common, region)):
        return beside
    shared = own & set(rows.loc[rows["region"].isin(parents), "number"])
    return _compare(edition, rows, max(shared), region, is_ranked=False) if shared else None


def find_beside(edition: Edition, figure: Figure) -> Beside | None:
    """What stands beside a figure at its own period; none where nothing compares with it."""
    rows = _select_series(edition, _tabulate(edition, {figure.indicator.id}), figure)
    if rows is None:
        return None
    position = edition.locate(figure.id)
    [number] = rows.loc[rows["position"] == position, "number"].unique()
    return _compare(edition, rows, number, figure.region, own=figure)


def list_categories(edition: Edition, figure: Figure) -> tuple[Figure, ...]:
    """The figures of a figure's place and period in the other categories of its indicator, in their order."""
    found = next(list_series_of(edition, figure.id), None)
    if found is None:
        return ()
    series, here = found
    groups = group_series(edition, series.indicator.id)
    others = [
        other
        for (region, _), members in groups.items()
        for other in members
        if region == series.region.id and other.breakdown != series.breakdown and _is_like(other, series)
    ]
    others.sort(key=lambda s: (s.breakdown.order, s.breakdown.id) if s.breakdown else (-1, ""))
    return tuple(
        figure
        for other in others
        for each in list_observations(edition, other.code)
        if (each.number, each.end, each.shape) == (here.number, here.end, here.shape)
        for figure in each.figures
    )


def _is_like(one: Series, other: Series) -> bool:
    """Whether two series are alike but for place and category."""
    return replace(one, code=0, region=other.region, breakdown=None) == replace(other, code=0, breakdown=None)


def _tabulate(edition: Edition, indicators: Iterable[str]) -> pd.DataFrame:
    return tabulate(edition, edition.figures["indicator"].isin(list(indicators)).to_numpy())


def _select_series(edition: Edition, table: pd.DataFrame, figure: Figure) -> pd.DataFrame | None:
    """The rows of the series in which a figure compares; none for one that is in no comparison."""
    series = table.loc[table["position"] == edition.locate(figure.id), "series"]
    return table[table["series"] == series.iloc[0]] if len(series) else None


def _compare(
    edition: Edition,
    rows: pd.DataFrame,
    number: int,
    region: Region,
    *,
    own: Figure | None = None,
    is_ranked: bool = True,
) -> Beside | None:
    """What stands beside a place's figure of a period; none where nothing does."""
    figures = [edition.figure(int(p)) for p in rows.loc[rows["number"] == number, "position"]]
    figures.sort(key=lambda figure: (-find_source_day(figure), figure.id))
    own = own or next(figure for figure in figures if figure.region.id == region.id)
    around = [
        figure
        for parent in reversed(list_parents(edition, region))
        for figure in figures
        if figure.region.id == parent.id
    ]
    peers = [figure for figure in figures if figure.region.level == region.level in RANKED]
    ranking = _rank(peers, own) if is_ranked and own.kind == "actual" else None
    if ranking is not None:
        every = (*ranking.ranked, *ranking.unknown)
        peers = [figure for standing in every for figure in standing.figures]
    has_others = any(figure.region.id != region.id for figure in peers)
    return Beside(own, tuple(around), tuple(peers), ranking) if around or has_others else None


def _rank(peers: Sequence[Figure], own: Figure) -> Ranking | None:
    """The order of places of one level, where there are enough of them."""
    rankings = [ranks for ranks in rank_places(peers, own.indicator.better) if len(ranks.ranked) >= FEWEST]
    return rankings[0] if rankings else None


def _list_codes(edition: Edition, names: Iterable[str]) -> list[int]:
    """The codes of places in the column of `edition.figures`, of those that have figures."""
    categories = edition.figures["region"].cat.categories
    return [int(code) for code in categories.get_indexer(pd.Index(list(names))) if code >= 0]
