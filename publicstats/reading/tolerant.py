"""Text -> header and rows of one CSV, by the way that copes with whatever a hand edit leaves behind.

Records are taken one at a time: a file of junk is refused by its header, before its rows fill the memory.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from itertools import islice

from publicstats.contract.columns import Schema
from publicstats.contract.problems import MAX_KEPT, Problem, fold_floods, name_column
from publicstats.text.characters import HALF_WIDTH
from publicstats.text.nearest import find_nearest

Record = tuple[int, list[str]]
"""A row's number, as a spreadsheet counts it, and its cells."""

PLAIN: dict[int, str | None] = {**HALF_WIDTH, 0xA0: " ", 0x200B: None, 0x2060: None, 0xFEFF: None}
"""What codes are freed of: full-width forms, and spaces of other widths or none that come with a paste."""
MAX_COLUMNS = 300
"""Cells of a header looked at: tables have fewer columns, junk may have millions."""
MOST_COLUMNS = 100
"""Columns of a header that are told of one by one."""
MAX_NAME = 100
MISSPELT = 0.8
"""How alike an unknown name of a column is to one that is missing, where this one was meant (1: equal)."""
MAX_SLIPS = 10_000
"""Rows of one file that may not fit before the rest of it is left unread."""
# Cells are at most what a spreadsheet can hold (32,767 characters), with room to spare.
csv.field_size_limit(2 * 1024 * 1024)


def read_records(name: str, text: str, problems: list[Problem]) -> Iterator[Record]:
    """Every record that is not blank; a quoting slip ends the file with a problem."""
    reader = csv.reader(_list_lines(text), strict=True)
    row = start = 0
    try:
        for row, cells in enumerate(reader, 1):
            start = reader.line_num
            if any(cell.strip() for cell in cells):
                yield row, cells
    except csv.Error as error:
        swallowed = reader.line_num - start > 1 or text.endswith(("\n", "\r"))
        if "unexpected end" in str(error):
            code = "quote_open" if swallowed else "cut_off"
        elif "field limit" in str(error):
            code = "quote_open" if reader.line_num - start > 1 else "cell_long"
        else:
            code = "quoting"
        line = next(islice(_list_lines(text), start, None), "")
        problems.append(Problem(code, name, row + 1, typed=line.strip()[:MAX_KEPT]))


def count_rows(text: str) -> int:
    """The number of the row in which a text ends."""
    try:
        return sum(1 for _ in csv.reader(_list_lines(text + "_")))
    except csv.Error:
        return text.count("\n") + 1


def _list_lines(text: str) -> Iterator[str]:
    """The lines of a text with their ends. A StringIO of it would take four bytes for each letter."""
    return io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8", newline="")


def tidy_header(cells: list[str]) -> list[str]:
    """The column names of a header row, without the unnamed ones that a spreadsheet adds at its end."""
    # A BOM before the quotation mark of a cell, as in the second of two joined files, makes the mark text.
    header = [cell.translate(PLAIN).strip().strip('"').lower() for cell in cells[:MAX_COLUMNS]]
    while header and not header[-1]:
        header.pop()
    return header


def check_header(name: str, row: int, header: list[str], schema: Schema) -> Iterator[Problem]:
    """Problems of the header: another separator, and columns missing, renamed, doubled or unknown."""
    if len(header) == 1 and any(mark in header[0] for mark in ",;\t|、"):
        yield Problem("separator", name, row, typed=header[0][:MAX_KEPT])
        return
    if len(header) > MOST_COLUMNS:
        yield Problem("columns_many", name, row, facts={"most": str(MOST_COLUMNS)})
        return
    unknown = [cell for cell in header if cell and cell not in schema.names]
    missing = [column for column in schema.names if column in schema.needed and column not in header]
    if len(missing) > len(schema.names) // 2:
        yield Problem("header_missing", name, row, typed=",".join(header)[:MAX_KEPT])
        return
    for position, cell in enumerate(header):
        if not cell:
            meant = schema.names[position] if position < len(schema.names) else ""
            hint = {"nearest": meant} if meant in missing else {}
            missing = [column for column in missing if column != meant]
            yield Problem("column_unnamed", name, row, facts={"letter": name_column(position)} | hint)
    for column in missing:
        cell = find_nearest(column, unknown) or _same_position(column, unknown, missing, header, schema)
        if cell:
            unknown.remove(cell)
            yield Problem("column_renamed", name, row, cell, cell, facts={"meant": column})
        else:
            yield Problem("column_missing", name, row, column)
    for column in unknown:
        nearest = find_nearest(column, [other for other in schema.names if other not in header])
        hint = {"nearest": nearest} if nearest else {}
        # A column of a newer program, or one for checking off, is passed over; one that was meant is not.
        severity = "error" if nearest and _is_misspelt(column, nearest) else "warning"
        yield Problem("column_unknown", name, row, column, column, severity, hint)
    for column in sorted({cell for cell in header if header.count(cell) > 1 and cell in schema.names}):
        yield Problem("column_doubled", name, row, column, column)


