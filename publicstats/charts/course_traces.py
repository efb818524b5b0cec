"""One course as traces of plotly: its line with gaps, marks and whiskers, targets, what is hidden."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from publicstats.analysis.courses import Course
from publicstats.analysis.observations import Observation
from publicstats.charts import marks, style
from publicstats.charts.hover import answer
from publicstats.charts.time_axis import TimeAxis, find_moment, write_moment
from publicstats.charts.whisker_ends import find_limits
from publicstats.contract.records import Figure
from publicstats.text.i18n import Lang

CROWDED = 24
"""Values of a line from which on plain ones have no mark of their own."""
SIZES = {"plain": 7, "small": 5, "other": 9, "target": 16, "axis": 9}
"""Pixels of marks."""


@dataclass(frozen=True)
class Pen:
    """How a course is drawn: its name, colour and thickness, and the axes that it is drawn on."""

    name: str
    color: str
    lang: Lang
    width: int
    """The width of the drawing in pixels, for what its points answer."""
    thickness: float = 2.5
    axes: tuple[str, str] = ("x", "y")

    @property
    def common(self) -> dict[str, Any]:
        """What all traces of the course share, so that they are switched off and on together."""
        return {
            "name": self.name,
            "legendgroup": self.name,
            "showlegend": False,
            "xaxis": self.axes[0],
            "yaxis": self.axes[1],
            "cliponaxis": False,
        }


def trace_course(course: Course, pen: Pen, axis: TimeAxis, floor: float) -> Iterator[go.Scatter]:
    """The traces of a course; what has no number stands on the floor of the drawing."""
    yield from _trace_ahead(course, pen)
    yield _trace_line(course, pen)
    yield from trace_whiskers(course, pen)
    yield _trace_points(course, pen)
    yield from _trace_disputed(course, pen)
    yield from trace_targets(course, pen, axis)
    yield from trace_hidden(course, pen, floor)


def _trace_line(course: Course, pen: Pen) -> go.Scatter:
    """The line through what is known; a point without a value breaks it. Points answer to the pointer."""
    points: list[Observation | None] = []
    for stretch in _cut_ahead(course.stretches):
        points += [*stretch, None]
    points = points[:-1]
    answers = answer([point.figure for point in points if point], pen.lang, pen.width)
    texts = iter(answers["customdata"])
    return go.Scatter(
        x=[write_moment(find_moment(course.series, point)) if point else None for point in points],
        y=[_value(point.figure) if point else None for point in points],
        mode="lines",
        connectgaps=False,
        line={"color": pen.color, "width": pen.thickness},
        **pen.common,
        **(answers | {"customdata": [next(texts) if point else "" for point in points]}),
    )


def _cut_ahead(stretches: Iterable[tuple[Observation, ...]]) -> Iterator[list[Observation]]:
    """The stretches without the joints that lead to what is expected: those are dashed."""
    for stretch in stretches:
        part = [stretch[0]]
        for before, each in pairwise(stretch):
            if before.is_ahead or each.is_ahead:
                yield part
                part = []
            part.append(each)
        yield part


def _trace_ahead(course: Course, pen: Pen) -> Iterator[go.Scatter]:
    """The dashed joints that lead to what is expected."""
    joints = [
        pair
        for stretch in course.stretches
        for pair in pairwise(stretch)
        if any(observation.is_ahead for observation in pair)
    ]
    if not joints:
        return
    x: list[str | None] = []
    y: list[float | None] = []
    for pair in joints:
        x += [*(write_moment(find_moment(course.series, o)) for o in pair), None]
        y += [*(_value(o.figure) for o in pair), None]
    yield go.Scatter(
        x=x[:-1],
        y=y[:-1],
        mode="lines",
        line={"color": pen.color, "width": pen.thickness, "dash": "6px,4px"},
        hoverinfo="skip",
        **pen.common,
    )


def _trace_points(course: Course, pen: Pen) -> go.Scatter:
    """The marks of values; of very many only those that are not plain, that stand alone, and the last."""
    sizes = _size_points(course)
    points = [point for point in course.known if sizes[id(point)]]
    symbols = [marks.SYMBOLS[marks.find_state(point.figure)] for point in points]
    return go.Scatter(
        x=[write_moment(find_moment(course.series, point)) for point in points],
        y=[_value(point.figure) for point in points],
        mode="markers",
        marker={
            "symbol": symbols,
            "size": [sizes[id(point)] for point in points],
            "color": pen.color,
            "opacity": 1,
            "line": {"width": [2 * symbol.endswith("-open") for symbol in symbols], "color": pen.color},
        },
        hoverinfo="skip",
        **pen.common,
    )


def _size_points(course: Course) -> dict[int, int]:
    """The size of the mark of each value, by the observation's identity; none: 0."""
    is_crowded = len(course.known) > CROWDED
    alone = {id(stretch[0]) for stretch in course.stretches if len(stretch) == 1}
    sizes = {}
    for point in course.known:
        is_open = marks.SYMBOLS[marks.find_state(point.figure)].endswith("-open")
        size = SIZES["other" if is_open else "plain"]
        if is_crowded:
            is_told = is_open or point.figure.computed or point.figure.is_qualified or id(point) in alone
            size = SIZES["other" if is_open else "small"] if is_told else 0
        sizes[id(point)] = size
    sizes[id(course.known[-1])] = SIZES["other"]
    return sizes


