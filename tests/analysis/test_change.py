"""Changes worked out on paper, and that their intervals contain the change of whatever was the truth."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publicstats.analysis.change import (
    Change,
    find_changes,
    find_previous_change,
    find_yearly_change,
    is_good,
    measure_change,
)
from publicstats.analysis.observations import list_observations
from publicstats.edition.model import Edition
from tests.helpers import Change as Edit
from tests.helpers import add, change
from tests.series.making import BREAK, figure, find_latest, find_series, make

STATES = {"indicator": "share", "region": "310000", "basis": "stock"}


def compare(*rows: Edit, indicator: str = "visits", **changes: tuple[Edit, ...]) -> Change | None:
    """The change of a series against the period before."""
    return find_of(make(*rows, **changes), indicator)[0]


def find_of(
    edition: Edition, indicator: str = "visits", **wanted: str
) -> tuple[Change | None, Change | None]:
    series = find_series(edition, indicator=indicator, **wanted)
    latest = find_latest(edition, series)
    return find_previous_change(edition, series, latest), find_yearly_change(edition, series, latest)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("200次", "250次", ("25", "25", "%", "up")),
        ("200次", "150次", ("-25", "-25", "%", "down")),
        ("200次", "200次", ("0", "0", "%", "unchanged")),
        # 9,500 to 10,500 and 10,500 to 11,500: at least as much, at most 21.06 % more; the ends are open.
        ("1.0万次", "1.1万次", ("0", "21.052632", "%", "up")),
        ("1.0万次", "1.0万次", ("-9.523810", "10.526316", "%", "unchanged")),
        ("约80次", "约80次", ("-22.222223", "28.571429", "%", "cannot_tell")),
        ("超100次", "超100次", ("-50", "100", "%", "cannot_tell")),
        ("100次以上", "150次", (None, "50", "%", "cannot_tell")),
        # From nothing there is no percentage.
        ("0次", "12次", ("12", "12", "次", "up")),
    ],
)
def test_change_of_a_count(before: str, after: str, expected: tuple[str | None, ...]) -> None:
    found = compare(figure(before, "2023"), figure(after, "2024"))
    assert found is not None
    ends = [None if end is None else Decimal(end) for end in expected[:2]]
    assert [found.low, found.high] == ends
    assert (found.unit, found.verdict) == expected[2:]


def test_change_of_a_share_is_in_points_and_its_half_open_ends_tell_up() -> None:
    found = compare(figure("98.7%", "2023", **STATES), figure("98.8%", "2024", **STATES), indicator="share")
    assert found is not None
    assert (found.low, found.high) == (Decimal(0), Decimal("0.2"))
    assert (found.unit, found.verdict) == ("个百分点", "up")


def test_whole_numbers_of_what_is_measured_are_taken_as_rounded() -> None:
    rows = (
        figure("28微克/立方米", "2023", indicator="dust"),
        figure("29微克/立方米", "2024", indicator="dust"),
    )
    found = compare(*rows, indicator="dust")
    assert found is not None
    assert (found.low, found.high, found.verdict) == (Decimal(0), Decimal(2), "up")
    same = compare(rows[0], figure("28微克/立方米", "2024", indicator="dust"), indicator="dust")
    assert same is not None
    assert (same.low, same.high, same.verdict) == (Decimal(-1), Decimal(1), "unchanged")


def test_change_to_below_zero_is_measured_at_the_ends_that_make_it_extreme() -> None:
    signed = change("visits", signed="yes")
    found = compare(figure("90至110次", "2023"), figure("-50次", "2024"), indicators=(signed,))
    assert found is not None
    # -50 of 90 is 155.56 % less, of 110 it is 145.45 % less.
    assert (found.low, found.high) == (Decimal("-155.555556"), Decimal("-145.454545"))


def test_base_below_zero_gives_a_difference() -> None:
    signed = change("visits", signed="yes")
    found = compare(figure("-20次", "2023"), figure("30次", "2024"), indicators=(signed,))
    assert found is not None
    assert (found.low, found.unit, found.verdict) == (Decimal(50), "次", "up")


def test_both_changes_of_a_series_are_in_one_unit() -> None:
    edition = make(figure("50次", "2023-05"), figure("0次", "2024-04"), figure("60次", "2024-05"))
    series = find_series(edition)
    previous, yearly = find_changes(edition, series, find_latest(edition, series))
    assert previous is not None
    assert yearly is not None
    assert (previous.unit, previous.low) == ("次", Decimal(60))
    assert (yearly.unit, yearly.low) == ("次", Decimal(10))


def test_latest_is_compared_with_the_month_before_and_the_same_month_of_the_year_before() -> None:
    edition = make(
        figure("80次", "2023-05"),
        figure("90次", "2024-03"),
        figure("100次", "2024-04"),
        figure("120次", "2024-05"),
    )
    previous, yearly = find_of(edition)
    assert previous is not None
    assert yearly is not None
    assert (previous.earlier.period, previous.low) == ("2024-04", Decimal(20))
    assert (yearly.earlier.period, yearly.low) == ("2023-05", Decimal(50))


def test_gap_before_the_latest_leaves_nothing_to_compare_with() -> None:
    edition = make(figure("90次", "2024-03"), figure("120次", "2024-05"))
    assert find_of(edition) == (None, None)


def test_hidden_and_expected_values_are_no_base() -> None:
    edition = make(
        figure("***次", "2024-04", status="masked"),
        figure("90次", "2023-05", status="forecast"),
        figure("120次", "2024-05"),
    )
    assert find_of(edition) == (None, None)


def test_double_month_compares_with_a_double_month_only() -> None:
    edition = make(
        figure("150次", "2023-01/2023-02"), figure("80次", "2023-02"), figure("180次", "2024-01/2024-02")
    )
    previous, yearly = find_of(edition, frequency="month")
    assert previous is None
    assert yearly is not None
    assert (yearly.earlier.period, yearly.low) == ("2023-01/2023-02", Decimal(20))


def test_totals_have_a_year_before_and_no_period_before() -> None:
    edition = make(
        figure("300次", "2023-01/2023-09"),
        figure("250次", "2024-01/2024-08"),
        figure("330次", "2024-01/2024-09"),
    )
    previous, yearly = find_of(edition, accumulation="year_to_date")
    assert previous is None
    assert yearly is not None
    assert (yearly.earlier.period, yearly.low) == ("2023-01/2023-09", Decimal(10))


def test_totals_up_to_one_day_of_a_common_and_a_leap_year_compare() -> None:
    edition = make(figure("300次", "2023-01-01/2023-06-15"), figure("330次", "2024-01-01/2024-06-15"))
    _, yearly = find_of(edition)
    assert yearly is not None
    assert yearly.low == Decimal(10)


def test_irregular_states_compare_with_the_one_before_whenever_it_was() -> None:
    edition = make(
        figure("100次", "2010-11-01", basis="stock"),
        figure("130次", "2020-11-01", basis="stock"),
        indicators=(change("visits", frequency="irregular"),),
    )
    previous, yearly = find_of(edition)
    assert previous is not None
    assert (previous.earlier.period, previous.low) == ("2010-11-01", Decimal(30))
    assert yearly is None


def test_nothing_is_compared_across_a_break() -> None:
    rows = (figure("100次", "2023"), figure("110次", "2024"), figure("90次", "2025"))
    assert find_of(make(*rows)) != (None, None)
    assert find_of(make(*rows, breaks=[BREAK])) == (None, None)
    elsewhere = add(
        **{
            "break": "b",
            "indicator": "visits",
            "region": "310000",
            "from": "2025",
            "note_zh": "甲",
            "note_en": "A",
        }
    )
    assert find_of(make(*rows, breaks=[elsewhere])) != (None, None)


def test_sources_that_disagree_leave_the_change_open_between_them() -> None:
    found = compare(
        figure("100次", "2023"),
        figure("90次", "2024", source="paper_b"),
        figure("120次", "2024", source="late"),
    )
    assert found is not None
    assert (found.low, found.high, found.verdict) == (Decimal(-10), Decimal(20), "cannot_tell")
    both = compare(
        figure("100次", "2023"),
        figure("110次", "2024", source="paper_b"),
        figure("120次", "2024", source="late"),
    )
    assert both is not None
    assert both.verdict == "up"


def test_change_is_good_only_where_it_is_certain_and_somebody_says_what_is_better() -> None:
    up = compare(figure("100次", "2023"), figure("110次", "2024"))
    unsure = compare(figure("约100次", "2023"), figure("约110次", "2024"))
    assert up is not None
    assert unsure is not None
    assert (is_good(up, "up"), is_good(up, "down"), is_good(up, ""), is_good(unsure, "up")) == (
        True,
        False,
        None,
        None,
    )


def _print(number: Decimal, step: str, unit: str) -> str:
    return f"{number.quantize(Decimal(step), ROUND_HALF_UP)}{unit}"


def _check(series_of: Edition, numbers: list[Decimal], indicator: str = "visits") -> None:
    """Each change from one year to the next contains that of the numbers, and no verdict contradicts it."""
    series = find_series(series_of, indicator=indicator)
    years = list_observations(series_of, series.code)
    for (one, then), (two, now) in pairwise(zip(years, numbers, strict=True)):
        found = measure_change(series, one, two)
        true = 100 * (now / then - 1) if found.unit == "%" else now - then
        assert found.low is not None
        assert found.high is not None
        assert found.low <= true <= found.high
        assert found.verdict != "up" or now > then
        assert found.verdict != "down" or now < then


@settings(max_examples=5)
@given(st.lists(st.decimals(1, 10**6, places=3), min_size=20, max_size=20))
def test_changes_of_counts_contain_those_of_the_true_values(numbers: list[Decimal]) -> None:
    steps = ("0.1", "0.01", "0.1", "0.001")
    rows = [
        figure(_print(n / 10000 + 1, steps[year % 4], "万次"), str(year))
        for year, n in enumerate(numbers, 2000)
    ]
    _check(make(*rows), [n + 10000 for n in numbers])


@settings(max_examples=5)
@given(st.lists(st.decimals(1, 500, places=3), min_size=20, max_size=20))
def test_changes_of_what_is_measured_contain_those_of_the_true_values(numbers: list[Decimal]) -> None:
    rows = [
        figure(_print(n, "1", "微克/立方米"), str(year), indicator="dust")
        for year, n in enumerate(numbers, 2000)
    ]
    _check(make(*rows), numbers, "dust")
