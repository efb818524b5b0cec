"""Rules about calculations: formulas that can be read, inputs that exist, units that fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial
from types import MappingProxyType

import pandas as pd

from publicstats.contract.problems import Problem, fold_floods
from publicstats.contract.schema import SCHEMAS
from publicstats.formula.calculation import NUMBER, Formula, FormulaError, Value, compute
from publicstats.formula.units import Units, unit_powers, write_units
from publicstats.quantity import Quantity
from publicstats.reading.parsed import ParsedTables, list_cells, once
from publicstats.reading.tables import FILE, ROW
from publicstats.text.nearest import MAX_KNOWN, Known
from publicstats.validation.chains import list_uses, sort_uses
from publicstats.validation.flagging import flag, flag_alike, flag_cells

ANY_NUMBER = r"-?[0-9]+(?:\.[0-9]+)?"
"""How a number is typed that a result is compared with, however long."""
_CODES = {"length": "formula_long", "number": "number_long"}
"""What is wrong with a formula by the reason why it is none; else it cannot be read."""


def check_formulas(parsed: ParsedTables) -> Iterator[Problem]:
    """Formulas that cannot be read, and ids in them that no figure or calculation has."""
    frame = parsed.tables.get("calculations")
    if frame is None:
        return
    errors = {text: found for text, found in parsed.formulas.items() if isinstance(found, FormulaError)}
    for code in dict.fromkeys(map(_name_error, errors.values())):
        texts = [text for text, error in errors.items() if _name_error(error) == code]
        yield from flag_cells(
            frame, "formula", texts, code, lambda text: {"found": errors[text].found or text}
        )
    cells = frame["compare_with"]
    is_number = cells.str.fullmatch(ANY_NUMBER)
    long = is_number & ~cells.str.fullmatch(f"-?{NUMBER}")
    yield from flag(frame, long, "compare_with", "number_long", lambda cell: {"found": cell[:40]})
    if not parsed.defines_all("figures", "calculations"):
        return
    frame = parsed.dated["calculations"]
    cells = frame["compare_with"]
    is_number = cells.str.fullmatch(ANY_NUMBER)
    uses = {text: found.ids for text, found in parsed.formulas.items() if isinstance(found, Formula)}
    used = frame["formula"].map(uses).dropna().explode().dropna()
    compared = cells[(cells != "") & ~is_number]
    figures = parsed.tables["figures"]["figure"]
    if figures.empty:
        return
    # Of a million figures only the few that formulas name are looked at.
    known = {*figures[figures.isin([*used, *compared])], *frame["calculation"]}
    facts = partial(_describe_id, Known([*known, *figures.head(MAX_KNOWN)]))
    yield from flag_alike(frame, used[~used.isin(known)], "formula", "formula_id_unknown", facts)
    yield from flag_alike(frame, compared[~compared.isin(known)], "compare_with", "compare_unknown", facts)


def check_formula_units(parsed: ParsedTables) -> Iterator[Problem]:
    """Sums and checks of things that cannot be summed or compared: people and yuan."""
    if {"calculations", "figures", "indicators", "units"} <= set(parsed.tables):
        yield from fold_floods(_find_unlike(parsed))


def _find_unlike(parsed: ParsedTables) -> Iterator[Problem]:
    frame = parsed.dated["calculations"]
    units, changes = find_units(parsed), _find_printed_changes(parsed)
    columns = ("calculation", "formula", "compare_with", FILE, ROW)
    for name, text, other, file, row in list_cells(frame, *columns):
        formula, place = parsed.formulas.get(text), (str(file), int(row))
        yield from tell_unlike(name, formula, other, units, place, changes)


def tell_unlike(
    name: str,
    formula: Formula | FormulaError | None,
    other: str,
    units: Mapping[str, Value],
    place: tuple[str, int],
    changes: Mapping[str, Value] = MappingProxyType({}),
) -> Iterator[Problem]:
    """What cannot be added up in a calculation, or compared with it; `units` are those of `find_units`.

    `changes` are printed changes, which are compared in the unit of their print.
    """
    if isinstance(formula, Formula) and all(i in units for i in formula.ids):
        try:
            compute(formula, units)
        except FormulaError as error:
            if error.reason == "units":
                yield Problem("formula_units", *place, "formula", formula.text, facts={"found": error.found})
    if name in units and other in units:
        due = changes.get(other, units[other]).units
        if units[name].units != due:
            found = f"{write_units(units[name].units)} ≠ {write_units(due)}"
            yield Problem("compare_units", *place, "compare_with", other, facts={"found": found})


@once
def find_units(parsed: ParsedTables) -> dict[str, Value]:
    """A stand-in for each figure and calculation that carries its indicator's unit and nothing else; a
    computed change that says its base carries what its formula gives.

    Those whose indicator or its unit is unknown are left out: that is a problem of its own.
    """
    unit_of, powers = _list_units(parsed)
    used = {i for formula in parsed.formulas.values() if isinstance(formula, Formula) for i in formula.ids}
    used |= parsed.keys("calculations") | set(parsed.distinct("calculations", "compare_with"))
    values = {}
    for table in ("figures", "calculations"):
        frame, key = parsed.dated[table], SCHEMAS[table].key
        wanted = frame[frame[key].isin(used)]
        own = _find_own_units(parsed, wanted) if table == "figures" else {}
        for name, indicator in list_cells(wanted, key, "indicator"):
            unit = own.get(name) or unit_of.get(indicator)
            if unit in parsed.sound_units:
                values[name] = _stand_in(powers(unit))
    return _give_changes(parsed, values)


def find_indicator_units(parsed: ParsedTables) -> dict[str, Value]:
    """A stand-in for each indicator that carries its unit and nothing else; none where that is unknown."""
    unit_of, powers = _list_units(parsed)
    return {name: _stand_in(powers(unit)) for name, unit in unit_of.items() if unit in parsed.sound_units}


def _list_units(parsed: ParsedTables) -> tuple[dict[str, str], Callable[[str], Units]]:
    """The unit of each indicator, and what gives a unit's powers of base units."""
    indicators, units = parsed.tables["indicators"], parsed.tables["units"]
    kinds = dict(list_cells(units, "unit", "kind"))
    unit_of = dict(list_cells(indicators, "indicator", "unit"))
    return unit_of, partial(unit_powers, bases=parsed.units, kinds=kinds)


