"""Places and spans as numbers: what is put on a shelf is found there, and only there."""

from __future__ import annotations

import numpy as np
import pytest

from publicstats.series.keys import NONE, Codes
from publicstats.series.rule_cells import EMPTY, Shelf, join_cells, list_cells, sort_shelves

LAST = 803_533
"""The ordinal of the last day of 2199, the last of the contract."""


def codes(*numbers: int) -> Codes:
    return np.array(numbers, dtype=np.int64)


def shelve(*cells: tuple[int, int, int]) -> Shelf:
    """A shelf of cells, whose figures have positions from 100 on."""
    return EMPTY.add(
        join_cells(*(codes(*part) for part in zip(*cells, strict=True))), codes(*range(100, 100 + len(cells)))
    )


def test_figure_is_found_by_its_place_and_days_alone() -> None:
    shelf = shelve((7, 20, 30), (2, 0, 30), (2, 20, 30))
    wanted = join_cells(codes(2, 2, 7, 7), codes(0, 20, 20, 0), codes(30, 30, 30, 30))
    assert shelf.find(wanted).tolist() == [101, 102, 100, NONE]
    assert EMPTY.find(wanted).tolist() == [NONE] * 4


@pytest.mark.parametrize("place", [0, 8_000_000])
def test_cell_is_read_back_whatever_its_place_and_days(place: int) -> None:
    cells = list_cells([(shelve((place, 0, LAST), (place, LAST, LAST)), EMPTY)])
    assert cells.place.tolist() == [place, place]
    assert (cells.start.tolist(), cells.end.tolist()) == ([0, LAST], [LAST, LAST])
    assert cells.days.tolist() == [0, 1]


def test_shelf_of_some_places_has_no_others() -> None:
    shelf = shelve((0, 1, 2), (1, 1, 2), (2, 1, 2))
    assert shelf.take(np.array([True, False, True])).positions.tolist() == [100, 102]


def test_cells_are_where_an_input_without_states_has_totals_else_where_any_has() -> None:
    many, few, states = shelve((1, 1, 9), (2, 1, 9)), shelve((1, 1, 9)), shelve((3, 9, 9))
    assert list_cells([(many, EMPTY), (few, EMPTY)]).place.tolist() == [1]
    assert list_cells([(few, states), (many, EMPTY)]).place.tolist() == [1, 2]
    assert list_cells([(few, states), (many, states)]).place.tolist() == [1, 2]
    assert len(list_cells([])) == 0


def test_shelves_are_cut_where_the_group_changes() -> None:
    shelves = sort_shelves(codes(4, 4, 9), codes(1, 2, 1), codes(10, 11, 12))
    assert {group: shelf.positions.tolist() for group, shelf in shelves.items()} == {4: [10, 11], 9: [12]}
    assert sort_shelves(codes(), codes(), codes()) == {}
