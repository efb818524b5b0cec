"""Bytes on disk -> text tables, or the problems that keep a file from being one.

Accepts what spreadsheets save: UTF-8 with or without BOM, GB18030, CRLF, a trailing comma column,
blank lines, surrounding spaces, full-width digits in codes. Rows are counted as a spreadsheet
counts them. Every cell is text; two columns are added, `_file` and `_row`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from publicstats.contract.columns import Schema
from publicstats.contract.problems import Problem, note_failure
from publicstats.contract.schema import SCHEMAS
from publicstats.reading.encodings import DecodeError, decode
from publicstats.reading.kept import Kept
from publicstats.reading.packing import Origins, pack, trace_rows, unpack
from publicstats.reading.regular import read_regular
from publicstats.reading.stray import find_lost_characters, find_sparse_rows
from publicstats.reading.tolerant import (
    PLAIN,
    check_header,
    count_rows,
    fit_rows,
    is_cut_header,
    read_records,
    tidy_header,
)

FILE, ROW = "_file", "_row"
Cells: TypeAlias = pa.Array | pa.ChunkedArray
_HAS_WIDE = re.compile("[" + "".join(map(chr, PLAIN)) + "]")
_HARMLESS = {"column_unknown", "column_unnamed", "header_repeated"}
"""Problems of a file that hide none of its rows."""


@dataclass
class Reading:
    """The tables that could be read, by schema name, and the problems found on the way."""

    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    headers: dict[str, list[str]] = field(default_factory=dict)
    """The columns of each file in their order there."""
    partial: set[str] = field(default_factory=set)
    """Tables of which rows had to be left out, so that ids missing there say nothing."""
    origins: dict[str, Origins] = field(default_factory=dict)
    """Of files of which another version is kept, where each row stood there."""

    def add(self, other: Reading) -> None:
        """Takes over what was found on the way in another file."""
        self.problems.extend(other.problems)
        self.headers.update(other.headers)
        self.partial |= other.partial


def fingerprint_files(files: Mapping[str, bytes]) -> str:
    """Sixteen hexadecimal digits that name exactly this content (SHA-256)."""
    return fingerprint_parts((name, len(data), (data,)) for name, data in sorted(files.items()))


def fingerprint_parts(files: Iterable[tuple[str, int, Iterable[bytes]]]) -> str:
    """The same of files in order of name, each with its size and its content piece by piece."""
    digest = hashlib.sha256()
    for name, size, pieces in files:
        digest.update(f"{name}\0{size}\0".encode())
        for piece in pieces:
            digest.update(piece)
    return digest.hexdigest()[:16]


def read_tables(
    files: Mapping[str, bytes],
    report: Callable[[int], None] = lambda done: None,
    schemas: Iterable[Schema] | None = None,
    kept: Kept | None = None,
) -> Reading:
    """All tables of the contract from their files' bytes; `report` hears how many are done.

    A file that is `kept` is not read again. The problems of each follow from its name and bytes alone.
    """
    reading = Reading()
    for done, schema in enumerate(SCHEMAS.values() if schemas is None else schemas):
        report(done)
        names = [schema.path]
        if "*" in schema.path:
            names = sorted(name for name in files if name.startswith(schema.path.partition("*")[0]))
        found = [name for name in names if name in files]
        if not found and schema.optional:
            continue
        if not found:
            reading.problems.append(Problem("file_missing", schema.path))
            continue
        parts = [_try_file(name, files[name], schema, reading, kept) for name in found]
        sound = [part for part in parts if part is not None]
        if len(sound) < len(parts):
            reading.partial.add(schema.name)
        if sound:
            reading.tables[schema.name] = pa.concat_tables(sound).to_pandas()
    return reading


def _try_file(name: str, data: bytes, schema: Schema, reading: Reading, kept: Kept | None) -> pa.Table | None:
    """The table of one file, or none; an error of the program itself is a problem of that file."""
    try:
        if kept is None:
            return read_file(name, data, schema, reading)
        known = kept.take("read", kept.digests[name], make=lambda: _read_apart(name, data, schema))
        reading.add(known.reading)
        before = kept.find("read", kept.before.get(name))
        if before is not None and before is not known and before.table and known.table:
            reading.origins[name] = trace_rows(before.table, known.table)
        return None if known.table is None else unpack(known.table)
    except Exception as error:  # noqa: BLE001 - whatever is in a file, the others are read and it is named
        reading.problems.append(note_failure(error, name))
        return None


class Known(NamedTuple):
    """What reading a file came to, with the cells that repeat as numbers."""

    table: pa.Table | None
    reading: Reading


def _read_apart(name: str, data: bytes, schema: Schema) -> Known:
    reading = Reading()
    table = read_file(name, data, schema, reading)
    return Known(None if table is None else pack(table, schema), reading)


def read_file(name: str, data: bytes, schema: Schema, reading: Reading) -> pa.Table | None:
    """The table of one file, or none where something is wrong that hides what the rows mean."""
    problems = reading.problems
    before = len(problems)
    try:
        text = decode(data)
    except DecodeError as error:
        row = 0 if error.before is None else count_rows(error.before)
        problems.append(Problem(error.code, name, row))
        return None
    table = _read_regular_file(name, text, schema, reading)
    if table is None:
        table = _read_odd_file(name, text, schema, reading)
    if table is None:
        return None
    lost = find_lost_characters(name, text, table, schema)
    if lost:
        problems.append(lost)
        return None
    table, sparse = find_sparse_rows(table, schema)
    problems.extend(sparse)
    if any(problem.code not in _HARMLESS for problem in problems[before:]):
        reading.partial.add(schema.name)
    return table


def _read_regular_file(name: str, text: str, schema: Schema, reading: Reading) -> pa.Table | None:
    """The table of a file without anything odd about it, by the quick way; none for any other."""
    header = text.partition("\n")[0].rstrip("\r").split(",")
    if len(set(header)) < len(header) or not schema.needed <= set(header) or header != tidy_header(header):
        return None
    wrong = [] if set(header) <= set(schema.names) else list(check_header(name, 1, header, schema))
    if any(problem.severity == "error" for problem in wrong):
        return None
    table = read_regular(text.encode(), header)
    if table is None:
        return None
    reading.problems.extend(wrong)
    reading.headers[name] = header
    columns = dict(zip(header, table.columns, strict=True))
    return _finish_table(name, columns, np.arange(2, len(table) + 2), schema, _has_wide(text))


def _read_odd_file(name: str, text: str, schema: Schema, reading: Reading) -> pa.Table | None:
    """The table of any file, by the slower way; none where its header is wrong."""
    problems = reading.problems
    before = len(problems)
    records = read_records(name, text, problems)
    first = next(records, None)
    if first is None:
        problems[before:] = problems[before:] or [Problem("file_empty", name)]
        return None
    row, header = first[0], tidy_header(first[1])
    complete = text.endswith(("\n", "\r"))
    wrong = list(check_header(name, row, header, schema))
    if wrong and not complete and is_cut_header(header, schema) and next(records, None) is None:
        wrong = [Problem("cut_off", name, row, typed=",".join(header))]
    problems.extend(wrong)
    if any(problem.code not in _HARMLESS for problem in wrong) or not schema.needed <= set(header):
        return None
    known = len(problems)
    # Where a quoting slip ended the file, the row before it is whole.
    rows, slips = fit_rows(name, records, header, schema, lambda: not complete and len(problems) == known)
    problems.extend(slips)
    reading.headers[name] = header
    columns = zip(*(cells for _, cells in rows), strict=True) if rows else [()] * len(header)
    texts = {
        column: pa.array(cells, pa.large_string())
        for column, cells in zip(header, columns, strict=True)
        if column in schema.names
    }
    return _finish_table(name, texts, np.array([row for row, _ in rows], "int64"), schema, _has_wide(text))


def _finish_table(
    name: str, columns: Mapping[str, Cells], numbers: npt.NDArray[np.int64], schema: Schema, wide: bool
) -> pa.Table:
    """The table with its columns in order, its codes in plain characters, its file and its row numbers."""
    left_out = pa.repeat(pa.scalar("", pa.large_string()), len(numbers))
    cells = {c.name: pc.utf8_trim_whitespace(columns.get(c.name, left_out)) for c in schema.columns}
    if wide:
        cells |= {column.name: _make_plain(cells[column.name]) for column in schema.columns if column.is_code}
    file = pa.DictionaryArray.from_arrays(np.zeros(len(numbers), "int8"), pa.array([name], pa.large_string()))
    return pa.table({**cells, FILE: file, ROW: numbers})


def _make_plain(cells: Cells) -> Cells:
    """Codes in plain characters."""
    typed = pc.unique(cells).to_pylist()
    plain = [cell.translate(PLAIN).strip() for cell in typed]
    if plain == typed:
        return cells
    places = pc.index_in(cells, pa.array(typed, pa.large_string()))
    return pc.take(pa.array(plain, pa.large_string()), places)


def _has_wide(text: str) -> bool:
    return _HAS_WIDE.search(text) is not None
