"""Rates against 100 per cent: how much is reached, and what is left."""

from __future__ import annotations

import plotly.graph_objects as go

from publicstats.analysis.panels import Panel
from publicstats.charts import style
from publicstats.charts.bars import draw_rows, list_values
from publicstats.text.i18n import Lang

WHOLE = 100.0
AXIS_HEIGHT = 26


def draw_rate(panel: Panel, lang: Lang, width: int) -> go.Figure:
    """A bar a figure on a track that ends at 100 per cent."""
    values = list_values(panel)
    reached = go.Bar(x=values, marker=style.fill(panel.points))
    left = [max(WHOLE - value, 0.0) for value in values]
    rest = go.Bar(x=left, marker={"color": style.REST, "line": {"width": 0}})
    reach = [0.0, max(WHOLE, *values)]
    axis = style.quiet_axis(
        range=reach, showticklabels=True, tickvals=[0, 50, 100], ticktext=["0", "50%", "100%"]
    )
    margin = {"l": 6, "r": 24, "t": 0, "b": AXIS_HEIGHT}
    return draw_rows(
        panel, lang, width, [reached, rest], reach, AXIS_HEIGHT, barmode="stack", xaxis=axis, margin=margin
    )