def _is_misspelt(name: str, known: str) -> bool:
    return SequenceMatcher(None, name[:MAX_NAME], known).ratio() >= MISSPELT


def is_cut_header(header: list[str], schema: Schema) -> bool:
    """Whether a header is the beginning of the right one, broken off."""
    return ",".join(schema.names).startswith(",".join(header))


def fit_rows(
    name: str, records: Iterator[Record], header: list[str], schema: Schema, is_cut: Callable[[], bool]
) -> tuple[list[Record], list[Problem]]:
    """The rows with exactly the header's cells, and the problems of the others.

    `is_cut`, asked once all are read, says whether the last of them may have been cut off.
    """
    rows: list[Record] = []
    slips: list[Problem] = []
    for row, cells, last in _mark_last(records):
        fitted = _fit_row(cells, header, schema, cut=last and is_cut())
        if isinstance(fitted, list):
            rows.append((row, fitted))
        else:
            typed = "" if fitted == "header_repeated" else ",".join(cells)[:MAX_KEPT]
            slips.append(Problem(fitted, name, row, typed=typed))
            if len(slips) > MAX_SLIPS:
                break
    problems = list(fold_floods(slips))
    if len(slips) > MAX_SLIPS:
        for problem in problems:
            if problem.code == "more":
                problem.facts["count"] += "+"
    return rows, problems


def _fit_row(cells: list[str], header: list[str], schema: Schema, cut: bool) -> list[str] | str:
    """The row with exactly the header's cells, or what is wrong; spreadsheets drop and add empty ones."""
    width, length = len(header), len(cells)
    if length > width and not any(cell.strip() for cell in cells[width:]):
        cells = cells[:width]
    if len(cells) > width:
        return "row_length"
    lost = header[len(cells) :]
    if lost and cut:
        return "cut_off"
    if any(name in schema.names and schema[name].required for name in lost):
        return "row_length"
    if length != width and not _fits(cells, header, schema):
        return "row_length"
    if header[0] in cells[0].lower() and tidy_header(cells) == header:
        return "header_repeated"
    return cells + [""] * len(lost)


def _fits(cells: list[str], header: list[str], schema: Schema) -> bool:
    """Whether numbers and words of choice stand in their columns: a comma too many or too few moves them."""
    for name, cell in zip(header, cells, strict=False):
        column, text = schema[name] if name in schema.names else None, cell.translate(PLAIN).strip()
        if column and column.type == "integer" and text and not set(text) <= set("0123456789."):
            return False
        if column and column.choices and text and text not in column.choices:
            return False
    return True


def _mark_last(records: Iterable[Record]) -> Iterator[tuple[int, list[str], bool]]:
    """Each record, with whether none follows."""
    before: Record | None = None
    for record in records:
        if before:
            yield *before, False
        before = record
    if before:
        yield *before, True


def _same_position(
    column: str, unknown: list[str], missing: list[str], header: list[str], schema: Schema
) -> str:
    """The one unknown name where it stands in place of the one missing column."""
    if len(unknown) != 1 or len(missing) != 1 or header.index(unknown[0]) != schema.names.index(column):
        return ""
    return unknown[0]
