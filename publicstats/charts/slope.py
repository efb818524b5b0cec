"""Slopes: the same thing at two or more times, one line a series."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from publicstats.analysis.panels import Panel
from publicstats.charts import style
from publicstats.charts.bars import list_values
from publicstats.charts.hover import answer
from publicstats.charts.labels import count_characters, label_figures, say_figure, wrap
from publicstats.charts.style import FONT_SIZE
from publicstats.charts.widths import measure_words
from publicstats.contract.records import Figure
from publicstats.period import format_period
from publicstats.text.i18n import Lang

HEIGHT, LINE = 340, 22
"""Pixels of a drawing, and of a line of words in it."""
SIDE = 3
"""The share of the width that words on either side may take: one in so many."""


def draw_slope(panel: Panel, lang: Lang, width: int) -> go.Figure:
    """Lines from period to period, each point with its printed form; several series have a legend."""
    series = _series(panel.points)
    across = "indicator" if panel.chart.across == "period" else panel.chart.across
    names = label_figures([points[0] for points in series], across, lang, period=False, around=panel.around)
    periods = sorted({figure.period for figure in panel.points}, key=lambda period: (period.end, period.text))
    names = [wrap(name, lang, count_characters(lang, width - 60)) for name in names]
    lines = [
        _line(points, name, number, lang, width)
        for number, (points, name) in enumerate(zip(series, names, strict=True))
    ]
    labels = [_label(points[end], lang, width) for points in series for end in (0, -1)]
    room = min(round(max(measure_words(text, FONT_SIZE) for text in labels)) + 16, width // SIDE)
    values = list_values(panel)
    low, high = min(values), max(values)
    # Words of many lines stand half above their point and half below it.
    half = max(text.count("<br>") + 1 for text in labels) * LINE / 2
    share = max(0.25, half / (HEIGHT - 2 * half))
    margin = (high - low) * share or abs(high) * share or 1.0
    return style.new_figure(
        lines,
        height=HEIGHT,
        hovermode="x unified",
        showlegend=len(series) > 1,
        legend={"orientation": "v", "yanchor": "bottom", "y": 1.02, "x": -room / (width - 2 * room)},
        xaxis=style.category_axis(
            categoryorder="array",
            categoryarray=[format_period(period, lang) for period in periods],
            range=[-0.15, len(periods) - 0.85],
        ),
        margin={"l": room, "r": room, "t": 4, "b": 4},
        yaxis=style.quiet_axis(range=[low - margin, high + margin]),
    )


def _series(figures: Sequence[Figure]) -> list[list[Figure]]:
    """The figures of each line in order of time."""
    lines: dict[tuple[str, str, str], list[Figure]] = {}
    for figure in sorted(figures, key=lambda figure: figure.period.end):
        breakdown = figure.breakdown.id if figure.breakdown else ""
        lines.setdefault((figure.indicator.id, figure.region.id, breakdown), []).append(figure)
    return list(lines.values())


def _positions(count: int) -> list[str]:
    """Where the labels of a line's points stand: outside its ends, above what lies between."""
    if count == 1:
        return ["top center"]
    return ["middle left", *["top center"] * (count - 2), "middle right"]


def _label(figure: Figure, lang: Lang, width: int) -> str:
    """A point's words, in lines that have room beside the drawing."""
    return wrap(say_figure(figure, lang), lang, count_characters(lang, width // SIDE - 24))


def _set_apart(text: str) -> str:
    """A text with room for the point on either side of each line."""
    return "<br>".join(f"&nbsp;&nbsp;{line}&nbsp;&nbsp;" for line in text.split("<br>"))


def _line(points: list[Figure], name: str, number: int, lang: Lang, width: int) -> go.Scatter:
    color = style.SERIES[number % len(style.SERIES)]
    marker = style.MARKERS[number % len(style.MARKERS)]
    open_marks = [marker if pattern == style.PLAIN else f"{marker}-open" for pattern in style.hatch(points)]
    return go.Scatter(
        name=name,
        x=[format_period(figure.period, lang) for figure in points],
        y=[float(figure.value or 0) for figure in points],
        text=[_set_apart(_label(figure, lang, width)) for figure in points],
        textposition=_positions(len(points)),
        mode="lines+markers+text",
        line={"color": color, "width": 3, "dash": style.DASHES[number % len(style.DASHES)]},
        marker={"size": 11, "symbol": open_marks, "color": color, "line": {"width": 2, "color": color}},
        error_y=style.whiskers(points),
        cliponaxis=False,
        **answer(points, lang, width),
    )
