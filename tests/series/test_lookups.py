"""Columns that take little memory are read as the arrays that they stand for, and no number is ever cut."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from publicstats.series.keys import NONE, Codes, combine
from publicstats.series.lookups import WIDTHS, Lookup, Sparse, narrow

COUNT = 6
LOOKUP = Lookup(np.array([10, 20, 30], dtype=np.int32), np.array([0, 2, 1, 1, 0, 2], dtype=np.int8))
SPARSE = Sparse(np.array([1, 4], dtype=np.int8), np.array([7, 9], dtype=np.int8), NONE, COUNT)
WHOLE: dict[str, tuple[Any, list[int]]] = {
    "lookup": (LOOKUP, [10, 30, 20, 20, 10, 30]),
    "sparse": (SPARSE, [-1, 7, -1, -1, 9, -1]),
}
ASKED = [
    slice(None),
    slice(1, 4),
    np.array([4, 1, 1]),
    np.array([False, True, False, False, True, True]),
    np.array([], dtype=np.int64),
    4,
    np.int32(0),
]


@pytest.mark.parametrize("at", ASKED, ids=str)
@pytest.mark.parametrize("name", WHOLE)
def test_column_answers_as_the_whole_array_would(name: str, at: Any) -> None:
    column, whole = WHOLE[name]
    wanted = np.array(whole)[at]
    assert np.array_equal(column[at], wanted)
    assert np.shape(column[at]) == np.shape(wanted)


def test_column_that_says_nothing_of_any_figure_says_so_of_each() -> None:
    empty = Sparse(narrow([]), narrow([]), NONE, COUNT)
    assert empty[:].tolist() == [NONE] * COUNT
    assert empty[np.array([0, 5])].tolist() == [NONE, NONE]
    assert empty[3] == NONE


@pytest.mark.parametrize(("width", "wider"), list(pairwise(WIDTHS)))
def test_numbers_at_the_limits_of_a_width_stay_what_they_are(width: type, wider: type) -> None:
    low, high = np.iinfo(width).min, np.iinfo(width).max
    assert narrow([low, high]).dtype == width
    for beyond in (low - 1, high + 1):
        found = narrow([0, beyond])
        assert found.dtype == wider
        assert found.tolist() == [0, beyond]


@pytest.mark.parametrize("width", WIDTHS)
def test_combinations_are_told_apart_whatever_the_width_of_the_codes(width: type) -> None:
    count = 128
    codes: Codes = np.arange(count).astype(width)
    pairs = combine(np.repeat(codes, count), np.tile(codes, count))
    assert pairs.tolist() == list(range(count * count))


@pytest.mark.parametrize("largest", [2, 1 << 15, 1 << 31, 1 << 40])
def test_combinations_are_numbered_in_order_of_appearance_however_many_there_may_be(largest: int) -> None:
    one, other = np.array([largest, 0, largest, 1, 0]), np.array([0, largest, 0, 1, largest])
    assert combine(one, other, one).tolist() == [0, 1, 0, 2, 1]
