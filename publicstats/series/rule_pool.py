"""The figures that rolling rules may take: levels that stand, by indicator, place and days; and results."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa

from publicstats.contract.codelists import DAYS, DERIVED, NO_CATEGORY
from publicstats.contract.records import Break, Rule
from publicstats.formula.arrays import Floats, Intervals
from publicstats.series.breaks import find_first_day
from publicstats.series.keys import CUMULATIVE, NONE, Codes, Flags
from publicstats.series.rule_cells import EMPTY, Cells, Shelf, join_cells, list_cells, sort_shelves
from publicstats.series.series_table import SeriesTable
from publicstats.series.singles import Single

_SETTLED = frozenset({"", "unverified", "provisional", DERIVED})
_STATE, _SINGLE, _RUNNING = range(3)
"""What a figure may be to a rule: a state of one day, a total of a period or of the year so far, or a total
since another day."""
_NATURES = {"stock": _STATE, "flow": _SINGLE, "cumulative": _RUNNING}
_LAST = np.iinfo(np.int64).max
_ENDS = ("value", "low", "high")


class RulePool:
    """Where and when the inputs of rules stand. Results of rules have the positions after all figures."""

    def __init__(
        self,
        frame: pd.DataFrame,
        table: SeriesTable,
        singles: Sequence[Single],
        breaks: Mapping[str, Sequence[Break]],
        odd: Flags,
        concerned: Collection[str],
    ) -> None:
        self._frame = frame
        self._breaks = breaks
        self._periods: list[str] = []
        self._results = [np.zeros(0) for _ in _ENDS]
        known = frame["value"].notna().to_numpy()
        there = _is_any(frame["indicator"], concerned) & _is_any(frame["kind"], ("actual",))
        there &= ~_is_any(frame["basis"], ("growth",)) & np.append(table.stands, np.ones(len(singles), bool))
        there &= known | _is_any(frame["status"], (DERIVED,))
        positions = np.flatnonzero(there)
        nature, start, end = _describe(frame, table, singles)
        keys = join_cells(self._code_places(positions), start[positions], end[positions])
        group = frame["indicator"].cat.codes.to_numpy(np.int64)[positions] * len(_NATURES) + nature[positions]
        order = np.lexsort((keys, group))
        group, keys, positions = group[order], keys[order], positions[order]
        self._known = self._name_shelves(sort_shelves(group, keys, positions))
        usable = (known & _is_any(frame["status"], _SETTLED) & ~odd)[positions]
        group, keys, positions = group[usable], keys[usable], positions[usable]
        same = (group[1:] == group[:-1]) & (keys[1:] == keys[:-1])
        # Of values that disagree none is taken: a row with a period can say which.
        alone = np.ones(len(group), dtype=bool)
        alone[1:] &= ~same
        alone[:-1] &= ~same
        self._shelves = self._name_shelves(sort_shelves(group[alone], keys[alone], positions[alone]))

    def _code_places(self, positions: Codes) -> Codes:
        """A code of the place and category of each figure, and of each code which these are."""
        regions, breakdowns = (self._frame[name].cat for name in ("region", "breakdown"))
        width = max(len(breakdowns.categories), 1)
        pairs = regions.codes.to_numpy(np.int64)[positions] * width
        codes, found = pd.factorize(pairs + breakdowns.codes.to_numpy(np.int64)[positions])
        self._regions, self._breakdowns = (
            np.asarray(column.categories, dtype=object)[each]
            for column, each in zip((regions, breakdowns), np.divmod(found, width), strict=True)
        )
        return codes.astype(np.int64)

    def _name_shelves(self, shelves: Mapping[int, Shelf]) -> dict[tuple[str, int], Shelf]:
        """The shelves by indicator and nature."""
        names = self._frame["indicator"].cat.categories
        return {
            (str(names[code // len(_NATURES)]), code % len(_NATURES)): shelf
            for code, shelf in shelves.items()
        }

    def find_missing(self, rule: Rule) -> str:
        """The first input of a rule of which it may take no figure; blank where it may of all."""
        return next((name for name in list_needed(rule) if not any(map(len, self._choose(rule, name)))), "")

    def _choose(self, rule: Rule, name: str) -> tuple[Shelf, Shelf]:
        """The figures of an input, of the rule's own nature; and states, which serve in their absence."""
        nature = _NATURES[rule.basis]
        own = self._shelves.get((name, nature), EMPTY)
        states = EMPTY if nature == _STATE else self._shelves.get((name, _STATE), EMPTY)
        if not rule.region and not rule.breakdown:
            return own, states
        category = "" if rule.breakdown == NO_CATEGORY else rule.breakdown
        here = self._regions == rule.region if rule.region else np.ones(len(self._regions), dtype=bool)
        if rule.breakdown:
            here = here & (self._breakdowns == category)
        return own.take(here), states.take(here)

    def find_cells(self, rule: Rule) -> Cells:
        """Where and when all inputs of a rule stand, in the order in which the first of them appears."""
        shelves = {name: self._choose(rule, name) for name in list_needed(rule)}
        cells = list_cells(list(shelves.values()))
        first = np.full(len(cells), _LAST)
        fits = ~self._cuts(rule.indicator, cells)
        if DAYS in rule.formula.ids:
            fits &= cells.start > 0
        keys, days = cells.keys, join_cells(cells.place, cells.end, cells.end)
        inputs = {}
        for name, (totals, states) in shelves.items():
            own = totals.find(keys)
            has_own = own != NONE
            inputs[name] = np.where(has_own, own, states.find(days))
            first = np.where(has_own, np.minimum(first, own), first)
            fits &= (inputs[name] != NONE) & ~(has_own & self._cuts(name, cells))
        order = np.argsort(first, kind="stable")
        return Cells(cells.place, cells.start, cells.end, inputs).take(order[fits[order]])

    def _cuts(self, indicator: str, cells: Cells) -> Flags:
        """Which cells a break of an indicator cuts."""
        cut = np.zeros(len(cells), dtype=bool)
        for each in self._breaks.get(indicator, ()):
            day = find_first_day(each)
            concerned = (cells.start < day) & (cells.end >= day)
            if each.region:
                concerned &= self._regions[cells.place] == each.region
            if each.breakdown:
                concerned &= self._breakdowns[cells.place] == each.breakdown
            cut |= concerned
        return cut

    def find_free(self, rule: Rule, cells: Cells) -> Flags:
        """In which cells there is no figure yet of what a rule gives."""
        return self._known.get((rule.indicator, _NATURES[rule.basis]), EMPTY).find(cells.keys) == NONE

    def read(self, positions: Codes) -> Intervals:
        """The values of figures and results."""
        value, low, high = (self._read_end(at, positions) for at in range(len(_ENDS)))
        return Intervals(value, np.where(np.isnan(low), -np.inf, low), np.where(np.isnan(high), np.inf, high))

    def _read_end(self, end: int, positions: Codes) -> Floats:
        own = positions < len(self._frame)
        found = np.empty(len(positions))
        found[own] = self._frame[_ENDS[end]].to_numpy(dtype=float)[positions[own]]
        found[~own] = self._results[end][positions[~own] - len(self._frame)]
        return found

    def keep(self, rule: Rule, cells: Cells, periods: Sequence[str], found: Intervals) -> None:
        """Lets rules after this one take its results."""
        first = len(self._frame) + len(self._periods)
        positions, shelf = np.arange(first, first + len(cells)), (rule.indicator, _NATURES[rule.basis])
        ends = (found.value, found.low, found.high)
        self._results = [np.concatenate(pair) for pair in zip(self._results, ends, strict=True)]
        self._periods += periods
        for shelves in (self._known, self._shelves):
            shelves[shelf] = shelves.get(shelf, EMPTY).add(cells.keys, positions)

    def list_places(self, cells: Cells) -> tuple[list[str], list[str]]:
        """The place, and the category or blank, of each cell."""
        return self._regions[cells.place].tolist(), self._breakdowns[cells.place].tolist()

    def list_periods(self, positions: Codes) -> list[str]:
        """The periods of figures, and of results of rules, as they are written."""
        count, column = len(self._frame), self._frame["period"].cat
        own = positions < count
        texts = np.empty(len(positions), dtype=object)
        texts[own] = np.asarray(column.categories, dtype=object)[column.codes.to_numpy()[positions[own]]]
        texts[~own] = [self._periods[at - count] for at in positions[~own].tolist()]
        return texts.tolist()

    def list_ids(self, positions: Codes) -> list[str]:
        """The ids of figures; blank for results of rules, which have none yet."""
        ids = pa.array(self._frame["figure"], pa.large_string())
        own = positions < len(self._frame)
        # A position that is none gives a null.
        return ids.take(pa.array(positions, mask=~own)).fill_null("").to_pylist()


