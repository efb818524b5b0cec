"""The figures of two editions side by side: which are in both, and which of those say something else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from publicstats.edition.model import Edition

Positions = npt.NDArray[np.int64]
NONE = -1


@dataclass(frozen=True, eq=False)
class Pairs:
    """The figures of two editions by their ids; all are given by their positions, in order."""

    before: pd.DataFrame
    after: pd.DataFrame
    was: Positions
    """Where each figure of `after` stood in `before`, `NONE` where it did not."""

    @property
    def added(self) -> Positions:
        """The positions in `after` of figures that are not in `before`."""
        return np.flatnonzero(self.was == NONE)

    @property
    def removed(self) -> Positions:
        """The positions in `before` of figures that are not in `after`."""
        left = np.ones(len(self.before), dtype=bool)
        left[self.was[self.was != NONE]] = False
        return np.flatnonzero(left)

    def find_changed(self, columns: Iterable[str]) -> Positions:
        """The positions in `after` of figures in both whose cells differ in any of the columns."""
        now = np.flatnonzero(self.was != NONE)
        was = self.was[now]
        differs = np.zeros(len(now), dtype=bool)
        for name in columns:
            differs |= _differ(self.before[name], self.after[name], was, now)
        return now[differs]

    def list_ids(self, frame: pd.DataFrame, positions: Positions) -> Iterator[str]:
        """The ids of the figures at positions of one of the tables."""
        yield from map(str, frame["figure"].iloc[positions])


def pair_figures(before: Edition, after: Edition) -> Pairs:
    """The figures of two editions side by side. Only those are looked up that stand elsewhere than before."""
    old, new = (pa.array(each.figures["figure"], pa.large_string()) for each in (before, after))
    start, end = _count_alike(old, new)
    was = np.full(len(new), NONE, dtype=np.int64)
    was[:start] = np.arange(start)
    was[len(new) - end :] = np.arange(len(old) - end, len(old))
    middle = old.slice(start, len(old) - end - start)
    found = pc.index_in(new.slice(start, len(new) - end - start), value_set=middle)
    places = np.asarray(pc.fill_null(found, NONE)).astype(np.int64)
    was[start : len(new) - end] = np.where(places == NONE, NONE, places + start)
    return Pairs(before.figures, after.figures, was)


def _count_alike(old: pa.ChunkedArray, new: pa.ChunkedArray) -> tuple[int, int]:
    """How many texts at the beginning of two columns are the same, and how many of the rest at the end."""
    short = min(len(old), len(new))
    start = _count_first(np.asarray(pc.equal(old.slice(0, short), new.slice(0, short))).astype(bool))
    left = short - start
    ends = pc.equal(old.slice(len(old) - left), new.slice(len(new) - left))
    return start, _count_first(np.asarray(ends).astype(bool)[::-1])


def _count_first(same: npt.NDArray[np.bool_]) -> int:
    return len(same) if same.all() else int(np.argmin(same))


def _differ(old: pd.Series, new: pd.Series, was: Positions, now: Positions) -> npt.NDArray[np.bool_]:
    """Whether two columns hold different things at positions of theirs: categories, texts or numbers."""
    if isinstance(old.dtype, pd.CategoricalDtype) and isinstance(new.dtype, pd.CategoricalDtype):
        # A category that is new has no code among the old ones, and no row of the old table has it.
        codes = old.cat.categories.get_indexer(new.cat.categories)
        return np.asarray(old.cat.codes.to_numpy()[was] != codes[new.cat.codes.to_numpy()[now]])
    if pd.api.types.is_numeric_dtype(old.dtype):
        one, other = old.to_numpy()[was], new.to_numpy()[now]
        return np.asarray((one != other) & ~(np.isnan(one) & np.isnan(other)))
    texts = pa.array(old.astype("str")).take(was), pa.array(new.astype("str")).take(now)
    return np.asarray(pc.not_equal(*texts)).astype(bool)