def _stand_in(units: Units) -> Value:
    return Value(Decimal(1), Decimal(1), Decimal(1), units)


@once
def list_changes(parsed: ParsedTables) -> dict[str, Formula]:
    """The formulas of the changes that say their base, each after those that it uses.

    Such a change counts in what its formula gives (%, 个百分点 or its indicator's unit); one without a base
    counts in its indicator's.
    """
    cells = list_cells(parsed.dated["calculations"], "calculation", "base", "formula")
    read = {name: parsed.formulas.get(text) for name, base, text in cells if base}
    order = sort_uses(list_uses(parsed, "calculations", "formula"))[0] if read else {}
    return {name: formula for name in order if isinstance(formula := read.get(name), Formula)}


def _give_changes(parsed: ParsedTables, values: dict[str, Value]) -> dict[str, Value]:
    """The stand-ins, those of computed changes with the units that their formulas give."""
    for name, formula in list_changes(parsed).items():
        if name in values and all(used in values for used in formula.ids):
            try:
                values[name] = replace(values[name], units=compute(formula, values).units)
            except FormulaError:
                continue  # units that do not fit are told of the formula itself
    return values


def _find_printed_changes(parsed: ParsedTables) -> dict[str, Value]:
    """What printed changes count in that a computed one is compared with: 增长3% of people in %."""
    kinds = dict(list_cells(parsed.tables["units"], "unit", "kind"))
    figures, one = parsed.tables["figures"], Decimal(1)
    compared = figures["figure"].isin(parsed.distinct("calculations", "compare_with"))
    cells = list_cells(figures.loc[compared, ["figure", "base", "printed"]], "figure", "base", "printed")
    read = ((name, parsed.read_print(text)) for name, base, text in cells if base)
    return {
        name: Value(one, one, one, unit_powers(q.unit, parsed.units, kinds))
        for name, q in read
        if isinstance(q, Quantity) and q.unit in parsed.sound_units
    }


def _find_own_units(parsed: ParsedTables, figures: pd.DataFrame) -> dict[str, str]:
    """The printed unit of levels whose indicator breaks: from then on it may be another than its own."""
    breaking = parsed.distinct("breaks", "indicator")
    if not breaking:
        return {}
    broken = figures["indicator"].isin(breaking)
    rows = figures.loc[broken & (figures["basis"] != "growth"), ["figure", "printed"]]
    read = ((name, parsed.read_print(text)) for name, text in rows.itertuples(index=False))
    return {name: q.unit for name, q in read if isinstance(q, Quantity)}


def _name_error(error: FormulaError) -> str:
    return _CODES.get(error.reason, "formula_unreadable")


def _describe_id(known: Known, name: str) -> dict[str, str]:
    return {"id": name, "nearest": known.find(name)}


RULES = (check_formulas, check_formula_units)
