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
_MOST = {pa.int8(): 1 << 7, pa.int16(): 1 << 15, pa.int32(): 1 << 31}
"""How many distinct cells numbers of a type tell apart."""


def pack(table: pa.Table, schema: Schema) -> pa.Table:
    """A table with cells that repeat as numbers or runs; the others are shared with whoever unpacks it.

    Row numbers are left out where they are those of a file without anything odd about it.
    """
    columns = dict(zip(table.column_names, table.columns, strict=True))
    repeating = [c.name for c in schema.columns[1:] if c.type != "printed"]
    columns |= {name: _shrink(columns[name].combine_chunks()) for name in repeating}
    rows = columns.pop(ROW)
    return pa.table(columns if _is_plain(rows) else columns | {ROW: rows.cast(pa.int32())})


def _shrink(cells: pa.Array) -> pa.Array:
    """The cells as runs of equal ones, or as numbers of the distinct ones; as they are where that is less."""
    coded = cells.dictionary_encode()
    size = next(t for t in (pa.int8(), pa.int16(), pa.int32()) if len(coded.dictionary) <= _MOST[t])
    numbered = pa.DictionaryArray.from_arrays(coded.indices.cast(size), coded.dictionary)
    return min(cells, pc.run_end_encode(cells), numbered, key=lambda each: each.nbytes)


def _is_plain(rows: pa.ChunkedArray) -> bool:
    """Whether row numbers go on from the first below the header."""
    return np.array_equal(rows.to_numpy(), np.arange(2, len(rows) + 2))


def unpack(table: pa.Table) -> pa.Table:
    """The table as it was read."""
    columns = dict(zip(table.column_names, table.columns, strict=True))
    texts = {name: _spell(column) for name, column in columns.items() if name not in (FILE, ROW)}
    rows = columns[ROW].cast(pa.int64()) if ROW in columns else pa.array(np.arange(2, len(table) + 2))
    return pa.table(columns | texts | {ROW: rows})


def _spell(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_run_end_encoded(column.type):
        return pa.chunked_array([pc.run_end_decode(part) for part in column.chunks], pa.large_string())
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
