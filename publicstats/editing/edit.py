"""An edit of the CSVs: rows that are added and cells that are mended, as browsers send it and as a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from publicstats.contract.columns import Schema
from publicstats.contract.schema import SCHEMAS
from publicstats.reading.folder import is_table_name

ORIGINS = ("draft", "release", "mending", "acknowledgement")
"""Where an edit may come from: an article's draft, a release's form, a cell or a hint of the quality page."""
MAX_ROWS = 2_000
"""Rows and cells of one edit."""
MAX_CELL = 4_000
"""Characters of a cell."""


class EditError(ValueError):
    """What was sent is no edit: the text says what is wrong with it, for whoever wrote the program."""


class ConflictError(Exception):
    """Why an edit cannot be applied to the files as they are: the key of the sentence, and its facts."""

    def __init__(self, key: str, **facts: str) -> None:
        super().__init__(key)
        self.key = key
        self.facts = facts


@dataclass(frozen=True)
class NewRow:
    """A row to be added at the end of a file; columns that it does not name are blank."""

    file: str
    cells: Mapping[str, str]


@dataclass(frozen=True)
class MendedCell:
    """A cell to be changed; `row` is counted as a spreadsheet counts, the header is row 1."""

    file: str
    row: int
    column: str
    was: str
    """What must stand there, as it is read: a cell that has changed meanwhile is not overwritten."""
    now: str


@dataclass(frozen=True)
class Edit:
    """All that is changed at once, and where it comes from (one of `ORIGINS`)."""

    rows: tuple[NewRow, ...] = ()
    cells: tuple[MendedCell, ...] = ()
    origin: str = "draft"

    @property
    def files(self) -> tuple[str, ...]:
        """The files that it changes, each once."""
        return tuple(dict.fromkeys([row.file for row in self.rows] + [cell.file for cell in self.cells]))

    def as_dict(self) -> dict[str, Any]:
        """The edit as JSON: what `parse_edit` takes."""
        return {
            "origin": self.origin,
            "rows": [{"file": row.file, "cells": dict(row.cells)} for row in self.rows],
            "cells": [vars(cell) for cell in self.cells],
        }


def find_schema(file: str) -> Schema:
    """The schema of a file of the contract; `EditError` for another."""
    if is_table_name(file):
        for schema in SCHEMAS.values():
            if fnmatchcase(file, schema.path):
                return schema
    raise EditError(f"no file of the contract: {file!r}")


def parse_edit(sent: object) -> Edit:
    """The edit that a browser sent; `EditError` where it is none, or names what the contract has not."""
    match sent:
        case {"origin": str(origin), "rows": list(rows), "cells": list(cells)} if origin in ORIGINS:
            if not 0 < len(rows) + len(cells) <= MAX_ROWS:
                raise EditError(f"an edit has 1 to {MAX_ROWS} rows and cells")
            return Edit(tuple(map(_parse_row, rows)), tuple(map(_parse_cell, cells)), origin)
    raise EditError("an edit has an origin, rows and cells")


def _parse_row(sent: object) -> NewRow:
    match sent:
        case {"file": str(file), "cells": dict(cells)}:
            known = set(find_schema(file).names)
            for column, text in cells.items():
                _check(column, text, known)
            if not any(map(str.strip, cells.values())):  # reading passes it over: nobody would find it again
                raise EditError("a row says something")
            return NewRow(file, {column: text for column, text in cells.items() if text})
    raise EditError("a row has a file and cells")


def _parse_cell(sent: object) -> MendedCell:
    match sent:
        case {"file": str(file), "row": int(row), "column": str(column), "was": str(was), "now": str(now)}:
            _check(column, now, set(find_schema(file).names))
            if isinstance(row, bool) or not 2 <= row <= 10**9:
                raise EditError("the row of a cell is 2 or more")
            return MendedCell(file, row, column, was, now)
    raise EditError("a cell has a file, a row, a column, and what it was and is to be")


def _check(column: object, text: object, known: set[str]) -> None:
    if column not in known:
        raise EditError(f"no column of the file: {column!r}")
    if not isinstance(text, str) or len(text) > MAX_CELL or "\0" in text:
        raise EditError(f"no text of a cell: {column}")
    try:
        text.encode()
    except UnicodeEncodeError:  # half of a character, which JSON can name and no file can hold
        raise EditError(f"no text of a cell: {column}") from None
