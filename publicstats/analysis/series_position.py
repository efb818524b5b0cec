"""Where a figure stands in its series: what came just before and after it, the first and the latest value.

A figure that was replaced has no place of its own there: the one that stands in its place has it.
"""

from __future__ import annotations

from dataclasses import dataclass

from publicstats.analysis.courses import FEWEST, Course, find_course
from publicstats.analysis.observations import (
    Observation,
    Series,
    find_latest_observation,
    list_observations,
    read_series,
)
from publicstats.analysis.printed_growth import find_observation_of
from publicstats.contract.records import Figure
from publicstats.edition.model import Edition

OWN, CURRENT = "own", "current"


@dataclass(frozen=True)
class Step:
    """An observation of the series, and what it is to the figure: first, before, own, after, latest."""

    roles: tuple[str, ...]
    figure: Figure


@dataclass(frozen=True)
class Position:
    """A figure's place among the observations of its series, of which there are others."""

    course: Course
    here: Observation
    steps: tuple[Step, ...]
    """In order of time, each observation once."""

    @property
    def has_line(self) -> bool:
        """Whether enough values are known for a line of time."""
        return len(self.course.known) >= FEWEST


def find_position(edition: Edition, name: str) -> Position | None:
    """Where the figure with an id stands; none where its series has no other observation.

    Of a figure that counts for totals as well its own series goes first.
    """
    position = edition.locate(name)
    if position is None:
        return None
    standing = edition.figure(edition.series.find_standing(position))
    for code in edition.series.list_series(edition.series.find_standing(position)):
        series, here = read_series(edition, code), find_observation_of(edition, code, standing.id)
        if series is not None and here is not None and len(list_observations(edition, code)) > 1:
            word = OWN if standing.id == name else CURRENT
            return Position(find_course(edition, series), here, _list_steps(edition, series, standing, word))
    return None


def _list_steps(edition: Edition, series: Series, standing: Figure, word: str) -> tuple[Step, ...]:
    every = list_observations(edition, series.code)
    at = next(n for n, each in enumerate(every) if any(f.id == standing.id for f in each.figures))
    roles: dict[int, list[str]] = {}
    for role, number in (
        ("first", 0),
        ("before", at - 1),
        (word, at),
        ("after", at + 1),
        ("latest", _find_latest(edition, series, every)),
    ):
        if 0 <= number < len(every):
            roles.setdefault(number, []).append(role)
    return tuple(
        Step(tuple(roles[number]), standing if number == at else every[number].figure)
        for number in sorted(roles)
    )


def _find_latest(edition: Edition, series: Series, every: tuple[Observation, ...]) -> int:
    """The number of the latest value; of targets and rules, which look ahead, that of the last one."""
    if series.kind != "actual":
        return len(every) - 1
    latest = find_latest_observation(edition, series.code)
    return every.index(latest) if latest is not None else -1
