"""What stands beside the ends of lines: whose line it is and its last value, none on another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from publicstats.analysis.courses import Course
from publicstats.charts.course_traces import Pen
from publicstats.charts.labels import count_characters, say_briefly, wrap
from publicstats.charts.style import FONT_SIZE, LINE_HEIGHT
from publicstats.charts.time_axis import TimeAxis, find_moment, write_moment
from publicstats.charts.value_axis import ValueAxis
from publicstats.charts.widths import measure_words, spread
from publicstats.period import format_period
from publicstats.text.i18n import Lang

GAP = 10
"""Pixels from the end of a line to its words."""
MOST_ROOM = 0.42
"""The share of a drawing's width that words beside lines may take."""
MOST_LINES = 4
"""Lines of the words of one end at the most; longer names stand above the drawing."""
LEADER = "rgba(128,138,152,0.8)"


@dataclass(frozen=True)
class EndLabels:
    """The words beside the end of each course, safe to draw, and the room that they take."""

    texts: tuple[str, ...]
    room: int
    named: bool
    """Whether they name the courses: else a legend does."""

    @property
    def heights(self) -> list[float]:
        """The height of each in pixels."""
        return [LINE_HEIGHT * (text.count("<br>") + 1) for text in self.texts]


def label_ends(courses: Sequence[Course], names: Sequence[str], lang: Lang, width: int) -> EndLabels:
    """The words for the ends of courses: names where there are several, and what the last value is."""
    values = _say_ends(courses, lang)
    most = MOST_ROOM * width
    room = count_characters(lang, int(most))
    wrapped = [wrap(value, lang, room) for value in values]
    if len(courses) > 1:
        both = [
            "<br>".join((wrap(name, lang, room), value)) for name, value in zip(names, wrapped, strict=True)
        ]
        # A name and its value on one line where that is short.
        both = [
            joined if measure_words(joined, FONT_SIZE) <= most / 1.6 else text
            for text in both
            for joined in [text.replace("<br>", " ", 1) if text.count("<br>") == 1 else text]
        ]
        if all(text.count("<br>") < MOST_LINES for text in both):
            return EndLabels(tuple(both), _find_room(both), named=True)
    return EndLabels(tuple(wrapped), _find_room(wrapped), named=len(courses) == 1)


def _say_ends(courses: Sequence[Course], lang: Lang) -> list[str]:
    """The last value of each course; one that ends before the others says when it was."""
    ends = [course.known[-1] for course in courses]
    latest = max(end.end for end in ends)
    values = [say_briefly(end.figure, lang) for end in ends]
    return [
        value if end.end == latest else f"{value} · {format_period(end.figure.period, lang)}"
        for value, end in zip(values, ends, strict=True)
    ]


def _find_room(texts: Sequence[str]) -> int:
    return round(max(measure_words(text, FONT_SIZE) for text in texts)) + GAP + 6


def trace_labels(
    courses: Sequence[Course],
    pens: Sequence[Pen],
    labels: EndLabels,
    axes: tuple[TimeAxis, ValueAxis],
    size: tuple[float, float],
) -> list[go.Scatter]:
    """The words as traces, each beside its line's end or led to it; `size` is that of the plot in pixels."""
    time, values = axes
    width, height = size
    ends = [course.known[-1] for course in courses]
    moments = [find_moment(course.series, end) for course, end in zip(courses, ends, strict=True)]
    shares = [1 - values.find_share(float(end.figure.value or 0)) for end in ends]
    places = spread([share * height for share in shares], labels.heights, -8, height + 8)
    traces = []
    # The only line has its words right beside its last point, unless a target stands further on.
    is_alone = len(courses) == 1 and all(o.end <= ends[0].end for o in courses[0].targets)
    gap = "&nbsp;" * (2 if is_alone else 1)
    for moment, share, place, text, pen in zip(moments, shares, places, labels.texts, pens, strict=True):
        level = values.high - place / height * (values.high - values.low)
        start = write_moment(moment)
        edge = start if is_alone else write_moment(time.last)
        is_far = abs(place - share * height) > 6 or (1 - time.find_share(moment)) * width > 4 * GAP
        if is_far and not is_alone:
            traces.append(_lead(start, edge, values.high - share * (values.high - values.low), level, pen))
        traces.append(
            go.Scatter(
                x=[edge],
                y=[level],
                text=[f"{gap}{text.replace('<br>', f'<br>{gap}')}"],
                mode="text",
                textposition="middle right",
                hoverinfo="skip",
                **pen.common,
            )
        )
    return traces


def _lead(start: str, edge: str, value: float, level: float, pen: Pen) -> go.Scatter:
    """A thin line from the end of a course to its words."""
    return go.Scatter(
        x=[start, edge],
        y=[value, level],
        mode="lines",
        line={"color": LEADER, "width": 1, "dash": "2px,3px"},
        hoverinfo="skip",
        **pen.common,
    )


def wrap_names(names: Sequence[str], lang: Lang, width: int) -> list[str]:
    """Names broken to fit a legend above the drawing, safe to draw."""
    return [wrap(name, lang, count_characters(lang, width - 60)) for name in names]
