"""All series of an edition: their members in order of time, and of each figure whether it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from publicstats.contract.codelists import DERIVED, FREQUENCIES
from publicstats.contract.records import Indicator, Source
from publicstats.period import Period
from publicstats.series.keys import ACCUMULATIONS, NONE, SINGLE, Codes, Flags, Keys, find_keys
from publicstats.series.lookups import Sparse, narrow
from publicstats.series.row_reader import RowReader
from publicstats.series.vintages import INFINITE, REASONS, REPLACED, STANDS, Value, settle
from publicstats.validation.references import split_list


@dataclass(frozen=True)
class Replacement:
    """What became of a figure that does not stand: what is in its place, and why."""

    position: int
    reason: str
    """One of `vintages.REASONS`; blank where it says the same as the one that stands."""


@dataclass(frozen=True, eq=False)
class SeriesTable:
    """The series of an edition, by code; figures are positions in its table of figures.

    What a figure is, is read off the figure: all members of a series have indicator, place, category, kind,
    base, comparability and base unit in common.
    """

    keys: Keys
    fate: Codes
    """Of each figure: `STANDS`, `REPEATS` or `REPLACED`."""
    through: Sparse
    """The position of the figure in its place, `NONE` where it stands."""
    reason: Sparse
    """Why it was replaced: an index of `REASONS`."""
    members: Codes
    """The figures that stand, series by series, in order of time."""
    offsets: Codes
    """Where the members of each series begin, and at the end how many there are."""

    def __len__(self) -> int:
        return len(self.keys.frequency)

    @cached_property
    def stands(self) -> Flags:
        """Which figures stand: neither repeated nor replaced."""
        return self.fate == STANDS

    def frequency(self, series: int) -> str:
        """How often a series appears."""
        return FREQUENCIES[int(self.keys.frequency[series])]

    def accumulation(self, series: int) -> str:
        """What its values add up: `single` periods, the `year_to_date`, or all since a day (`cumulative`)."""
        return ACCUMULATIONS[int(self.keys.accumulation[series])]

    def list_members(self, series: int) -> Codes:
        """The figures of a series that stand, in order of time; several of one period disagree."""
        return self.members[self.offsets[series] : self.offsets[series + 1]]

    def list_numbers(self, series: int) -> Codes:
        """The numbers of the periods of `list_members`, in its frequency."""
        is_single = self.keys.accumulation[series] == SINGLE
        numbers: Codes = (self.keys.number if is_single else self.keys.running_number)[
            self.list_members(series)
        ]
        return numbers

    @property
    def numbers(self) -> Codes:
        """The number of the period of each of `members`, in its series' frequency; made anew each time."""
        singles = self.offsets[int((self.keys.accumulation == SINGLE).sum())]
        of_own, of_total = self.members[:singles], self.members[singles:]
        return np.concatenate((self.keys.number[of_own], self.keys.running_number[of_total]))

    def list_series(self, position: int) -> list[int]:
        """The series that a figure belongs to: its own first, then its series of totals."""
        return [int(c) for c in (self.keys.own[position], self.keys.running[position]) if c != NONE]

    def find_replacement(self, position: int) -> Replacement | None:
        """What is in the place of a figure; none where it stands."""
        if self.fate[position] == STANDS:
            return None
        return Replacement(int(self.through[position]), REASONS[int(self.reason[position])])

    def find_standing(self, position: int) -> int:
        """The figure that stands in the end where a figure was: itself where it does."""
        seen = set()
        while self.fate[position] != STANDS and position not in seen:
            seen.add(position)
            position = int(self.through[position])
        return position


