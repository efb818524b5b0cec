"""Rules that roll: a formula of indicators, computed for each place, category and period in which they stand.

All is worked out on whole columns: a rule finds its cases by joining the figures of its indicators.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from publicstats.contract.codelists import DAYS, DERIVED, NO_CATEGORY
from publicstats.contract.records import Break, Rule
from publicstats.formula.columns import Floats, Intervals, compute_columns
from publicstats.quantity.bounds import FINEST, LARGEST
from publicstats.series.breaks import find_first_day
from publicstats.series.calendar_periods import spell_span
from publicstats.series.keys import CUMULATIVE, NONE, Codes, Flags
from publicstats.series.naming import end_in_digest, name_computed
from publicstats.series.series_table import SeriesTable
from publicstats.validation.chains import sort_uses
from publicstats.validation.rolling import list_rule_uses

_SETTLED = ("", "unverified", "provisional", DERIVED)
_STATE, _SINGLE, _RUNNING = range(3)
"""What a figure may be to a rule: a state of one day, a total of a period or of the year so far, or a total
since another day."""
_PLACE = ["region", "breakdown"]
_SPAN = [*_PLACE, "start", "end"]
_OBSERVATION = ["indicator", "nature", *_SPAN]


@dataclass(frozen=True, eq=False)
class Cases:
    """What a rule comes to: its results, one array element each."""

    rule: Rule
    ids: Sequence[str]
    regions: Sequence[str]
    breakdowns: Sequence[str]
    periods: Sequence[str]
    days: Codes
    """The length of each period; 0 where its start is open."""
    inputs: Mapping[str, Codes]
    """The positions of its inputs by indicator; results of rules have those after all other figures."""
    compared: Codes
    """The positions of what it is compared with; none where that is a number, or nothing."""
    found: Intervals


@dataclass(frozen=True)
class Idle:
    """A rule that has no case: the input of which there is no figure, blank where no period has all."""

    rule: str
    missing: str


def roll(
    frame: pd.DataFrame,
    table: SeriesTable,
    rules: Mapping[str, Rule],
    breaks: Mapping[str, Sequence[Break]],
    odd: Flags,
    named: Iterable[str],
) -> tuple[list[Cases], list[Idle]]:
    """The cases of each rule, those of rules that others use first; and the rules that have none.

    `breaks` are those of each indicator, `odd` the figures that do not count in their indicator's unit,
    `named` the ids that are taken by what is no figure.
    """
    concerned = {name for r in rules.values() for name in (*_list_needed(r), r.indicator)}
    pool = _Pool(frame, table, breaks, odd, named, concerned)
    gives = {name: "" if rule.is_check else rule.indicator for name, rule in rules.items()}
    takes = {name: (*rule.inputs, rule.compare_with) for name, rule in rules.items()}
    found, idle = [], []
    for name in sort_uses(list_rule_uses(gives, takes))[0]:
        rule = rules[name]
        cells = pool.find_cells(rule)
        if cells.empty:
            idle.append(Idle(name, pool.find_missing(rule)))
            continue
        cases = pool.take(rule, cells)
        if len(cases.ids):
            found.append(cases)
    return found, idle


class _Pool:
    """The figures that rules may take, with the results of rules so far."""

    def __init__(
        self,
        frame: pd.DataFrame,
        table: SeriesTable,
        breaks: Mapping[str, Sequence[Break]],
        odd: Flags,
        named: Iterable[str],
        concerned: set[str],
    ) -> None:
        self._frame = frame
        self._breaks = breaks
        self._named = set(named)
        self._results: list[str] = []
        self._ends = [frame[name].to_numpy(dtype=float) for name in ("value", "low", "high")]
        self._regions, self._breakdowns = (list(frame[name].cat.categories) for name in _PLACE)
        there = frame["indicator"].isin(concerned) & (frame["kind"] == "actual")
        there &= frame["basis"] != "growth"
        there &= frame["value"].notna() | (frame["status"] == DERIVED)
        figures = _describe(frame, table, np.flatnonzero(there.to_numpy() & table.stands))
        self._known = figures.drop_duplicates(_OBSERVATION)
        usable = figures["known"] & figures["status"].isin(_SETTLED) & ~odd[figures["position"]]
        # Of values that disagree none is taken: a row with a period can say which.
        self._figures = figures[usable].drop_duplicates(_OBSERVATION, keep=False)

    def find_missing(self, rule: Rule) -> str:
        """The first input of a rule of which it may take no figure; blank where it may of all."""
        there = set(self._choose(rule)["indicator"].unique())
        return next((name for name in _list_needed(rule) if name not in there), "")

    def _choose(self, rule: Rule) -> pd.DataFrame:
        """The figures of a rule's inputs in the places and categories that it is for."""
        figures = self._figures[self._figures["indicator"].isin(_list_needed(rule))]
        if rule.region:
            figures = figures[figures["region"] == _find_code(self._regions, rule.region)]
        if rule.breakdown:
            category = "" if rule.breakdown == NO_CATEGORY else rule.breakdown
            figures = figures[figures["breakdown"] == _find_code(self._breakdowns, category)]
        return figures[figures["nature"].isin([_STATE, _NATURES[rule.basis]])]

    def find_cells(self, rule: Rule) -> pd.DataFrame:
        """Where and when all inputs of a rule stand: a row each, with their positions under their names."""
        figures = self._choose(rule)
        names = _list_needed(rule)
        states = figures[figures["nature"] == _STATE]
        totals = figures[figures["nature"] != _STATE]
        if rule.basis == "stock":
            cells = states[_SPAN].drop_duplicates()
        else:
            cells = totals[_SPAN].drop_duplicates()
            if DAYS in rule.formula.ids:
                cells = cells[cells["start"] > 0]
        cut = self._cuts(rule.indicator, cells)
        for name in names:
            own = _look_up(cells, totals[totals["indicator"] == name], _SPAN)
            state = _look_up(cells, states[states["indicator"] == name], [*_PLACE, "end"])
            cut |= (own != NONE) & self._cuts(name, cells)
            cells = cells.assign(**{_column(name): np.where(own != NONE, own, state)})
        missing = np.zeros(len(cells), dtype=bool)
        for name in names:
            missing |= (cells[_column(name)] == NONE).to_numpy()
        return cells[~missing & ~cut] if names else cells[:0]

    def _cuts(self, indicator: str, cells: pd.DataFrame) -> Flags:
        """Which cells a break of an indicator cuts."""
        cut = np.zeros(len(cells), dtype=bool)
        for each in self._breaks.get(indicator, ()):
            day = find_first_day(each)
            concerned = (cells["start"] < day) & (cells["end"] >= day)
            if each.region:
                concerned &= cells["region"] == _find_code(self._regions, each.region)
            if each.breakdown:
                concerned &= cells["breakdown"] == _find_code(self._breakdowns, each.breakdown)
            cut |= concerned.to_numpy()
        return cut

    def take(self, rule: Rule, cells: pd.DataFrame) -> Cases:
        """What a rule gives in some cells, kept for the rules after it; nothing where a figure stands."""
        nature = _NATURES[rule.basis]
        keys = cells[_SPAN].assign(indicator=rule.indicator, nature=nature)
        if not rule.is_check:
            free = _look_up(keys, self._known, _OBSERVATION) == NONE
            cells, keys = cells[free], keys[free]
        days = np.where(cells["start"] > 0, cells["end"] - cells["start"] + 1, 0)
        columns = {name: self._read(cells[_column(name)].to_numpy()) for name in rule.inputs}
        numbers = days.astype(float)
        found = compute_columns(rule.formula, columns | {DAYS: Intervals(numbers, numbers, numbers)})
        sound = _is_sound(found)
        cells, keys, days = cells[sound], keys[sound], days[sound]
        found = Intervals(found.value[sound], found.low[sound], found.high[sound])
        cases = self._name(rule, cells, days, found)
        if not rule.is_check:
            self._keep(keys, cases)
        return cases

    def _read(self, positions: Codes) -> Intervals:
        value, low, high = (ends[positions] for ends in self._ends)
        return Intervals(value, np.where(np.isnan(low), -np.inf, low), np.where(np.isnan(high), np.inf, high))

    def _keep(self, keys: pd.DataFrame, cases: Cases) -> None:
        first, found = len(self._ends[0]), cases.found
        results = keys.assign(position=np.arange(first, first + len(keys)))
        self._ends = [
            np.concatenate((old, new))
            for old, new in zip(self._ends, (found.value, found.low, found.high), strict=True)
        ]
        self._results += cases.periods
        self._known = pd.concat((self._known, results), ignore_index=True)
        self._figures = pd.concat((self._figures, results), ignore_index=True)

    def _name(self, rule: Rule, cells: pd.DataFrame, days: Codes, found: Intervals) -> Cases:
        regions = [self._regions[code] for code in cells["region"]]
        breakdowns = [self._breakdowns[code] for code in cells["breakdown"]]
        periods = self._spell(rule, cells)
        ids = [name_computed(rule.id, *parts) for parts in zip(regions, breakdowns, periods, strict=True)]
        there = self._frame["figure"]
        taken = self._named | set(there[there.isin(ids)])
        for at, name in enumerate(ids):
            if name in taken:
                ids[at] = end_in_digest(name, "/".join((rule.id, regions[at], breakdowns[at], periods[at])))
            taken.add(ids[at])
        self._named.update(ids)
        is_named = rule.compare_with in _list_needed(rule)
        compared = cells[_column(rule.compare_with)].to_numpy() if is_named else np.zeros(0, dtype=np.int64)
        inputs = {name: cells[_column(name)].to_numpy() for name in rule.inputs}
        return Cases(rule, ids, regions, breakdowns, periods, days, inputs, compared, found)

    def _spell(self, rule: Rule, cells: pd.DataFrame) -> list[str]:
        """The period of each cell; of states as all inputs say it (2024-06), else the day."""
        if rule.basis != "stock":
            spans = zip(cells["start"].tolist(), cells["end"].tolist(), strict=True)
            spelled: dict[tuple[int, int], str] = {}
            return [spelled.get(span) or spelled.setdefault(span, spell_span(*span)) for span in spans]
        texts = [self._list_texts(cells[_column(name)].to_numpy()) for name in rule.inputs]
        said = zip(*texts, cells["end"].tolist(), strict=True)
        return [
            first if len({first, *others}) == 1 and "/" not in first else spell_span(day, day)
            for first, *others, day in said
        ]

    def _list_texts(self, positions: Codes) -> list[str]:
        """The periods of figures, and of results of rules, as they are written."""
        own = positions < len(self._frame)
        texts = np.empty(len(positions), dtype=object)
        texts[own] = self._frame["period"].iloc[positions[own]].astype("str").to_numpy(object)
        texts[~own] = [self._results[at - len(self._frame)] for at in positions[~own].tolist()]
        return list(texts)


