"""Computed figures: what stands in for a replaced input, and single periods that totals of the year give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from publicstats.contract import records
from publicstats.contract.codelists import DERIVED
from publicstats.edition.building import Catalogues
from publicstats.edition.formula_words import name_figures, word_formula
from publicstats.formula.calculation import Value, compute, parse_formula, replace_ids
from publicstats.formula.units import unit_powers
from publicstats.period import parse_period
from publicstats.quantity import Quantity
from publicstats.reading.parsed import ParsedTables, list_cells
from publicstats.series.row_reader import RowReader
from publicstats.series.series_table import SeriesTable
from publicstats.series.singles import Single
from publicstats.series.vintages import REPLACED
from publicstats.text.i18n import Text, translate


def find_stand_ins(
    frame: pd.DataFrame, table: SeriesTable, calculations: Iterable[records.Calculation]
) -> dict[str, str]:
    """For each input of a computed figure that has been replaced, the printed figure that stands instead.

    Checks keep the figures that they name.
    """
    used = {name for c in calculations if not c.is_check for name in c.formula.ids}
    replaced = (table.fate == REPLACED) & (frame["status"] != DERIVED).to_numpy()
    stand_ins = {}
    for position in np.flatnonzero(frame["figure"].isin(used).to_numpy() & replaced):
        standing = table.find_standing(int(position))
        if frame["status"].iat[standing] != DERIVED:
            stand_ins[str(frame["figure"].iat[int(position)])] = str(frame["figure"].iat[standing])
    return stand_ins


def follow_stand_ins(
    catalogues: Catalogues, parsed: ParsedTables, stand_ins: Mapping[str, str]
) -> dict[str, records.Calculation]:
    """The calculations, computed ones with the figures that stand in their formulas, by id."""
    if not stand_ins:
        return dict(catalogues.calculations)
    names = name_figures(parsed, catalogues, set(stand_ins.values()) | _list_inputs(catalogues))
    return {
        c.id: c
        if c.is_check or not set(c.formula.ids) & set(stand_ins)
        else replace(
            c,
            formula=(formula := replace_ids(c.formula, stand_ins)),
            wording=word_formula(formula, names, c.period),
        )
        for c in catalogues.calculations.values()
    }


def build_singles(
    singles: Sequence[Single], frame: pd.DataFrame, catalogues: Catalogues, parsed: ParsedTables
) -> dict[str, records.Calculation]:
    """The calculation of each single period, by its id."""
    if not singles:
        return {}
    read = RowReader(frame, ("figure", "indicator", "region", "breakdown", "printed"))
    figures = [(read(single.later), read(single.earlier)) for single in singles]
    used = {row["figure"] for pair in figures for row in pair}
    names = name_figures(parsed, catalogues, used)
    note = Text(translate("single.note", "zh"), translate("single.note", "en"))
    built = {}
    for single, (row, earlier) in zip(singles, figures, strict=True):
        formula = parse_formula(f"{row['figure']} - {earlier['figure']}")
        period = parse_period(single.period)
        built[single.id] = records.Calculation(
            id=single.id,
            indicator=row["indicator"],
            region=row["region"],
            breakdown=row["breakdown"],
            period=period,
            basis="flow",
            formula=formula,
            compare_with="",
            note=note,
            wording=word_formula(formula, names, period),
            unit=_find_unit(row, catalogues, parsed),
        )
    return built


def _find_unit(row: Mapping[str, str], catalogues: Catalogues, parsed: ParsedTables) -> str:
    """The unit printed in a row where it is not its indicator's, as from a break on; else blank."""
    quantity = parsed.read_print(row["printed"])
    assert isinstance(quantity, Quantity)
    own = catalogues.indicators[row["indicator"]].unit.base
    return quantity.unit if parsed.units.get(quantity.unit, own) != own else ""


def compute_singles(
    calculations: Mapping[str, records.Calculation],
    frame: pd.DataFrame,
    catalogues: Catalogues,
    parsed: ParsedTables,
) -> dict[str, Value]:
    """The results of single periods, by id; their inputs are printed levels of one unit."""
    used = {name for c in calculations.values() for name in c.formula.ids}
    inputs = frame.loc[frame["figure"].isin(used), ["figure", "printed"]]
    kinds = {unit.id: unit.kind for unit in catalogues.units.values()}
    read = {name: parsed.read_print(printed) for name, printed in list_cells(inputs, "figure", "printed")}
    found = {}
    for c in calculations.values():
        unit = c.unit or catalogues.indicators[c.indicator].unit.id
        powers = unit_powers(unit, parsed.units, kinds)
        quantities = ((name, read[name]) for name in c.formula.ids)
        ends = {name: (q.value, q.low, q.high) for name, q in quantities if isinstance(q, Quantity)}
        found[c.id] = compute(c.formula, {name: Value(*known, powers) for name, known in ends.items()})
    return found


def _list_inputs(catalogues: Catalogues) -> set[str]:
    return {name for c in catalogues.calculations.values() for name in c.formula.ids}
