"""Rules that roll: a formula of indicators, computed for each place, category and period in which they stand.

All is worked out on whole columns: a rule finds its cells by joining the figures of its indicators.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from publicstats.contract.codelists import DAYS
from publicstats.contract.records import Break, Calculation, Rule
from publicstats.formula.arrays import Intervals, compute_columns
from publicstats.quantity.bounds import FINEST, LARGEST
from publicstats.series.calendar_periods import spell_span
from publicstats.series.keys import Codes, Flags
from publicstats.series.naming import end_in_digest, name_computed
from publicstats.series.rule_pool import RulePool, is_indicator, list_needed, name_column
from publicstats.series.series_table import SeriesTable
from publicstats.validation.chains import sort_uses
from publicstats.validation.rule_rows import list_rule_uses


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
    dated: Mapping[str, Calculation],
) -> tuple[list[Cases], list[Idle]]:
    """The cases of each rule, those of rules that others use first; and the rules that have none.

    `breaks` are those of each indicator, `odd` the figures that do not count in their indicator's unit,
    `dated` the calculations that have rows of their own, which precede rules.
    """
    concerned = {name for rule in rules.values() for name in (*list_needed(rule), rule.indicator)}
    pool = RulePool(frame, table, breaks, odd, concerned)
    naming = _Naming(pool, frame["figure"], set(dated))
    checked = {(c.compare_with, frozenset(c.formula.ids)) for c in dated.values() if c.is_check}
    gives = {name: "" if rule.is_check else rule.indicator for name, rule in rules.items()}
    takes = {name: list_needed(rule) for name, rule in rules.items()}
    found, idle = [], []
    for name in sort_uses(list_rule_uses(gives, takes))[0]:
        rule = rules[name]
        cells = pool.find_cells(rule)
        if cells.empty:
            idle.append(Idle(name, pool.find_missing(rule)))
            continue
        if rule.is_check:
            cells = cells[_find_unchecked(rule, cells, frame["figure"], checked)]
        else:
            cells = cells[pool.find_free(rule, cells)]
        cells, values = _compute(rule, cells, pool)
        cases = naming.name_cases(rule, cells, values)
        if not rule.is_check:
            pool.keep(rule, cells, cases.periods, values)
        if len(cases.ids):
            found.append(cases)
    return found, idle


def _compute(rule: Rule, cells: pd.DataFrame, pool: RulePool) -> tuple[pd.DataFrame, Intervals]:
    """The cells in which a rule gives a number that says something, and those numbers."""
    days = _count_days(cells).astype(float)
    inputs = {name: pool.read(cells[name_column(name)].to_numpy()) for name in rule.inputs}
    found = compute_columns(rule.formula, inputs | {DAYS: Intervals(days, days, days)})
    sound = _is_sound(found)
    return cells[sound], Intervals(found.value[sound], found.low[sound], found.high[sound])


def _count_days(cells: pd.DataFrame) -> Codes:
    """The length of the period of each cell; 0 where its start is open."""
    start, end = cells["start"].to_numpy(), cells["end"].to_numpy()
    return np.where(start > 0, end - start + 1, 0)


def _find_unchecked(
    rule: Rule, cells: pd.DataFrame, ids: pd.Series, checked: set[tuple[str, frozenset[str]]]
) -> Flags:
    """In which cells no calculation with a row of its own checks the same by the same figures."""
    free = np.ones(len(cells), dtype=bool)
    inputs = cells[[name_column(name) for name in rule.inputs]].to_numpy()
    if is_indicator(rule.compare_with):
        compared = cells[name_column(rule.compare_with)].to_numpy()
        theirs = np.flatnonzero(ids.isin({name for name, _ in checked}).to_numpy())
        likely = np.isin(compared, theirs)
    else:
        likely = free & any(name == rule.compare_with for name, _ in checked)
    for at in np.flatnonzero(likely & (inputs < len(ids)).all(axis=1)).tolist():
        name = ids.iat[int(compared[at])] if is_indicator(rule.compare_with) else rule.compare_with
        free[at] = (name, frozenset(ids.iloc[inputs[at]])) not in checked
    return free


class _Naming:
    """Names cases: an id that no figure and no other case has, and the period as it is written."""

    def __init__(self, pool: RulePool, figures: pd.Series, named: set[str]) -> None:
        self._pool = pool
        self._figures = pa.array(figures, pa.large_string())
        self._named = named

    def name_cases(self, rule: Rule, cells: pd.DataFrame, found: Intervals) -> Cases:
        """What a rule comes to in some cells."""
        regions = [self._pool.regions[code] for code in cells["region"]]
        breakdowns = [self._pool.breakdowns[code] for code in cells["breakdown"]]
        periods = self._spell(rule, cells)
        places = list(zip(regions, breakdowns, periods, strict=True))
        compared = rule.compare_with if is_indicator(rule.compare_with) else ""
        return Cases(
            rule=rule,
            ids=self._give_ids(rule, places),
            regions=regions,
            breakdowns=breakdowns,
            periods=periods,
            days=_count_days(cells),
            inputs={name: cells[name_column(name)].to_numpy() for name in rule.inputs},
            compared=cells[name_column(compared)].to_numpy() if compared else np.zeros(0, dtype=np.int64),
            found=found,
        )

    def _give_ids(self, rule: Rule, places: Sequence[tuple[str, str, str]]) -> list[str]:
        ids = [name_computed(rule.id, *place) for place in places]
        taken = pc.is_in(pa.array(ids, pa.large_string()), self._figures).to_pylist()
        for at, name in enumerate(ids):
            if taken[at] or name in self._named:
                ids[at] = end_in_digest(name, "/".join((rule.id, *places[at])))
            self._named.add(ids[at])
        return ids

    def _spell(self, rule: Rule, cells: pd.DataFrame) -> list[str]:
        """The period of each cell; of states as all inputs say it (2024-06), else the day."""
        if rule.basis != "stock":
            spans = list(zip(cells["start"].tolist(), cells["end"].tolist(), strict=True))
            spelled = {span: spell_span(*span) for span in set(spans)}
            return [spelled[span] for span in spans]
        texts = [self._pool.list_periods(cells[name_column(name)].to_numpy()) for name in rule.inputs]
        said = zip(*texts, cells["end"].tolist(), strict=True)
        return [
            first if len({first, *others}) == 1 and "/" not in first else spell_span(day, day)
            for first, *others, day in said
        ]


def _is_sound(found: Intervals) -> Flags:
    """Which results are numbers within the bounds of all results."""
    size = np.abs(found.value)
    large = [np.isfinite(end) & (np.abs(end) >= float(LARGEST)) for end in (found.low, found.high)]
    is_small = (size < float(LARGEST)) & ~large[0] & ~large[1]
    return np.isfinite(found.value) & is_small & ((size == 0) | (size >= float(FINEST)))
