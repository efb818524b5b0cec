"""The course of a series over time, as drawings show it: values, what is hidden, targets and breaks."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import pairwise

from publicstats.analysis.observations import Observation, Series, list_breaks_of_series, list_observations
from publicstats.analysis.targets import list_targets
from publicstats.contract.records import Break, Figure
from publicstats.edition.model import Edition
from publicstats.series.breaks import find_first_day, find_side

FEWEST = 4
"""Values that make a line of time out of a comparison of a few."""


@dataclass(frozen=True)
class Course:
    """What is known of a series over time, in order; without a number what is hidden or missing."""

    series: Series
    observations: tuple[Observation, ...]
    targets: tuple[Observation, ...] = ()
    breaks: tuple[Break, ...] = ()
    """Changes of counting between its first and its last day."""

    @cached_property
    def known(self) -> tuple[Observation, ...]:
        """Its observations that have a number."""
        return tuple(observation for observation in self.observations if observation.is_known)

    @cached_property
    def hidden(self) -> tuple[Observation, ...]:
        """Those that have none: masked, or missing."""
        return tuple(observation for observation in self.observations if not observation.is_known)

    @cached_property
    def stretches(self) -> list[tuple[Observation, ...]]:
        """The stretches of known values that a line may join, in order of time.

        A line ends where a period of the series' own rhythm is without a value, where the counting changes,
        and where a total begins anew. It passes by spans of another shape (January and February together
        among months), which stand alone.
        """
        return _split(self)

    def keep(self, names: Collection[str]) -> Course:
        """The same of these figures alone, by their ids."""
        return replace(
            self,
            observations=tuple(_keep(self.observations, names)),
            targets=tuple(_keep(self.targets, names)),
        )


def _keep(observations: Collection[Observation], names: Collection[str]) -> Iterator[Observation]:
    for observation in observations:
        figures = tuple(figure for figure in observation.figures if figure.id in names)
        if figures == observation.figures:
            yield observation
        elif figures:
            yield replace(observation, figures=figures)


def find_course(edition: Edition, series: Series) -> Course:
    """The course of a series."""
    observations = list_observations(edition, series.code)
    first, last = observations[0].start.toordinal(), observations[-1].end.toordinal()
    breaks = list_breaks_of_series(edition, series)
    return Course(
        series,
        observations,
        list_targets(edition, series),
        tuple(each for each in breaks if first < find_first_day(each) <= last),
    )


def find_day(series: Series, observation: Observation) -> date:
    """The day at which an observation stands in a drawing: of a span the middle, else the last one.

    A total that goes on growing stands at the day up to which it counts, a state at its own.
    """
    if series.is_running or observation.start == observation.end:
        return observation.end
    return observation.start + (observation.end - observation.start) / 2


def _split(course: Course) -> list[tuple[Observation, ...]]:
    step = _find_step(course)
    stretches: list[list[Observation]] = []
    latest: dict[int, list[Observation]] = {}
    for each in course.known:
        stretch = latest.get(each.shape)
        if stretch is None or not _joins(course, stretch[-1], each, step):
            stretch = latest[each.shape] = []
            stretches.append(stretch)
        stretch.append(each)
    return [tuple(stretch) for stretch in stretches]


def _find_step(course: Course) -> int | None:
    """How many periods lie between two values as a rule: the fewest; none where there is no rhythm."""
    if course.series.frequency == "irregular":
        return None
    steps = [b.number - a.number for a, b in pairwise(course.known) if b.number > a.number]
    return min(steps, default=None)


def _joins(course: Course, before: Observation, each: Observation, step: int | None) -> bool:
    sides = [find_side(course.breaks, o.start.toordinal(), o.end.toordinal()) for o in (before, each)]
    if None in sides or sides[0] != sides[1]:
        return False
    if course.series.accumulation == "year_to_date" and before.start != each.start:
        return False
    if any(before.end < hidden.end < each.end for hidden in course.hidden):
        return False
    return step is None or each.number - before.number <= step


def list_figures_of(course: Course) -> tuple[Figure, ...]:
    """All known figures of a course, in order of time; of those that disagree the one to quote first."""
    return tuple(figure for observation in course.known for figure in observation.figures)
