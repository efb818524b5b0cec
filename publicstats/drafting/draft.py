"""A draft as a desk sends it: the source's row, rows of figures, and records that are to be new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from publicstats.contract.schema import SCHEMAS
from publicstats.editing import EditError
from publicstats.editing.edit import MAX_CELL, MAX_ROWS

ORIGINS = ("draft", "release")
NEW_TABLES = ("themes", "units", "indicators", "regions", "breakdowns")
"""The tables of which a draft may have new records."""
MAX_NUMBER = 10**6
Cells = Mapping[str, str]


@dataclass(frozen=True)
class DraftRow:
    """A row of figures by the number of its mark; `cells` as typed."""

    number: int
    file: str
    cells: Cells


@dataclass(frozen=True)
class NewRecord:
    """A row for a catalogue."""

    table: str
    cells: Cells


@dataclass(frozen=True)
class Draft:
    """What a desk has so far, whether right or not."""

    origin: str = "draft"
    is_new_source: bool = False
    source: Cells = field(default_factory=dict)
    rows: tuple[DraftRow, ...] = ()
    new: tuple[NewRecord, ...] = ()


def parse_draft(sent: object) -> Draft:
    """The draft that a browser sent; `EditError` where it is none or names what the contract has not."""
    match sent:
        case {
            "origin": str(origin),
            "source": {"new": bool(new), "cells": dict(cells)},
            "rows": list(rows),
            "new": list(added),
        } if origin in ORIGINS:
            if len(rows) + len(added) > MAX_ROWS:
                raise EditError(f"a draft has at most {MAX_ROWS} rows")
            return Draft(
                origin,
                new,
                _parse_cells(cells, "sources"),
                tuple(map(_parse_row, rows)),
                tuple(map(_parse_record, added)),
            )
    raise EditError("a draft has an origin, a source, rows, and records that are new")


def _parse_row(sent: object) -> DraftRow:
    match sent:
        case {"number": int(number), "file": str(file), "cells": dict(cells)} if (
            0 < number <= MAX_NUMBER and len(file) <= MAX_CELL
        ):
            return DraftRow(number, _tidy(file), _parse_cells(cells, "figures"))
    raise EditError("a row has a number, a file and cells")


def _parse_record(sent: object) -> NewRecord:
    match sent:
        case {"table": str(table), "cells": dict(cells)} if table in NEW_TABLES:
            return NewRecord(table, _parse_cells(cells, table))
    raise EditError("a new record has a table and cells")


def _parse_cells(sent: dict[object, object], table: str) -> dict[str, str]:
    known = SCHEMAS[table].names
    cells = dict.fromkeys(known, "")
    for column, text in sent.items():
        if not isinstance(column, str) or column not in cells:
            raise EditError(f"no column of {table}: {str(column)[:80]!r}")
        if not isinstance(text, str) or len(text) > MAX_CELL or "\0" in text:
            raise EditError(f"no text of a cell: {column}")
        cells[column] = _tidy(text)
    return cells


def _tidy(text: str) -> str:
    """A cell without spaces around it, and without halves of characters, which no file can hold."""
    return text.encode("utf-8", "replace").decode().strip()
