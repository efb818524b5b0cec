"""Which stretch of the calendar a period is: all spellings of a span are one, and numbers run on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from publicstats.period import parse_period
from publicstats.series.calendar_periods import (
    Stretch,
    find_end,
    find_stretch,
    find_year_before,
    number_day,
    spell,
)


@pytest.mark.parametrize(
    ("spellings", "frequency"),
    [
        (("2024-Q2", "2024-04/2024-06", "2024-04-01/2024-06-30"), "quarter"),
        (("2024-H1", "2024-01/2024-06", "2024-Q1/2024-Q2"), "half"),
        (("2024", "2024-01/2024-12", "2024-H1/2024-H2"), "year"),
        (("2024-02", "2024-02-01/2024-02-29"), "month"),
        (("2024-05-31", "2024-05-31/2024-05-31"), "day"),
    ],
)
def test_every_spelling_of_a_span_is_the_same_stretch(spellings: tuple[str, ...], frequency: str) -> None:
    [stretch] = {find_stretch(parse_period(text)) for text in spellings}
    assert stretch.frequency == frequency
    assert stretch.shape == 0


@pytest.mark.parametrize(
    ("text", "frequency"),
    [
        ("2026-08-31/2026-09-06", "week"),
        ("2024-05-11/2024-05-20", "ten_days"),
        ("2024-05-21/2024-05-31", "ten_days"),
        ("2023-09/2024-08", "school_year"),
        ("2021/2025", "five_year"),
        ("2011/2020", "ten_year"),
        ("2019/2023", "irregular"),
        ("2024-01/2024-09", "irregular"),
        ("../2024-07-17", "irregular"),
    ],
)
def test_span_has_the_frequency_that_statisticians_give_it(text: str, frequency: str) -> None:
    assert find_stretch(parse_period(text)).frequency == frequency


def test_month_from_the_19th_counts_as_the_month_in_which_it_ends_but_is_no_calendar_month() -> None:
    shifted, plain = (find_stretch(parse_period(t)) for t in ("2022-12-19/2023-01-18", "2023-01"))
    assert (shifted.frequency, shifted.number) == (plain.frequency, plain.number)
    assert shifted.shape != plain.shape


def test_january_and_february_together_are_a_double_month_of_february() -> None:
    double, month = (find_stretch(parse_period(text)) for text in ("2024-01/2024-02", "2024-02"))
    assert (double.frequency, double.number) == (month.frequency, month.number)
    assert double.shape != month.shape
    assert spell(double.number, "month", double.shape) == "2024-01/2024-02"


@pytest.mark.parametrize("frequency", ["ten_days", "week", "month", "quarter", "half", "year", "school_year"])
def test_every_day_lies_in_one_period_and_the_day_after_its_end_in_the_next(frequency: str) -> None:
    day = date(2023, 1, 1)
    while day < date(2026, 12, 31):
        number = number_day(day, frequency)
        end = find_end(number, frequency)
        assert end >= day
        assert number_day(end, frequency) == number
        assert number_day(end + timedelta(days=1), frequency) == number + 1
        day += timedelta(days=17)


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("2024-05", "2023-05"),
        ("2024-Q1", "2023-Q1"),
        ("2024-H2", "2023-H2"),
        ("2024", "2023"),
        ("2023-09/2024-08", "2022-09/2023-08"),
        ("2026-11-02/2026-11-08", "2025-11-03/2025-11-09"),
        ("2024-05-21/2024-05-31", "2023-05-21/2023-05-31"),
    ],
)
def test_same_period_a_year_earlier(text: str, before: str) -> None:
    now, then = (find_stretch(parse_period(t)) for t in (text, before))
    assert find_year_before(now.number, now.frequency) == then.number


def test_fifty_third_week_and_the_29th_of_february_have_no_year_before() -> None:
    week = number_day(date(2026, 12, 31), "week")
    assert date(2026, 12, 31).isocalendar().week == 53
    assert find_year_before(week, "week") is None
    assert find_year_before(date(2024, 2, 29).toordinal(), "day") is None


def test_plan_periods_have_no_year_before() -> None:
    assert find_year_before(find_stretch(parse_period("2021/2025")).number, "five_year") is None


def test_numbers_are_written_as_the_contract_spells_them() -> None:
    for text in ("2024-05", "2024-Q3", "2024-H2", "2024"):
        stretch = find_stretch(parse_period(text))
        assert spell(stretch.number, stretch.frequency) == text
    assert spell(*_week()) == ""


def _week() -> tuple[int, str]:
    stretch = find_stretch(parse_period("2026-08-31/2026-09-06"))
    assert stretch == Stretch("week", stretch.number, 0)
    return stretch.number, stretch.frequency
