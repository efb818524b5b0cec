"""About how wide words are drawn, and how they are kept from lying on one another."""

from __future__ import annotations

from collections.abc import Sequence

WIDE, NARROW_SHARE = 0x1100, 0.58
"""From which character on one is as wide as it is high, and how wide others are."""


def measure_words(text: str, size: float) -> float:
    """The pixels of the widest line of a text of letters of a size."""
    return max(_count_ems(line) for line in text.split("<br>")) * size


def _count_ems(line: str) -> float:
    return sum(1.0 if ord(character) >= WIDE else NARROW_SHARE for character in line)


def spread(centres: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """The centres of boxes that do not overlap, each as near to where it is wanted as its neighbours let it.

    Pixels from the top; where all together are higher than there is room they go on below it.
    """
    order = sorted(range(len(centres)), key=lambda place: centres[place])
    found = list(centres)
    edge = top
    for place in order:
        found[place] = max(found[place], edge + heights[place] / 2)
        edge = found[place] + heights[place] / 2
    edge = max(bottom, top + sum(heights))
    for place in reversed(order):
        found[place] = min(found[place], edge - heights[place] / 2)
        edge = found[place] - heights[place] / 2
    return found
