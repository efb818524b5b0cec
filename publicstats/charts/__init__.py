"""Drawings of comparable figures: pure functions of a `Panel`, one module a kind.

`draw_panel` gives the plotly figure, `describe_panel` the same in words (alt text, caption, print).
Cards and tables are no drawings: they are markup of `publicstats.controls`.

Hands out plotly figures, the sentence that describes one, its SVG, and what a browser needs to draw it again.
May ask: analysis, figures, contract, period, text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import plotly.graph_objects as go

from publicstats.analysis.panels import Panel
from publicstats.charts.bars import draw_bars, draw_columns, draw_funnel
from publicstats.charts.layouts import Layout, draw_layouts
from publicstats.charts.line import draw_line
from publicstats.charts.panel_words import DRAWN, describe_panel
from publicstats.charts.pictures import PictureError, write_svg
from publicstats.charts.rate import draw_rate
from publicstats.charts.slope import draw_slope
from publicstats.charts.specification import find_script, name_specification, write_specification
from publicstats.charts.style import NARROW, WIDE
from publicstats.text.i18n import Lang

KINDS: dict[str, Callable[[Panel, Lang, int], go.Figure]] = {
    "bars": draw_bars,
    "columns": draw_columns,
    "funnel": draw_funnel,
    "line": draw_line,
    "rate": draw_rate,
    "slope": draw_slope,
}
"""Each kind of `charts.csv` that is drawn, and what draws it."""

__all__ = [
    "KINDS",
    "NARROW",
    "WIDE",
    "Layout",
    "PictureError",
    "describe_panel",
    "draw_layouts",
    "draw_panel",
    "find_script",
    "name_specification",
    "write_specification",
    "write_svg",
]


def draw_panel(panel: Panel, lang: Lang, width: int = WIDE) -> go.Figure:
    """The plotly figure of a panel's first `DRAWN` figures, by its chart's kind, for a width in pixels."""
    return KINDS[panel.form](replace(panel, points=panel.points[:DRAWN]), lang, width)
