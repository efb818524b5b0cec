"""Which series figures belong to: places, bases and natures apart, and totals beside single periods."""

from __future__ import annotations

import numpy as np
import pytest

from publicstats.edition.model import Edition
from publicstats.series.keys import combine
from tests.helpers import add, change
from tests.series.making import figure, find_series, list_series, make


def list_told(edition: Edition, **wanted: str) -> list[tuple[str, str, int]]:
    """Frequency, accumulation and number of figures of each series of visits."""
    return sorted(
        (series.frequency, series.accumulation, len(edition.series.list_members(series.code)))
        for series in list_series(edition, **wanted)
    )


def test_combined_codes_tell_combinations_apart_however_large_they_are() -> None:
    large = np.array([0, 2**40, 2**40, 5], dtype=np.int64)
    codes = combine(large, large, large, np.array([1, 1, 1, 1], dtype=np.int64))
    assert codes.tolist() == [0, 1, 1, 2]


def test_first_quarter_half_and_year_belong_to_the_totals_of_the_year_and_to_their_own_series() -> None:
    edition = make(
        figure("1000次", "2024-Q1"),
        figure("2500次", "2024-H1"),
        figure("4000次", "2024-01/2024-09"),
        figure("6000次", "2024"),
        indicators=[change("visits", additive_time="")],
    )
    assert list_told(edition) == [
        ("half", "single", 1),
        ("quarter", "single", 1),
        ("quarter", "year_to_date", 4),
        ("year", "single", 1),
    ]


def test_january_belongs_to_totals_that_are_printed_by_month_and_to_no_others() -> None:
    monthly = make(figure("100次", "2024-01"), figure("200次", "2024-01/2024-02", basis="cumulative"))
    assert ("month", "year_to_date", 2) in list_told(monthly)
    quarterly = make(figure("100次", "2024-01"), figure("900次", "2024-01/2024-09"))
    assert ("quarter", "year_to_date", 1) in list_told(quarterly)


def test_total_up_to_any_day_shows_that_the_years_belong_to_it() -> None:
    edition = make(figure("900次", "2023"), figure("400次", "2024-01-01/2024-06-15"))
    assert list_told(edition) == [("irregular", "year_to_date", 2), ("year", "single", 1)]


def test_totals_are_one_series_whether_typed_as_flow_or_as_cumulative() -> None:
    edition = make(figure("100次", "2023-01/2023-09", basis="cumulative"), figure("120次", "2024-01/2024-09"))
    assert list_told(edition) == [("quarter", "year_to_date", 2)]


def test_flow_of_january_and_february_together_is_a_double_month_and_no_total() -> None:
    edition = make(figure("200次", "2024-01/2024-02"), figure("110次", "2024-03"))
    assert list_told(edition) == [("month", "single", 2)]


def test_month_from_the_19th_is_in_the_monthly_series() -> None:
    edition = make(figure("100次", "2022-12-19/2023-01-18"), figure("110次", "2024-01"))
    assert list_told(edition) == [("month", "single", 2)]


def test_total_from_another_start_is_a_series_of_that_start() -> None:
    edition = make(
        figure("100次", "2018-10/2023-06", basis="cumulative"),
        figure("120次", "2018-10/2024-06", basis="cumulative"),
        figure("90次", "2019-03/2024-06", basis="cumulative"),
    )
    assert list_told(edition) == [("half", "cumulative", 1), ("half", "cumulative", 2)]


def test_last_year_of_a_plan_ends_the_run_of_its_totals() -> None:
    edition = make(
        figure("100次", "2021/2023", basis="cumulative"),
        figure("150次", "2021/2024", basis="cumulative"),
        figure("190次", "2021/2025", basis="cumulative"),
        figure("90次", "2016/2020"),
    )
    assert list_told(edition) == [("five_year", "single", 2), ("year", "cumulative", 3)]


def test_totals_of_unknown_start_are_a_series() -> None:
    edition = make(
        figure("100次", "../2023-06-30", basis="cumulative"),
        figure("120次", "../2024-06-30", basis="cumulative"),
    )
    assert list_told(edition) == [("half", "cumulative", 2)]


