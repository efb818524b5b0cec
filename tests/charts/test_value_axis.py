"""The axis of values: round numbers, and no further than values reach."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publicstats.charts.value_axis import FEWEST, build_values
from publicstats.charts.whisker_ends import find_limits
from publicstats.contract.records import Unit
from tests.helpers import change, find, make_edition

COUNT, SHARE = Unit("人", "人", "people", "person", "count"), Unit("%", "%", "%", "%", "share")
VALUES = st.floats(min_value=-1e15, max_value=1e15, allow_nan=False).map(lambda value: round(value, 3))


@given(values=st.lists(VALUES, min_size=1, max_size=8))
def test_every_value_lies_on_the_axis_and_its_numbers_are_evenly_spaced(values: list[float]) -> None:
    axis = build_values(values, COUNT, "zh")
    assert axis.low <= min(values)
    assert max(values) <= axis.high
    assert len(axis.ticks) >= FEWEST
    steps = [later - earlier for earlier, later in pairwise(axis.ticks)]
    assert max(steps) == pytest.approx(min(steps), rel=1e-6)


@pytest.mark.parametrize(("values", "low"), [((3.0, 900.0), 0), ((0.0, 2.0), 0), ((5.0, 5.0), 4.5)])
def test_counts_never_reach_below_zero(values: tuple[float, ...], low: float) -> None:
    assert build_values(values, COUNT, "zh").low >= 0
    assert build_values(values, COUNT, "zh").low == pytest.approx(low, abs=0.1)


def test_shares_reach_to_the_whole_and_no_further_unless_one_does() -> None:
    assert build_values([97.0, 99.9], SHARE, "zh").high == 100
    assert build_values([97.0, 112.0], SHARE, "zh").high > 112


def test_small_falls_end_at_zero() -> None:
    assert build_values([-0.3, -1.2, -2.6], SHARE, "zh", is_change=True).high == 0


def test_numbers_are_said_in_ten_thousands_and_shares_with_their_sign() -> None:
    assert build_values([0.0, 2_000_000.0], COUNT, "zh").texts[:2] == ("0", "50万")
    assert build_values([0.0, 2_000_000.0], COUNT, "en").texts[-1] == "2 million"
    assert build_values([40.0, 80.0], SHARE, "en").texts[0].endswith("%")


@pytest.mark.parametrize("printed", ["约99%", "近100%", "超98%", "99%以上"])
def test_whisker_of_a_share_ends_at_the_whole(printed: str) -> None:
    figure = find(make_edition(figures=[change("share_2024", printed=printed)]), "share_2024")
    low, high = find_limits(figure)
    assert low <= float(figure.value or 0) <= high <= 100
