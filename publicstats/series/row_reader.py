"""Rows of a table of figures, cell by cell: pandas takes a hundred times as long to make a row of its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd


class RowReader:
    """Reads rows of some columns, or of all."""

    def __init__(self, frame: pd.DataFrame, names: Iterable[str] | None = None) -> None:
        self._columns = {str(name): frame[name] for name in (frame if names is None else names)}

    def __call__(self, position: int) -> dict[str, Any]:
        """The cells of the row at a position, by column."""
        return {name: column.iat[position] for name, column in self._columns.items()}

    def take(self, column: str, position: int) -> Any:
        """One cell."""
        return self._columns[column].iat[position]
