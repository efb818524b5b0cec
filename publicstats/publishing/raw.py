"""What one edition changed of another, row by row as typed: for those that today's rules would not publish.

A program that is older or newer knows other columns and other rules. Its rows still have ids, and cells that
are the same or not.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from publicstats.contract.schema import SCHEMAS
from publicstats.publishing.changes import LISTED, Change, Changes
from publicstats.reading.encodings import DecodeError, decode
from publicstats.text.i18n import Text

Rows = dict[str, dict[str, str]]
"""The cells of each row by column, by what names the row."""


def compare_rows(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Changes:
    """The rows of all tables that were added, changed and removed; a column that one side lacks is blank."""
    old, new = read_rows(before), read_rows(after)
    changed = [name for name in new if name in old and _differing(old[name], new[name])]
    added = [name for name in new if name not in old]
    removed = [name for name in old if name not in new]
    listed = [
        *(_describe("changed", name, old[name], new[name]) for name in changed[:LISTED]),
        *(_describe("added", name, {}, new[name]) for name in added[:LISTED]),
        *(_describe("removed", name, old[name], {}) for name in removed[:LISTED]),
    ]
    return Changes(len(added), len(changed), len(removed), tuple(listed[:LISTED]))


def find_unread(files: Mapping[str, bytes]) -> list[str]:
    """The files that hold no rows that can be told apart, so that nothing is said of them."""
    return [name for name, data in files.items() if _read_file(name, data) is None]


def read_rows(files: Mapping[str, bytes]) -> Rows:
    """Every row of every file that can be read; a second row of the same name replaces the first."""
    rows: Rows = {}
    for name, data in sorted(files.items()):
        rows |= _read_file(name, data) or {}
    return rows


def name_row(table: str, key: str) -> str:
    """What names a row: the key of a figure alone, that of another table with the table's name."""
    return key if table == "figures" else f"{table}: {key}"


def _read_file(name: str, data: bytes) -> Rows | None:
    table = name.partition("/")[0].removesuffix(".csv")
    try:
        records = list(csv.reader(io.StringIO(decode(data), newline="")))
    except (DecodeError, csv.Error):
        return None
    header = [cell.strip() for cell in records[0]] if records else []
    key = SCHEMAS[table].key if table in SCHEMAS else "".join(header[:1])
    if key not in header:
        return None
    position = header.index(key)
    rows = [cells for cells in records[1:] if len(cells) > position and cells[position].strip()]
    return {
        name_row(table, cells[position].strip()): {
            n: cell.strip() for n, cell in zip(header, cells, strict=False)
        }
        for cells in rows
    }


def _differing(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    columns = dict.fromkeys([*new, *old])
    return [column for column in columns if old.get(column, "") != new.get(column, "")]


def _describe(action: str, name: str, old: Mapping[str, str], new: Mapping[str, str]) -> Change:
    columns = _differing(old, new)
    before, after = (
        "; ".join(f"{column}={cells[column]}" for column in columns if cells.get(column))
        for cells in (old, new)
    )
    return Change(action, name, Text(before, before), Text(after, after))
