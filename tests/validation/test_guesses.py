"""What a mangled cell is taken to have been."""

from __future__ import annotations

import pytest

from publicstats.validation.guesses import guess_integer, guess_period, guess_region, is_spreadsheet_date


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("May-24", "2024-05"),
        ("may-24", "2024-05"),
        ("31-May-24", "2024-05-31"),
        ("31-May-2024", "2024-05-31"),
        ("45443", "2024-05-31"),
        ("36526", "2000-01-01"),
        ("5/31/2024", "2024-05-31"),
        ("31/5/2024", "2024-05-31"),
        ("5/31/24", "2024-05-31"),
        ("2024/5/31 0:00", "2024-05-31"),
        ("2024-05-31 00:00:00", "2024-05-31"),
    ],
)
def test_date_as_a_spreadsheet_writes_it_is_known_for_one(typed: str, meant: str) -> None:
    assert is_spreadsheet_date(typed)
    assert guess_period(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2024年", "2024"),
        ("2024年5月", "2024-05"),
        ("2024年5月31日", "2024-05-31"),
        ("2024-5", "2024-05"),
        ("2024/5", "2024-05"),
        ("2024.5.31", "2024-05-31"),
        ("20240531", "2024-05-31"),
        ("2024Q1", "2024-Q1"),
        ("2024年第二季度", "2024-Q2"),
        ("2024年上半年", "2024-H1"),
        ("2026年第44周", "2026-W44"),
        ("2026年第4周", "2026-W04"),
        ("2026-W4", "2026-W04"),
        ("2026w44", "2026-W44"),
        ("2023—2024学年", "2023-09/2024-08"),
        ("2023-2024学年", "2023-09/2024-08"),
        ("2023/2024学年", "2023-09/2024-08"),
        ("2021—2025年", "2021/2025"),
        ("2024年1—2月", "2024-01/2024-02"),
        ("2024年1月至2月", "2024-01/2024-02"),
    ],
)
def test_time_in_another_writing_is_offered_in_the_agreed_one(typed: str, meant: str) -> None:
    assert not is_spreadsheet_date(typed)
    assert guess_period(typed) == meant


@pytest.mark.parametrize(
    "typed",
    ["", "soon", "今年", "99999", "13/32/2024", "2024年13月", "31-Foo-24", "2024Q5", "0", "2025年第53周"],
)
def test_text_that_might_be_anything_is_taken_for_no_time(typed: str) -> None:
    assert guess_period(typed) == ""
    assert not is_spreadsheet_date(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("310000.0", "310000"),
        ("310000.00", "310000"),
        ("3.1E+05", "310000"),
        ("3.10115e+05", "310115"),
        ("100", "000100"),
        ("310000", ""),
        ("3.1E+07", ""),
        ("310000.5", ""),
        ("shanghai", ""),
        ("", ""),
    ],
)
def test_region_that_a_spreadsheet_took_for_a_number_is_restored(typed: str, meant: str) -> None:
    assert guess_region(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("116.0", "116"), ("1,160", "1160"), ("1,160.00", "1160"), ("116.5", ""), ("12 行", ""), ("", "")],
)
def test_whole_number_with_decimals_or_commas_is_restored(typed: str, meant: str) -> None:
    assert guess_integer(typed) == meant
