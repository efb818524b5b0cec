"""Bytes on disk -> text tables, or the problems that keep a file from being one.

Accepts what spreadsheets save: UTF-8 with or without BOM, GB18030, CRLF, a trailing comma column,
blank lines, surrounding spaces, full-width digits in codes. Rows are counted as a spreadsheet
counts them. Every cell is text; two columns are added, `_file` and `_row`.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from publicstats.encodings import DecodeError, decode
from publicstats.matching import find_nearest
from publicstats.problems import Problem
from publicstats.tables import SCHEMAS, Schema

FILE, ROW = "_file", "_row"
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_HAS_WIDE = re.compile("[\uff01-\uff5e\u3000]")
# Cells are at most what a spreadsheet can hold (32,767 characters), with room to spare.
csv.field_size_limit(16 * 1024 * 1024)


@dataclass
class Reading:
    """The tables that could be read, by schema name, and the problems found on the way."""

    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def load_files(folder: Path) -> dict[str, bytes]:
    """The bytes of every CSV of the contract under `folder`, by its path there; lock files left out."""
    paths = [folder / schema.path for schema in SCHEMAS.values() if "*" not in schema.path]
    paths += sorted((folder / "figures").glob("*.csv"))
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in paths
        if path.is_file() and not path.name.startswith(("~$", "."))
    }


def fingerprint_files(files: Mapping[str, bytes]) -> str:
    """Sixteen hexadecimal digits that name exactly this content (SHA-256)."""
    digest = hashlib.sha256()
    for name, data in sorted(files.items()):
        digest.update(f"{name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()[:16]


def read_tables(files: Mapping[str, bytes]) -> Reading:
    """All tables of the contract from their files' bytes."""
    reading = Reading()
    for schema in SCHEMAS.values():
        names = [schema.path]
        if "*" in schema.path:
            names = sorted(name for name in files if name.startswith(schema.path.partition("*")[0]))
        found = [name for name in names if name in files]
        if not found:
            reading.problems.append(Problem("file_missing", schema.path))
            continue
        parts = [_read_file(name, files[name], schema, reading.problems) for name in found]
        sound = [part for part in parts if part is not None]
        if len(sound) == len(parts):
            reading.tables[schema.name] = pd.concat(sound, ignore_index=True) if len(sound) > 1 else sound[0]
    return reading


def _read_file(name: str, data: bytes, schema: Schema, problems: list[Problem]) -> pd.DataFrame | None:
    """The table of one file, or none where something is wrong that hides what the rows mean."""
    before = len(problems)
    try:
        text = decode(data)
    except DecodeError as error:
        problems.append(Problem(error.code, name))
        return None
    records = list(_read_records(name, text, problems))
    if not any(any(cells) for _, cells in records):
        problems[before:] = problems[before:] or [Problem("file_empty", name)]
        return None
    row, header = next((row, cells) for row, cells in records if any(cells))
    header = [cell.translate(_WIDE).strip().lower() for cell in header]
    while header and not header[-1]:
        header.pop()
    problems.extend(_check_header(name, row, header, schema))
    if len(problems) > before:
        return None
    complete = text.endswith(("\n", "\r"))
    body = [record for record in records if record[0] > row and any(record[1])]
    rows = list(_fit_rows(name, body, header, schema, problems, complete))
    return _build_frame(name, rows, header, schema, wide=_HAS_WIDE.search(text) is not None)


def _read_records(name: str, text: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Every record with its row number; a quoting slip ends the file with a problem."""
    row = 0
    try:
        for row, cells in enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), 1):
            yield row, cells
    except csv.Error as error:
        code = "cut_off" if "unexpected end" in str(error) else "quoting"
        problems.append(Problem(code, name, row + 1))


def _check_header(name: str, row: int, header: list[str], schema: Schema) -> Iterator[Problem]:
    """Problems of the header: another separator, and columns missing, doubled or unknown."""
    if len(header) == 1 and any(mark in header[0] for mark in ";\t|"):
        yield Problem("separator", name, row, typed=header[0])
        return
    unknown = [cell for cell in header if cell not in schema.names]
    missing = [column for column in schema.names if column not in header]
    if len(missing) > len(schema.names) // 2:
        yield Problem("header_missing", name, row, typed=",".join(header))
        return
    for column in missing:
        near = find_nearest(column, unknown)
        yield Problem("column_missing", name, row, column, facts={"nearest": near} if near else {})
    for column in unknown:
        near = find_nearest(column, missing)
        yield Problem("column_unknown", name, row, column, column, facts={"nearest": near} if near else {})
    for column in sorted({cell for cell in header if header.count(cell) > 1 and cell in schema.names}):
        yield Problem("column_doubled", name, row, column, column)


def _fit_rows(
    name: str,
    body: list[tuple[int, list[str]]],
    header: list[str],
    schema: Schema,
    problems: list[Problem],
    complete: bool,
) -> Iterator[tuple[int, list[str]]]:
    """The rows with exactly the header's cells; spreadsheets drop and add empty ones at the end."""
    width = len(header)
    for row, cells in body:
        if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
            cells = cells[:width]
        if len(cells) < width:
            lost = [schema[column] for column in header[len(cells) :]]
            last = row == body[-1][0] and not complete
            if last or any(column.required for column in lost):
                problems.append(
                    Problem("cut_off" if last else "row_length", name, row, typed=",".join(cells))
                )
                continue
            cells = cells + [""] * len(lost)
        elif len(cells) > width:
            problems.append(Problem("row_length", name, row, typed=",".join(cells)))
            continue
        if cells[0].strip() == header[0] and [cell.strip() for cell in cells] == header:
            problems.append(Problem("header_repeated", name, row))
            continue
        yield row, cells


def _build_frame(
    name: str, rows: list[tuple[int, list[str]]], header: list[str], schema: Schema, wide: bool
) -> pd.DataFrame:
    columns = list(zip(*(cells for _, cells in rows), strict=True)) if rows else [()] * len(header)
    by_name = dict(zip(header, columns, strict=True))
    frame = pd.DataFrame({column: pd.Series(by_name[column], dtype="str") for column in schema.names})
    for column in schema.columns:
        cells = frame[column.name]
        if wide and column.is_code:
            cells = cells.map({cell: cell.translate(_WIDE) for cell in cells.unique()}).astype("str")
        frame[column.name] = cells.str.strip()
    frame[FILE] = pd.Categorical([name] * len(rows), categories=[name])
    frame[ROW] = pd.Series([row for row, _ in rows], dtype="int64")
    return frame
