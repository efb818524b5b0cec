"""When the next value of a series is late: days worked out on a calendar."""

from __future__ import annotations

from datetime import date

import pytest

from publicstats.analysis.overdue import find_overdue
from publicstats.edition.model import Edition
from tests.helpers import Change, add, change
from tests.series.making import ENDED, figure, find_series, make

MONTHS = tuple(figure(f"{n}次", f"2024-0{n}") for n in (3, 4, 5))
RELEASE = add(
    release="r",
    title_zh="月报",
    title_en="Report",
    indicators="visits",
    period="2024-06",
    expected="2024-07-15",
)


def late(edition: Edition, today: date) -> int | None:
    return find_overdue(edition, find_series(edition), today)


def test_month_is_late_45_days_after_the_next_one_ended() -> None:
    edition = make(*MONTHS)
    # June ends on the 30th, and 45 days later it is 14 August.
    assert late(edition, date(2024, 8, 14)) is None
    assert late(edition, date(2024, 8, 15)) == 1


def test_update_days_are_counted_from_the_end_of_the_latest_but_not_before_the_next_has_ended() -> None:
    told = make(*MONTHS, indicators=[change("visits", update_days="60")])
    assert late(told, date(2024, 7, 31)) == 1
    hasty = make(*MONTHS, indicators=[change("visits", update_days="5")])
    assert late(hasty, date(2024, 6, 30)) is None
    assert late(hasty, date(2024, 7, 2)) == 2


def test_two_values_promise_no_third_but_a_release_does() -> None:
    assert late(make(*MONTHS[1:]), date(2026, 1, 1)) is None
    assert late(make(*MONTHS[1:], releases=[RELEASE]), date(2024, 8, 15)) == 1


@pytest.mark.parametrize(
    "changes",
    [{"indicators": (ENDED,)}, {"regions": (change("cn", valid_to="2024-12-31"),)}],
    ids=["indicator", "place"],
)
def test_nothing_is_late_of_what_has_ended(changes: dict[str, tuple[Change, ...]]) -> None:
    assert late(make(*MONTHS, **changes), date(2027, 1, 1)) is None


def test_forecast_is_no_value_that_has_come() -> None:
    edition = make(*MONTHS, figure("9次", "2024-12", status="forecast"))
    assert late(edition, date(2024, 8, 15)) == 1


def test_irregular_series_is_late_only_by_update_days() -> None:
    rows = [figure(f"{n}次", f"20{n}0-11-01", basis="stock") for n in (0, 1, 2)]
    irregular = {"frequency": "irregular"}
    assert late(make(*rows, indicators=[change("visits", **irregular)]), date(2040, 1, 1)) is None
    told = make(*rows, indicators=[change("visits", update_days="3650", **irregular)])
    assert late(told, date(2030, 11, 1)) == 2
