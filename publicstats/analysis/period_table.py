"""A table of periods by places: what is known of series that differ in place alone, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from publicstats.analysis.kins import Kin, list_kins
from publicstats.analysis.observations import Observation, list_observations
from publicstats.analysis.paging import Page, turn
from publicstats.contract.records import Figure, Region
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.period import Period, parse_period

PERIODS, PLACES = 24, 8
"""Rows and columns of a page."""


@dataclass(frozen=True)
class Row:
    """What is known of one stretch of time, or of one day: the figures that stand, by the ids of places."""

    period: Period
    cells: Mapping[str, tuple[Figure, ...]]
    """Several figures where sources disagree; hidden and missing ones are among them."""


@dataclass(frozen=True)
class PeriodTable:
    """A page of a table: of its periods, the newest first, and of the places that are its columns."""

    kin: Kin
    rows: Page[Row]
    regions: Page[Region]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures of the page."""
        places = self.regions.items
        return tuple(f for row in self.rows.items for place in places for f in row.cells.get(place.id, ()))


def build_period_table(
    edition: Edition, kin: Kin, place: str = "", page: int = 1, columns: int = 1
) -> PeriodTable:
    """A page of the periods and of the places of series, `place` the first column of all.

    The nearest page where there is no such page.
    """
    regions = [series.region for series in list_kins(edition, kin.indicator.id)[kin]]
    regions.sort(key=lambda region: region.id != place)
    return PeriodTable(kin, turn(list_rows(edition, kin), page, PERIODS), turn(regions, columns, PLACES))


@memoize(16)
def list_rows(edition: Edition, kin: Kin) -> tuple[Row, ...]:
    """Every period of series, the newest first; of those that end on one day the longest first.

    A row is one stretch of days, however its figures write it: nothing else is put side by side.
    """
    found: dict[tuple[date, date], dict[str, Observation]] = {}
    for series in list_kins(edition, kin.indicator.id)[kin]:
        for each in list_observations(edition, series.code):
            found.setdefault((each.end, each.start), {})[series.region.id] = each
    newest = sorted(found, key=lambda span: (-span[0].toordinal(), span[1]))
    return tuple(
        Row(_name(list(found[span].values())), {name: each.figures for name, each in found[span].items()})
        for span in newest
    )


def _name(observations: Sequence[Observation]) -> Period:
    """The time of a row: of several spellings the shortest."""
    return parse_period(min((each.period for each in observations), key=lambda text: (len(text), text)))
