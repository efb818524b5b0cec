"""Rules about percentages and their differences: 90.0 % to 92.5 % is 2.5 percentage points, not 2.5 %."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from publicstats.contract.problems import Problem
from publicstats.formula.calculation import Formula, FormulaError, Value, has_product
from publicstats.quantity import POINTS, Quantity
from publicstats.reading.parsed import ParsedTables, list_cells, once
from publicstats.reading.tables import FILE, ROW
from publicstats.validation.formulas import find_units, list_changes

LITERAL, NUMBER, SHARE, POINT = "literal", "number", "share", "points"
"""What a part of a formula is: a number typed there, one that counts, a share, a difference of shares."""


def check_points(parsed: ParsedTables) -> Iterator[Problem]:
    """Calculations that give percentage points under an indicator in %, or a share under one in points."""
    frame = parsed.dated.get("calculations")
    if frame is None or not {"figures", "indicators", "units"} <= set(parsed.tables):
        return
    natures = _find_natures(parsed)
    columns = ("calculation", "formula", "compare_with", FILE, ROW)
    for name, text, other, file, row in list_cells(frame, *columns):
        formula, place = parsed.formulas.get(text), (str(file), int(row))
        yield from tell_points(name, formula, other, natures, place)


def tell_points(
    name: str,
    formula: Formula | FormulaError | None,
    other: str,
    natures: Mapping[str, str],
    place: tuple[str, int],
) -> Iterator[Problem]:
    """What is wrong with percentages and points in a calculation, and in what it is compared with."""
    due, compared = natures.get(name, NUMBER), natures.get(other, NUMBER)
    if due not in _WRONG:
        return
    if isinstance(formula, Formula):
        found = find_nature(formula.tree, natures)
        if found == _WRONG[due]:
            facts = {"found": _WORDS[found], "wanted": _WORDS[due]}
            yield Problem("formula_points", *place, "formula", formula.text, facts=facts)
    if compared == _WRONG[due]:
        facts = {"found": f"{_WORDS[due]} ≠ {_WORDS[compared]}"}
        yield Problem("compare_units", *place, "compare_with", other, facts=facts)


def find_nature(node: ast.expr, natures: Mapping[str, str]) -> str:
    """What a formula gives, by what its inputs are; ids that `natures` does not have are numbers."""
    match node:
        case ast.Name(id=name):
            return natures.get(name, NUMBER)
        case ast.UnaryOp(operand=operand):
            return find_nature(operand, natures)
        case ast.BinOp(left=left, op=op, right=right):
            return _combine(op, find_nature(left, natures), find_nature(right, natures))
        case ast.Call(args=args):
            first, *rest = (find_nature(part, natures) for part in args)
            for nature in rest:
                first = _combine(ast.Add(), first, nature)
            return first
        case _:
            return LITERAL


def _combine(op: ast.operator, left: str, right: str) -> str:
    """What two parts give: a share less a share is points, and so are points divided by a number of years."""
    pair = {left, right}
    if isinstance(op, ast.Mult | ast.Div):
        if pair == {LITERAL}:
            return LITERAL
        by_literal = right == LITERAL or (left == LITERAL and isinstance(op, ast.Mult))
        return (left if right == LITERAL else right) if by_literal else NUMBER
    if isinstance(op, ast.Sub) and left == right == SHARE:
        return POINT
    # 100 less a share is a share, a share with points added too.
    return next(nature for nature in (SHARE, POINT, NUMBER, LITERAL) if nature in pair)


@once
def _find_natures(parsed: ParsedTables) -> dict[str, str]:
    """What each calculation, and each figure that a formula names, is: a share, points or a number."""
    of_unit, of = _list_unit_natures(parsed), find_indicator_natures(parsed)
    used = {name for f in parsed.formulas.values() if isinstance(f, Formula) for name in f.ids}
    used |= set(parsed.distinct("calculations", "compare_with"))
    calculations = parsed.dated["calculations"]
    natures = {
        name: of.get(indicator, NUMBER)
        for name, indicator in list_cells(calculations, "calculation", "indicator")
    }
    changes = list_changes(parsed)
    figures = parsed.tables["figures"]
    columns = ["figure", "indicator", "printed"]
    for name, indicator, printed in list_cells(figures.loc[figures["figure"].isin(used), columns], *columns):
        q = parsed.read_print(printed)
        own = of_unit.get(q.unit) if isinstance(q, Quantity) and q.unit else None
        natures[name] = own or of.get(indicator, NUMBER)
    for name, formula in changes.items():
        natures[name] = find_nature(formula.tree, natures)
    return natures


def find_indicator_natures(parsed: ParsedTables) -> dict[str, str]:
    """What the figures of each indicator are by its unit: shares, points or numbers."""
    of_unit, indicators = _list_unit_natures(parsed), parsed.tables["indicators"]
    named = list_cells(indicators, "indicator", "unit")
    return {name: of_unit.get(unit, NUMBER) for name, unit in named}


def _list_unit_natures(parsed: ParsedTables) -> dict[str, str]:
    units = parsed.tables["units"]
    kinds = dict(list_cells(units, "unit", "kind"))
    return {
        unit: POINT if base in POINTS else SHARE if kinds.get(base) == "share" else NUMBER
        for unit, base in parsed.units.items()
    }


def find_change_units(parsed: ParsedTables) -> dict[str, str]:
    """The unit of each computed change that says its base, where it is not its indicator's: % or 个百分点."""
    changes = list_changes(parsed)
    if not changes:
        return {}
    natures, units = _find_natures(parsed), find_units(parsed)
    found = {name: _find_change_unit(made, natures[name], units.get(name)) for name, made in changes.items()}
    return {name: unit for name, unit in found.items() if unit in parsed.units}


def _find_change_unit(formula: Formula, nature: str, unit: Value | None) -> str:
    if nature in _WORDS:
        return _WORDS[nature]
    is_relative = unit is not None and not unit.units and has_product(formula)
    return _WORDS[SHARE] if is_relative else ""


_WRONG = {SHARE: POINT, POINT: SHARE}
_WORDS = {SHARE: "%", POINT: "个百分点"}

RULES = (check_points,)
