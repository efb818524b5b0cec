"""Arrays and tables as columns of a file, and back: of the same types, whatever these are, and not copied."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

_TEXTS = pd.StringDtype(na_value=np.nan)
"""What pandas makes of texts by itself."""
_KINDS = "biuf"
"""Kinds of numbers: truth values, whole numbers, others."""


def _put(column: Any, columns: list[Any]) -> int:
    """Puts a column aside and gives its place."""
    columns.append(column)
    return len(columns) - 1


def _take(place: Any, columns: Sequence[Any]) -> pa.Array:
    if type(place) is not int or not 0 <= place < len(columns):
        raise ValueError("a column that is not there")
    return columns[place]


def write_array(numbers: npt.NDArray[Any], columns: list[Any]) -> list[Any]:
    """An array of numbers: its place, type and shape."""
    if numbers.dtype.kind not in _KINDS:
        raise TypeError(f"it is not known how to write an array of {numbers.dtype}")
    flat = np.ascontiguousarray(numbers).reshape(-1)
    stored = flat.view(np.uint8) if flat.dtype == np.bool_ else flat
    return [_put(pa.array(stored, from_pandas=False), columns), flat.dtype.name, list(numbers.shape)]


def read_array(found: Any, columns: Sequence[Any]) -> npt.NDArray[Any]:
    """The array that `write_array` wrote; it can be read only."""
    place, name, shape = found
    stored, dtype = _take(place, columns).to_numpy(), np.dtype(name)
    if dtype == np.bool_ and stored.dtype == np.uint8 and stored.max(initial=0) <= 1:
        stored = stored.view(np.bool_)
    if stored.dtype != dtype:
        raise ValueError("numbers of another type")
    return stored.reshape(shape)


def write_texts(texts: Sequence[str], columns: list[Any]) -> int:
    """Many texts, as a column."""
    return _put(pa.array(texts, pa.large_string()), columns)


def read_texts(place: Any, columns: Sequence[Any]) -> list[str]:
    """The texts that `write_texts` wrote."""
    column = _take(place, columns)
    if column.type != pa.large_string():
        raise ValueError("no texts")
    found: list[str] = column.to_pylist()
    return found


def write_frame(frame: pd.DataFrame, columns: list[Any]) -> list[Any]:
    """A table of pandas, its rows numbered from 0."""
    if not frame.index.equals(pd.RangeIndex(len(frame))):
        raise TypeError("it is not known how to write a table with other rows")
    return [[str(name), *_write_series(frame[name], columns)] for name in frame]


def read_frame(found: Any, columns: Sequence[Any]) -> pd.DataFrame:
    """The table that `write_frame` wrote."""
    read = {name: _read_series(kind, parts, columns) for name, kind, *parts in found}
    if len({len(column) for column in read.values()}) > 1:
        raise ValueError("columns of different lengths")
    return pd.DataFrame(read, copy=False)


def _write_series(series: pd.Series | pd.Index, columns: list[Any]) -> list[Any]:
    if isinstance(series.dtype, pd.CategoricalDtype):
        words = _write_series(series.dtype.categories, columns)
        codes = write_array(series.array.codes, columns)
        return ["categories", codes, bool(series.dtype.ordered), *words]
    if series.dtype == _TEXTS:
        return ["texts", _put(pa.array(series, pa.large_string()), columns)]
    return ["numbers", write_array(series.to_numpy(), columns)]


def _read_series(kind: Any, parts: Sequence[Any], columns: Sequence[Any]) -> Any:
    if kind == "categories":
        codes, ordered, *words = parts
        categories = pd.Index(_read_series(words[0], words[1:], columns))
        dtype = pd.CategoricalDtype(categories, ordered=bool(ordered))
        return pd.Categorical.from_codes(read_array(codes, columns), dtype=dtype)
    (part,) = parts
    if kind == "texts":
        return pd.array(_take(part, columns), dtype=_TEXTS)
    if kind == "numbers":
        return read_array(part, columns)
    raise ValueError("columns of an unknown kind")


def write_table(table: pa.Table, columns: list[Any]) -> list[Any]:
    """A table of Arrow; of a column with codes or runs these and its words."""
    return [[name, *_write_cells(table[name], columns)] for name in table.column_names]


def _write_cells(cells: pa.ChunkedArray, columns: list[Any]) -> list[Any]:
    if pa.types.is_dictionary(cells.type):
        coded = cells.combine_chunks()
        return ["codes", _put(coded.indices, columns), _put(coded.dictionary, columns)]
    if pa.types.is_run_end_encoded(cells.type):
        runs = cells.combine_chunks()
        return ["runs", _put(runs.run_ends, columns), _put(runs.values, columns)]
    return ["cells", _put(cells, columns)]


def read_table(found: Any, columns: Sequence[Any]) -> pa.Table:
    """The table that `write_table` wrote."""
    if found and all(kind == "runs" for _, kind, *_ in found):
        raise ValueError("a table of nothing but runs, which may be of any length")
    return pa.table({name: _read_cells(kind, places, columns) for name, kind, *places in found})


def _read_cells(kind: Any, places: Sequence[Any], columns: Sequence[Any]) -> pa.Array:
    first, *words = (_take(place, columns) for place in places)
    if kind == "cells":
        return first
    make = {"codes": pa.DictionaryArray.from_arrays, "runs": pa.RunEndEncodedArray.from_arrays}[kind]
    made = make(first, words[0])
    made.validate(full=True)
    return made
