"""A series of an edition and its observations, as records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from publicstats.contract.records import Break, Breakdown, Figure, Indicator, Region, Unit
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.series.breaks import find_breaks, find_side, list_breaks
from publicstats.series.calendar_periods import CODES, spell
from publicstats.series.keys import SINGLE


@dataclass(frozen=True)
class Series:
    """What all observations of a series have in common."""

    code: int
    indicator: Indicator
    region: Region
    breakdown: Breakdown | None
    kind: str
    basis: str
    base: str
    comparability: str
    frequency: str
    accumulation: str
    unit: Unit

    @property
    def is_running(self) -> bool:
        """Whether its values are totals that go on growing: since 1 January, or since another day."""
        return self.accumulation != "single"


@dataclass(frozen=True)
class Observation:
    """What is known of a series at one time: the figure that stands, or several that disagree."""

    number: int
    """The number of its period in the series' frequency."""
    shape: int
    """What kind of span it is: only those of one shape compare."""
    start: date
    end: date
    """First and last day; of a state both are its day."""
    period: str
    """How its period is written: 2024-Q2 for every spelling of it."""
    figures: tuple[Figure, ...]
    """The one to quote first; more than one where sources disagree."""

    @property
    def figure(self) -> Figure:
        """The figure to quote."""
        return self.figures[0]

    @property
    def is_known(self) -> bool:
        """Whether there is a number."""
        return self.figure.is_known

    @property
    def is_ahead(self) -> bool:
        """Whether it says what was expected, not what was."""
        return self.figure.status == "forecast"

    @cached_property
    def low(self) -> Decimal | None:
        """The lowest that any of its figures allows; none where open."""
        ends = [figure.low for figure in self.figures]
        return None if any(end is None for end in ends) else min(end for end in ends if end is not None)

    @cached_property
    def high(self) -> Decimal | None:
        """The highest that any of its figures allows; none where open."""
        ends = [figure.high for figure in self.figures]
        return None if any(end is None for end in ends) else max(end for end in ends if end is not None)

    @property
    def excludes_high(self) -> bool:
        """Whether `high` itself is not meant, as with digits that are rounded."""
        return all(f.quantity is not None and f.quantity.excludes_high for f in self.figures)


def name_nature(basis: str) -> str:
    """What a series of a basis is of: a state, a total (whether typed as flow or cumulative), or a change."""
    return "total" if basis in ("flow", "cumulative") else basis


def read_series(edition: Edition, code: int) -> Series | None:
    """The series of a code; none where no figure of it stands."""
    members = edition.series.list_members(code)
    if not len(members):
        return None
    figure = edition.figure(int(members[-1]))
    accumulation = edition.series.accumulation(code)
    total = figure.basis in ("flow", "cumulative")
    return Series(
        code=code,
        indicator=figure.indicator,
        region=figure.region,
        breakdown=figure.breakdown,
        kind=figure.kind,
        basis=("flow" if accumulation == "single" else "cumulative") if total else figure.basis,
        base=figure.base,
        comparability=figure.comparability,
        frequency=edition.series.frequency(code),
        accumulation=accumulation,
        unit=edition.units[figure.unit.base],
    )


@memoize(4096)
def list_observations(edition: Edition, code: int) -> tuple[Observation, ...]:
    """The observations of a series in order of time."""
    return tuple(walk_back(edition, code))[::-1]


def walk_back(edition: Edition, code: int) -> Iterator[Observation]:
    """The observations of a series, the newest first, each made when it is asked for.

    Who needs the last ones need not make records of a series of thousands.
    """
    members = edition.series.list_members(code).tolist()
    numbers, ends = edition.series.list_numbers(code), edition.series.keys.spans.end

    def tell(place: int) -> tuple[int, int, int]:
        position = members[place]
        return int(numbers[place]), int(ends[position]), find_shape(edition, code, position)

    following = len(members)
    while following:
        first = following - 1
        number, _, shape = span = tell(first)
        while first and tell(first - 1) == span:
            first -= 1
        yield _observe(edition, code, number, shape, members[first:following])
        following = first


def find_shape(edition: Edition, code: int, position: int) -> int:
    """What kind of span a figure of a series is; totals of one start are alike whatever the leap year."""
    keys = edition.series.keys
    return int(keys.shape[position]) if keys.accumulation[code] == SINGLE else 0


def name_period(edition: Edition, code: int, position: int) -> str:
    """How the period of a figure is written in a series: 2024-Q2 for every spelling of it."""
    keys, text = edition.series.keys, str(edition.read_cell("period", position))
    is_state = (
        edition.read_cell("basis", position) == "stock" or keys.spans.frequency[position] == CODES["day"]
    )
    if is_state or keys.accumulation[code] != SINGLE:
        return text
    number, shape = int(keys.number[position]), int(keys.shape[position])
    return spell(number, edition.series.frequency(code), shape) or text


def _observe(edition: Edition, code: int, number: int, shape: int, positions: list[int]) -> Observation:
    keys = edition.series.keys
    pairs = [(edition.figure(position), position) for position in positions]
    pairs.sort(key=lambda pair: _precedence(pair[0]))
    figures, quoted = [figure for figure, _ in pairs], pairs[0][1]
    end = date.fromordinal(int(keys.spans.end[positions[0]]))
    first = int(keys.spans.start[positions[0]])
    is_state = figures[0].basis == "stock" or first == 0
    return Observation(
        number=number,
        shape=shape,
        start=end if is_state else date.fromordinal(first),
        end=end,
        period=name_period(edition, code, quoted),
        figures=tuple(figures),
    )


def _precedence(figure: Figure) -> tuple[int, Decimal, str]:
    """Of figures that disagree the one published last comes first, then the narrowest."""
    published = figure.source.published.end.toordinal() if figure.source else 0
    width = figure.high - figure.low if figure.high is not None and figure.low is not None else None
    return -published, Decimal("Infinity") if width is None else width, figure.id


@memoize(4096)
def find_latest_observation(edition: Edition, code: int) -> Observation | None:
    """The newest observation that has a number and is no forecast; none where there is none."""
    return next((o for o in walk_back(edition, code) if o.is_known and not o.is_ahead), None)


def find_side_of(edition: Edition, series: Series, observation: Observation) -> int | None:
    """After how many changes of counting an observation lies; none for one that such a change cuts."""
    concerned = list_breaks_of_series(edition, series)
    return find_side(concerned, observation.start.toordinal(), observation.end.toordinal())


def list_breaks_of_series(edition: Edition, series: Series) -> tuple[Break, ...]:
    """The changes of counting that concern a series, in order of time."""
    breakdown = series.breakdown.id if series.breakdown else ""
    return find_breaks(_list_breaks(edition).get(series.indicator.id, ()), series.region.id, breakdown)


@memoize(1)
def _list_breaks(edition: Edition) -> dict[str, tuple[Break, ...]]:
    return dict(list_breaks(edition.breaks.values()))
