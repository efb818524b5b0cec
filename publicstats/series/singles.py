"""Single periods as differences of totals since 1 January: the second quarter is 1—6月 less 1—3月.

Only of what adds up over time (`additive_time`), only where both totals are settled and the difference
cannot be below zero, never across a break, and never where the single period has a row of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd

from publicstats.contract.records import Break, Indicator
from publicstats.period import Period
from publicstats.series.breaks import find_breaks, find_side
from publicstats.series.calendar_periods import find_stretch, spell
from publicstats.series.keys import YEAR_TO_DATE, Codes
from publicstats.series.naming import name_computed
from publicstats.series.row_reader import RowReader
from publicstats.series.series_table import SeriesTable

_NATURAL = ("month", "quarter", "half")
_SETTLED = ("", "unverified")
_CELLS = ("indicator", "region", "breakdown", "basis", "kind", "status", "value", "low", "high")


@dataclass(frozen=True)
class Single:
    """A single period that two totals give: its id, the positions of the two, and its period."""

    id: str
    later: int
    earlier: int
    period: str


def find_singles(
    frame: pd.DataFrame,
    table: SeriesTable,
    indicators: Mapping[str, Indicator],
    breaks: Mapping[str, Sequence[Break]],
) -> tuple[Single, ...]:
    """The single periods that the totals of a table of figures give, in the order of its series.

    `breaks` are those of each indicator, as `list_breaks` gives them.
    """
    read = RowReader(frame, _CELLS)
    to_date = [int(code) for code in np.flatnonzero(table.keys.accumulation == YEAR_TO_DATE)]
    series = [code for code in to_date if _adds(read, table, code, indicators)]
    known = _list_known(frame, table, series)
    found: list[Single] = []
    for code in series:
        members = table.list_members(int(code))
        first = read(int(members[0]))
        indicator = indicators[first["indicator"]]
        concerned = find_breaks(breaks.get(indicator.id, ()), first["region"], first["breakdown"])
        for earlier, later in _pair_totals(table, members):
            start, end = int(table.keys.spans.end[earlier]) + 1, int(table.keys.spans.end[later])
            period = _name_period(start, end)
            if not period or (int(table.keys.thing[later]), start, end) in known:
                continue
            january = date.fromordinal(end).replace(month=1, day=1).toordinal()
            if find_side(concerned, january, end) is None or not _allows(read, earlier, later, indicator):
                continue
            found.append(Single(_name_single(first, period), later, earlier, period))
    taken = set(frame["figure"][frame["figure"].isin([single.id for single in found])])
    return tuple(s for s in found if s.id not in taken)


def _adds(read: RowReader, table: SeriesTable, series: int, indicators: Mapping[str, Indicator]) -> bool:
    """Whether a series is of actual totals that add up over time."""
    members = table.list_members(int(series))
    if not len(members):
        return False
    first = read(int(members[0]))
    is_total = first["basis"] != "growth" and first["kind"] == "actual"
    return is_total and indicators[first["indicator"]].additive_time


def _list_known(frame: pd.DataFrame, table: SeriesTable, series: Sequence[int]) -> set[tuple[int, int, int]]:
    """The thing, first and last day of each figure that stands, of the things that some series are of."""
    keys = table.keys
    things = {int(keys.thing[table.list_members(int(code))[0]]) for code in series}
    there = np.isin(keys.thing, list(things)) & table.stands
    # A hidden figure gives way to what is known; a computed one has its row, and with it its reason.
    there &= (frame["value"].notna() | (frame["status"] == "derived")).to_numpy()
    columns = (keys.thing[there], keys.spans.start[there], keys.spans.end[there])
    return set(zip(*(column.tolist() for column in columns), strict=True))


def _pair_totals(table: SeriesTable, members: Codes) -> Iterator[tuple[int, int]]:
    """Each total of a year with the one before it; none where two values of one day disagree."""
    ends = table.keys.spans.end[members]
    alone = [int(m) for m, end in zip(members, ends, strict=True) if (ends == end).sum() == 1]
    for earlier, later in pairwise(alone):
        if _year(table, earlier) == _year(table, later):
            yield earlier, later


def _year(table: SeriesTable, position: int) -> int:
    return date.fromordinal(int(table.keys.spans.end[position])).year


def _allows(read: RowReader, earlier: int, later: int, indicator: Indicator) -> bool:
    """Whether both totals are settled, and their difference is not below zero."""
    a, b = read(earlier), read(later)
    settled = all(row["status"] in _SETTLED and row["value"] == row["value"] for row in (a, b))
    return settled and (indicator.signed or bool(b["low"] >= a["high"]))


def _name_period(start: int, end: int) -> str:
    """How the span of days is written, where it is a month, quarter or half; else blank."""
    stretch = find_stretch(Period("", date.fromordinal(start), date.fromordinal(end)))
    return (
        spell(stretch.number, stretch.frequency)
        if stretch.frequency in _NATURAL and not stretch.shape
        else ""
    )


def _name_single(row: Mapping[str, str], period: str) -> str:
    """An id that a single period of a thing always has: that of its indicator, place, category and period."""
    return name_computed(row["indicator"], row["region"], row["breakdown"], period, "single")