def test_every_spelling_of_an_instant_is_one_observation() -> None:
    edition = make(
        figure("100次", "2023", basis="stock"),
        figure("100次", "2023-12", basis="stock", source="paper_b"),
        figure("100次", "2023-12-31", basis="stock", source="late"),
    )
    assert int(edition.series.stands.sum()) == 1
    assert list_told(edition) == [("year", "single", 1)]


@pytest.mark.parametrize(
    ("days", "frequency"),
    [
        (("2023-12-31", "2024-12-31"), "year"),
        (("2022-11-01", "2023-11-01"), "year"),
        (("2023-05-31", "2024-05-31"), "year"),
        (("2023-06-30", "2023-12-31"), "half"),
        (("2023-03-31", "2023-06-30"), "quarter"),
        (("2023-03-31", "2023-04-30"), "month"),
        (("2023-03-07", "2023-04-16", "2023-05-02"), "month"),
        (("2023-12-31", "2024-11-08"), "year"),
    ],
)
def test_days_of_states_show_how_often_they_appear(days: tuple[str, ...], frequency: str) -> None:
    edition = make(*(figure(f"{n + 5}次", day, basis="stock") for n, day in enumerate(days)))
    assert list_told(edition) == [(frequency, "single", len(days))]


def test_declared_frequency_goes_before_what_the_days_show() -> None:
    edition = make(
        figure("5次", "2023-12-31", basis="stock"),
        figure("6次", "2024-12-31", basis="stock"),
        indicators=[change("visits", frequency="quarter")],
    )
    assert list_told(edition) == [("quarter", "single", 2)]


@pytest.mark.parametrize(
    "cells",
    [
        {"region": "310000"},
        {"breakdown": "old"},
        {"kind": "target"},
        {"basis": "stock"},
        {"basis": "growth", "base": "year_before", "printed": "增长3%"},
    ],
)
def test_what_differs_in_anything_but_time_is_another_series(cells: dict[str, str]) -> None:
    told = {"printed": "5次"} | cells
    edition = make(figure("4次", "2023"), figure(told.pop("printed"), "2024", **told))
    assert len(list_series(edition)) == 2


def test_growth_against_the_month_and_against_the_year_are_two_series() -> None:
    growth = {"basis": "growth"}
    edition = make(
        figure("增长3%", "2024-05", base="year_before", **growth),
        figure("下降2%", "2024-05", base="year_before", source="late", comparability="comparable", **growth),
    )
    assert {(s.base, s.comparability) for s in list_series(edition)} == {
        ("year_before", ""),
        ("year_before", "comparable"),
    }


def test_changes_in_per_cent_and_in_times_are_two_series() -> None:
    edition = make(
        figure("增长3%", "2023", basis="growth", base="year_before"),
        figure("增加12次", "2024", basis="growth", base="year_before"),
    )
    assert {s.unit.id for s in list_series(edition)} == {"%", "次"}


def test_unit_from_a_break_on_begins_another_series() -> None:
    cut = add(**{"break": "b", "indicator": "visits", "from": "2024", "note_zh": "甲", "note_en": "A"})
    edition = make(figure("100次", "2023"), figure("90人", "2024"), breaks=[cut])
    assert {s.unit.id for s in list_series(edition)} == {"次", "人"}


def test_growth_on_the_year_and_on_the_month_before_in_one_bulletin_are_two_series() -> None:
    edition = make(
        figure("增长3%", "2024-05", basis="growth", base="year_before"),
        figure("下降2%", "2024-05", basis="growth", base="period_before"),
    )
    assert {s.base for s in list_series(edition)} == {"year_before", "period_before"}


def test_week_has_a_series_of_its_own() -> None:
    edition = make(figure("10次", "2024-09-02/2024-09-08"), figure("40次", "2024-09"))
    assert find_series(edition, frequency="week") != find_series(edition, frequency="month")
