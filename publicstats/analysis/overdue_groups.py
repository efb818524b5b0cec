"""Overdue series put together: those of an indicator that go up to one day and were due on one day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from publicstats.analysis.freshness import Overdue, list_overdue
from publicstats.contract.records import Indicator, Region
from publicstats.edition.model import Edition


@dataclass(frozen=True)
class OverdueGroup:
    """Series of an indicator, in one place or several, that are overdue alike."""

    first: Overdue
    """One of them, for what they have in common."""
    regions: tuple[Region, ...]

    @property
    def indicator(self) -> Indicator:
        """What they are of."""
        return self.first.series.indicator


def group_overdue(edition: Edition, today: date) -> tuple[OverdueGroup, ...]:
    """The series that are overdue by their usual pace on a day, the longest overdue first."""
    groups: dict[tuple[str, str, date, date], list[Overdue]] = {}
    for entry in list_overdue(edition, today):
        key = (entry.series.indicator.id, entry.series.frequency, entry.latest.end, entry.due)
        groups.setdefault(key, []).append(entry)
    return tuple(
        OverdueGroup(entries[0], tuple({e.series.region.id: e.series.region for e in entries}.values()))
        for entries in groups.values()
    )
