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
LARGE = 360, 96
"""Pixels of one that stands by itself."""
RADIUS, RING = 3, 6
_RULE = "#7c8798"


def draw_spark(
    course: Course, mark: Observation | None = None, size: tuple[int, int] = (WIDTH, HEIGHT)
) -> str:
    """The SVG of a series with its last point; broken where values lack, dashed to what is expected.

    A last value that is not settled yet is hollow. An observation to `mark` has a ring, and a rule that
    stands alone where it has no number. The scale is the series' own: it says how the values went, not how
    large they are.
    """
    scale, (width, height) = _Scale(course, *size), size
    place = scale.place
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
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" fill="none" stroke="{BLUE}" stroke-width="1.5" stroke-linejoin="round" '
        f'stroke-linecap="round"><path d="{"".join(lines)}"/>{dashed}'
        f'<circle cx="{x:g}" cy="{y:g}" r="{RADIUS}" fill="{fill}"/>{_mark(scale, mark, height)}</svg>'
    )


def _mark(scale: _Scale, mark: Observation | None, height: int) -> str:
    """The ring and the rule of one observation; blank for none."""
    if mark is None:
        return ""
    x = scale.place_day(mark)
    rule = f'<path d="M{x:g} 0V{height}" stroke="{_RULE}" stroke-width="1" stroke-dasharray="2 3"/>'
    if not mark.is_known:
        return rule
    return f'{rule}<circle cx="{x:g}" cy="{scale.place(mark)[1]:g}" r="{RING}" stroke-width="2.5"/>'


class _Scale:
    """Where observations of a course stand, in pixels."""

    def __init__(self, course: Course, width: int, height: int) -> None:
        days = [find_day(course.series, o).toordinal() for o in course.known]
        values = [float(o.figure.value or 0) for o in course.known]
        self._series, self._width, self._height = course.series, width, height
        self._edge = EDGE if height == HEIGHT else RING + 2
        self._first, self._days = days[0], max(days[-1] - days[0], 1)
        self._low, self._span = min(values), max(values) - min(values)

    def place(self, observation: Observation) -> tuple[float, float]:
        """From the left and from the top."""
        value = float(observation.figure.value or 0)
        level = (value - self._low) / self._span if self._span else 0.5
        y = self._height - self._edge - level * (self._height - 2 * self._edge)
        return self.place_day(observation), round(y, 1)

    def place_day(self, observation: Observation) -> float:
        """From the left; what lies before the first value or after the last one stands at the edge."""
        share = (find_day(self._series, observation).toordinal() - self._first) / self._days
        return round(self._edge + min(max(share, 0), 1) * (self._width - 2 * self._edge), 1)


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
