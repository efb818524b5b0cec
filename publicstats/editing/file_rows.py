"""The rows of a CSV as it lies on disk, one by one: of a file that is not published as well.

What the quick reader refuses is often legible but for one cell. Rows are counted, and cells are read, as
`reading` does it, so that a problem leads to the row that it is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from publicstats.contract.columns import Schema
from publicstats.contract.problems import Problem
from publicstats.contract.schema import SCHEMAS
from publicstats.editing.edit import EditError, find_schema
from publicstats.editing.looking_up import read_as
from publicstats.reading.encodings import DecodeError, decode
from publicstats.reading.tolerant import Record, read_records, tidy_header
from publicstats.text.i18n import Text

MOST_FOUND = 5
"""Rows that are told of where a cell stands in several."""


class RowError(LookupError):
    """A row that cannot be shown cell by cell: why (a word of `mend.cannot`), and the problem behind it."""

    def __init__(self, reason: str, problem: Problem | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.problem = problem


@dataclass(frozen=True)
class FileRow:
    """A row: its file, its number as a spreadsheet counts it, and its cells by the file's known columns."""

    file: str
    number: int
    cells: Mapping[str, str]

    @property
    def key(self) -> str:
        """The cell that names the row; blank where there is none."""
        return self.cells.get(find_schema(self.file).key, "")


def find_row(files: Mapping[str, bytes], file: str, number: int) -> FileRow:
    """The row of a number; RowError where there is none, or its cells cannot be told apart."""
    for row, cells in _list_rows(files, file):
        if row == number:
            return _fit(file, row, cells)
        if row > number:
            break
    raise RowError("row_gone")


def find_rows(files: Mapping[str, bytes], file: str, column: str, text: str) -> list[FileRow]:
    """The first rows of a file in which a text is a column's cell."""
    found: list[FileRow] = []
    for row, cells in _list_rows(files, file):
        if cells.get(column) == text and len(found) < MOST_FOUND:
            found.append(_fit(file, row, cells))
    return found


def find_key(files: Mapping[str, bytes], table: str, key: str) -> FileRow | None:
    """The row of a table that a key names, in whichever of its files; none where no file has it."""
    schema = SCHEMAS[table]
    for file in files:
        if _is_of(file, schema):
            try:
                rows = find_rows(files, file, schema.key, key)
            except RowError:
                continue
            if rows:
                return rows[0]
    return None


def list_names(files: Mapping[str, bytes], table: str) -> dict[str, Text]:
    """The keys of a table's rows and their names in both languages, as far as its files can be read."""
    schema = SCHEMAS[table]
    names: dict[str, Text] = {}
    for file in files:
        if _is_of(file, schema):
            try:
                for _, cells in _list_rows(files, file):
                    zh, en = (_find_name(cells, lang) for lang in ("zh", "en"))
                    names[cells.get(schema.key, "")] = Text(zh, en)
            except RowError:
                continue
    names.pop("", None)
    return names


def _find_name(cells: Mapping[str, str], lang: str) -> str:
    return next((cells[f"{kind}_{lang}"] for kind in ("name", "title") if cells.get(f"{kind}_{lang}")), "")


def _is_of(file: str, schema: Schema) -> bool:
    try:
        return find_schema(file) is schema
    except EditError:
        return False


_EXCESS = ""
"""The name under which cells stand that no column of the header is above."""


def _list_rows(files: Mapping[str, bytes], file: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row's number and its cells by column; RowError for a file whose rows cannot be told apart."""
    schema = find_schema(file)
    if file not in files:
        raise RowError("file_gone")
    try:
        text = decode(files[file])
    except DecodeError as error:
        raise RowError("file", Problem(error.code, file)) from None
    problems: list[Problem] = []
    records = read_records(file, text, problems)
    header = _read_header(next(records, (1, [])), schema)
    for row, cells in records:
        yield row, _name_cells(schema, header, cells)
    if problems:
        raise RowError("file", problems[0])


def _read_header(record: Record, schema: Schema) -> list[str]:
    header = tidy_header(record[1])
    known = [name for name in header if name in schema.names]
    if len(known) <= len(schema.names) // 2 or schema.key not in known or len(set(known)) < len(known):
        raise RowError("header")
    return header


def _name_cells(schema: Schema, header: list[str], cells: list[str]) -> dict[str, str]:
    """The cells of known columns, blank where the row is shorter; what is beyond the header, if anything."""
    cells = [*cells, *[""] * (len(header) - len(cells))]
    named = {
        name: read_as(cell, schema, name)
        for name, cell in zip(header, cells, strict=False)
        if name in schema.names
    }
    beyond = ",".join(cells[len(header) :]).strip(", ")
    return named | ({_EXCESS: beyond} if beyond else {})


def _fit(file: str, row: int, cells: dict[str, str]) -> FileRow:
    if _EXCESS in cells:
        raise RowError("row_length", Problem("row_length", file, row, typed=",".join(cells.values())))
    return FileRow(file, row, cells)
