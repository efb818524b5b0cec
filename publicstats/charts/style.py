"""Colours, sizes and layout that all drawings share. Readable on white and on the dark theme's ground.

Nothing is told by colour alone: qualified values are hatched, lines differ in dash and marker.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from publicstats.charts.whisker_ends import find_limits
from publicstats.contract.records import Figure

BLUE = "#3b82f6"
SERIES = ("#3b82f6", "#d97706", "#0d9488", "#a855f7", "#e11d48", "#64748b")
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
MARKERS = ("circle", "square", "diamond", "triangle-up", "cross", "x")
REST = "rgba(128,138,152,0.22)"
WHISKER = "#7c8798"
GRID = "rgba(128,138,152,0.32)"
HATCH, DOTS, PLAIN = "/", ".", ""
BAR_HEIGHT, LINE_HEIGHT, ROW_GAP = 18, 20, 8
"""Pixels: the thickness of a horizontal bar, a line of the words above it, and the space above those."""
FONT_SIZE = 14
NARROW, WIDE = 340, 520
"""Widths in pixels that drawings are laid out for: a phone, and half a page."""
FONT = "NotoSansSC, 'Noto Sans CJK SC', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"
"""A page's own style sheet sets another; this is what a picture by itself is shown in, and measured with."""
INK = "#1f2937"


def layout(height: int, **more: Any) -> dict[str, Any]:
    """The layout of a drawing of a height in pixels: no frame, no zooming, room for labels."""
    return {
        "height": height,
        "margin": {"l": 8, "r": 20, "t": 4, "b": 4},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {"align": "left", "namelength": -1},
        "template": "none",
        "font": {"size": FONT_SIZE, "family": FONT, "color": INK},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
    } | more


def quiet_axis(**more: Any) -> dict[str, Any]:
    """An axis whose values the labels already give: no grid, no ticks."""
    return {
        "showgrid": False,
        "zeroline": False,
        "showticklabels": False,
        "ticks": "",
        "fixedrange": True,
        "title": {"text": ""},
    } | more


def category_axis(**more: Any) -> dict[str, Any]:
    """An axis of categories."""
    return {
        "type": "category",
        "showgrid": False,
        "automargin": True,
        "fixedrange": True,
        "ticks": "",
        "title": {"text": ""},
        "ticklabelstandoff": 6,
        "tickfont": {"size": FONT_SIZE},
    } | more


def stack_rows(rows: Sequence[str]) -> tuple[list[int], int]:
    """Where the bar under each row's words begins, in pixels from the top, and where the last one ends."""
    tops, end = [], 0
    for row in rows:
        end += ROW_GAP + LINE_HEIGHT * (row.count("<br>") + 1)
        tops.append(end)
        end += BAR_HEIGHT
    return tops, end + 2


def texts(
    x: Sequence[float] | Sequence[str], y: Sequence[float], shown: Sequence[str], position: str
) -> go.Scatter:
    """Words at points of a drawing."""
    return go.Scatter(
        x=list(x),
        y=list(y),
        text=list(shown),
        mode="text",
        textposition=position,
        cliponaxis=False,
        hoverinfo="skip",
    )


def fill(figures: Sequence[Figure]) -> dict[str, Any]:
    """The marker of bars: plain where exact, hatched where qualified, dotted where computed."""
    pattern = {"shape": hatch(figures), "fillmode": "overlay", "fgcolor": "#ffffff"}
    return {"color": BLUE, "pattern": pattern, "line": {"width": 0}}


def hatch(figures: Sequence[Figure]) -> list[str]:
    """The fill pattern of each bar: hatched where the print carries a qualifier, dotted where computed."""
    return [{"exact": PLAIN, "derived": DOTS}.get(figure.qualifier, HATCH) for figure in figures]


def whiskers(figures: Sequence[Figure]) -> dict[str, Any]:
    """Error bars from the lower to the upper end of each qualified figure; none at an open end."""
    values = [float(figure.value or 0) for figure in figures]
    limits = [
        find_limits(figure) if figure.is_qualified else (value, value)
        for figure, value in zip(figures, values, strict=True)
    ]
    return write_whiskers(values, limits)


def write_whiskers(
    values: Sequence[float], limits: Sequence[tuple[float, float]], width: int = 5
) -> dict[str, Any]:
    """Error bars from one limit of each value to the other."""
    plus = [high - value for value, (_, high) in zip(values, limits, strict=True)]
    minus = [value - low for value, (low, _) in zip(values, limits, strict=True)]
    return {
        "type": "data",
        "symmetric": False,
        "array": plus,
        "arrayminus": minus,
        "color": WHISKER,
        "thickness": 2,
        "width": width,
        "visible": any(plus) or any(minus),
    }


def ends(figures: Sequence[Figure]) -> list[float]:
    """Where each bar with its whisker ends, for the label to stand beyond it."""
    return [find_limits(f)[1] if f.is_qualified else float(f.value or 0) for f in figures]


def new_figure(traces: Sequence[go.Bar | go.Scatter], **settings: Any) -> go.Figure:
    """A plotly figure of traces, with `layout` settings."""
    return go.Figure(data=list(traces), layout=layout(**settings))
