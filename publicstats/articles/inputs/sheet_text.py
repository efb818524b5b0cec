"""The text of tables: each row a line of cells, each number as its sheet shows it."""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any
from zipfile import BadZipFile, ZipFile

from publicstats.articles.inputs.joining import join_cells, join_lines
from publicstats.articles.inputs.plain_text import read_text
from publicstats.articles.inputs.refusing import MOST_CELLS, InputError, check_unpacked

_FORMAT = re.compile(r"(?P<thousands>#,##)?0(?:\.(?P<places>0+))?(?P<percent>%)?")
_OTHER = re.compile(r'"(?P<said>[^"]*)"|\\(?P<one>.)|\[[^\]]*\]|_.|\*.')
LONGEST_CELL = 2_000
_DAMAGED = (
    BadZipFile,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    OSError,
    SyntaxError,
    RuntimeError,
)
"""What openpyxl raises over a package that is damaged; a SyntaxError comes of its parser of XML."""


def read_csv(data: bytes) -> str:
    """The text of a CSV whose cells are parted by commas, semicolons or tabs."""
    text = read_text(data)
    first = text[:4096].split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = list(_bound(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)))
    except csv.Error:
        raise InputError("input.damaged") from None
    return join_lines(join_cells(row) for row in rows)


def read_workbook(data: bytes) -> str:
    """The text of the sheets of a workbook that are shown, each under its name where there are several."""
    from openpyxl import load_workbook

    try:
        with ZipFile(io.BytesIO(data)) as package:
            check_unpacked(package)
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheets = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
        lines: list[str] = []
        left = MOST_CELLS
        for sheet in sheets:
            # The size that a sheet says of itself may be that of all rows and columns there can be.
            sheet.reset_dimensions()
            rows = list(_bound(([_show(cell) for cell in row] for row in sheet.iter_rows()), left))
            left -= sum(map(len, rows))
            if any(rows):
                lines += [sheet.title] if len(sheets) > 1 else []
                lines += [*map(join_cells, rows), ""]
    except InputError:
        raise
    except _DAMAGED:
        raise InputError("input.damaged") from None
    return join_lines(lines)


def _bound(rows: Iterable[list[str]], most: int = MOST_CELLS) -> Iterator[list[str]]:
    """The rows up to the last cell that is not blank; `InputError` where they are too many cells."""
    cells = 0
    for row in rows:
        while row and not row[-1].strip():
            row.pop()
        cells += len(row)
        if cells > most:
            raise InputError("input.too_many_cells", most=str(MOST_CELLS))
        yield row


def _show(cell: Any) -> str:
    """A cell as its sheet shows it, as far as numbers and days go."""
    value = cell.value
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, (int, float)):
        return _show_number(Decimal(repr(value)), cell.number_format or "General")
    if isinstance(value, datetime.datetime):
        return f"{value.year}年{value.month}月{value.day}日"
    return str(value)[:LONGEST_CELL]


def _show_number(value: Decimal, pattern: str) -> str:
    """A number by a number format: its decimals, its thousands, its per cent, and words beside it."""
    positive = pattern.split(";")[0]
    said = _OTHER.sub(lambda match: match["said"] or match["one"] or "", positive)
    match = _FORMAT.search(said)
    if match is None or not value.is_finite():
        return _write(value)
    if match["percent"]:
        value *= 100
    places = len(match["places"] or "")
    shown = f"{value:,.{places}f}" if match["thousands"] else f"{value:.{places}f}"
    return said[: match.start()] + shown + (match["percent"] or "") + said[match.end() :]


def _write(value: Decimal) -> str:
    """A number without more digits than it was typed with: 0.1 + 0.2 is 0.3 in a sheet."""
    text = format(round(value, 10).normalize(), "f")
    return text if text != "-0" else "0"
