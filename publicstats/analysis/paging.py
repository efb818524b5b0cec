"""Long lists a page at a time: which page an address asks for, and what stands on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

MAX_DIGITS = 9
"""Of a page's number: more are nobody's."""
Item = TypeVar("Item")


@dataclass(frozen=True)
class Page(Generic[Item]):
    """One page of a list: its items, its number from 1, and how many pages and items there are."""

    items: tuple[Item, ...]
    number: int
    count: int
    first: int
    """The place of its first item in the list, from 1."""
    total: int

    @property
    def last(self) -> int:
        """The place of its last item in the list."""
        return self.first + len(self.items) - 1

    @property
    def is_all(self) -> bool:
        """Whether the list has no other page."""
        return self.count == 1

    @property
    def offered(self) -> tuple[int, ...]:
        """The pages to lead to: the first, the last, and those around this one, seven at most; 0 is a gap."""
        start = max(min(self.number - 1, self.count - 3), 1)
        near = range(start, min(max(self.number + 1, 4), self.count) + 1)
        shown = sorted({1, *near, self.count})
        numbers = [1]
        for before, number in pairwise(shown):
            if number - before > 1:
                numbers.append(number - 1 if number - before == 2 else 0)
            numbers.append(number)
        return tuple(numbers)


def turn(items: Sequence[Item], typed: str | int, size: int) -> Page[Item]:
    """The page of a list that an address asks for, of `size` items: the last where what is typed is beyond.

    An empty list has one page.
    """
    count = max(-(-len(items) // size), 1)
    number = min(read_number(typed), count)
    start = size * (number - 1)
    return Page(tuple(items[start : start + size]), number, count, start + 1, len(items))


def read_numbers(query: Mapping[str, str], names: Iterable[str], most: int) -> tuple[int, ...]:
    """The pages that an address asks for, by what it calls their lists, up to the number `most`."""
    return tuple(min(read_number(query.get(name, "")), most) for name in names)


def read_number(typed: str | int) -> int:
    """The number of a page as typed, from 1: the first where it is none."""
    digits = str(typed).strip().lstrip("0")[: MAX_DIGITS + 1]
    return max(int(digits), 1) if digits.isdecimal() else 1


def find_number(items: Sequence[Item], is_wanted: Callable[[Item], bool], size: int) -> int | None:
    """The number of the page with the first item that is wanted; none where there is no such."""
    return next((place // size + 1 for place, item in enumerate(items) if is_wanted(item)), None)
