"""Small multiples: one drawing a course, all on one scale, where one drawing of all would be a tangle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import plotly.graph_objects as go

from publicstats.analysis.courses import Course
from publicstats.analysis.panels import Panel
from publicstats.charts import style
from publicstats.charts.course_traces import Pen, trace_course
from publicstats.charts.labels import count_characters, protect, say_briefly, wrap
from publicstats.charts.ruptures import draw_ruptures
from publicstats.charts.target_labels import Plot, trace_target_labels
from publicstats.charts.time_axis import TICK_SIZE, TimeAxis, build_axis, find_moment, write_moment
from publicstats.charts.value_axis import ValueAxis
from publicstats.text.i18n import Lang

MOST_CELLS = 36
"""Courses that are drawn: the 34 provincial units of the country, and the nation."""
COLUMNS = ((480, 3, 4), (0, 2, 3))
"""From a width on in pixels: how many stand side by side, and how many where there are more than a dozen."""
MANY = 12
COMPARED = 8
"""Courses up to which each cell has the others in grey, where it is wide enough."""
PLOT_HEIGHTS, BESIDE, BELOW, TITLE_SIZE, TITLE_LINE = (76, 60), 28, 16, 13, 17
"""Pixels: the plot of a cell (of many), the room beside and below it, the letters and lines of its title."""
MOST_TITLE = 3
GREY = "rgba(128,138,152,0.45)"


@dataclass(frozen=True)
class Grid:
    """Where cells stand, in pixels."""

    columns: int
    left: int
    cell: float
    """The width of a cell's plot."""
    tops: tuple[float, ...]
    """The top of each row's plots."""
    height: float
    plot: int
    """The height of a cell's plot."""

    def find_domains(self, place: int, width: int) -> tuple[list[float], list[float]]:
        """The part of the whole drawing that a cell's plot takes, from left to right and from below."""
        row, column = divmod(place, self.columns)
        start = self.left + column * (self.cell + BESIDE)
        bottom = self.tops[row] + self.plot
        return (
            [start / width, (start + self.cell) / width],
            [1 - bottom / self.height, 1 - self.tops[row] / self.height],
        )


def draw_multiples(
    panel: Panel, names: Sequence[str], values: ValueAxis, lang: Lang, width: int
) -> go.Figure:
    """A cell a course, with its name and last value above it; breaks, targets and ticks as in one drawing."""
    courses = panel.courses[:MOST_CELLS]
    wide, many = next((few, more) for least, few, more in COLUMNS if width >= least)
    columns = many if len(courses) > MANY else wide
    left = values.room
    cell = (width - left - BESIDE * (columns - 1) - 14) / columns
    axis = build_axis(courses, lang, cell, overhang=BESIDE / 2 - 1)
    titles = [_title(course, name, lang, cell) for course, name in zip(courses, names, strict=False)]
    grid = _arrange(titles, columns, left, cell, axis)
    traces: list[go.Scatter] = []
    shapes: list[dict[str, Any]] = []
    aims: list[list[go.Scatter] | None] = []
    is_compared = len(courses) <= COMPARED and width >= COLUMNS[0][0]
    points = _list_points(courses) if is_compared else []
    for place, (course, title) in enumerate(zip(courses, titles, strict=True)):
        axes = _name_axes(place, columns)
        pen = Pen(protect(names[place]), style.BLUE, lang, width, axes=axes)
        if is_compared:
            traces.append(_trace_others(points, place, axes))
        traces += trace_course(course, pen, axis, values.low)
        plot = Plot(axis, values, cell, grid.plot)
        aims.append(trace_target_labels([course], [pen], plot, lang, brief=True))
        traces.append(_write_title(title, axis, values, axes))
        shapes += draw_ruptures([course], axes)
    # Every target has its value, or none has.
    words = [trace for found in aims for trace in found or ()] if None not in aims else []
    return style.new_figure(
        [*traces, *words],
        height=grid.height,
        hovermode="x unified",
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        shapes=shapes,
        **_write_axes(len(courses), grid, axis, values, width),
    )


