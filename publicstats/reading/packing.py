"""Tables that are kept: in little memory, and compared with the next version of their file."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from publicstats.contract.columns import Schema
from publicstats.reading.stray import FILE, ROW

Origins: TypeAlias = npt.NDArray[np.int64]
"""Of each row of a file its position in another version of it, where all its cells are the same; else -1."""
_FEW = np.iinfo(np.int16).max


def pack(table: pa.Table, schema: Schema) -> pa.Table:
    """A table with cells that repeat as numbers; the others are shared with whoever unpacks it."""
    columns = dict(zip(table.column_names, table.columns, strict=True))
    codes = {c.name: _number(columns[c.name].combine_chunks()) for c in schema.columns if c.repeats}
    return pa.table(columns | codes | {ROW: columns[ROW].cast(pa.int32())})


def _number(cells: pa.Array) -> pa.DictionaryArray:
    """The cells as numbers of the distinct ones: of two bytes where these are few."""
    coded = cells.dictionary_encode()
    size = pa.int16() if len(coded.dictionary) <= _FEW else pa.int32()
    return pa.DictionaryArray.from_arrays(coded.indices.cast(size), coded.dictionary)


def unpack(table: pa.Table) -> pa.Table:
    """The table as it was read."""
    columns = dict(zip(table.column_names, table.columns, strict=True))
    texts = {name: _spell(column) for name, column in columns.items() if name != FILE}
    return pa.table(columns | texts | {ROW: columns[ROW].cast(pa.int64())})


def _spell(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return column.cast(pa.large_string()) if pa.types.is_dictionary(column.type) else column


def trace_rows(before: pa.Table, now: pa.Table) -> Origins:
    """Where each row of a file stood in another version of it.

    Rows are compared one by one where there are as many as before, else from the beginning and from the end.
    """
    origins = np.full(len(now), -1, dtype=np.int64)
    short = min(len(before), len(now))
    same = _compare(before.slice(0, short), now.slice(0, short))
    if len(before) != len(now):
        same[np.argmin(same) if not same.all() else short :] = False
    origins[:short][same] = np.flatnonzero(same)
    if len(before) != len(now):
        left = short - int(same.sum())
        end = _compare(before.slice(len(before) - left), now.slice(len(now) - left))[::-1]
        count = left if end.all() else int(np.argmin(end))
        origins[len(now) - count :] = np.arange(len(before) - count, len(before))
    return origins


def _compare(before: pa.Table, now: pa.Table) -> npt.NDArray[np.bool_]:
    """Which rows have the same cells in two tables of as many rows."""
    names: Iterable[str] = (name for name in now.column_names if name not in (FILE, ROW))
    equal = (pc.equal(_spell(before[name]), _spell(now[name])) for name in names)
    return np.asarray(reduce(pc.and_, equal)).astype(bool)
