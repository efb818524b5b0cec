"""The axis of time: where values stand, how far it reaches, and which of its times are named.

Positions are days; plotly is given them as texts of date and time, so that its own axis of dates can zoom.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

from babel.dates import format_date

from publicstats.analysis.courses import Course, find_day
from publicstats.analysis.observations import Observation, Series
from publicstats.charts.style import GRID
from publicstats.charts.widths import measure_words
from publicstats.period import format_period, parse_period
from publicstats.text.i18n import LOCALES, Lang, translate

TICK_SIZE, TICK_GAP = 13, 10
"""Pixels: the letters of a tick's name, and the least room between two names."""
STEPS = (1, 2, 5, 10, 20, 50)
"""Years from one named year to the next."""
MOST_NAMES = 24
"""Points of time that are named one by one at the most."""
EDGE = 0.02
"""The share of the axis that is left free before the first value and after the last."""
BEYOND = 1.0
"""How far past the values a target may lie to stand in its own place, as a share of their span."""
Tick = tuple[datetime, str]


@dataclass(frozen=True)
class TimeAxis:
    """An axis over some courses: its ends, the times that are named, and the first days of its years."""

    first: datetime
    last: datetime
    ticks: tuple[Tick, ...]
    years: tuple[datetime, ...]

    @property
    def lines(self) -> int:
        """How many lines the names take."""
        return max((text.count("<br>") + 1 for _, text in self.ticks), default=1)

    def find_share(self, moment: datetime) -> float:
        """Where a moment lies between the ends: 0 to 1."""
        return (moment - self.first) / (self.last - self.first)

    def write(self, **more: Any) -> dict[str, Any]:
        """The axis as plotly takes it; where it zooms, months and days are named by plotly's own rule."""
        return {
            "type": "date",
            "range": [write_moment(self.first), write_moment(self.last)],
            "tickmode": "array",
            "tickvals": [write_moment(moment) for moment, _ in self.ticks],
            "ticktext": [text for _, text in self.ticks],
            "tickfont": {"size": TICK_SIZE},
            "tickangle": 0,
            "ticks": "",
            "showgrid": False,
            "zeroline": False,
            "showline": True,
            "linecolor": GRID,
            "minor": {
                "tickmode": "array",
                "tickvals": [write_moment(moment) for moment in self.years],
                "ticks": "outside",
                "ticklen": 6,
                "tickcolor": GRID,
                "showgrid": True,
                "gridcolor": GRID,
            },
            "title": {"text": ""},
        } | more


def find_moment(series: Series, observation: Observation) -> datetime:
    """When an observation stands: at noon of its day."""
    return _noon(find_day(series, observation))


def write_moment(moment: datetime) -> str:
    """A moment as plotly takes it."""
    return f"{moment:%Y-%m-%d %H:%M}"


def build_axis(
    courses: Sequence[Course],
    lang: Lang,
    width: float,
    *,
    edge: timedelta | None = None,
    overhang: float | None = None,
) -> TimeAxis:
    """The axis for all values and targets of courses, on so many pixels; `edge` is left free at its ends.

    No name goes further past its ends than `overhang` pixels; where one is given, years are numbers alone.
    """
    seen = [observation for course in courses for observation in course.observations]
    first, last = min(o.start for o in seen), max(o.end for o in seen)
    span = _noon(last) - _noon(first)
    aims = [find_moment(c.series, target) for c in courses for target in c.targets]
    end = max([_noon(last), *(aim for aim in aims if aim <= _noon(last) + BEYOND * span)])
    room = edge or max(EDGE * (end - _noon(first)), timedelta(days=1))
    start, end = _noon(first) - room, end + room
    years = tuple(_list_years(start, end))
    moments = sorted(
        {find_moment(c.series, o) for c in courses for o in c.known} | {a for a in aims if a < end}
    )
    ticks = _choose_ticks(courses, moments, Room(start, end, width, overhang), lang)
    return TimeAxis(start, end, ticks, years)


@dataclass(frozen=True)
class Room:
    """What names of an axis must fit into: its ends, its pixels, and how far they may go past it."""

    first: datetime
    last: datetime
    width: float
    overhang: float | None

    def find_place(self, moment: datetime) -> float:
        """Where a moment stands in pixels."""
        return (moment - self.first) / (self.last - self.first) * self.width

    def keep(self, ticks: Iterable[Tick]) -> tuple[Tick, ...]:
        """The ticks whose names do not go past the ends."""
        if self.overhang is None:
            return tuple(ticks)
        return tuple(tick for tick in ticks if self._is_inside(tick, self.overhang))

    def _is_inside(self, tick: Tick, overhang: float) -> bool:
        place, half = self.find_place(tick[0]), measure_words(tick[1], TICK_SIZE) / 2
        return place - half >= -overhang and place + half <= self.width + overhang

    def fits(self, ticks: Sequence[Tick]) -> bool:
        """Whether no name lies on the next one."""
        return all(
            self.find_place(b) - self.find_place(a)
            >= (measure_words(x, TICK_SIZE) + measure_words(y, TICK_SIZE)) / 2 + TICK_GAP
            for (a, x), (b, y) in pairwise(ticks)
        )


