"""Rules about calculations: formulas that can be read, inputs that exist, no circles, units that fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import partial

from publicstats.contract.problems import Problem
from publicstats.contract.schema import SCHEMAS
from publicstats.formula.calculation import (
    Formula,
    FormulaError,
    Value,
    compute,
    write_units,
)
from publicstats.reading.files import FILE, ROW
from publicstats.reading.parsed import Context, flag_alike, flag_cells
from publicstats.text.nearest import MAX_KNOWN, find_nearest

_NUMBER = r"-?[0-9]+(?:\.[0-9]+)?"


def check_formulas(context: Context) -> Iterator[Problem]:
    """Formulas that cannot be read, and ids in them that no figure or calculation has."""
    frame = context.tables.get("calculations")
    if frame is None:
        return
    errors = {text: found for text, found in context.formulas.items() if isinstance(found, FormulaError)}
    yield from flag_cells(
        frame, "formula", errors, "formula_unreadable", lambda text: {"found": errors[text].found or text}
    )
    if not context.defines_all("figures", "calculations"):
        return
    uses = {text: found.ids for text, found in context.formulas.items() if isinstance(found, Formula)}
    used = frame["formula"].map(uses).dropna().explode().dropna()
    cells = frame["compare_with"]
    compared = cells[(cells != "") & ~cells.str.fullmatch(_NUMBER)]
    figures = context.tables["figures"]["figure"]
    if figures.empty:
        return
    # Of a million figures only the few that formulas name are looked at.
    known = {*figures[figures.isin([*used, *compared])], *frame["calculation"]}
    facts = partial(_describe_id, [*known, *figures.head(MAX_KNOWN)])
    yield from flag_alike(frame, used[~used.isin(known)], "formula", "formula_id_unknown", facts)
    yield from flag_alike(frame, compared[~compared.isin(known)], "compare_with", "compare_unknown", facts)


def check_formula_cycles(context: Context) -> Iterator[Problem]:
    """Calculations that use their own result: one problem for each circle."""
    frame = context.tables.get("calculations")
    if frame is None:
        return
    told: set[str] = set()
    for name, circle in find_circles(context).items():
        if told & set(circle):
            continue
        told |= set(circle)
        row = frame[frame["calculation"] == name].iloc[0]
        facts = {"chain": " → ".join(circle)}
        yield Problem("formula_cycle", str(row[FILE]), int(row[ROW]), "formula", row["formula"], facts=facts)


def check_formula_units(context: Context) -> Iterator[Problem]:
    """Sums and checks of things that cannot be summed or compared: people and yuan."""
    frame = context.tables.get("calculations")
    if frame is None or not {"figures", "indicators", "units"} <= set(context.tables):
        return
    units = _unit_values(context)
    circles = find_circles(context)
    columns = ("calculation", "formula", "compare_with", FILE, ROW)
    for name, text, other, file, row in zip(*(frame[column] for column in columns), strict=True):
        formula, place = context.formulas.get(text), (str(file), int(row))
        if isinstance(formula, Formula) and name not in circles and all(i in units for i in formula.ids):
            try:
                compute(formula, units)
            except FormulaError as error:
                yield Problem("formula_units", *place, "formula", text, facts={"found": error.found})
        if name in units and other in units and units[name].units != units[other].units:
            found = f"{write_units(units[name].units)} ≠ {write_units(units[other].units)}"
            yield Problem("compare_units", *place, "compare_with", other, facts={"found": found})


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
    """A stand-in for each figure and calculation that carries its indicator's unit and nothing else.

    Those whose indicator or its unit is unknown are left out: that is a problem of its own.
    """
    indicators = context.tables["indicators"]
    unit_of = dict(zip(indicators["indicator"], indicators["unit"], strict=True))
    kinds = dict(zip(context.tables["units"]["unit"], context.tables["units"]["kind"], strict=True))
    powers = partial(unit_powers, bases=context.units, kinds=kinds)
    used = {i for formula in context.formulas.values() if isinstance(formula, Formula) for i in formula.ids}
    used |= context.keys("calculations") | set(context.distinct("calculations", "compare_with"))
    one = Decimal(1)
    values = {}
    for table in ("figures", "calculations"):
        frame, key = context.tables[table], SCHEMAS[table].key
        wanted = frame[frame[key].isin(used)]
        for name, indicator in zip(wanted[key], wanted["indicator"], strict=True):
            if unit_of.get(indicator) in context.sound_units:
                values[name] = Value(one, one, one, powers(unit_of[indicator]))
    return values


def _describe_id(known: Iterable[str], name: str) -> dict[str, str]:
    return {"id": name, "nearest": find_nearest(name, known)}


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