def trace_whiskers(course: Course, pen: Pen, aside: timedelta = timedelta(0)) -> Iterator[go.Scatter]:
    """A stroke over what the print of each qualified value allows, `aside` of its day."""
    x: list[str | None] = []
    y: list[float | None] = []
    for point in course.known:
        low, high = find_limits(point.figure)
        if point.figure.is_qualified and low < high:
            x += [*[write_moment(find_moment(course.series, point) + aside)] * 2, None]
            y += [low, high, None]
    if x:
        line = {"color": style.WHISKER, "width": 2}
        yield go.Scatter(x=x[:-1], y=y[:-1], mode="lines", line=line, hoverinfo="skip", **pen.common)


def _value(figure: Figure) -> float:
    return float(figure.value or 0)


def _trace_disputed(course: Course, pen: Pen) -> Iterator[go.Scatter]:
    """The other values of what sources disagree on, beside the one that the line goes through."""
    pairs = [(o, figure) for o in course.known for figure in o.figures[1:] if figure.is_known]
    if pairs:
        yield _trace_marks(course, pen, pairs, marks.DISPUTED, SIZES["other"])


def trace_targets(course: Course, pen: Pen, axis: TimeAxis) -> Iterator[go.Scatter]:
    """The marks of targets, each at the day when it falls due."""
    pairs = [(o, o.figure) for o in course.targets]
    if pairs:
        trace = _trace_marks(course, pen, pairs, marks.TARGET, SIZES["target"])
        # One that lies far ahead stands at the end of the axis; its words say when it falls due.
        moments = [min(find_moment(course.series, o), axis.last) for o, _ in pairs]
        yield trace.update(x=[write_moment(moment) for moment in moments], marker={"line": {"width": 4}})


def trace_hidden(course: Course, pen: Pen, floor: float) -> Iterator[go.Scatter]:
    """Ticks on the axis where a value is masked or missing."""
    for state in ("masked", "missing"):
        pairs = [(o, o.figure) for o in course.hidden if o.figure.status == state]
        if pairs:
            trace = _trace_marks(course, pen, pairs, state, SIZES["axis"])
            yield trace.update(y=[floor] * len(pairs))


def _trace_marks(
    course: Course, pen: Pen, pairs: Sequence[tuple[Observation, Figure]], state: str, size: int
) -> go.Scatter:
    return go.Scatter(
        x=[write_moment(find_moment(course.series, o)) for o, _ in pairs],
        y=[_value(figure) for _, figure in pairs],
        mode="markers",
        marker={
            "symbol": marks.SYMBOLS[state],
            "size": size,
            "color": pen.color,
            "line": {"width": 2, "color": pen.color},
        },
        **pen.common,
        **answer([figure for _, figure in pairs], pen.lang, pen.width),
    )
