"""How far a computed value is said: a point inside its interval, or both ends."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publicstats.figures.computed import find_ends, find_point
from publicstats.formula.calculation import Value


def _value(low: str | None, high: str | None) -> Value:
    ends = [None if end is None else Decimal(end) for end in (low, high)]
    known = [end for end in ends if end is not None]
    return Value(sum(known, Decimal(0)) / len(known), ends[0], ends[1])


@pytest.mark.parametrize(
    ("low", "high", "point"),
    [
        ("1519.7752", "1520.5692", "1520"),
        ("24.8062", "25.1969", "25"),
        ("697", "714", "700"),
        ("96", "96", "96"),
        ("94.4", "94.6", None),
        ("83.1296", "88.4521", None),
        ("95", "106", None),
        ("-1", "1", None),
        ("0", "1", None),
        ("-101", "-99", "-100"),
    ],
)
def test_point_has_the_digits_on_which_both_ends_agree(low: str, high: str, point: str | None) -> None:
    assert find_point(_value(low, high)) == (None if point is None else Decimal(point))


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        ("83.1296", "88.4521", ("83", "88")),
        ("462.94", "524.67", ("460", "520")),
        ("59", "71", ("59", "71")),
        ("467.0188", "467.2535", ("467.02", "467.25")),
        ("0.5", "1.5", ("0.5", "1.5")),
        ("20.001", None, ("20", None)),
        (None, "19.999", (None, "20")),
    ],
)
def test_range_shows_by_how_much_its_ends_differ(
    low: str | None, high: str | None, shown: tuple[str | None, str | None]
) -> None:
    assert find_ends(_value(low, high)) == tuple(None if end is None else Decimal(end) for end in shown)


_ends = st.decimals(-(10**9), 10**9, places=4)


@given(_ends, _ends)
def test_point_lies_inside_and_ends_that_differ_are_shown_apart(one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    point, (first, last) = find_point(_value(str(low), str(high))), find_ends(_value(str(low), str(high)))
    assert first is not None
    assert last is not None
    if low < high:
        assert point is None or low <= point <= high
        assert first < last
