"""A row that is being mended while others may write into its file: found again, compared, made an edit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from publicstats.editing.edit import Edit, MendedCell, find_schema
from publicstats.editing.file_rows import FileRow, RowError, find_row, find_rows
from publicstats.editing.looking_up import read_cells


@dataclass(frozen=True)
class Clash:
    """A cell that somebody else has changed as well: what it was, what it is now, and what was typed."""

    column: str
    was: str
    now: str
    typed: str


def find_again(files: Mapping[str, bytes], row: FileRow) -> FileRow:
    """The same row as the file has it now, wherever it stands there; RowError where it is gone."""
    lost = RowError("row_gone")
    try:
        there = find_row(files, row.file, row.number)
    except RowError as error:
        if error.reason != "row_gone":
            raise
        there, lost = None, error
    if there is not None and (there.key == row.key or _differs_by_key(there, row)):
        return there
    others = find_rows(files, row.file, find_schema(row.file).key, row.key) if row.key else []
    same = [other for other in others if other.cells == row.cells] or others
    if len(same) != 1:
        raise lost
    return same[0]


def _differs_by_key(there: FileRow, row: FileRow) -> bool:
    """Whether it is the row under another id."""
    key = find_schema(row.file).key
    return {**there.cells, key: ""} == {**row.cells, key: ""}


def find_clashes(before: FileRow, now: FileRow, typed: Mapping[str, str]) -> list[Clash]:
    """The cells that were changed in the file and in the form, each to another text."""
    return [
        Clash(column, was, now.cells.get(column, ""), typed[column])
        for column, was in before.cells.items()
        if was != now.cells.get(column, "") and typed[column] not in (was, now.cells.get(column, ""))
    ]


def carry_over(before: FileRow, now: FileRow, typed: Mapping[str, str]) -> dict[str, str]:
    """What stands in the form once the file has changed: what was typed, elsewhere what the file has."""
    return {
        column: typed[column] if typed.get(column, was) != was else now.cells.get(column, was)
        for column, was in before.cells.items()
    } | {column: text for column, text in now.cells.items() if column not in before.cells}


def write_mending(row: FileRow, typed: Mapping[str, str]) -> Edit:
    """The edit that makes of a row what was typed; without cells where that is what it is."""
    now = read_cells(row.file, typed)
    cells = (
        MendedCell(row.file, row.number, column, was, typed[column].strip())
        for column, was in row.cells.items()
        if now[column] != was
    )
    return Edit(cells=tuple(cells), origin="mending")
