"""Rules about calculations: formulas that can be read, inputs that exist, no circles, units that fit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

import pandas as pd

from publicstats.calculation import Formula, FormulaError, Value, compute
from publicstats.matching import find_nearest
from publicstats.problems import Problem
from publicstats.reading import FILE, ROW
from publicstats.tables import SCHEMAS
from publicstats.validation.context import Context, flag_cells

_NUMBER = r"-?\d+(?:\.\d+)?"


def check_formulas(context: Context) -> Iterator[Problem]:
    """Formulas that cannot be read, and ids in them that no figure or calculation has."""
    frame = context.tables.get("calculations")
    if frame is None:
        return
    for text, found in context.formulas.items():
        if isinstance(found, FormulaError):
            yield from flag_cells(
                frame, "formula", [text], "formula_unreadable", {text: {"found": found.found}}
            )
    if "figures" not in context.tables:
        return
    known = context.keys("figures") | context.keys("calculations")
    for text, found in context.formulas.items():
        unknown = [i for i in found.ids if i not in known] if isinstance(found, Formula) else []
        if unknown:
            facts = {text: {"id": unknown[0], "nearest": find_nearest(unknown[0], known)}}
            yield from flag_cells(frame, "formula", [text], "formula_id_unknown", facts)
    with_id = frame["compare_with"].unique()
    strange = [
        cell
        for cell in with_id
        if cell and cell not in known and not pd.Series([cell]).str.fullmatch(_NUMBER)[0]
    ]
    facts = {cell: {"id": cell, "nearest": find_nearest(cell, known)} for cell in strange}
    yield from flag_cells(frame, "compare_with", strange, "compare_unknown", facts)


def check_formula_cycles(context: Context) -> Iterator[Problem]:
    """Calculations that use their own result."""
    frame = context.tables.get("calculations")
    if frame is None:
        return
    for name, circle in find_circles(context).items():
        row = frame[frame["calculation"] == name].iloc[0]
        facts = {"chain": " → ".join(circle)}
        yield Problem("formula_cycle", str(row[FILE]), int(row[ROW]), "formula", row["formula"], facts=facts)


def check_formula_units(context: Context) -> Iterator[Problem]:
    """Sums of things that cannot be summed: people and yuan."""
    frame = context.tables.get("calculations")
    if frame is None or not {"figures", "indicators", "units"} <= set(context.tables):
        return
    units = _unit_values(context)
    circles = find_circles(context)
    rows = zip(frame["calculation"], frame["formula"], frame[FILE], frame[ROW], strict=True)
    for name, text, file, row in rows:
        formula = context.formulas.get(text)
        if isinstance(formula, Formula) and name not in circles and set(formula.ids) <= set(units):
            try:
                compute(formula, units)
            except FormulaError as error:
                yield Problem(
                    "formula_units", str(file), int(row), "formula", text, facts={"found": error.found}
                )


def find_circles(context: Context) -> dict[str, list[str]]:
    """Each calculation that depends on itself, with the way around."""
    frame = context.tables["calculations"]
    uses = {
        name: formula.ids
        for name, text in zip(frame["calculation"], frame["formula"], strict=True)
        if isinstance(formula := context.formulas.get(text), Formula)
    }
    ways = {name: _way_back(name, uses) for name in uses}
    return {name: way for name, way in ways.items() if way}


def _way_back(start: str, uses: dict[str, tuple[str, ...]]) -> list[str]:
    """The shortest chain of uses from `start` to itself, or nothing."""
    ways, seen = [[start]], {start}
    for way in ways:
        for used in uses.get(way[-1], ()):
            if used == start:
                return [*way, start]
            if used not in seen:
                seen.add(used)
                ways.append([*way, used])
    return []


def _unit_values(context: Context) -> dict[str, Value]:
    """A stand-in for each figure and calculation that carries its indicator's unit and nothing else."""
    indicators = context.tables["indicators"]
    unit_of = dict(zip(indicators["indicator"], indicators["unit"], strict=True))
    kinds = dict(zip(context.tables["units"]["unit"], context.tables["units"]["kind"], strict=True))
    powers = partial(unit_powers, bases=context.units, kinds=kinds)
    used = {i for formula in context.formulas.values() if isinstance(formula, Formula) for i in formula.ids}
    one = Decimal(1)
    values = {}
    for table in ("figures", "calculations"):
        frame, key = context.tables[table], SCHEMAS[table].key
        wanted = frame[frame[key].isin(used)]
        for name, indicator in zip(wanted[key], wanted["indicator"], strict=True):
            values[name] = Value(one, one, one, powers(unit_of.get(indicator, "")))
    return values


def unit_powers(unit: str, bases: dict[str, str], kinds: dict[str, str]) -> dict[str, int]:
    """A unit as powers of base units: 元/人次 -> {元: 1, 人次: -1}; shares and ratios are pure numbers."""
    base = bases.get(unit, unit)
    if kinds.get(base) in ("share", "ratio", "index") or not base:
        return {}
    first, *below = base.split("/")
    powers = {bases.get(first, first): 1}
    for part in below:
        powers[bases.get(part, part)] = powers.get(bases.get(part, part), 0) - 1
    return {name: power for name, power in powers.items() if power}


RULES = (check_formulas, check_formula_cycles, check_formula_units)
