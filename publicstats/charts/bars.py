"""Bars, columns and funnels: one bar a figure, what it is and its printed form written above it.

The words stand above horizontal bars, not beside them, so that nothing is cut off on a phone.
"""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from publicstats.charts import style
from publicstats.charts.labels import label_figures, label_values, wrap, write_rows
from publicstats.i18n import Lang
from publicstats.queries import Panel


def draw_bars(panel: Panel, lang: Lang) -> go.Figure:
    """Horizontal bars, the first figure on top."""
    values = [float(figure.value or 0) for figure in panel.points]
    bars = go.Bar(
        orientation="h",
        x=values,
        y=list(range(len(values))),
        width=style.BAR,
        marker=style.fill(panel.points),
        error_x=style.whiskers(panel.points),
        hoverinfo="skip",
    )
    reach = max(*style.ends(panel.points), *values, 0.0) or 1.0
    return draw_rows(panel, lang, [bars], [min(0.0, *values), reach * 1.01])


def draw_funnel(panel: Panel, lang: Lang) -> go.Figure:
    """Centred bars from stage to stage, in the order of the chart's row."""
    values = [float(figure.value or 0) for figure in panel.points]
    bars = go.Bar(
        orientation="h",
        x=values,
        y=list(range(len(values))),
        base=[-value / 2 for value in values],
        width=style.BAR,
        marker=style.fill(panel.points),
        hoverinfo="skip",
    )
    half = (max(*values, 0.0) or 1.0) / 2
    return draw_rows(panel, lang, [bars], [-half, half])


def draw_columns(panel: Panel, lang: Lang) -> go.Figure:
    """Vertical bars from left to right, as for a series of years."""
    labels = [wrap(label, lang, style.COLUMN_WRAP[lang]) for label in _labels(panel, lang)]
    values = [float(figure.value or 0) for figure in panel.points]
    ends = style.ends(panel.points)
    bars = go.Bar(
        x=labels,
        y=values,
        width=min(0.6, 0.12 * len(labels)),
        marker=style.fill(panel.points),
        error_y=style.whiskers(panel.points),
        hoverinfo="skip",
    )
    texts = style.texts(labels, ends, label_values(panel.points, lang), "top center")
    reach = max(*ends, *values, 0.0) or 1.0
    return style.new_figure(
        [bars, texts],
        height=300,
        xaxis=style.category_axis(),
        yaxis=style.quiet_axis(range=[min(0.0, *values), reach * 1.18]),
    )


def draw_rows(
    panel: Panel, lang: Lang, bars: list[go.Bar], reach: list[float], axis_height: int = 0, **settings: Any
) -> go.Figure:
    """Horizontal bars under their words; `reach` is the range of the value axis, which may be shown."""
    rows = write_rows(_labels(panel, lang), label_values(panel.points, lang), lang)
    above = [place - style.BAR / 2 - 0.05 for place in range(len(rows))]
    texts = style.texts([reach[0]] * len(rows), above, rows, "top right")
    # Above the first bar stand its words; below the last one nothing.
    top, bottom = -(1 - style.BAR / 2), len(rows) - 1 + style.BAR / 2
    height = round(style.row_height(rows) * (bottom - top)) + axis_height + 12
    axes = {"xaxis": style.quiet_axis(range=reach), "yaxis": style.quiet_axis(range=[bottom, top])}
    return style.new_figure([*bars, texts], height=height, **axes | settings)


def _labels(panel: Panel, lang: Lang) -> list[str]:
    return label_figures(panel.points, panel.chart.across, lang)
