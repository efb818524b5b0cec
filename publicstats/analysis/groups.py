"""What may be compared between places: figures that stand, of one series but for the place, at one period.

A group is one basis, kind, category, base, unit, frequency and stretch of time.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from publicstats.analysis.place_table import tabulate
from publicstats.analysis.region_tree import list_tiles
from publicstats.contract.codelists import FREQUENCIES, KINDS
from publicstats.contract.records import Breakdown, Figure, Indicator
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.period import Period, parse_period
from publicstats.series.calendar_periods import DOUBLE, spell

SEEN = 4
"""Periods back in which a place has been seen that the latest common one is waited for."""
_MOST = 2, 3
"""The part of these places that makes a period common."""
_JOINT = "~"


@dataclass(frozen=True)
class Group:
    """Figures of an indicator that may be compared, before they are read."""

    indicator: Indicator
    basis: str
    kind: str
    breakdown: Breakdown | None
    base: str
    comparability: str
    unit: str
    """The base unit."""
    period: Period
    places: int
    """How many places have one."""
    on_map: int
    """How many of these are tiles."""
    is_irregular: bool
    """Whether it is of a stretch of time that is no period of the calendar."""
    is_common: bool
    """Whether its period is the latest that most places have."""
    series: int
    number: int
    """Which rows of `tabulate` it has: those of this series and number of period."""

    @property
    def key(self) -> str:
        """What names the group in an address: flow~actual~~2022; of changes also base, kind and unit."""
        breakdown = self.breakdown.id if self.breakdown else ""
        parts = [self.basis, self.kind, breakdown, self.period.text]
        if self.basis == "growth" or self.unit != self.indicator.unit.base:
            parts += [self.base, self.comparability, self.unit]
        return _JOINT.join(parts)


@dataclass(frozen=True)
class Apart:
    """Figures of places that a group is without: of other periods, and of places that have ended since."""

    others: tuple[Figure, ...]
    ended: tuple[Figure, ...]


@memoize(1)
def list_comparable(edition: Edition) -> tuple[Indicator, ...]:
    """The indicators of which a tile has a figure, or two places have, by theme."""
    frame = edition.figures
    current = edition.series.stands & (frame["status"] != "forecast").to_numpy()
    pairs = frame.loc[current, ["indicator", "region"]].drop_duplicates()
    on_map = pairs["region"].isin([region.id for region in list_tiles(edition)])
    places = pairs["indicator"].value_counts()
    wanted = {*pairs.loc[on_map, "indicator"], *places.index[places > 1]}
    order = {name: position for position, name in enumerate(edition.themes)}
    found = (indicator for indicator in edition.indicators.values() if indicator.id in wanted)
    return tuple(sorted(found, key=lambda indicator: order[indicator.theme]))


@memoize(64)
def list_groups(edition: Edition, indicator: Indicator) -> tuple[Group, ...]:
    """The comparable groups of an indicator: actual ones first, each at its latest common period.

    Of these those with most tiles, then most places, then the latest; after them those of other periods.
    """
    table = _tabulate_indicator(edition, indicator)
    tiles = _list_codes(edition, {region.id for region in list_tiles(edition)})
    places = table.loc[~table["is_area"]].drop_duplicates(["series", "number", "region"])
    places = places.assign(on_map=places["region"].isin(tiles))
    sizes = places.groupby(["series", "number"], sort=False).agg(
        places=("region", "size"),
        on_map=("on_map", "sum"),
        days=("end", "nunique"),
        position=("position", "first"),
        frequency=("frequency", "first"),
        is_running=("is_running", "first"),
        is_double=("is_double", "first"),
    )
    common = {series: find_common(edition, rows) for series, rows in places.groupby("series", sort=False)}
    rows: list[dict[str, Any]] = sizes.reset_index().to_dict("records")  # type: ignore[assignment]
    shared = {row["series"]: _build_group(edition, indicator, row) for row in reversed(rows)}
    groups = (
        replace(
            shared[row["series"]],
            period=_name_period(edition, shared[row["series"]].basis, row),
            places=row["places"],
            on_map=row["on_map"],
            is_common=row["number"] == common[row["series"]],
            number=row["number"],
        )
        for row in rows
    )
    return tuple(sorted(groups, key=_precedence))


def select_group(edition: Edition, group: Group) -> tuple[Figure, ...]:
    """The figures of a group in the order of places; of one place the latest source's first."""
    table = _tabulate_indicator(edition, group.indicator)
    return _read_figures(
        edition, table[(table["series"] == group.series) & (table["number"] == group.number)]
    )


