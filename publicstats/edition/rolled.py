"""What rules give as calculations and figures: rows of the table at once, records only when asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import chain, islice
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from publicstats.contract import records
from publicstats.contract.codelists import DAYS, DERIVED
from publicstats.contract.problems import Problem
from publicstats.edition.building import Catalogues
from publicstats.edition.figure_table import BLANK, ENDS, append_rows
from publicstats.edition.formula_words import InputNames, name_input, name_number, word_formula
from publicstats.formula.calculation import Value, compute, replace_ids
from publicstats.period import Period, parse_period
from publicstats.quantity import find_nature, parse_quantity, settle_quantity
from publicstats.reading.parsed import ParsedTables
from publicstats.reading.tables import FILE, ROW
from publicstats.series.rolling import Cases, Idle
from publicstats.series.row_reader import RowReader
from publicstats.text.i18n import LANGS, Text, translate

Made = TypeVar("Made")
KEPT = 20_000
"""Results of rules that are kept for those that use them: a chain is worked out once, not for each link."""
_CELLS = ("figure", "indicator", "region", "breakdown", "period", "basis", "kind", "status", "printed")
"""The columns of the table that say what an input is."""


def append_rolled(frame: pd.DataFrame, rolled: Sequence[Cases]) -> pd.DataFrame:
    """The table with a row for each result that is a figure, in the order of the rules, values included."""
    parts = [_describe(cases) for cases in rolled if not cases.rule.is_check]
    if not parts:
        return frame
    return append_rows(frame, {name: [*chain.from_iterable(p[name] for p in parts)] for name in parts[0]})


def _describe(cases: Cases) -> dict[str, Iterable[Any]]:
    """The columns of the figures that a rule gives."""
    rule, count = cases.rule, len(cases.ids)
    alike = BLANK | {"indicator": rule.indicator, "basis": rule.basis}
    alike |= {"note_zh": rule.note.zh, "note_en": rule.note.en}
    columns: dict[str, Iterable[Any]] = {name: [cell] * count for name, cell in alike.items()}
    columns |= {"figure": cases.ids, "region": cases.regions, "breakdown": cases.breakdowns}
    ends = {name: getattr(cases.found, name) for name in ENDS}
    # The table has no number where an end is open.
    closed = {name: np.where(np.isfinite(end), end, np.nan) for name, end in ends.items()}
    return columns | {"period": cases.periods} | closed


class RolledCalculations(Mapping[str, records.Calculation]):
    """The calculation of each result of a rule, by its id, made when it is asked for.

    A rule of a hundred thousand results would otherwise be as many records, formulas and sentences.
    """

    def __init__(
        self,
        rolled: Sequence[Cases],
        frame: pd.DataFrame,
        catalogues: Catalogues,
        derived: Mapping[str, Value],
    ) -> None:
        self._rolled = rolled
        self._cells = RowReader(frame, _CELLS)
        self._catalogues = catalogues
        self._derived = derived
        self._results: dict[str, Value] = {}
        self._places = {
            name: (number, at) for number, cases in enumerate(rolled) for at, name in enumerate(cases.ids)
        }
        self.periods = {
            text: parse_period(text) for text in {text for cases in rolled for text in cases.periods}
        }
        """What each period of a result names."""

    @property
    def checks(self) -> tuple[str, ...]:
        """The ids of those that are compared with something."""
        return tuple(name for cases in self._rolled if cases.rule.is_check for name in cases.ids)

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def __getitem__(self, name: str) -> records.Calculation:
        number, at = self._places[name]
        cases = self._rolled[number]
        rule, period = cases.rule, self.periods[cases.periods[at]]
        used = {name: int(positions[at]) for name, positions in cases.inputs.items()}
        days = int(cases.days[at])
        ids = {name: self._take("figure", position) for name, position in used.items()}
        names = {name: self._name(position, period) for name, position in used.items()}
        names[DAYS] = _name_days(days, period)
        compared = rule.compare_with
        if len(cases.compared):
            compared = self._take("figure", int(cases.compared[at]))
        return records.Calculation(
            id=name,
            indicator=rule.indicator,
            region=cases.regions[at],
            breakdown=cases.breakdowns[at],
            period=period,
            basis=rule.basis,
            formula=replace_ids(rule.formula, ids | {DAYS: str(days)}),
            compare_with=compared,
            note=rule.note,
            wording=word_formula(rule.formula, names, period),
            rule=rule.id,
        )

    def _name(self, position: int, period: Period) -> InputNames:
        """The names of an input; one of the result's own days says them as the result does."""
        of = {name: self._take(name, position) for name in ("indicator", "breakdown", "region", "basis")}
        own = self._find_period(self._take("period", position))
        if own.span == period.span or (of["basis"] == "stock" and period.is_day and own.end == period.end):
            own = period
        return name_input(self._catalogues, of["indicator"], of["breakdown"], of["region"], own)

    def _find_period(self, text: str) -> Period:
        return self.periods.get(text) or parse_period(text)

    def compute(self, name: str) -> Value:
        """The exact result of a case. What it uses of other cases is worked out first, and kept."""
        if len(self._results) > KEPT:
            self._results = dict(islice(self._results.items(), len(self._results) - KEPT // 2, None))
        results = self._results
        waiting = [name]
        while waiting:
            if waiting[-1] in results:  # as another use of it has come first
                waiting.pop()
                continue
            number, at = self._places[waiting[-1]]
            cases = self._rolled[number]
            used = {each: int(positions[at]) for each, positions in cases.inputs.items()}
            names = [self._take("figure", position) for position in used.values()]
            due = [each for each in names if each in self._places and each not in results]
            if due:
                waiting += due
                continue
            inputs = {each: self._read(position, results) for each, position in used.items()}
            results[waiting.pop()] = _compute_case(cases, at, inputs)
        return results[name]

    def _read(self, position: int, results: Mapping[str, Value]) -> Value:
        """What a figure says. Its unit was checked with the rule, so that it has none here."""
        name = self._take("figure", position)
        if name in self._places:
            return results[name]
        if self._take("status", position) == DERIVED:
            return replace(self._derived[name], units={})
        return _read_print(
            self._take("printed", position), self._take("basis", position), self._take("kind", position)
        )

    def _take(self, column: str, position: int) -> str:
        return str(self._cells.take(column, position))


def _compute_case(cases: Cases, at: int, inputs: Mapping[str, Value]) -> Value:
    """The exact result of a rule for one place and period, of the values of its inputs there."""
    days = Decimal(int(cases.days[at]))
    found = compute(cases.rule.formula, {**inputs, DAYS: Value(days, days, days, {}, literal=True)})
    return replace(found, literal=False)


@lru_cache(maxsize=4096)
def _read_print(printed: str, basis: str, kind: str) -> Value:
    """What a print says; several rules ask it of one figure, one after the other."""
    quantity = settle_quantity(parse_quantity(printed), find_nature(basis, kind))
    return Value(quantity.value, quantity.low, quantity.high)


class RolledResults(Mapping[str, Value]):
    """The exact result of each case of a rule, by its id, computed when it is asked for."""

    def __init__(self, calculations: RolledCalculations) -> None:
        self._calculations = calculations

    def __len__(self) -> int:
        return len(self._calculations)

    def __iter__(self) -> Iterator[str]:
        return iter(self._calculations)

    def __contains__(self, name: object) -> bool:
        return name in self._calculations

    def __getitem__(self, name: str) -> Value:
        return self._calculations.compute(name)


class Joined(Mapping[str, Made]):
    """What has a row of its own, then what rules give."""

    def __init__(self, own: Mapping[str, Made], rolled: Mapping[str, Made]) -> None:
        self._own = own
        self._rolled = rolled

    def __len__(self) -> int:
        return len(self._own) + len(self._rolled)

    def __iter__(self) -> Iterator[str]:
        return chain(self._own, self._rolled)

    def __contains__(self, name: object) -> bool:
        return name in self._own or name in self._rolled

    def __getitem__(self, name: str) -> Made:
        return self._own[name] if name in self._own else self._rolled[name]


def _name_days(days: int, period: Period) -> InputNames:
    """How the length of a period is called in a formula: 91天."""
    said = Text(*(translate("rule.days", lang, count=str(days)) for lang in LANGS))
    return name_number(said, period)


def describe_idle(parsed: ParsedTables, idle: Iterable[Idle]) -> Iterator[Problem]:
    """The warnings of rules that have no case: an input without figures, or no period that has all."""
    columns = (parsed.rules[name] for name in ("calculation", FILE, ROW, "formula"))
    rows = {
        name: (str(file), int(row), "formula", text) for name, file, row, text in zip(*columns, strict=True)
    }
    for each in idle:
        if each.missing:
            yield Problem("rule_empty", *rows[each.rule], "warning", {"id": each.missing})
        else:
            yield Problem("rule_never", *rows[each.rule], "warning")
