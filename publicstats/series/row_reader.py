"""Rows of a table of figures, cell by cell: pandas takes a hundred times as long to make a row of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd
import pyarrow as pa


class RowReader:
    """Reads rows of some columns, or of all."""

    def __init__(self, frame: pd.DataFrame, names: Iterable[str] | None = None) -> None:
        self._columns = {str(name): _open(frame[name]) for name in (frame if names is None else names)}

    def __call__(self, position: int) -> dict[str, Any]:
        """The cells of the row at a position, by column."""
        return {name: read(position) for name, read in self._columns.items()}

    def take(self, column: str, position: int) -> Any:
        """One cell."""
        return self._columns[column](position)


def _open(column: pd.Series) -> Callable[[int], Any]:
    """What reads a cell of a column: of categories, texts or numbers."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        words, codes = column.cat.categories.tolist(), column.cat.codes.to_numpy()
        return lambda position: words[codes[position]]
    if isinstance(column.dtype, pd.StringDtype):
        texts = pa.array(column, pa.large_string())
        return lambda position: texts[position].as_py()
    numbers = column.to_numpy()
    return lambda position: numbers[position]
