"""Columns over time: each stands at its time, so that years that are missing leave room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from publicstats.analysis.courses import Course
from publicstats.analysis.observations import Observation
from publicstats.analysis.panels import Panel
from publicstats.charts import marks, style
from publicstats.charts.course_names import name_courses
from publicstats.charts.course_traces import Pen, trace_hidden, trace_targets, trace_whiskers
from publicstats.charts.hover import answer
from publicstats.charts.labels import protect, say_briefly
from publicstats.charts.ruptures import draw_ruptures
from publicstats.charts.time_axis import (
    TICK_SIZE,
    TimeAxis,
    build_axis,
    find_moment,
    list_moments,
    write_moment,
)
from publicstats.charts.value_axis import ValueAxis, build_values
from publicstats.charts.whisker_ends import find_ends
from publicstats.charts.widths import measure_words
from publicstats.contract.records import Figure
from publicstats.text.i18n import Lang

FULL = 0.72
"""The share of the time from one column to the next that columns take."""
WIDEST = timedelta(days=300)
LABEL_SIZE, LABEL_LINE = 13, 18
PLOT_HEIGHT, TOP = 230, 26
HOLLOW = "rgba(128,138,152,0.12)"


def draw_time_columns(panel: Panel, lang: Lang, width: int) -> go.Figure:
    """Columns to scale on an axis of time, beside one another where there are several series.

    Each has its value above it where all fit, else none has, and the axis of values says what they are.
    """
    axis, values, step = _build_axes(panel, lang, width)
    plot = width - values.room - 12
    full = min(step, _find_length(panel)) * FULL
    wide = full / len(panel.courses)
    foot = 8 + axis.lines * (TICK_SIZE + 5)
    names = name_courses(panel, lang)
    traces: list[go.Bar | go.Scatter] = []
    for place, (course, name) in enumerate(zip(panel.courses, names, strict=True)):
        pen = Pen(protect(name), style.SERIES[place % len(style.SERIES)], lang, width)
        shift = wide * place - full * _find_reach(course)
        traces.append(_trace_columns(course, pen, shift, wide))
        traces += trace_whiskers(course, pen, shift + wide / 2)
        traces += trace_targets(course, pen, axis)
        traces += trace_hidden(course, pen, max(values.low, 0.0))
    labels = _label_columns(panel, lang, step / (axis.last - axis.first) * plot, full)
    several = len(panel.courses) > 1
    head = TOP + 22 * len(panel.courses) * several
    return style.new_figure(
        [*traces, *labels],
        height=PLOT_HEIGHT + head + foot,
        hovermode="x unified",
        barmode="overlay",
        margin={"l": values.room, "r": 12, "t": head, "b": foot},
        xaxis=axis.write(),
        yaxis=values.write(),
        shapes=draw_ruptures(panel.courses),
        showlegend=several,
        legend={
            "orientation": "v",
            "xanchor": "left",
            "x": 0,
            "yanchor": "bottom",
            "y": 1 + 20 / PLOT_HEIGHT,
        },
    )


def _build_axes(panel: Panel, lang: Lang, width: int) -> tuple[TimeAxis, ValueAxis, timedelta]:
    """Both axes, and the time from one column to the next."""
    figures = [*panel.points, *panel.aims]
    values = build_values(
        find_ends(figures), panel.unit, lang, from_zero=True, is_change=panel.basis == "growth"
    )
    moments = list_moments(panel.courses)
    step = min((b - a for a, b in pairwise(moments)), default=WIDEST / FULL)
    axis = build_axis(panel.courses, lang, width - values.room - 12, edge=step * FULL / 2 + step / 8)
    return axis, values, step


def _find_length(panel: Panel) -> timedelta:
    """How long the shortest span is that a column stands for; a state has none, and takes most of a year."""
    spans = [o.end - o.start + timedelta(days=1) for course in panel.courses for o in course.known]
    return max(min(spans), timedelta(days=28)) if panel.basis == "flow" else WIDEST


def _find_reach(course: Course) -> float:
    """The share of a column that lies before its day: a total up to a day ends there, inside its own year."""
    return 1.0 if course.series.is_running else 0.5


def _trace_columns(course: Course, pen: Pen, shift: timedelta, wide: timedelta) -> go.Bar:
    figures = [o.figure for o in course.known]
    return go.Bar(
        x=[write_moment(find_moment(course.series, o)) for o in course.known],
        y=[float(figure.value or 0) for figure in figures],
        width=wide / timedelta(milliseconds=1),
        offset=shift / timedelta(milliseconds=1),
        marker=_fill(figures, pen.color),
        **{name: value for name, value in pen.common.items() if name != "showlegend"},
        **answer(figures, pen.lang, pen.width),
    )


def _fill(figures: Sequence[Figure], color: str) -> dict[str, Any]:
    """Hollow where a value is not settled yet, else filled; a pattern of its own for each such state."""
    states = [marks.find_state(figure) for figure in figures]
    hollow = [state in marks.HOLLOW for state in states]
    patterns = zip(states, style.hatch(figures), strict=True)
    return {
        "color": [HOLLOW if is_hollow else color for is_hollow in hollow],
        "line": {"width": [2 * is_hollow for is_hollow in hollow], "color": color},
        "pattern": {
            "shape": [marks.HOLLOW.get(state, pattern) for state, pattern in patterns],
            "fillmode": "overlay",
            "fgcolor": [color if is_hollow else "#ffffff" for is_hollow in hollow],
        },
    }


def _label_columns(panel: Panel, lang: Lang, room: float, full: timedelta) -> list[go.Scatter]:
    """The values above columns (of negative ones below) as a trace.

    None where one is wider than `room`, the pixels from one column to the next.
    """
    if len(panel.courses) > 1:
        return []
    [course] = panel.courses
    texts = [say_briefly(o.figure, lang) for o in course.known]
    if max(measure_words(text, LABEL_SIZE) for text in texts) > room - 6:
        return []
    ends = [_find_end(o) for o in course.known]
    # Above the middle of each column, wherever its day is.
    aside = full * (0.5 - _find_reach(course))
    return [
        go.Scatter(
            x=[write_moment(find_moment(course.series, o) + aside) for o in course.known],
            y=ends,
            text=[protect(text) for text in texts],
            mode="text",
            textposition=["top center" if end >= 0 else "bottom center" for end in ends],
            textfont={"size": LABEL_SIZE},
            cliponaxis=False,
            showlegend=False,
            hoverinfo="skip",
        )
    ]


def _find_end(observation: Observation) -> float:
    """Where a column with its whisker ends, away from zero."""
    ends = find_ends([observation.figure])
    return max(ends) if ends[0] >= 0 else min(ends)
