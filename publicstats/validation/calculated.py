"""What calculations give, and the rule that each result is a number that says something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from publicstats.contract.problems import Problem
from publicstats.formula.calculation import Formula, FormulaError, Value, compute
from publicstats.quantity import Quantity, find_nature, settle_quantity
from publicstats.quantity.bounds import FINEST, is_too_large
from publicstats.reading.parsed import ParsedTables, list_cells, once
from publicstats.validation.chains import list_uses, sort_uses
from publicstats.validation.flagging import flag
from publicstats.validation.formulas import find_units

_CODES = {"size": "result_large", "fine": "result_small", "zero": "result_none"}
Results = Mapping[str, Value | FormulaError]


def derive_values(parsed: ParsedTables, stand_ins: Mapping[str, str]) -> dict[str, Value]:
    """The result of every calculation, in the order of the rows; all have one where no rule objects.

    `stand_ins` are the figures that stand where inputs of computed ones have been replaced.
    """
    results = _compute(parsed, stand_ins) if stand_ins else compute_results(parsed)
    found = ((name, results.get(name)) for name in parsed.dated["calculations"]["calculation"])
    return {name: value for name, value in found if isinstance(value, Value)}


@once
def compute_results(parsed: ParsedTables) -> Results:
    """What `_compute` gives with the figures that the formulas name."""
    return _compute(parsed, {})


def _compute(parsed: ParsedTables, stand_ins: Mapping[str, str]) -> Results:
    """The result of each calculation, or why it is none; those whose inputs have none are left out.

    A result counts in its indicator's unit, whatever its formula multiplied and divided: an average of 元
    by 人次 is compared with printed 元. `validation.formulas` checks by the same units.
    """
    units = find_units(parsed)
    values = _read_inputs(parsed, units)
    replaced = _read_stand_ins(parsed, units, stand_ins)
    frame = parsed.dated["calculations"]
    formulas = dict(zip(frame["calculation"], frame["formula"].map(parsed.formulas), strict=True))
    checks = set(frame["calculation"][frame["compare_with"] != ""])
    results: dict[str, Value | FormulaError] = {}
    for name in sort_uses(list_uses(parsed, "calculations", "formula"))[0]:
        formula = formulas[name]
        if isinstance(formula, Formula) and name in units and all(used in values for used in formula.ids):
            try:
                inputs = values if name in checks or not replaced else values | replaced
                found = compute(formula, inputs)
                _check_result(formula, found, inputs)
                results[name] = values[name] = replace(found, units=units[name].units, literal=False)
            except FormulaError as error:
                results[name] = error
    return results


def _check_result(formula: Formula, found: Value, inputs: Mapping[str, Value]) -> None:
    """Raises where a result is no number that says something."""
    if is_too_large(found.value, found.low, found.high):
        raise FormulaError("size", formula.text[:40])
    if found.value and abs(found.value) < FINEST:
        raise FormulaError("fine", formula.text[:40])
    if found.value is None and all(inputs[name].is_known for name in formula.ids):
        raise FormulaError("zero", formula.text[:40])


def check_results(parsed: ParsedTables) -> Iterator[Problem]:
    """Results that are too large or too small, or that a division by nothing leaves out."""
    if not {"figures", "calculations", "indicators", "units"} <= set(parsed.tables):
        return
    frame = parsed.dated["calculations"]
    reasons = {name: e.reason for name, e in compute_results(parsed).items() if isinstance(e, FormulaError)}
    told = frame["calculation"].map(reasons)
    for reason, code in _CODES.items():
        yield from flag(frame, told == reason, "formula", code)


def _read_stand_ins(
    parsed: ParsedTables, units: Mapping[str, Value], stand_ins: Mapping[str, str]
) -> dict[str, Value]:
    """What stands in for each input that has been replaced, by the id of that input."""
    standing = _read_inputs(parsed, {new: units[old] for old, new in stand_ins.items() if old in units})
    return {old: standing[new] for old, new in stand_ins.items() if new in standing}


def _read_inputs(parsed: ParsedTables, units: Mapping[str, Value]) -> dict[str, Value]:
    """The interval and unit of each figure that a formula uses."""
    frame = parsed.tables["figures"]
    wanted = frame[frame["figure"].isin(list(units))]
    values = {}
    columns = ("figure", "printed", "basis", "kind")
    for name, printed, basis, kind in list_cells(wanted, *columns):
        q = parsed.read_print(printed)
        if isinstance(q, Quantity):
            q = settle_quantity(q, find_nature(basis, kind))
            values[name] = Value(q.value, q.low, q.high, units[name].units)
        elif not printed:
            values[name] = Value(None, None, None, units[name].units)
    return values


RULES = (check_results,)
