"""A spark: the course of a series as a small line of a card's height, by markup of our own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from publicstats.analysis.courses import Course, find_day
from publicstats.analysis.observations import Observation
from publicstats.charts import marks
from publicstats.charts.style import BLUE
from publicstats.period import format_period, parse_period
from publicstats.text.i18n import Lang, translate

WIDTH, HEIGHT, EDGE = 120, 28, 4
"""Pixels of a spark, and of what is left free around its line."""
RADIUS = 3


def draw_spark(course: Course) -> str:
    """The SVG of a series with its last point; broken where values lack, dashed to what is expected.

    A last value that is not settled yet is hollow. The scale is the series' own: it says how the values went,
    not how large they are.
    """
    place = _Scale(course).place
    lines, dashes = [], []
    for stretch in course.stretches:
        past = [o for o in stretch if not o.is_ahead]
        lines.append(_write_path(map(place, past)))
        dashes += [
            _write_path(map(place, pair)) for pair in pairwise(stretch) if any(o.is_ahead for o in pair)
        ]
    x, y = place(course.known[-1])
    is_hollow = marks.find_state(course.known[-1].figure) in marks.HOLLOW
    fill = "none" if is_hollow else BLUE
    dashed = f'<path d="{"".join(dashes)}" stroke-dasharray="3 2"/>' if dashes else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
        f'height="{HEIGHT}" fill="none" stroke="{BLUE}" stroke-width="1.5" stroke-linejoin="round" '
        f'stroke-linecap="round"><path d="{"".join(lines)}"/>{dashed}'
        f'<circle cx="{x:g}" cy="{y:g}" r="{RADIUS}" fill="{fill}"/></svg>'
    )


class _Scale:
    """Where observations of a course stand, in pixels."""

    def __init__(self, course: Course) -> None:
        days = [find_day(course.series, o).toordinal() for o in course.known]
        values = [float(o.figure.value or 0) for o in course.known]
        self._series = course.series
        self._first, self._days = days[0], max(days[-1] - days[0], 1)
        self._low, self._span = min(values), max(values) - min(values)

    def place(self, observation: Observation) -> tuple[float, float]:
        """From the left and from the top."""
        share = (find_day(self._series, observation).toordinal() - self._first) / self._days
        value = float(observation.figure.value or 0)
        level = (value - self._low) / self._span if self._span else 0.5
        x, y = EDGE + share * (WIDTH - 2 * EDGE), HEIGHT - EDGE - level * (HEIGHT - 2 * EDGE)
        return round(x, 1), round(y, 1)


def _write_path(points: Iterable[tuple[float, float]]) -> str:
    """The commands of a line through points; a single point is a dot, as lines have round ends."""
    found: Sequence[tuple[float, float]] = list(points)
    if len(found) == 1:
        found = [found[0], found[0]]
    return "".join(f"{'L' if number else 'M'}{x:g} {y:g}" for number, (x, y) in enumerate(found))


def describe_spark(course: Course, lang: Lang) -> str:
    """What a spark shows: how many values, from when to when."""
    first, last = course.known[0], course.known[-1]
    return translate(
        "chart.spark",
        lang,
        count=str(len(course.known)),
        first=format_period(parse_period(first.period), lang),
        last=format_period(parse_period(last.period), lang),
    )
