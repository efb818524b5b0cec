"""Rules that roll: a formula of indicators, computed for each place, category and period in which they stand.

All is worked out on whole columns: a rule looks up where and when all of its indicators stand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain

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
from publicstats.series.rule_cells import Cells
from publicstats.series.rule_pool import RulePool, is_indicator, list_needed
from publicstats.series.series_table import SeriesTable
from publicstats.series.singles import Single
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
    singles: Sequence[Single],
    rules: Mapping[str, Rule],
    breaks: Mapping[str, Sequence[Break]],
    odd: Flags,
    dated: Mapping[str, Calculation],
) -> tuple[list[Cases], list[Idle]]:
    """The cases of each rule, those of rules that others use first; and the rules that have none.

    `singles` are the figures at the end of `frame` that are not in the series of `table` yet. `breaks` are
    those of each indicator, `odd` the figures that do not count in their indicator's unit,
    `dated` the calculations that have rows of their own, which precede rules.
    """
    concerned = {name for rule in rules.values() for name in (*list_needed(rule), rule.indicator)}
    pool = RulePool(frame, table, singles, breaks, odd, concerned)
    checked = {(c.compare_with, frozenset(c.formula.ids)) for c in dated.values() if c.is_check}
    gives = {name: "" if rule.is_check else rule.indicator for name, rule in rules.items()}
    takes = {name: list_needed(rule) for name, rule in rules.items()}
    found, idle = [], []
    for name in sort_uses(list_rule_uses(gives, takes))[0]:
        rule = rules[name]
        cells = pool.find_cells(rule)
        if not len(cells):
            idle.append(Idle(name, pool.find_missing(rule)))
            continue
        free = _find_unchecked(rule, cells, pool, checked) if rule.is_check else pool.find_free(rule, cells)
        cells, values = _compute(rule, cells.take(free), pool)
        if not len(cells):
            continue
        cases = _describe(rule, cells, values, pool)
        if not rule.is_check:
            pool.keep(rule, cells, cases.periods, values)
        found.append(cases)
    return _name_cases(found, frame["figure"], set(dated)), idle


def _compute(rule: Rule, cells: Cells, pool: RulePool) -> tuple[Cells, Intervals]:
    """The cells in which a rule gives a number that says something, and those numbers."""
    days = cells.days.astype(float)
    inputs = {name: pool.read(cells.inputs[name]) for name in rule.inputs}
    found = compute_columns(rule.formula, inputs | {DAYS: Intervals(days, days, days)})
    sound = _is_sound(found)
    return cells.take(sound), Intervals(found.value[sound], found.low[sound], found.high[sound])


def _find_unchecked(
    rule: Rule, cells: Cells, pool: RulePool, checked: set[tuple[str, frozenset[str]]]
) -> Flags:
    """In which cells no calculation with a row of its own checks the same by the same figures."""
    free = np.ones(len(cells), dtype=bool)
    theirs = {name for name, _ in checked}
    if is_indicator(rule.compare_with):
        compared = pool.list_ids(cells.inputs[rule.compare_with])
    else:
        compared = [rule.compare_with] * len(cells)
    likely = np.array([name in theirs for name in compared], dtype=bool)
    some = np.flatnonzero(likely)
    inputs = [pool.list_ids(cells.inputs[name][some]) for name in rule.inputs]
    for at, used in zip(some.tolist(), zip(*inputs, strict=True), strict=True):
        free[at] = (compared[at], frozenset(used)) not in checked
    return free


def _spell(rule: Rule, cells: Cells, pool: RulePool) -> list[str]:
    """The period of each cell; of states as all inputs say it (2024-06), else the day."""
    spans = zip(cells.start.tolist(), cells.end.tolist(), strict=True)
    if rule.basis != "stock":
        return [_spell_once(*span) for span in spans]
    texts = [pool.list_periods(cells.inputs[name]) for name in rule.inputs]
    return [
        first if len({first, *others}) == 1 and "/" not in first else _spell_once(day, day)
        for first, *others, day in zip(*texts, cells.end.tolist(), strict=True)
    ]


_spell_once = lru_cache(maxsize=4096)(spell_span)


def _describe(rule: Rule, cells: Cells, found: Intervals, pool: RulePool) -> Cases:
    """What a rule comes to, still without ids."""
    regions, breakdowns = pool.list_places(cells)
    return Cases(
        rule=rule,
        ids=(),
        regions=regions,
        breakdowns=breakdowns,
        periods=_spell(rule, cells, pool),
        days=cells.days,
        inputs={name: cells.inputs[name] for name in rule.inputs},
        compared=cells.inputs.get(rule.compare_with, np.zeros(0, dtype=np.int64)),
        found=found,
    )


def _name_cases(found: Sequence[Cases], figures: pd.Series, named: set[str]) -> list[Cases]:
    """The cases with ids that no figure, no calculation and no other case has."""
    places = [list(zip(cases.regions, cases.breakdowns, cases.periods, strict=True)) for cases in found]
    ids = [
        [name_computed(cases.rule.id, *place) for place in each]
        for cases, each in zip(found, places, strict=True)
    ]
    named = named | _find_taken(figures, list(chain.from_iterable(ids)))
    for cases, each, own in zip(found, places, ids, strict=True):
        for at, name in enumerate(own):
            if name in named:
                own[at] = end_in_digest(name, "/".join((cases.rule.id, *each[at])))
            named.add(own[at])
    return [replace(cases, ids=own) for cases, own in zip(found, ids, strict=True)]


def _find_taken(figures: pd.Series, ids: Sequence[str]) -> set[str]:
    """Which of some ids figures have."""
    theirs = pa.array(figures, pa.large_string())
    return set(theirs.filter(pc.is_in(theirs, pa.array(ids, pa.large_string()))).to_pylist())


def _is_sound(found: Intervals) -> Flags:
    """Which results are numbers within the bounds of all results."""
    size = np.abs(found.value)
    large = [np.isfinite(end) & (np.abs(end) >= float(LARGEST)) for end in (found.low, found.high)]
    is_small = (size < float(LARGEST)) & ~large[0] & ~large[1]
    return np.isfinite(found.value) & is_small & ((size == 0) | (size >= float(FINEST)))
