"""A drawing laid out for each width of a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import plotly.graph_objects as go

from publicstats.charts.style import NARROW, WIDE

LAYOUTS = {"narrow": NARROW, "wide": WIDE}
"""The layouts of a drawing, and their widths in pixels."""


@dataclass(frozen=True)
class Layout:
    """A drawing for a width: the figure, and what plotly makes of it as SVG."""

    figure: go.Figure
    svg: str


def draw_layouts(draw: Callable[[int], Layout], tell: Callable[[Exception], object]) -> Mapping[str, Layout]:
    """The drawing for each width; one that fails is told, and has the other's in its place.

    Where none can be drawn the last failure is raised.
    """
    drawn: dict[str, Layout] = {}
    failures: list[Exception] = []
    for name, width in LAYOUTS.items():
        try:
            drawn[name] = draw(width)
        except Exception as error:  # noqa: BLE001 - whatever it stumbles over, the other width stands
            failures.append(error)
    if not drawn:
        raise failures[-1]
    for failure in failures:
        tell(failure)
    standing = next(iter(drawn.values()))
    return {name: drawn.get(name, standing) for name in LAYOUTS}
