"""Rows found by their ids, in whatever file of their table they stand now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from fnmatch import fnmatchcase
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from publicstats.contract.columns import Schema
from publicstats.editing.edit import ConflictError, find_schema
from publicstats.editing.file_layout import read_layout
from publicstats.reading.tables import ROW, Reading, read_file
from publicstats.reading.tolerant import PLAIN


class FoundRow(NamedTuple):
    """A row as it is read: its file, its number, and its cells in the columns of the contract."""

    file: str
    number: int
    cells: Mapping[str, str]


def read_as(text: str, schema: Schema, column: str) -> str:
    """A cell's text as it is read: without spaces around it, a code in plain characters."""
    is_code = column in schema.names and schema[column].is_code
    return (text.translate(PLAIN) if is_code else text).strip()


def read_cells(file: str, cells: Mapping[str, str]) -> dict[str, str]:
    """The cells of a row as they will be read."""
    schema = find_schema(file)
    return {column: read_as(text, schema, column) for column, text in cells.items()}


def find_rows(files: Mapping[str, bytes], schema: Schema, keys: Collection[str]) -> dict[str, list[FoundRow]]:
    """The rows of a table with these ids, by id; `ConflictError` where not all rows of it can be read."""
    found: dict[str, list[FoundRow]] = defaultdict(list)
    wanted = pa.array(sorted(keys), pa.large_string())
    for name in filter(lambda name: keys and fnmatchcase(name, schema.path), files):
        reading = Reading()
        table = read_file(name, files[name], schema, reading)
        if table is None or reading.partial:
            raise ConflictError("desk.file_unreadable", file=name)
        table = table.filter(pc.is_in(table[schema.key], wanted))
        for row in table.to_pylist():
            cells = {column: row[column] for column in schema.names}
            found[cells[schema.key]].append(FoundRow(name, row[ROW], cells))
    return found


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
