"""Releases that have come, are expected or late: by figures, on days worked out on a calendar."""

from __future__ import annotations

from datetime import date

import pytest

from publicstats.analysis.release_calendar import Announced, find_awaited, list_announced
from publicstats.edition.model import Edition
from tests.helpers import Change, add
from tests.series.making import figure, make

JUNE = {"title_zh": "六月月报", "title_en": "June report", "period": "2024-06", "expected": "2024-07-15"}


def release(name: str = "june", indicators: str = "visits", **cells: str) -> Change:
    return add(release=name, indicators=indicators, **(JUNE | cells))


def judge(edition: Edition, today: date = date(2024, 7, 20)) -> Announced:
    [announced] = list_announced(edition, today)
    return announced


def find_state(*figures: Change, **cells: str) -> str:
    return judge(make(*figures, releases=[release(**cells)])).state


@pytest.mark.parametrize(
    ("day", "state", "late"), [(14, "expected", 0), (15, "expected", 0), (16, "late", 1), (20, "late", 5)]
)
def test_release_without_figures_is_late_from_the_day_after_it_was_expected(
    day: int, state: str, late: int
) -> None:
    announced = judge(make(figure("9次", "2024-05"), releases=[release()]), date(2024, 7, day))
    assert (announced.state, announced.days_late, announced.come) == (state, late, None)
    assert [indicator.id for indicator in announced.missing] == ["visits"]
    assert announced.figures == ()


def test_release_has_come_with_its_figure_on_the_day_when_that_was_published() -> None:
    announced = judge(make(figure("9次", "2024-06", "f"), releases=[release()]))
    assert (announced.state, announced.days_late, announced.missing) == ("come", 0, ())
    assert announced.come == date(2024, 10, 10)
    assert [f.id for f in announced.figures] == ["f"]


def test_release_of_two_indicators_has_come_with_the_last_of_them() -> None:
    both = release(indicators="visits;dust")
    visits = figure("9次", "2024-06", source="early")
    half = judge(make(visits, releases=[both]))
    assert (half.state, half.days_late) == ("late", 5)
    assert [indicator.id for indicator in half.missing] == ["dust"]
    assert [f.indicator.id for f in half.figures] == ["visits"]
    dust = figure("29微克/立方米", "2024-06", indicator="dust", source="late")
    whole = judge(make(visits, dust, releases=[both]))
    assert (whole.state, whole.come) == ("come", date(2026, 11, 1))


@pytest.mark.parametrize(
    ("printed", "cells"),
    [
        ("9次", {"status": "forecast"}),
        ("9次", {"kind": "target"}),
        ("9次", {"kind": "rule"}),
        ("**次", {"status": "masked"}),
    ],
    ids=["forecast", "target", "rule", "masked"],
)
def test_what_is_no_known_actual_figure_meets_no_release(printed: str, cells: dict[str, str]) -> None:
    assert find_state(figure(printed, "2024-06", **cells)) == "late"


@pytest.mark.parametrize("status", ["provisional", "estimated", "unverified"])
def test_figure_that_may_still_change_meets_its_release(status: str) -> None:
    assert find_state(figure("9次", "2024-06", status=status)) == "come"


@pytest.mark.parametrize(
    ("printed", "wanted", "state"),
    [
        ("2024-06-01/2024-06-30", "2024-06", "come"),
        ("2024-04/2024-06", "2024-Q2", "come"),
        ("2024-Q2", "2024-06", "late"),
        ("2024-05", "2024-06", "late"),
        ("2024-01/2024-06", "2024-H1", "come"),
        ("2024-01/2024-06", "2024-06", "late"),
    ],
)
def test_total_meets_the_release_of_the_same_days_however_written(
    printed: str, wanted: str, state: str
) -> None:
    assert find_state(figure("9次", printed), period=wanted) == state


@pytest.mark.parametrize(
    ("day", "wanted", "state"),
    [
        ("2024-06-30", "2024-06", "come"),
        ("2024-06", "2024-06", "come"),
        ("2024-05-31", "2024-Q2", "late"),
        ("2024-06-30", "2024-Q2", "come"),
        ("2024-06-30", "2024", "late"),
    ],
)
def test_state_meets_the_release_of_the_period_that_its_day_stands_for(
    day: str, wanted: str, state: str
) -> None:
    months = [figure("9次", f"2024-0{n}", basis="stock", source="early") for n in (2, 3, 4)]
    assert find_state(*months, figure("9次", day, basis="stock"), period=wanted) == state


def test_state_in_the_middle_of_its_month_stands_for_the_month() -> None:
    days = [figure("9次", f"2024-0{n}-20", basis="stock", source="early") for n in (3, 4, 5, 6)]
    assert find_state(*days) == "come"


def test_revision_leaves_the_day_on_which_a_release_came_and_a_withdrawal_takes_it_back() -> None:
    first = figure("9次", "2024-06", "first", source="paper_a")
    revised = figure("8次", "2024-06", "second", source="late", supersedes="first", revision="revised")
    announced = judge(make(first, revised, releases=[release()]))
    assert announced.come == date(2024, 10, 10)
    assert [f.id for f in announced.figures] == ["second"]
    withdrawn = figure(
        "", "2024-06", "third", source="late", supersedes="first", revision="withdrawn", status="missing"
    )
    assert judge(make(first, withdrawn, releases=[release()])).state == "late"


def test_figure_of_the_nation_and_the_whole_stands_for_its_indicator() -> None:
    place = figure("3次", "2024-06", region="310000")
    young = figure("2次", "2024-06", breakdown="young")
    growth = figure("增长3%", "2024-06", basis="growth", base="year_before")
    whole = figure("9次", "2024-06", "whole")
    [shown] = judge(make(place, young, growth, whole, releases=[release()])).figures
    assert shown.id == "whole"


def test_quarter_that_totals_give_has_come_with_the_later_of_them() -> None:
    half = figure("9次", "2024-01/2024-06", source="late")
    quarter = figure("4次", "2024-01/2024-03", source="early")
    nine = figure("12次", "2024-01/2024-09", source="later")
    edition = make(quarter, half, nine, releases=[release(period="2024-Q2")])
    announced = judge(edition)
    assert (announced.state, announced.come) == ("come", date(2026, 11, 1))
    assert [f.source for f in announced.figures] == [None]


def test_releases_stand_in_the_order_of_their_days() -> None:
    rows = [release("b", expected="2024-08-15"), release("z"), release("a")]
    edition = make(figure("9次", "2024-05"), releases=rows)
    assert [a.release.id for a in list_announced(edition, date(2024, 7, 1))] == ["a", "z", "b"]


def test_only_releases_after_a_day_that_miss_an_indicator_are_awaited() -> None:
    rows = [release("may", period="2024-05"), release("june"), release("july", period="2024-07")]
    edition = make(figure("9次", "2024-06"), releases=rows)
    today = date(2024, 7, 20)
    assert [a.release.id for a in find_awaited(edition, "visits", date(2024, 4, 30), today)] == [
        "may",
        "july",
    ]
    assert [a.release.id for a in find_awaited(edition, "visits", date(2024, 6, 30), today)] == ["july"]
    assert find_awaited(edition, "dust", date(2024, 4, 30), today) == ()
