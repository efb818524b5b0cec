"""Where the counting of a thing changes: what lies on one side does not compare with the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from publicstats.contract.records import Break


def list_breaks(breaks: Iterable[Break]) -> Mapping[str, tuple[Break, ...]]:
    """The breaks of each indicator, in order of time."""
    found: dict[str, list[Break]] = {}
    for each in breaks:
        found.setdefault(each.indicator, []).append(each)
    return {name: tuple(sorted(rows, key=find_first_day)) for name, rows in found.items()}


def find_breaks(breaks: Iterable[Break], region: str, breakdown: str) -> tuple[Break, ...]:
    """Those of an indicator's breaks that concern a place and category."""
    return tuple(b for b in breaks if b.region in ("", region) and b.breakdown in ("", breakdown))


def find_side(breaks: Iterable[Break], start: int, end: int) -> int | None:
    """After how many breaks a span of days lies; none for one that a break cuts, which compares with nothing.

    A state is the span of its one day.
    """
    days = [find_first_day(each) for each in breaks]
    if any(start < day <= end for day in days):
        return None
    return sum(day <= start for day in days)


def find_first_day(each: Break) -> int:
    """The first day that is counted anew."""
    return (each.start.start or each.start.end).toordinal()
