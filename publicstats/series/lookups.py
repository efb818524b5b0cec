"""Columns of a million figures that take little memory, and are read as arrays are: `column[at]`.

`at` is a position, or positions, or a mask; `column[:]` is the whole column as an array, which is made anew
each time: whoever needs some of it asks for that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Codes: TypeAlias = npt.NDArray[np.integer[Any]]
"""Whole numbers: positions, codes, days. Four bytes hold them, as CSVs of 300 MB (`reading.early`) have fewer
rows than 2**31."""
Flags: TypeAlias = npt.NDArray[np.bool_]
At: TypeAlias = Any
"""What an array may be asked for."""
WIDTHS = (np.int8, np.int16, np.int32, np.int64)


def narrow(numbers: npt.ArrayLike) -> Codes:
    """The same numbers in as few bytes each as all of them fit in."""
    found: Codes = np.asarray(numbers)
    low, high = int(found.min(initial=0)), int(found.max(initial=0))
    width = next(each for each in WIDTHS if np.iinfo(each).min <= low and high <= np.iinfo(each).max)
    return found.astype(width)


@dataclass(frozen=True, eq=False)
class Lookup:
    """A column that says the same for all figures with one code."""

    said: Codes
    """What each code says."""
    codes: Codes
    """Of each figure."""

    def __getitem__(self, at: At) -> Any:
        return self.said[self.codes[at]]


@dataclass(frozen=True, eq=False)
class Sparse:
    """A column that says something of few figures, and `NONE` or 0 of all others."""

    positions: Codes
    """Of these figures, in order."""
    said: Codes
    other: int
    """What it says of all others."""
    count: int
    """How many figures there are."""

    def __getitem__(self, at: At) -> Any:
        if isinstance(at, slice):
            whole = np.full(self.count, self.other, dtype=self.said.dtype)
            whole[self.positions] = self.said
            return whole[at]
        if isinstance(at, np.ndarray) and at.dtype == bool:
            at = np.flatnonzero(at)
        if not len(self.positions):
            return np.full(np.shape(at), self.other, dtype=self.said.dtype)[()]
        place = np.minimum(np.searchsorted(self.positions, at), len(self.positions) - 1)
        return np.where(self.positions[place] == at, self.said[place], self.other)[()]
