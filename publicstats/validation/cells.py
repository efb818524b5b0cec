"""Rules about single cells: what the schema says of a column."""

from __future__ import annotations

from collections.abc import Iterator

from publicstats.matching import find_nearest
from publicstats.period import PeriodError
from publicstats.problems import Problem
from publicstats.tables import ID_PATTERN, REGION_PATTERN, SCHEMAS
from publicstats.validation.context import Context, flag, flag_cells

_INTEGER = r"\d{1,9}"
# What a spreadsheet runs as a formula when the file is opened again; -3.2 and +5 are numbers.
_BEGINS_FORMULA = r"^(?:[=@]|[+\-](?!\d))"
MAX_CELL = 2_000
"""Longest text of a cell, in characters: a longer one is something pasted by mistake."""


def check_required(context: Context) -> Iterator[Problem]:
    """Cells that must not be blank."""
    for name, frame in context.tables.items():
        for column in SCHEMAS[name].columns:
            if column.required:
                yield from flag(frame, frame[column.name] == "", column.name, "required")


def check_ids(context: Context) -> Iterator[Problem]:
    """New ids that are not written as ids are."""
    for name, frame in context.tables.items():
        key = SCHEMAS[name].columns[0]
        pattern = {"id": ID_PATTERN, "region": REGION_PATTERN}.get(key.type)
        if pattern:
            wrong = (frame[key.name] != "") & ~frame[key.name].str.fullmatch(pattern)
            yield from flag(frame, wrong, key.name, "region_form" if key.type == "region" else "id_form")


def check_choices(context: Context) -> Iterator[Problem]:
    """Cells that must be one of a few words."""
    for name, frame in context.tables.items():
        for column in SCHEMAS[name].columns:
            if column.choices:
                known = [choice for choice in column.choices if choice]
                wrong = [cell for cell in frame[column.name].unique() if cell and cell not in known]
                facts = {
                    cell: {"choices": ", ".join(known), "nearest": find_nearest(cell, known)}
                    for cell in wrong
                }
                yield from flag_cells(frame, column.name, wrong, "choice", facts)


def check_integers(context: Context) -> Iterator[Problem]:
    """Cells that must be whole numbers."""
    for name, frame in context.tables.items():
        for column in SCHEMAS[name].columns:
            if column.type == "integer":
                cells = frame[column.name]
                yield from flag(frame, (cells != "") & ~cells.str.fullmatch(_INTEGER), column.name, "integer")


def check_periods(context: Context) -> Iterator[Problem]:
    """Cells that must name a period or a day."""
    wrong = {text: {"reason": p.reason} for text, p in context.periods.items() if isinstance(p, PeriodError)}
    codes = {"order": "period_order", "no_such_day": "period_day", "year": "period_day"}
    for name, column in (("figures", "period"), ("calculations", "period"), ("sources", "published")):
        if name in context.tables:
            for text, facts in wrong.items():
                code = codes.get(facts["reason"], "period")
                yield from flag_cells(context.tables[name], column, [text], code)


def check_formula_cells(context: Context) -> Iterator[Problem]:
    """Cells that a spreadsheet would run as a formula."""
    for name, frame in context.tables.items():
        for column in SCHEMAS[name].columns:
            cells = frame[column.name]
            yield from flag(frame, cells.str.contains(_BEGINS_FORMULA), column.name, "formula_cell")


def check_lengths(context: Context) -> Iterator[Problem]:
    """Cells far longer than any text of the contract, and characters that no text holds."""
    for name, frame in context.tables.items():
        for column in SCHEMAS[name].columns:
            cells = frame[column.name]
            yield from flag(frame, cells.str.len() > MAX_CELL, column.name, "cell_long")
            yield from flag(
                frame, cells.str.contains(r"[\x01-\x08\x0b-\x1f\x7f]"), column.name, "control_character"
            )


RULES = (
    check_required,
    check_ids,
    check_choices,
    check_integers,
    check_periods,
    check_formula_cells,
    check_lengths,
)
