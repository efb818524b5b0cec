"""Rules about single cells: what the schema says of a column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from publicstats.contract.codelists import CHANGE_BASES, RESERVED_THEMES
from publicstats.contract.columns import MAX_ID, MAX_UNIT
from publicstats.contract.problems import Problem
from publicstats.contract.schema import SCHEMAS
from publicstats.period import PeriodError
from publicstats.reading.parsed import PERIOD_CELLS, ParsedTables
from publicstats.text.characters import tidy
from publicstats.text.nearest import find_nearest
from publicstats.validation.flagging import flag, flag_cells, give
from publicstats.validation.guesses import guess_integer, guess_period, guess_region, is_spreadsheet_date
from publicstats.validation.scopes import by_row

_INTEGER = r"[0-9]{1,9}"
# What a spreadsheet runs as a formula when the file is opened again; -3.2 and +5 are numbers, -2+3 is not.
_BEGINS_FORMULA = r"^(?:[=@]|[+\-](?:[^0-9]|$)|[+\-].*[|!(=@]|[+\-][0-9.,]+%?\s*[+*/^&\-])"
_FORMULA_MARK = "^[\u00a0\u00ad\u200b-\u200f\u2060\ufeff\\s]*[=@+\\-＝＠＋－﹦﹫﹢﹣]"
"""How such a cell begins: with a sign of any width, behind what cannot be seen."""
_FORMULA_BEGINNINGS = pa.array(
    [*"=@+-＝＠＋－﹦﹫﹢﹣\u00a0\u00ad\u2060\ufeff", *map(chr, range(0x200B, 0x2010))], pa.large_string()
)
_UNSEEN = r"^[\pC\pZ\pM\x{115F}\x{1160}\x{3164}\x{FFA0}\x{2800}]+$"
"""A text in which nothing can be seen: spaces of any kind, fillers, marks that stand on no letter."""
# Below zero to above it, as temperatures are printed: -5-3度 is text to a spreadsheet.
_SIGNED_RANGE = r"-[0-9.]+-[0-9.]+[^0-9.+*/^&()|!=@\-]+"
# Line ends may stand inside a cell, as CRLF too. The rest hides text, turns it, or is no character at all.
_CONTROL = "[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
_PERIOD_CODES = {
    "order": "period_order",
    "no_such_day": "period_day",
    "no_such_week": "period_week",
    "year": "period_year",
}
_BASE_WORDS = {"同比": "year_before", "环比": "period_before"}
MAX_CELL = 2_000
"""Longest text of a cell, in characters: a longer one is something pasted by mistake."""


@by_row()
def check_required(parsed: ParsedTables) -> Iterator[Problem]:
    """Cells that must not be blank, nor hold a text in which nothing can be seen."""
    for name, frame in parsed.tables.items():
        for column in SCHEMAS[name].columns:
            if column.required and pc.any(pc.equal(pa.array(frame[column.name]), "")).as_py():
                yield from flag(frame, frame[column.name] == "", column.name, "required")
            if column.required and column.type == "text":
                unseen = pc.match_substring_regex(pa.array(frame[column.name], pa.large_string()), _UNSEEN)
                if pc.any(unseen).as_py():
                    yield from flag(
                        frame, pd.Series(unseen.to_pylist(), frame.index), column.name, "required"
                    )


@by_row()
def check_ids(parsed: ParsedTables) -> Iterator[Problem]:
    """New ids that are not written as ids are."""
    for name, wrong in parsed.miswritten.items():
        frame, key = parsed.tables[name], SCHEMAS[name].columns[0]
        if key.type != "region":
            yield from flag(frame, wrong, key.name, "id_form")
        else:
            mangled = wrong & ~frame[key.name].str.isdigit() & (frame[key.name].map(guess_region) != "")
            yield from flag(frame, mangled, key.name, "region_excel", lambda c: {"meant": guess_region(c)})
            yield from flag(frame, wrong & ~mangled, key.name, "region_form")


@by_row()
def check_id_lengths(parsed: ParsedTables) -> Iterator[Problem]:
    """New ids that are longer than a name of a file, or a figure with its unit, may be."""
    for name, frame in parsed.tables.items():
        key = SCHEMAS[name].columns[0]
        most = MAX_UNIT if key.type == "any" else MAX_ID
        if pc.any(pc.greater(pc.utf8_length(pa.array(frame[key.name])), most)).as_py():
            facts = partial(give, {"most": str(most)})
            yield from flag(frame, frame[key.name].str.len() > most, key.name, "id_long", facts)


@by_row("themes")
def check_reserved(parsed: ParsedTables) -> Iterator[Problem]:
    """Themes whose id is the address of another page: no page could be opened."""
    frame = parsed.tables.get("themes")
    if frame is not None:
        yield from flag(frame, frame["theme"].isin(list(RESERVED_THEMES)), "theme", "theme_reserved")


@by_row()
def check_choices(parsed: ParsedTables) -> Iterator[Problem]:
    """Cells that must be one of a few words."""
    for name, frame in parsed.tables.items():
        for column in SCHEMAS[name].columns:
            if column.type == "choice":
                known = [choice for choice in column.choices if choice]
                cells = parsed.distinct(name, column.name)
                wrong = [cell for cell in cells if cell and cell not in known]
                yield from flag_cells(frame, column.name, wrong, "choice", partial(_describe_choices, known))


@by_row()
def check_integers(parsed: ParsedTables) -> Iterator[Problem]:
    """Cells that must be whole numbers."""
    for name, frame in parsed.tables.items():
        for column in SCHEMAS[name].columns:
            if column.type == "integer":
                cells = [cell for cell in parsed.distinct(name, column.name) if cell]
                whole = [cell for cell in cells if re.fullmatch(_INTEGER, cell)]
                wrong = set(cells) - set(whole)
                yield from flag_cells(
                    frame, column.name, wrong, "integer", lambda cell: {"nearest": guess_integer(cell)}
                )
                beyond = [cell for cell in whole if not column.low <= int(cell) <= column.high]
                facts = partial(give, {"low": str(column.low), "high": str(column.high)})
                yield from flag_cells(frame, column.name, beyond, "integer_beyond", facts)


@by_row()
def check_periods(parsed: ParsedTables) -> Iterator[Problem]:
    """Cells that must name a period or a day."""
    wrong: dict[str, list[str]] = {}
    for text, found in parsed.periods.items():
        if isinstance(found, PeriodError):
            code = _PERIOD_CODES.get(found.reason, "period")
            wrong.setdefault("period_excel" if is_spreadsheet_date(text) else code, []).append(text)
    for name, column in PERIOD_CELLS:
        if name in parsed.tables:
            frame = parsed.tables[name]
            for code, texts in wrong.items():
                named = [text for text in texts if text not in column.choices]
                if column.type == "base" and code == "period":
                    yield from flag_cells(frame, column.name, named, "base_unknown", _describe_base)
                else:
                    yield from flag_cells(frame, column.name, named, code, _describe_period)
            if column.type == "day":
                long = [text for text, period in parsed.times.items() if not period.is_day]
                yield from flag_cells(frame, column.name, long, "day_needed")


@by_row()
def check_formula_cells(parsed: ParsedTables) -> Iterator[Problem]:
    """Cells that a spreadsheet would run as a formula."""
    for name, frame in parsed.tables.items():
        # Few cells begin so; only they are looked at closely.
        texts = parsed.texts[name]
        if pc.any(pc.is_in(pc.utf8_slice_codeunits(texts, 0, 1), _FORMULA_BEGINNINGS)).as_py():
            for column in SCHEMAS[name].columns:
                cells = frame[column.name][frame[column.name].str.contains(_FORMULA_MARK)]
                plain = cells.map(tidy)
                begins = plain.str.contains(_BEGINS_FORMULA) & ~plain.str.fullmatch(_SIGNED_RANGE)
                begins &= ~cells.isin(column.choices)
                mask = pd.Series(frame.index.isin(begins.index[begins]), frame.index)
                yield from flag(frame, mask, column.name, "formula_cell")


@by_row()
def check_lengths(parsed: ParsedTables) -> Iterator[Problem]:
    """Cells far longer than any text of the contract, and characters that no text holds."""
    for name, frame in parsed.tables.items():
        is_long = pc.any(pc.greater(pc.utf8_length(parsed.texts[name]), MAX_CELL)).as_py()
        is_odd = pc.any(pc.match_substring_regex(parsed.texts[name], _CONTROL)).as_py()
        for column in SCHEMAS[name].names if is_long or is_odd else ():
            cells = frame[column]
            yield from flag(frame, cells.str.len() > MAX_CELL, column, "cell_long")
            yield from flag(frame, cells.str.contains(_CONTROL), column, "control_character")


def _describe_choices(known: list[str], cell: str) -> dict[str, str]:
    return {"choices": ", ".join(known), "nearest": find_nearest(cell.lower(), known)}


def _describe_base(cell: str) -> dict[str, str]:
    words = [*CHANGE_BASES, *_BASE_WORDS]
    nearest = find_nearest(cell.lower(), words)
    return {"choices": ", ".join(CHANGE_BASES), "nearest": _BASE_WORDS.get(nearest, nearest)}


def _describe_period(cell: str) -> dict[str, str]:
    meant = guess_period(cell)
    return {"meant" if is_spreadsheet_date(cell) else "nearest": meant} if meant else {}


# Of a cell, only the problem that is found first is told: what makes it no text at all comes first.
RULES = (
    check_lengths,
    check_formula_cells,
    check_required,
    check_ids,
    check_id_lengths,
    check_reserved,
    check_choices,
    check_integers,
    check_periods,
)
