"""What is said to be late: by the latest values of series, on days worked out on a calendar."""

from __future__ import annotations

from datetime import date

import pytest

from publicstats.analysis.coverage import find_stale
from publicstats.analysis.observations import read_series
from publicstats.analysis.overdue import find_overdue
from publicstats.edition.model import Edition
from tests.helpers import Change, change
from tests.series.making import ENDED, figure, make

MONTHS = tuple(figure(f"{n}次", f"2024-0{n}") for n in (3, 4, 5))
LATE = date(2024, 8, 20)
"""Six days after June, the month after the latest, should have come."""


def tell(edition: Edition, today: date = LATE) -> list[tuple[str, str, int]]:
    return [(s.indicator.id, s.latest.text, s.overdue) for s in find_stale(edition, today)]


def test_indicator_is_late_by_its_latest_value() -> None:
    assert tell(make(*MONTHS)) == [("visits", "2024-05", 6)]


@pytest.mark.parametrize(
    "row",
    [
        figure("9次", "2030", kind="target"),
        figure("9次", "2024-12", status="forecast"),
        figure("", "2024-06", status="missing"),
        figure("9次", "2024-08-05/2024-08-11"),
    ],
    ids=["target", "forecast", "missing", "week"],
)
def test_nothing_but_a_value_of_its_own_series_makes_it_fresh(row: Change) -> None:
    assert tell(make(*MONTHS, row)) == [("visits", "2024-05", 6)]


def test_value_of_one_place_is_enough() -> None:
    assert tell(make(*MONTHS, *(figure(f"{n}次", f"2024-0{n}", region="310000") for n in (5, 6, 7)))) == []


def test_nothing_is_late_of_what_has_ended_or_appeared_twice() -> None:
    assert tell(make(*MONTHS, indicators=[ENDED])) == []
    assert tell(make(*MONTHS, regions=[change("cn", valid_to="2024-05-31")])) == []
    assert tell(make(*MONTHS[:2])) == []


def test_totals_that_end_on_any_day_promise_nothing() -> None:
    rows = figure("1次", "2022"), figure("2次", "2023"), figure("1次", "2024-01-01/2024-06-15")
    edition = make(*rows, indicators=[change("visits", update_days="30")])
    assert tell(edition, date(2024, 12, 30)) == []


def test_shipped_figures_are_not_late_everywhere(shipped_edition: Edition) -> None:
    assert find_stale(shipped_edition, date(2026, 11, 26)) == ()


def test_series_by_itself_and_all_at_once_are_late_by_the_same_days() -> None:
    edition = make(*MONTHS)
    series = read_series(edition, 0)
    assert series is not None
    assert find_overdue(edition, series, LATE) == tell(edition)[0][2]