def build_series(
    frame: pd.DataFrame,
    periods: Mapping[str, Period],
    indicators: Mapping[str, Indicator],
    sources: Mapping[str, Source],
    units: Codes,
    ends_open: Callable[[int], bool],
) -> SeriesTable:
    """The series of a table of figures as `edition` builds it.

    `units` are codes of the figures' base units; `ends_open` says of a position whether the upper end of its
    interval is not meant itself.
    """
    keys = find_keys(frame, periods, indicators, units)
    count = len(frame)
    fate = np.zeros(count, dtype=np.int8)
    others: dict[int, tuple[int, str]] = {}
    revises = {s.id: frozenset(s.revises) for s in sources.values() if s.revises}
    published = {s.id: s.published.end.toordinal() for s in sources.values()}
    named = _find_named(frame, published)
    read = _Reader(frame, published, ends_open)
    settled = list(_group_observations(keys.observation))
    for positions in settled:
        verdict = settle([read(position) for position in positions], named, revises)
        for position, (kind, other, why) in verdict.others.items():
            fate[position], others[position] = kind, (other, why)
    for old, new in named.items():
        if fate[old] == STANDS:
            word = str(frame["revision"].iat[new]) or "named"
            fate[old], others[old] = REPLACED, (new, word)
    through, reason = _spread_others(others, count)
    members, offsets = _arrange(keys, fate == STANDS)
    return SeriesTable(keys, fate, through, reason, members, offsets)


def _spread_others(others: Mapping[int, tuple[int, str]], count: int) -> tuple[Sparse, Sparse]:
    """Of figures that do not stand, what is in their place and why, as columns."""
    positions = narrow(sorted(others))
    through = narrow([others[position][0] for position in positions.tolist()])
    reasons = narrow([REASONS.index(others[position][1]) for position in positions.tolist()])
    return Sparse(positions, through, NONE, count), Sparse(positions, reasons, 0, count)


class _Reader:
    """Reads the value of a figure off the table's columns."""

    def __init__(
        self, frame: pd.DataFrame, published: Mapping[str, int], ends_open: Callable[[int], bool]
    ) -> None:
        self._cells = RowReader(frame, ("figure", "status", "revision", "source", "value", "low", "high"))
        self._published = published
        self._ends_open = ends_open

    def __call__(self, position: int) -> Value:
        cells = self._cells(position)
        known = bool(cells["value"] == cells["value"])  # not NaN
        low, high = float(cells["low"]), float(cells["high"])
        return Value(
            position=position,
            id=cells["figure"],
            low=low if low == low else -INFINITE,
            high=high if high == high else INFINITE,
            is_known=known,
            status=cells["status"] if cells["status"] != DERIVED else "",
            revision=cells["revision"],
            published=self._published.get(cells["source"], 0),
            source=cells["source"],
            is_derived=cells["status"] == DERIVED,
            ends_open=known and self._ends_open(position),
        )


def _find_named(frame: pd.DataFrame, published: Mapping[str, int]) -> dict[int, int]:
    """The figures that others replace by name, and by which; of several by the one published last."""
    cells = frame["supersedes"]
    replacing = np.flatnonzero((cells != "").to_numpy())
    if not len(replacing):
        return {}
    ids, source = frame["figure"], frame["source"]
    last = sorted(replacing.tolist(), key=lambda p: (published.get(str(source.iat[p]), 0), str(ids.iat[p])))
    names = {position: split_list(str(cells.iat[position])) for position in last}
    wanted = np.flatnonzero(ids.isin({name for listed in names.values() for name in listed}).to_numpy())
    positions = {str(ids.iat[int(position)]): int(position) for position in wanted}
    return {positions[name]: new for new, listed in names.items() for name in listed if name in positions}


def _group_observations(observation: Codes) -> Iterator[list[int]]:
    """The positions of the figures of each observation that has several."""
    counts = np.bincount(observation) if len(observation) else np.zeros(0, dtype=np.int64)
    if len(counts) == len(observation):
        return
    several = np.flatnonzero(counts[observation] > 1)
    order = several[np.argsort(observation[several], kind="stable")]
    cuts = np.flatnonzero(np.diff(observation[order])) + 1
    for part in np.split(order, cuts):
        yield [int(position) for position in part]


def _arrange(keys: Keys, stands: Flags) -> tuple[Codes, Codes]:
    """The members of all series in order of time, and where each series begins."""
    own, running = (np.flatnonzero(stands & (codes != NONE)) for codes in (keys.own, keys.running))
    members = np.concatenate((own, running))
    series = np.concatenate((keys.own[own], keys.running[running]))
    numbers = np.concatenate((keys.number[own], keys.running_number[running]))
    order = np.lexsort((members, keys.shape[members], keys.spans.end[members], numbers, series))
    offsets = np.searchsorted(series[order], np.arange(len(keys.frequency) + 1))
    return members[order].astype(np.int32), offsets.astype(np.int32)