def select_apart(edition: Edition, group: Group) -> Apart:
    """The latest figures of each place that has none in a group; those of ended places by themselves."""
    table = _tabulate_indicator(edition, group.indicator)
    rows = table[(table["series"] == group.series) & ~table["is_area"]]
    rest = rows[~rows["region"].isin(rows.loc[rows["number"] == group.number, "region"])]
    rest = rest[rest["number"] == rest.groupby("region")["number"].transform("max")]
    is_gone = rest["region"].isin(_list_ended(edition, group.period.end))
    return Apart(_read_figures(edition, rest[~is_gone]), _read_figures(edition, rest[is_gone]))


@memoize(16)
def _tabulate_indicator(edition: Edition, indicator: Indicator) -> pd.DataFrame:
    return tabulate(edition, (edition.figures["indicator"] == indicator.id).to_numpy())


def find_common(edition: Edition, rows: pd.DataFrame) -> int:
    """The newest period that most of the places have which were seen in the last few; else the fullest."""
    numbers = np.unique(rows["number"])[::-1][:SEEN]
    recent = rows[rows["number"].isin(numbers)]
    gone = _list_ended(edition, date.fromordinal(int(recent["end"].max())))
    recent = recent[~recent["region"].isin(gone)]
    needed = recent["region"].nunique() * _MOST[0] / _MOST[1]
    known = recent[recent["is_known"]].groupby("number")["region"].nunique()
    having = {int(number): int(known.get(number, 0)) for number in numbers}
    most = (number for number in having if having[number] >= needed)
    return next(most, max(having, key=lambda number: (having[number], number)))


def _build_group(edition: Edition, indicator: Indicator, row: Mapping[str, Any]) -> Group:
    """A group of the series that a row of sizes is of."""
    figure = edition.figure(row["position"])
    basis = figure.basis
    if basis in ("flow", "cumulative"):
        basis = "cumulative" if row["is_running"] else "flow"
    return Group(
        indicator=indicator,
        basis=basis,
        kind=figure.kind,
        breakdown=figure.breakdown,
        base=figure.base,
        comparability=figure.comparability,
        unit=figure.unit.base,
        period=figure.period,
        places=row["places"],
        on_map=row["on_map"],
        is_irregular=basis == "flow" and FREQUENCIES[row["frequency"]] == "irregular",
        is_common=False,
        series=row["series"],
        number=row["number"],
    )


def _name_period(edition: Edition, basis: str, row: Mapping[str, Any]) -> Period:
    """The period of a group: that of its frequency, but of totals, and of states of one day, as printed."""
    named = spell(row["number"], FREQUENCIES[row["frequency"]], DOUBLE if row["is_double"] else 0)
    if named and not row["is_running"] and (basis == "flow" or row["days"] > 1):
        return parse_period(named)
    return edition.periods[str(edition.figures["period"].iat[row["position"]])]


def _list_codes(edition: Edition, names: Collection[str]) -> list[int]:
    """The codes of places in the column of `edition.figures`."""
    categories = edition.figures["region"].cat.categories
    return [code for code, name in enumerate(categories) if name in names]


def _list_ended(edition: Edition, day: date) -> list[int]:
    """The codes of the places that had ended before a day."""
    ended = {r.id for r in edition.regions.values() if r.valid_to is not None and r.valid_to < day}
    return _list_codes(edition, ended) if ended else []


def _read_figures(edition: Edition, rows: pd.DataFrame) -> tuple[Figure, ...]:
    figures = [edition.figure(int(position)) for position in rows["position"]]
    order = {name: position for position, name in enumerate(edition.regions)}
    return tuple(sorted(figures, key=lambda f: (order[f.region.id], -find_source_day(f), f.id)))


def find_source_day(figure: Figure) -> int:
    """The last day of the date of a figure's source, as a number; 0 where it is computed."""
    return figure.source.published.end.toordinal() if figure.source else 0


def _precedence(group: Group) -> tuple[object, ...]:
    return (
        KINDS.index(group.kind),
        not group.is_common,
        -group.on_map,
        -group.places,
        group.basis == "growth",
        group.is_irregular,
        -group.period.end.toordinal(),
        group.key,
    )
