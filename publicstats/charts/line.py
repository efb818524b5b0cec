"""Lines over time to scale: up to four in one drawing, each named at its end; more in small multiples."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from publicstats.analysis.panels import TOGETHER, Panel
from publicstats.charts import style
from publicstats.charts.course_names import name_courses
from publicstats.charts.course_traces import Pen, trace_course
from publicstats.charts.end_labels import label_ends, trace_labels, wrap_names
from publicstats.charts.ruptures import draw_ruptures
from publicstats.charts.small_multiples import draw_multiples
from publicstats.charts.target_labels import Plot, trace_target_labels
from publicstats.charts.time_axis import TICK_SIZE, build_axis
from publicstats.charts.value_axis import ValueAxis, build_values
from publicstats.charts.whisker_ends import find_ends
from publicstats.text.i18n import Lang

IN_CELL = 3
"""About how many round numbers stand beside a small drawing."""
PLOT_HEIGHT, TOP = 250, 16
"""Pixels of the plot itself, and above it."""


def draw_line(panel: Panel, lang: Lang, width: int) -> go.Figure:
    """Lines to scale on an axis of time, with their targets, breaks, and ticks for what is hidden."""
    names = name_courses(panel, lang)
    if len(panel.courses) > TOGETHER:
        return draw_multiples(panel, names, build_reach(panel, lang, count=IN_CELL), lang, width)
    return _draw_together(panel, names, build_reach(panel, lang), lang, width)


def build_reach(panel: Panel, lang: Lang, *, count: int = 5) -> ValueAxis:
    """The axis of values for all that a panel shows over time."""
    others = [f for course in panel.courses for o in course.known for f in o.figures if f.is_known]
    ends = find_ends([*others, *panel.aims])
    return build_values(ends, panel.unit, lang, count=count, is_change=panel.basis == "growth")


def _draw_together(
    panel: Panel, names: Sequence[str], values: ValueAxis, lang: Lang, width: int
) -> go.Figure:
    labels = label_ends(panel.courses, names, lang, width)
    shown = wrap_names(names, lang, width)
    # Plotly's own legend takes lines of its own height.
    head = 0 if labels.named else 8 + sum(style.LINE_HEIGHT * (name.count("<br>") + 1) for name in shown)
    plot = width - values.room - labels.room
    axis = build_axis(panel.courses, lang, plot)
    height = max(PLOT_HEIGHT, round(sum(labels.heights)) + 8)
    foot = 8 + axis.lines * (TICK_SIZE + 5)
    pens = [Pen(name, style.SERIES[place], lang, width) for place, name in enumerate(shown)]
    traces = [
        trace
        for course, pen in zip(panel.courses, pens, strict=True)
        for trace in trace_course(course, pen, axis, values.low)
    ]
    traces += trace_target_labels(panel.courses, pens, Plot(axis, values, plot, height), lang)
    traces += trace_labels(panel.courses, pens, labels, (axis, values), (plot, height))
    legend = {} if labels.named else _write_legend(traces, -values.room / plot, 1 + TOP / height)
    return style.new_figure(
        traces,
        height=height + TOP + head + foot,
        hovermode="x unified",
        margin={"l": values.room, "r": labels.room, "t": TOP + head, "b": foot},
        xaxis=axis.write(),
        yaxis=values.write(),
        shapes=draw_ruptures(panel.courses),
        **legend,
    )


def _write_legend(traces: Sequence[go.Scatter], left: float, bottom: float) -> dict[str, Any]:
    """A legend above the drawing, for names that do not fit beside the lines."""
    for trace in traces:
        trace.showlegend = trace.mode == "lines" and trace.hoverinfo != "skip"
    place = {"xanchor": "left", "x": left, "yanchor": "bottom", "y": bottom}
    return {"showlegend": True, "legend": {"orientation": "v"} | place}
