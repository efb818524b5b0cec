"""How far a series is from its targets: direction, distance and verdict, worked out on paper."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from publicstats.analysis.targets import Target, find_target
from tests.helpers import Change, change
from tests.series.making import figure, find_series, make

TODAY = date(2024, 11, 26)
SHARE = {"indicator": "share", "region": "310000", "basis": "stock"}


def aim(*rows: Change, today: date = TODAY, better: str = "up", indicator: str = "share") -> Target | None:
    edition = make(*rows, indicators=(change("share", better=better),))
    return find_target(edition, find_series(edition, indicator=indicator, kind="actual"), today)


def judge(actual: str, target: str, better: str = "up") -> str:
    found = aim(
        figure(actual, "2023", **SHARE), figure(target, "2023", kind="target", **SHARE), better=better
    )
    assert found is not None
    return found.verdict


@pytest.mark.parametrize(
    ("actual", "target", "better", "verdict"),
    [
        ("70.1%", "70%以上", "", "met"),
        ("69.9%", "70%以上", "", "missed"),
        # 70.0 is 69.95 to 70.05, and nobody can tell.
        ("70.0%", "70%以上", "", "cannot_tell"),
        ("超70%", "70%以上", "", "met"),
        ("4.9%", "5%以下", "", "met"),
        ("5.1%", "低于5%", "up", "missed"),
        ("60.2%", "60%", "up", "met"),
        ("60.2%", "60%", "down", "missed"),
        ("60.2%", "60%", "", "cannot_tell"),
        # 近90% says how near the aim is to 90, not that less would be better.
        ("93.0%", "近90%", "up", "met"),
        ("约70%", "70%以上", "", "cannot_tell"),
    ],
)
def test_verdict_on_the_value_of_the_targets_own_year(
    actual: str, target: str, better: str, verdict: str
) -> None:
    assert judge(actual, target, better) == verdict


def test_before_its_year_a_target_is_open_and_the_distance_is_said() -> None:
    found = aim(figure("54.3%", "2023", **SHARE), figure("70%以上", "2030", kind="target", **SHARE))
    assert found is not None
    assert (found.verdict, found.low, found.high) == ("open", Decimal("15.65"), Decimal("15.75"))
    assert found.actual.figure.printed == "54.3%"


def test_next_target_that_falls_due_goes_before_later_ones_and_the_last_after_all_are_due() -> None:
    rows = [figure("54.3%", "2023", **SHARE)]
    rows += [
        figure(f"{n}%以上", y, kind="target", **SHARE) for n, y in ((70, "2030"), (60, "2025"), (50, "2022"))
    ]
    for today, period in ((TODAY, "2025"), (date(2026, 1, 1), "2030"), (date(2031, 1, 1), "2030")):
        found = aim(*rows, today=today)
        assert found is not None
        assert found.observation.period == period


def test_target_of_a_year_says_nothing_of_months_or_of_another_place() -> None:
    flow = SHARE | {"basis": "flow"}
    months = [figure("54.3%", "2023-05", **flow), figure("70%以上", "2025", kind="target", **flow)]
    assert aim(*months) is None
    other = figure("70%以上", "2025", kind="target", **(SHARE | {"region": "110000"}))
    assert aim(figure("54.3%", "2023", **SHARE), other) is None


def test_value_of_the_targets_year_counts_where_later_ones_have_come() -> None:
    found = aim(
        figure("58.0%", "2022", **SHARE),
        figure("66.0%", "2023", **SHARE),
        figure("60%以上", "2022", kind="target", **SHARE),
    )
    assert found is not None
    assert (found.verdict, found.actual.period) == ("missed", "2022")


def test_forecast_meets_no_target() -> None:
    rows = (figure("58.0%", "2022", **SHARE), figure("80%", "2025", status="forecast", **SHARE))
    found = aim(*rows, figure("60%以上", "2025", kind="target", **SHARE))
    assert found is not None
    assert (found.verdict, found.actual.period) == ("open", "2022")
