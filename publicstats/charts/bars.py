"""Bars, columns and funnels: one bar a figure, what it is and its printed form written above it.

The words stand above horizontal bars, not beside them, so that nothing is cut off on a phone.
"""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from publicstats.analysis.panels import Panel
from publicstats.charts import style
from publicstats.charts.hover import answer
from publicstats.charts.labels import (
    count_characters,
    label_figures,
    label_values,
    say_figure,
    wrap,
    write_rows,
)
from publicstats.charts.time_columns import draw_time_columns
from publicstats.text.i18n import Lang


def draw_bars(panel: Panel, lang: Lang, width: int) -> go.Figure:
    """Horizontal bars, the first figure on top."""
    values = list_values(panel)
    bars = go.Bar(x=values, marker=style.fill(panel.points), error_x=style.whiskers(panel.points))
    reach = max(*style.ends(panel.points), *values, 0.0) or 1.0
    return draw_rows(panel, lang, width, [bars], [min(0.0, *values), reach * 1.01])


def draw_funnel(panel: Panel, lang: Lang, width: int) -> go.Figure:
    """Centred bars from stage to stage, in the order of the chart's row."""
    values = list_values(panel)
    bars = go.Bar(x=values, base=[-value / 2 for value in values], marker=style.fill(panel.points))
    half = (max(*values, 0.0) or 1.0) / 2
    return draw_rows(panel, lang, width, [bars], [-half, half])


def draw_columns(panel: Panel, lang: Lang, width: int) -> go.Figure:
    """Vertical bars from left to right; over time each stands at its time."""
    if panel.is_to_scale:
        return draw_time_columns(panel, lang, width)
    values = list_values(panel)
    ends = style.ends(panel.points)
    room = count_characters(lang, width // len(values))
    labels = [wrap(label, lang, room) for label in _labels(panel, lang)]
    words = [wrap(say_figure(figure, lang), lang, room) for figure in panel.points]
    bars = go.Bar(
        x=labels,
        y=values,
        width=min(0.6, 0.12 * len(labels)),
        marker=style.fill(panel.points),
        error_y=style.whiskers(panel.points),
        **answer(panel.points, lang, width, _labels(panel, lang)),
    )
    texts = style.texts(labels, ends, words, "top center")
    reach = max(*ends, *values, 0.0) or 1.0
    lines = max(word.count("<br>") + 1 for word in words)
    return style.new_figure(
        [bars, texts],
        height=280 + style.LINE_HEIGHT * lines,
        xaxis=style.category_axis(),
        yaxis=style.quiet_axis(range=[min(0.0, *values), reach * (1.1 + 0.08 * lines)]),
    )


def draw_rows(
    panel: Panel,
    lang: Lang,
    width: int,
    bars: list[go.Bar],
    reach: list[float],
    axis_height: int = 0,
    **settings: Any,
) -> go.Figure:
    """Horizontal bars under their words; `reach` is the range of the value axis, which may be shown.

    The other axis counts pixels from the top, so that bars are equally thick whatever stands above them.
    """
    labels = _labels(panel, lang)
    rows = write_rows(labels, label_values(panel.points, lang), lang, width)
    tops, bottom = style.stack_rows(rows)
    for bar in bars:
        centres = [top + style.BAR_HEIGHT / 2 for top in tops]
        bar.update(orientation="h", y=centres, width=style.BAR_HEIGHT, hoverinfo="skip")
    bars[0].update(answer(panel.points, lang, width, labels))
    texts = style.texts([reach[0]] * len(rows), [top - 2 for top in tops], rows, "top right")
    axes = {"xaxis": style.quiet_axis(range=reach), "yaxis": style.quiet_axis(range=[bottom, 0])}
    margin = {"l": 2, "r": 2, "t": 0, "b": axis_height}
    return style.new_figure(
        [*bars, texts], **{"height": bottom + axis_height, "margin": margin} | axes | settings
    )


def list_values(panel: Panel) -> list[float]:
    """The number of each figure of a panel."""
    return [float(figure.value or 0) for figure in panel.points]


def _labels(panel: Panel, lang: Lang) -> list[str]:
    return label_figures(panel.points, panel.chart.across, lang, around=panel.around)
