"""How far a series is from what was aimed at: the next target that falls due, else the last one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from publicstats.analysis.headline_series import list_beside
from publicstats.analysis.observations import (
    Observation,
    Series,
    find_latest_observation,
    list_observations,
)
from publicstats.contract.records import Figure
from publicstats.edition.model import Edition

MET, MISSED, OPEN, CANNOT_TELL = "met", "missed", "open", "cannot_tell"
AT_LEAST, AT_MOST = "up", "down"


@dataclass(frozen=True)
class Target:
    """A target, the value that it is measured by, and target less value, from `low` to `high`."""

    observation: Observation
    actual: Observation
    low: Decimal | None
    high: Decimal | None
    verdict: str

    @property
    def figure(self) -> Figure:
        """The figure that sets it."""
        return self.observation.figure


def find_target(edition: Edition, series: Series, today: date) -> Target | None:
    """The next target of a series that falls due, else the last; none where it has no target or no value."""
    latest = find_latest_observation(edition, series.code)
    targets = list_targets(edition, series) if latest is not None else ()
    if latest is None or not targets:
        return None
    due = [target for target in targets if target.end >= today]
    return measure_target(edition, series, due[0] if due else targets[-1], latest)


def list_targets(edition: Edition, series: Series) -> tuple[Observation, ...]:
    """The targets set for what a series measures, in the order in which they fall due."""
    if series.kind != "actual" or series.basis == "growth":
        return ()
    found: list[Observation] = []
    for other in list_beside(edition, series, "target"):
        alike = (other.basis, other.accumulation, other.unit) == (
            series.basis,
            series.accumulation,
            series.unit,
        )
        # A state is one whatever the day; totals of a year are compared with those of a year.
        if alike and (series.basis == "stock" or other.frequency == series.frequency):
            found += [o for o in list_observations(edition, other.code) if o.is_known]
    return tuple(sorted(found, key=lambda o: (o.end, o.figure.id)))


def measure_target(edition: Edition, series: Series, target: Observation, latest: Observation) -> Target:
    """A target and how things stand: by the value of its own time, before there is one by the latest."""
    own = [
        o for o in list_observations(edition, series.code) if (o.start, o.end) == (target.start, target.end)
    ]
    actual = next((o for o in own if o.is_known and not o.is_ahead), None)
    aim = target.figure.value
    assert aim is not None  # only targets with a number are listed
    measured = actual or latest
    low = None if measured.high is None else aim - measured.high
    high = None if measured.low is None else aim - measured.low
    return Target(target, measured, low, high, _judge(target.figure, aim, actual) if actual else OPEN)


def find_direction(figure: Figure) -> str:
    """Whether a target is a least (`up`) or a most (`down`): by 以上, 以下, 低于, else by what is better.

    近90% is no limit: it says how near the aim is to 90.
    """
    quantity = figure.quantity
    if quantity is not None and quantity.qualifier in ("at_least", "at_most"):
        return AT_LEAST if quantity.qualifier == "at_least" else AT_MOST
    if quantity is not None and quantity.qualifier == "nearly" and quantity.low != quantity.high:
        return AT_MOST
    return figure.indicator.better


def _judge(target: Figure, aim: Decimal, actual: Observation) -> str:
    """Whether a value certainly meets or misses its target."""
    direction = find_direction(target)
    above = actual.low is not None and actual.low >= aim
    below = actual.high is not None and (actual.high < aim or (actual.high == aim and actual.excludes_high))
    if direction == AT_LEAST and (above or below):
        return MET if above else MISSED
    beyond = actual.low is not None and actual.low > aim
    within = actual.high is not None and actual.high <= aim
    if direction == AT_MOST and (beyond or within):
        return MET if within else MISSED
    return CANNOT_TELL
