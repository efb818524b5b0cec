"""Which figures one drawing may join: panels of one unit, one basis, one nature and one length of time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from publicstats.analysis.courses import Course, find_day
from publicstats.analysis.observations import Series, name_nature
from publicstats.contract.records import Chart, Figure, Unit
from publicstats.text.i18n import Text

FEW = 3
"""Points of time that a slope joins; more are drawn to scale."""
TOGETHER = 4
"""Lines of one drawing: more nobody follows, and no more colours tell apart."""
MOST_COLUMNS = 40
"""Columns of several series in one drawing."""
Key = tuple[str, ...]


@dataclass(frozen=True)
class Panel:
    """Figures that one drawing may join: one unit, one basis, one nature, and how to tell them apart.

    `masked` are figures of the same series without digits: listed beside the drawing, never drawn as a value.
    """

    chart: Chart
    unit: Unit
    basis: str
    kind: str
    points: tuple[Figure, ...]
    masked: tuple[Figure, ...]
    courses: tuple[Course, ...] = ()
    """Of a chart over time the series that the points are of, each with its targets and breaks."""
    around: Mapping[str, tuple[Text, ...]] = field(default_factory=dict)
    """Of each place, by its id, the names of the places that it lies in, from the nearest outwards."""

    @property
    def id(self) -> str:
        """Its chart's."""
        return self.chart.id

    @property
    def form(self) -> str:
        """What it is drawn as: its chart's kind, but a line where time has many points, bars where one."""
        kind = self.chart.kind
        if kind not in ("slope", "line", "columns"):
            return kind
        days = {find_day(course.series, each) for course in self.courses for each in course.known}
        if kind == "columns":
            return "line" if len(self.courses) > 1 and len(days) * len(self.courses) > MOST_COLUMNS else kind
        if len(days) < 2:
            return "bars"
        few = len(days) <= FEW and len(self.courses) <= TOGETHER
        return "slope" if kind == "slope" and few and not self.aims else "line"

    @property
    def is_to_scale(self) -> bool:
        """Whether it is drawn on an axis of time."""
        has_time = any(len(course.known) > 1 for course in self.courses)
        return self.form == "line" or (self.form == "columns" and has_time)

    @property
    def aims(self) -> tuple[Figure, ...]:
        """The targets that are marked beside the points."""
        return tuple(f for course in self.courses for target in course.targets for f in target.figures)

    @property
    def cited(self) -> tuple[Figure, ...]:
        """All figures that the drawing shows, whose sources stand under it."""
        return (*self.points, *self.aims)


@dataclass(frozen=True)
class Selected:
    """What a chart shows of one series; of a chart over time also its course."""

    series: Series
    figures: tuple[Figure, ...]
    course: Course | None = None
    around: tuple[Text, ...] = ()
    """The names of the places that the series' place lies in, from the nearest outwards."""


@dataclass
class _Sheet:
    """A panel being put together."""

    points: list[Figure] = field(default_factory=list)
    masked: list[Figure] = field(default_factory=list)
    courses: list[Course] = field(default_factory=list)


def build_panels(chart: Chart, selected: Iterable[Selected]) -> tuple[Panel, ...]:
    """The drawings that a chart's figures need: none joins another basis, unit, nature or length of time.

    A target stands as a mark where its actual values are drawn over time. What is hidden is told beside the
    drawing of its series, else beside the first one of its unit and nature. Figures that nothing tells apart,
    not even place around or source, come into drawings of their own.
    """
    parts = [_keep_shown(part) for part in selected]
    marks = {f.id for part in parts for f in _list_marks(part)}
    sheets: dict[Key, _Sheet] = {}
    hidden: dict[Key, list[Figure]] = {}
    for part in parts:
        known = [figure for figure in part.figures if figure.is_known and figure.id not in marks]
        unknown = [figure for figure in part.figures if not figure.is_known]
        if not known:
            hidden.setdefault(_name_nature(part.series), []).extend(unknown)
            continue
        sheet = sheets.setdefault(_name_kind(part.series), _Sheet())
        sheet.points += known
        sheet.masked += unknown
        sheet.courses += [part.course] if part.course else []
    around = {part.series.region.id: part.around for part in parts}
    return tuple(
        Panel(
            chart,
            _common_unit(points),
            key[2],
            key[1],
            tuple(points),
            masked=() if number else (*sheet.masked, *hidden.pop((*key[:2], name_nature(key[2])), ())),
            courses=tuple(sheet.courses),
            around=around,
        )
        for key, sheet in sheets.items()
        for number, points in enumerate(
            [sheet.points] if sheet.courses else _split_alike(sheet.points, around)
        )
    )


def _split_alike(points: Sequence[Figure], around: Mapping[str, tuple[Text, ...]]) -> list[list[Figure]]:
    """The figures in as many drawings as it takes that no two in one of them are called alike."""
    drawings: list[list[Figure]] = []
    seen: Counter[tuple[object, ...]] = Counter()
    for figure in points:
        name = (
            figure.indicator.name,
            figure.region.name,
            around.get(figure.region.id),
            figure.breakdown.name if figure.breakdown else None,
            figure.base,
            figure.period.text,
            figure.source.title if figure.source else None,
        )
        if seen[name] == len(drawings):
            drawings.append([])
        drawings[seen[name]].append(figure)
        seen[name] += 1
    return drawings


def _keep_shown(part: Selected) -> Selected:
    """The same, its course no longer than what is shown of it."""
    if part.course is None:
        return part
    names = {figure.id for figure in part.figures}
    aims = {figure.id for target in part.course.targets for figure in target.figures}
    return replace(part, course=part.course.keep(names | aims))


def _list_marks(part: Selected) -> Iterator[Figure]:
    """The targets that stand as marks beside what a series measures."""
    if part.course is not None and part.course.known:
        yield from (figure for target in part.course.targets for figure in target.figures)


def _name_nature(series: Series) -> Key:
    return series.unit.id, series.kind, name_nature(series.basis)


def _name_kind(series: Series) -> Key:
    """What figures of one drawing have in common; totals of a month and of a year are never joined."""
    of = {
        "flow": (series.frequency,),
        "cumulative": (series.accumulation,),
        "growth": (series.frequency, series.base, series.comparability),
    }
    return series.unit.id, series.kind, series.basis, *of.get(series.basis, ())


def _common_unit(figures: Sequence[Figure]) -> Unit:
    """The unit that all are printed in, else the indicator's own."""
    units = {figure.unit.id: figure.unit for figure in figures}
    return next(iter(units.values())) if len(units) == 1 else figures[0].indicator.unit
