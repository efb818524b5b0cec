"""Where and when rules apply: a place and a span of days as one number, to look up whole columns at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from publicstats.series.keys import NONE, Codes, Flags

_BITS = 20
"""A day is less than two to this power until the year 2871; the bits left are for eight million places."""
_DAY = (1 << _BITS) - 1


def join_cells(place: Codes, start: Codes, end: Codes) -> Codes:
    """Places, by their codes, and first and last days as one number each."""
    place, start, end = (column.astype(np.int64) for column in (place, start, end))
    return place << 2 * _BITS | start << _BITS | end


@dataclass(frozen=True, eq=False)
class Cells:
    """Where and when rules apply: a place, a first and a last day, and the positions of all inputs there."""

    place: Codes
    start: Codes
    """0 where it is open."""
    end: Codes
    inputs: Mapping[str, Codes] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.place)

    @property
    def keys(self) -> Codes:
        """Place and span as one number."""
        return join_cells(self.place, self.start, self.end)

    @property
    def days(self) -> Codes:
        """The length of each span; 0 where its start is open."""
        return np.where(self.start > 0, self.end - self.start + 1, 0)

    def take(self, wanted: Flags | Codes) -> Cells:
        """Some of the cells, or all in another order."""
        inputs = {name: positions[wanted] for name, positions in self.inputs.items()}
        return Cells(self.place[wanted], self.start[wanted], self.end[wanted], inputs)


@dataclass(frozen=True, eq=False)
class Shelf:
    """Figures of one indicator and nature by where and when, in the order of that."""

    keys: Codes
    positions: Codes

    def __len__(self) -> int:
        return len(self.keys)

    def find(self, keys: Codes) -> Codes:
        """The positions of the figures there; `NONE` where there is none."""
        if not len(self):
            return np.full(len(keys), NONE, dtype=np.int64)
        at = np.minimum(np.searchsorted(self.keys, keys), len(self) - 1)
        return np.where(self.keys[at] == keys, self.positions[at], NONE)

    def take(self, here: Flags) -> Shelf:
        """The figures of some places; `here` has a flag for each."""
        kept = here[self.keys >> 2 * _BITS]
        return Shelf(self.keys[kept], self.positions[kept])

    def add(self, keys: Codes, positions: Codes) -> Shelf:
        """The shelf with more figures."""
        keys, positions = np.concatenate((self.keys, keys)), np.concatenate((self.positions, positions))
        order = np.argsort(keys, kind="stable")
        return Shelf(keys[order], positions[order])


EMPTY = Shelf(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))


def sort_shelves(group: Codes, keys: Codes, positions: Codes) -> dict[int, Shelf]:
    """A shelf of each group; all is in the order of groups and keys."""
    cuts = [*np.flatnonzero(np.diff(group, prepend=NONE)).tolist(), len(group)]
    return {int(group[at]): Shelf(keys[at:end], positions[at:end]) for at, end in pairwise(cuts)}


def list_cells(shelves: Sequence[tuple[Shelf, Shelf]]) -> Cells:
    """Where and when inputs may all stand, still without them; each has totals, and states in their absence.

    That is at the totals of any input without states; where all have some, at any total.
    """
    alone = [totals.keys for totals, states in shelves if not len(states)]
    if alone or not shelves:
        keys = min(alone, key=len, default=EMPTY.keys)
    else:
        keys = np.unique(np.concatenate([totals.keys for totals, _ in shelves]))
    return Cells(keys >> 2 * _BITS, keys >> _BITS & _DAY, keys & _DAY)
