"""Which shade of the map a value has: each shade is an equal part of the values that differ."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise
from typing import TypeAlias, TypeVar

SHADES = 5

Number = TypeVar("Number", int, Decimal)
Steps: TypeAlias = tuple[tuple[Number, Number], ...]
"""The lowest and highest value of each shade, in order."""


def split_steps(values: Iterable[Number], most: int = SHADES) -> Steps[Number]:
    """So many steps at the most, each an equal part of the different values."""
    different = sorted(set(values))
    parts = min(most, len(different))
    ends = [len(different) * part // parts for part in range(parts + 1)] if parts else []
    return tuple((different[a], different[b - 1]) for a, b in pairwise(ends))


def find_shade(steps: Steps[Number], value: Number) -> str:
    """The shade of a value, 1 to 5: each step has that in the middle of its part of the shades."""
    step = next(at for at, (_, high) in enumerate(steps) if value <= high)
    return str(1 + (2 * step + 1) * SHADES // (2 * len(steps)))
