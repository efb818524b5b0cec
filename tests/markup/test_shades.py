"""How values fall into the shades of the map."""

from __future__ import annotations

from decimal import Decimal

from publicstats.markup.shades import find_shade, split_steps


def test_steps_are_equal_parts_of_the_different_values() -> None:
    assert split_steps([3, 1, 2, 2], 5) == ((1, 1), (2, 2), (3, 3))
    assert split_steps(range(10), 5) == ((0, 1), (2, 3), (4, 5), (6, 7), (8, 9))
    assert split_steps([Decimal(7)] * 9, 4) == ((Decimal(7), Decimal(7)),)
    assert split_steps([], 5) == ()


def test_few_steps_lie_apart_among_the_shades() -> None:
    shades = {1: "3", 2: "24", 3: "135", 4: "1245", 5: "12345"}
    for count, expected in shades.items():
        steps = split_steps(range(count))
        assert "".join(find_shade(steps, value) for value in range(count)) == expected
