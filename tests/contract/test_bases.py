"""What is printed of the base of a change, and what the column `base` may say."""

from __future__ import annotations

import pytest

from publicstats.contract.bases import fits_base, suggest_base
from publicstats.contract.codelists import CHANGE_BASES
from publicstats.period import Period, parse_period
from publicstats.quantity import BASE_KINDS, parse_quantity


def _printed(words: str) -> str:
    return parse_quantity(f"{words}增长3%").base


@pytest.mark.parametrize(
    ("words", "period", "suggested", "others"),
    [
        ("同比", "2024-06", "year_before", ["2023-06", "2023"]),
        ("同比", "2024", "year_before", ["period_before", "2023"]),
        ("环比", "2024-06", "period_before", ["2024-05"]),
        ("环比", "2024", "period_before", ["year_before"]),
        ("比上月", "2024-06", "period_before", ["2024-05"]),
        ("比上季度", "2024-Q2", "period_before", ["2024-Q1"]),
        ("比上年", "2024", "year_before", ["period_before", "2023"]),
        ("比上年", "2024-06", "year_before", ["2023-06"]),
        ("比上年同期", "2024-H1", "year_before", ["2023-H1"]),
        ("比上年末", "2024-06", "2023-12-31", ["2023", "2023-12"]),
        ("较年初", "2024-06", "2023-12-31", ["2024-01-01", "2024-01", "2023"]),
        ("比上年末", "2024-12-31", "year_before", ["period_before", "2023-12-31"]),
    ],
)
def test_print_allows_what_it_says_and_no_other(
    words: str, period: str, suggested: str, others: list[str]
) -> None:
    own, printed = parse_period(period), _printed(words)
    assert suggest_base(printed, own) == suggested
    allowed = [suggested, *others]
    tried = {*CHANGE_BASES, "2018", "2022-06", *allowed}
    fits = {base for base in tried if fits_base(printed, base, own, _parse(base))}
    assert fits - {"2018", "2022-06"} == set(allowed)


def _parse(base: str) -> Period | None:
    return None if base in CHANGE_BASES else parse_period(base)


def test_every_base_that_may_be_printed_has_a_meaning() -> None:
    assert {suggest_base(printed, parse_period("2024-06")) for printed in BASE_KINDS} == {
        "year_before",
        "period_before",
        "2023-12-31",
    }
    assert suggest_base("", parse_period("2024-06")) == suggest_base("", None) == "unstated"


def test_end_of_a_year_that_is_not_known_is_unstated() -> None:
    assert suggest_base(_printed("比上年末"), None) == "unstated"
