"""Rows found by their ids, in whatever file of their table they stand now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from publicstats.contract.columns import Schema
from publicstats.editing.edit import EditError, find_schema
from publicstats.editing.file_layout import Layout, read_layout
from publicstats.editing.spans import Record, list_records, split_record
from publicstats.reading.tolerant import PLAIN


@dataclass(frozen=True)
class FoundRow:
    """A row as it is read, with the columns of its owner, and its bytes with their line end."""

    file: str
    number: int
    cells: Mapping[str, str]
    start: int
    end: int

    def says(self, cells: Mapping[str, str]) -> bool:
        """Whether its cells are these, and all others blank."""
        names = self.cells.keys() | cells.keys()
        return all(self.cells.get(name, "") == cells.get(name, "") for name in names)


def read_as(text: str, schema: Schema, column: str) -> str:
    """A cell's text as it is read: without spaces around it, a code in plain characters."""
    is_code = column in schema.names and schema[column].is_code
    return (text.translate(PLAIN) if is_code else text).strip()


def read_cells(file: str, cells: Mapping[str, str]) -> dict[str, str]:
    """The cells of a row as they will be read."""
    schema = find_schema(file)
    return {column: read_as(text, schema, column) for column, text in cells.items()}


def find_rows(files: Mapping[str, bytes], schema: Schema, keys: Collection[str]) -> dict[str, list[FoundRow]]:
    """The rows of a table with these ids, by id; `ConflictError` where a file of it cannot be read."""
    found: dict[str, list[FoundRow]] = defaultdict(list)
    for name in files:
        if keys and _is_of(name, schema):
            layout = read_layout(name, files[name])
            if schema.key in layout.columns:
                for key, row in _search(layout, schema, frozenset(keys)):
                    found[key].append(row)
    return found


def _is_of(name: str, schema: Schema) -> bool:
    try:
        return find_schema(name) is schema
    except EditError:
        return False


def _search(layout: Layout, schema: Schema, keys: Collection[str]) -> Iterator[tuple[str, FoundRow]]:
    place = layout.columns.index(schema.key)
    for record in list_records(layout.data, len(layout.habits.mark)):
        if layout.header is None or record.number <= layout.header.number:
            continue
        cells = split_record(layout.data, record)
        if place < len(cells):
            key = read_as(layout.read(cells[place]), schema, schema.key)
            if key in keys:
                yield key, _describe(layout, schema, record, cells)


def _describe(layout: Layout, schema: Schema, record: Record, cells: list[bytes]) -> FoundRow:
    pairs = zip(layout.columns, map(layout.read, cells), strict=False)
    texts = {column: read_as(text, schema, column) for column, text in pairs if column}
    return FoundRow(layout.name, record.number, texts, record.start, record.end + len(record.line_end))


def read_keys(files: Mapping[str, bytes], rows: Iterable[tuple[str, int]]) -> list[str]:
    """The id of each row that a file and a number name; blank where there is none."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for file, number in (rows := list(rows)):
        wanted[file].add(number)
    keys = {}
    for file, numbers in wanted.items():
        layout, schema = read_layout(file, files.get(file, b""), numbers), find_schema(file)
        place = layout.columns.index(schema.key) if schema.key in layout.columns else -1
        for number, record in layout.rows.items():
            cells = layout.split(record)
            if 0 <= place < len(cells):
                keys[file, number] = read_as(layout.read(cells[place]), schema, schema.key)
    return [keys.get(row, "") for row in rows]