def list_needed(rule: Rule) -> tuple[str, ...]:
    """The indicators that must stand where a rule applies: its inputs, and what it is compared with."""
    compared = (rule.compare_with,) if is_indicator(rule.compare_with) else ()
    return tuple(dict.fromkeys((*rule.inputs, *compared)))


def is_indicator(compared: str) -> bool:
    """Whether what a rule is compared with is no number."""
    return compared[:1].isalpha()


def _is_any(column: pd.Series, names: Collection[str]) -> Flags:
    """In which rows a column of categories has one of some words."""
    said = [name in names for name in column.cat.categories]
    return np.array(said or [False], dtype=bool)[column.cat.codes]


def _describe(
    frame: pd.DataFrame, table: SeriesTable, singles: Sequence[Single]
) -> tuple[Codes, Codes, Codes]:
    """What each figure is to rules; and its first and last day."""
    keys, spans = table.keys, table.keys.spans
    since = (keys.own == NONE) & (keys.running != NONE)
    since &= keys.accumulation[np.where(since, keys.running, 0)] == CUMULATIVE
    later, earlier = (
        np.array([getattr(single, end) for single in singles], np.int64) for end in ("later", "earlier")
    )
    start, end = np.append(spans.start[:], spans.end[earlier] + 1), np.append(spans.end[:], spans.end[later])
    nature = np.append(np.where(since, _RUNNING, _SINGLE), np.full(len(singles), _SINGLE))
    state = _is_any(frame["basis"], ("stock",))
    # A state is the span of its one day.
    return np.where(state, _STATE, nature), np.where(state, end, start), end