def _title(course: Course, name: str, lang: Lang, cell: float) -> str:
    """A cell's name, cut where it would take too many lines, and its last value in bold."""
    room = count_characters(lang, int(cell * 14 / TITLE_SIZE))
    lines = wrap(name, lang, room).split("<br>")
    if len(lines) > MOST_TITLE:
        lines = [*lines[: MOST_TITLE - 1], lines[MOST_TITLE - 1][:-1] + "…"]
    value = wrap(say_briefly(course.known[-1].figure, lang), lang, room)
    return "<br>".join((*lines, f"<b>{value}</b>"))


def _arrange(titles: Sequence[str], columns: int, left: int, cell: float, axis: TimeAxis) -> Grid:
    """The rows from top to bottom, each as high as its longest title needs."""
    foot = 8 + axis.lines * (TICK_SIZE + 5)
    plot = PLOT_HEIGHTS[len(titles) > MANY]
    tops, end = [], 0.0
    for start in range(0, len(titles), columns):
        lines = max(title.count("<br>") + 1 for title in islice(titles, start, start + columns))
        tops.append(end + lines * TITLE_LINE + 8)
        end = tops[-1] + plot + BELOW
    return Grid(columns, left, cell, tuple(tops), round(end - BELOW + foot), plot)


def _name_axes(place: int, columns: int) -> tuple[str, str]:
    """Cells of one column share an axis of time, those of one row an axis of values."""
    row, column = divmod(place, columns)
    return f"x{column + 1 if column else ''}", f"y{row + 1 if row else ''}"


def _list_points(courses: Sequence[Course]) -> list[tuple[list[str | None], list[float | None]]]:
    """The times and values of each course, and a gap."""
    return [
        (
            [*(write_moment(find_moment(course.series, o)) for o in course.known), None],
            [*(float(o.figure.value or 0) for o in course.known), None],
        )
        for course in courses
    ]


def _trace_others(
    points: Sequence[tuple[list[str | None], list[float | None]]], place: int, axes: tuple[str, str]
) -> go.Scatter:
    """All courses but the one in a place, thin and grey, as one trace."""
    others = [pair for number, pair in enumerate(points) if number != place]
    x = [moment for moments, _ in others for moment in moments]
    y = [value for _, values in others for value in values]
    return go.Scatter(
        x=x[:-1],
        y=y[:-1],
        mode="lines",
        line={"color": GREY, "width": 1},
        xaxis=axes[0],
        yaxis=axes[1],
        showlegend=False,
        hoverinfo="skip",
    )


def _write_title(title: str, axis: TimeAxis, values: ValueAxis, axes: tuple[str, str]) -> go.Scatter:
    return go.Scatter(
        x=[write_moment(axis.first)],
        y=[values.high],
        text=[title],
        mode="text",
        textposition="top right",
        textfont={"size": TITLE_SIZE},
        xaxis=axes[0],
        yaxis=axes[1],
        showlegend=False,
        cliponaxis=False,
        hoverinfo="skip",
    )


def _write_axes(count: int, grid: Grid, axis: TimeAxis, values: ValueAxis, width: int) -> dict[str, Any]:
    """The axes of all rows and columns; times are named under the lowest cell of each column."""
    axes: dict[str, Any] = {}
    for place in range(count):
        across, up = grid.find_domains(place, width)
        x, y = _name_axes(place, grid.columns)
        matched = {"matches": "x"} if x != "x" else {}
        # Of many small drawings the rules of years would be most of what is drawn.
        plain: dict[str, Any] = {} if count <= MANY else {"minor": {}}
        axes[f"xaxis{x[1:]}"] = axis.write(domain=across, anchor=y, **matched, **plain)
        if place % grid.columns == 0:
            matched = {"matches": "y"} if y != "y" else {}
            axes[f"yaxis{y[1:]}"] = values.write(domain=up, anchor="x", **matched)
    return axes
