"""The known name that an unknown one most likely stands for.

Ten thousand unknown names are not compared letter by letter with ten thousand known ones: of many, only those
are that begin or end as the unknown one does, and of those only the middle in which they differ.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cached_property
from itertools import islice, takewhile
from operator import eq

MAX_KNOWN = 20_000
"""Names looked through at most: beyond that a suggestion is not worth the wait."""
FEW = 30
"""So many names are all compared."""
AROUND = 8
"""Of more, so many before and after the name in the order of the alphabet, by their beginnings and ends."""
MOST_LETTERS = 200
"""Letters of a name that are looked at; no id is so long."""
LONGEST = 60
"""Letters of the middle that are compared."""
NEAR = 0.6
"""Share of letters in common from which on a name is near."""


class Known:
    """Known names, to be asked for the nearest of many unknown ones."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = list(dict.fromkeys(islice(names, MAX_KNOWN)))

    def find(self, name: str) -> str:
        """The nearest of the known names, or an empty text where none is near."""
        name = name[:MOST_LETTERS]
        likely = self._names if len(self._names) <= FEW else self._choose(name)
        scores = ((_compare(name, other[:MOST_LETTERS]), other) for other in likely)
        near = [(score, other) for score, other in scores if score >= NEAR]
        return max(near)[1] if near else ""

    def find_beginning(self, text: str) -> str:
        """The longest of the known names with which a text begins; blank where it begins with none."""
        return max(filter(text.startswith, self._names), key=len, default="")

    def _choose(self, name: str) -> set[str]:
        """The names around an unknown one, by their beginnings and by their ends."""
        chosen = set(_take_around(name, self._sorted))
        return chosen | {each[::-1] for each in _take_around(name[::-1], self._reversed)}

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._names)

    @cached_property
    def _reversed(self) -> list[str]:
        return sorted(name[::-1] for name in self._names)


def find_nearest(name: str, known: Iterable[str]) -> str:
    """The nearest of a few known names, or an empty text where none is near. `Known` is for many."""
    return Known(known).find(name)


def _take_around(name: str, names: list[str]) -> list[str]:
    at = bisect(names, name)
    return names[max(at - AROUND, 0) : at + AROUND]


def _compare(name: str, other: str) -> float:
    """The share of letters that two names have in common, in order."""
    begins = _count_alike(name, other)
    name_rest, other_rest = name[begins:], other[begins:]
    ends = _count_alike(name_rest[::-1], other_rest[::-1])
    middle, other_middle = (text[: len(text) - ends][:LONGEST] for text in (name_rest, other_rest))
    between = sum(block.size for block in SequenceMatcher(None, middle, other_middle).get_matching_blocks())
    return 2 * (begins + ends + between) / (len(name) + len(other) or 1)


def _count_alike(one: str, other: str) -> int:
    """With how many equal letters two texts begin."""
    return sum(1 for _ in takewhile(bool, map(eq, one, other)))
