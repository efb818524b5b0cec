"""A formula on whole columns gives what it gives number by number."""

from __future__ import annotations

import math
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publicstats.formula.arrays import Intervals, compute_columns
from publicstats.formula.calculation import Value, compute, parse_formula

FORMULAS = (
    "a / b",
    "100 * a / b",
    "a - b",
    "-a + 3",
    "sum(a, b, 2)",
    "(a + b) * (a - b)",
    "a / b / a",
    "a * b / 7 - 1",
)
ends = st.integers(-50, 50)
numbers = st.tuples(ends, st.integers(0, 9), st.integers(0, 9), st.booleans(), st.booleans())


def _make(drawn: tuple[int, int, int, bool, bool]) -> Value:
    middle, below, above, is_open, is_endless = drawn
    low, high = Decimal(middle - below), Decimal(middle + above)
    return Value(Decimal(middle), None if is_open else low, None if is_endless else high)


def _columns(values: list[Value]) -> Intervals:
    def read(name: str, nothing: float) -> np.ndarray:
        return np.array([nothing if (end := getattr(v, name)) is None else float(end) for v in values])

    return Intervals(read("value", math.nan), read("low", -math.inf), read("high", math.inf))


@settings(max_examples=60, deadline=None)
@given(pairs=st.lists(st.tuples(numbers, numbers), min_size=1, max_size=20))
@pytest.mark.parametrize("text", FORMULAS)
def test_columns_give_what_single_numbers_give(text: str, pairs: list[tuple[tuple, tuple]]) -> None:
    formula = parse_formula(text)
    a, b = ([_make(pair[at]) for pair in pairs] for at in (0, 1))
    found = compute_columns(formula, {"a": _columns(a), "b": _columns(b)})
    for at, (one, other) in enumerate(zip(a, b, strict=True)):
        wanted = compute(formula, {"a": one, "b": other})
        if wanted.value is None:
            assert np.isnan(found.value[at])
            continue
        assert found.value[at] == pytest.approx(float(wanted.value))
        for name, nothing in (("low", -math.inf), ("high", math.inf)):
            end = getattr(wanted, name)
            assert getattr(found, name)[at] == pytest.approx(nothing if end is None else float(end)), name


def test_what_rounding_leaves_is_nothing() -> None:
    seven = Intervals(*(np.array([7.0]) for _ in range(3)))
    found = compute_columns(parse_formula("a / 3 * 3 - 7 + a / 10 - 0.7"), {"a": seven})
    assert found.value.tolist() == [0]


def test_division_by_what_may_be_nothing_is_open_and_by_nothing_no_number() -> None:
    ones = Intervals(np.array([1.0, 1.0]), np.array([1.0, 1.0]), np.array([1.0, 1.0]))
    around = Intervals(np.array([2.0, 0.0]), np.array([-1.0, 0.0]), np.array([5.0, 0.0]))
    found = compute_columns(parse_formula("a / b"), {"a": ones, "b": around})
    assert found.value[0] == 0.5
    assert np.isnan(found.value[1])
    assert (found.low[0], found.high[0]) == (-math.inf, math.inf)
