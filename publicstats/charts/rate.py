"""Rates against 100 per cent: how much is reached, and what is left."""

from __future__ import annotations

import plotly.graph_objects as go

from publicstats.charts import style
from publicstats.charts.bars import draw_rows
from publicstats.i18n import Lang
from publicstats.queries import Panel

WHOLE = 100.0
AXIS_HEIGHT = 26


def draw_rate(panel: Panel, lang: Lang) -> go.Figure:
    """A bar a figure on a track that ends at 100 per cent."""
    values = [float(figure.value or 0) for figure in panel.points]
    rows = list(range(len(values)))
    reached = go.Bar(
        orientation="h", x=values, y=rows, width=style.BAR, marker=style.fill(panel.points), hoverinfo="skip"
    )
    rest = go.Bar(
        orientation="h",
        x=[max(WHOLE - value, 0.0) for value in values],
        y=rows,
        width=style.BAR,
        marker={"color": style.REST},
        hoverinfo="skip",
    )
    reach = [0.0, max(WHOLE, *values) * 1.01]
    axis = style.quiet_axis(
        range=reach, showticklabels=True, tickvals=[0, 50, 100], ticktext=["0", "50%", "100%"]
    )
    return draw_rows(
        panel,
        lang,
        [reached, rest],
        reach,
        AXIS_HEIGHT,
        barmode="stack",
        xaxis=axis,
        margin={"l": 8, "r": 20, "t": 4, "b": AXIS_HEIGHT},
    )