_NATURES = {"stock": _STATE, "flow": _SINGLE, "cumulative": _RUNNING, "growth": NONE}


def _find_code(names: Sequence[str], name: str) -> int:
    """The code of a place or category; that of none where no figure has it."""
    return names.index(name) if name in names else NONE


def _list_needed(rule: Rule) -> tuple[str, ...]:
    """The indicators that must stand where a rule applies: its inputs, and what it is compared with."""
    is_indicator = rule.compare_with[:1].isalpha()
    return tuple(dict.fromkeys((*rule.inputs, *((rule.compare_with,) if is_indicator else ()))))


def _column(indicator: str) -> str:
    """The column of cells that has the positions of an indicator's figures."""
    return f"of {indicator}"


def _describe(frame: pd.DataFrame, table: SeriesTable, positions: Codes) -> pd.DataFrame:
    """What rules ask of the figures at some positions."""
    keys, rows = table.keys, frame.iloc[positions]
    state = (rows["basis"] == "stock").to_numpy()
    running = keys.running[positions]
    since = (keys.own[positions] == NONE) & (running != NONE)
    since &= keys.accumulation[np.where(since, running, 0)] == CUMULATIVE
    start, end = keys.spans.start[positions], keys.spans.end[positions]
    return pd.DataFrame(
        {
            "indicator": rows["indicator"].astype("str").to_numpy(),
            "nature": np.where(state, _STATE, np.where(since, _RUNNING, _SINGLE)),
            "region": rows["region"].cat.codes.to_numpy(np.int64),
            "breakdown": rows["breakdown"].cat.codes.to_numpy(np.int64),
            # A state is the span of its one day.
            "start": np.where(state, end, start),
            "end": end,
            "position": positions,
            "known": rows["value"].notna().to_numpy(),
            "status": rows["status"].astype("str").to_numpy(),
        }
    )


def _look_up(cells: pd.DataFrame, figures: pd.DataFrame, columns: list[str]) -> Codes:
    """The position of the figure of each cell; `NONE` where there is none."""
    if figures.empty or cells.empty:
        return np.full(len(cells), NONE, dtype=np.int64)
    found = cells[columns].merge(figures[[*columns, "position"]], on=columns, how="left")["position"]
    return found.fillna(NONE).to_numpy(dtype=np.int64)


def _is_sound(found: Intervals) -> Flags:
    """Which results are numbers within the bounds of all results."""
    size: Floats = np.abs(found.value)
    ends = [np.abs(end) for end in (found.low, found.high)]
    too_large = (size >= float(LARGEST)) | np.any(
        [np.isfinite(e) & (e >= float(LARGEST)) for e in ends], axis=0
    )
    return np.isfinite(found.value) & ~too_large & ((size == 0) | (size >= float(FINEST)))
