"""A width that cannot be drawn costs itself: the other one stands, and somebody is told."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest

from publicstats.charts.layouts import LAYOUTS, Layout, draw_layouts
from publicstats.charts.style import NARROW, WIDE


def _draw(failing: set[int], width: int) -> Layout:
    if width in failing:
        raise ZeroDivisionError(str(width))
    return Layout(go.Figure(), str(width))


@pytest.mark.parametrize(("failing", "standing"), [(NARROW, WIDE), (WIDE, NARROW)])
def test_width_that_fails_has_the_other_in_its_place_and_is_told(failing: int, standing: int) -> None:
    told: list[Exception] = []
    drawn = draw_layouts(lambda width: _draw({failing}, width), told.append)
    assert {name: layout.svg for name, layout in drawn.items()} == dict.fromkeys(LAYOUTS, str(standing))
    assert [str(error) for error in told] == [str(failing)]


def test_each_width_has_its_own_drawing_where_none_fails() -> None:
    told: list[Exception] = []
    drawn = draw_layouts(lambda width: _draw(set(), width), told.append)
    assert [layout.svg for layout in drawn.values()] == [str(NARROW), str(WIDE)]
    assert told == []


def test_drawing_of_which_no_width_stands_fails() -> None:
    with pytest.raises(ZeroDivisionError):
        draw_layouts(lambda width: _draw({NARROW, WIDE}, width), lambda error: None)
