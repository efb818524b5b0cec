"""The values of targets beside their marks: all where none lies on a line or on another, else none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import plotly.graph_objects as go

from publicstats.analysis.courses import Course
from publicstats.analysis.observations import Observation
from publicstats.charts.course_traces import Pen
from publicstats.charts.labels import protect
from publicstats.charts.time_axis import TimeAxis, find_moment, write_moment
from publicstats.charts.value_axis import ValueAxis
from publicstats.charts.whisker_ends import find_limits
from publicstats.charts.widths import measure_words
from publicstats.figures.wording import format_bare
from publicstats.period import format_period
from publicstats.text.i18n import Lang, translate

SIZE, LINE = 13, 17
"""Pixels: letters and lines of the words."""
AWAY = 7
"""Pixels between a mark and its words."""
OVER = 14
"""Pixels that words may stand above the plot."""
SAMPLES = 8
"""Points of each piece of a line that are looked at for words upon it."""
Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in pixels of the plot."""


@dataclass(frozen=True)
class Plot:
    """The axes of a plot and its size in pixels."""

    time: TimeAxis
    values: ValueAxis
    width: float
    height: float

    def find(self, course: Course, observation: Observation) -> tuple[float, float]:
        """Where an observation stands, in pixels from the left and the top."""
        moment = min(find_moment(course.series, observation), self.time.last)
        share = self.values.find_share(float(observation.figure.value or 0))
        return self.time.find_share(moment) * self.width, (1 - share) * self.height


def trace_target_labels(
    courses: Sequence[Course], pens: Sequence[Pen], plot: Plot, lang: Lang
) -> list[go.Scatter]:
    """The words of all targets as traces; none where there is no room for all."""
    aims = [(course, pen, o) for course, pen in zip(courses, pens, strict=True) for o in course.targets]
    taken = [point for course in courses for point in _sample(course, plot)]
    boxes: list[Box] = []
    traces = []
    for course, pen, target in aims:
        text = _say_target(target, plot.time, course, lang)
        found = next(
            (
                (position, box)
                for position, box in _list_places(plot, plot.find(course, target), text)
                if not any(_holds(box, point) for point in taken) and not any(_meet(box, b) for b in boxes)
            ),
            None,
        )
        if found is None:
            return []
        boxes.append(found[1])
        moment = min(find_moment(course.series, target), plot.time.last)
        traces.append(
            go.Scatter(
                x=[write_moment(moment)],
                y=[float(target.figure.value or 0)],
                text=[text],
                mode="text",
                textposition=found[0],
                textfont={"size": SIZE},
                hoverinfo="skip",
                **pen.common,
            )
        )
    return traces


def _say_target(target: Observation, time: TimeAxis, course: Course, lang: Lang) -> str:
    """A target's value, safe to draw; with its period where it does not stand in its place."""
    value = format_bare(target.figure, lang)
    if find_moment(course.series, target) <= time.last:
        return protect(translate("chart.target", lang, value=value))
    period = format_period(target.figure.period, lang)
    return protect(translate("chart.target_of", lang, value=value, period=period))


def _list_places(plot: Plot, point: tuple[float, float], text: str) -> list[tuple[str, Box]]:
    """Where a target's words may stand: above or below its mark, inside the plot."""
    x, y = point
    width = measure_words(text, SIZE)
    across = {"center": (x - width / 2, x + width / 2), "left": (x - width, x), "right": (x, x + width)}
    ups = {"top": (y - AWAY - LINE, y - AWAY), "bottom": (y + AWAY, y + AWAY + LINE)}
    return [
        (f"{up} {side}", (left, top, right, bottom))
        for up, (top, bottom) in ups.items()
        for side, (left, right) in across.items()
        if left >= -4 and right <= plot.width + 4 and top >= -OVER and bottom <= plot.height
    ]


def _sample(course: Course, plot: Plot) -> list[tuple[float, float]]:
    """Points along a course's line, close enough that no words stand between them."""
    points = [plot.find(course, o) for o in course.known]
    between = [
        (x + (u - x) * step / SAMPLES, y + (v - y) * step / SAMPLES)
        for (x, y), (u, v) in pairwise(points)
        for step in range(SAMPLES)
    ]
    return [
        *between,
        *points,
        *_sample_whiskers(course, plot),
        *(plot.find(course, o) for o in course.targets),
    ]


def _sample_whiskers(course: Course, plot: Plot) -> list[tuple[float, float]]:
    found = []
    for o in course.known:
        if o.figure.is_qualified:
            (x, _), (low, high) = plot.find(course, o), find_limits(o.figure)
            levels = (low + (high - low) * step / SAMPLES for step in range(SAMPLES + 1))
            found += [(x, (1 - plot.values.find_share(level)) * plot.height) for level in levels]
    return found


def _holds(box: Box, point: tuple[float, float]) -> bool:
    left, top, right, bottom = box
    return left - 3 <= point[0] <= right + 3 and top - 3 <= point[1] <= bottom + 3


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