def _choose_ticks(
    courses: Sequence[Course], moments: list[datetime], room: Room, lang: Lang
) -> tuple[Tick, ...]:
    """The names that fit: of every point of time, else of every third month, else of years."""
    naming = _find_naming(courses)
    names = _name_spans(courses, lang) if naming == "span" else {}
    for chosen in ([moments] if len(moments) <= MOST_NAMES else []) + _thin(moments, naming):
        ticks = _name(chosen, naming, names, lang)
        if room.fits(ticks) and room.keep(ticks) == ticks:
            return ticks
    every = _name_years(naming == "year_end", room, lang)
    if not every:
        # No year has its middle on the axis: a few weeks, or days.
        ends = _name((moments[0], moments[-1]), "day" if naming == "span" else naming, {}, lang)
        return ends if room.fits(ends) else ends[:1]
    some = [every, *(_take_years(every, step) for step in STEPS[1:])]
    if room.overhang is not None and len(every) > 1:
        some.insert(1, (every[0], every[-1]))
    return next((shown for shown in some if shown and room.fits(shown)), every[:1])


def _thin(moments: list[datetime], naming: str) -> list[list[datetime]]:
    """Of the months of two years those that begin a quarter, or a half-year."""
    if naming != "month" or not moments or moments[-1] - moments[0] > timedelta(days=730):
        return []
    return [[m for m in moments if m.month % step == 1] for step in (3, 6)]


def _find_naming(courses: Sequence[Course]) -> str:
    """What points of time are named after: the frequency, or the last days of years, months or neither."""
    known = [(course.series, o) for course in courses for o in course.known]
    if all(o.start == o.end for _, o in known):
        if all((o.end.month, o.end.day) == (12, 31) for _, o in known):
            return "year_end"
        return "month_end" if all((o.end + timedelta(days=1)).day == 1 for _, o in known) else "day"
    if any(series.is_running for series, _ in known):
        return "running"
    frequencies = {series.frequency for series, _ in known}
    named = frequencies & {"year", "half", "quarter", "month"}
    return named.pop() if len(frequencies) == len(named) == 1 else "span"


def _name_spans(courses: Sequence[Course], lang: Lang) -> dict[datetime, str]:
    """How the spans are said that have no short name, as school years."""
    return {
        find_moment(course.series, o): format_period(parse_period(o.period), lang)
        for course in courses
        for o in (*course.known, *course.targets)
    }


def _name(
    moments: Sequence[datetime], naming: str, names: Mapping[datetime, str], lang: Lang
) -> tuple[Tick, ...]:
    """The names of moments; the year stands under the first of each where the name has none itself."""
    if names:
        return tuple((moment, names[moment]) for moment in moments)
    ticks: list[Tick] = []
    year = None
    for moment in moments:
        short = _say_short(moment, naming, lang)
        if naming in ("year", "year_end"):
            ticks.append((moment, short))
            continue
        said = f"{short}<br>{_say_year(moment.year, lang)}" if moment.year != year else short
        year = moment.year
        ticks.append((moment, said))
    return tuple(ticks)


def _say_short(moment: datetime, naming: str, lang: Lang) -> str:
    if naming == "year":
        return _say_year(moment.year, lang)
    if naming in ("year_end", "month_end", "running"):
        year, month = str(moment.year), _say_month(moment, lang)
        return translate(f"chart.tick.{naming}", lang, year=year, month=month)
    if naming in ("quarter", "half"):
        number = (moment.month - 1) // (3 if naming == "quarter" else 6) + 1
        return translate(f"chart.tick.{naming}{number}", lang)
    if naming == "month":
        return _say_month(moment, lang)
    return str(format_date(moment, "M月d日" if lang == "zh" else "d MMM", locale=LOCALES[lang]))


def _say_month(moment: datetime, lang: Lang) -> str:
    return str(format_date(moment, "M月" if lang == "zh" else "MMM", locale=LOCALES[lang]))


def _say_year(year: int, lang: Lang) -> str:
    return translate("chart.tick.year", lang, year=str(year))


def _name_years(at_end: bool, room: Room, lang: Lang) -> tuple[Tick, ...]:
    """Every year, named in its middle; where all values are of its last day, there."""
    every = []
    for year in range(room.first.year, room.last.year + 1):
        moment = datetime(year, 12, 31, 12, tzinfo=UTC) if at_end else datetime(year, 7, 2, tzinfo=UTC)
        short = _say_short(moment, "year_end" if at_end else "year", lang)
        if room.first <= moment <= room.last:
            every.append((moment, short if room.overhang is None else str(year)))
    return room.keep(every)


def _take_years(every: tuple[Tick, ...], step: int) -> tuple[Tick, ...]:
    """Every so many of the years: of every second one the last, else round ones."""
    anchor = every[-1][0].year if every and step < 5 else 0
    return tuple(tick for tick in every if (tick[0].year - anchor) % step == 0)


def _list_years(start: datetime, end: datetime) -> Iterator[datetime]:
    """The first days of the years between two moments, of many every fifth or tenth."""
    count = end.year - start.year
    step = next(step for step in (1, 5, 10, 50, 100) if count / step <= MOST_NAMES)
    for year in range(start.year + 1, end.year + 1):
        if year % step == 0:
            yield datetime(year, 1, 1, tzinfo=UTC)


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def list_moments(courses: Iterable[Course]) -> list[datetime]:
    """The moments of all known values, each once, in order."""
    return sorted({find_moment(course.series, o) for course in courses for o in course.known})
