"""How much a change comes to: no more digits than both ends of its interval bear out."""

from __future__ import annotations

from decimal import Decimal

import pytest

from publicstats.contract.records import Unit
from publicstats.figures.amounts import POINTS, RELATIVE, format_amount, format_span, name_change_unit

PEOPLE = Unit("人", "人", "people", "person", "count")
PER_CENT, PERCENTAGE_POINTS = name_change_unit(RELATIVE, PEOPLE), name_change_unit(POINTS, PEOPLE)


def bound(low: str, high: str) -> tuple[Decimal | None, Decimal | None]:
    return Decimal(low) if low else None, Decimal(high) if high else None


@pytest.mark.parametrize(
    ("low", "high", "unit", "zh", "en"),
    [
        ("5.36", "5.44", PER_CENT, "5.4%", "5.4%"),
        ("2.857142", "2.857143", PER_CENT, "2.9%", "2.9%"),
        ("3.03", "3.09", PER_CENT, "3%", "3%"),
        ("4.4", "4.6", PER_CENT, "约4.5%", "about 4.5%"),
        ("2", "4", PER_CENT, "2%至4%", "2 to 4%"),
        ("0.0301", "0.0309", PER_CENT, "0.03%", "0.03%"),
        ("99.5", "103", PER_CENT, "约100%", "about 100%"),
        ("15.65", "15.75", PERCENTAGE_POINTS, "15.7个百分点", "15.7 percentage points"),
        ("1", "1", PERCENTAGE_POINTS, "1个百分点", "1 percentage point"),
        ("0.2", "0.4", PERCENTAGE_POINTS, "0.2至0.4个百分点", "0.2 to 0.4 percentage points"),
        ("0", "0.2", PERCENTAGE_POINTS, "不超过0.2个百分点", "at most 0.2 percentage points"),
        ("12345", "12345", PEOPLE, "1.2345万人", "12,345 people"),
        ("119500", "120500", PEOPLE, "约12万人", "about 120,000 people"),
        ("80", "90", PEOPLE, "80至90人", "80 to 90 people"),
        ("3", "", PER_CENT, "不少于3%", "at least 3%"),
        ("", "3", PER_CENT, "不超过3%", "at most 3%"),
        ("0", "0.5739", PER_CENT, "不超过0.6%", "at most 0.6%"),
        ("", "", PER_CENT, "", ""),
    ],
)
def test_amount_has_the_digits_that_its_interval_warrants(
    low: str, high: str, unit: Unit, zh: str, en: str
) -> None:
    assert format_amount(*bound(low, high), unit, "zh") == zh
    assert format_amount(*bound(low, high), unit, "en") == en


@pytest.mark.parametrize("width", ["0.001", "0.02", "0.3", "1.7", "6"])
@pytest.mark.parametrize("low", ["0.01", "0.98", "7.43", "12.6", "88", "140.2"])
def test_amount_that_is_a_number_is_one_to_which_both_ends_round(low: str, width: str) -> None:
    least, most = Decimal(low), Decimal(low) + Decimal(width)
    said = format_amount(least, most, PER_CENT, "en")
    if "to" in said or "most" in said:
        return
    number = Decimal(said.removeprefix("about ").removesuffix("%"))
    if said.startswith("about"):
        assert least <= number <= most
    else:
        half = Decimal(1).scaleb(number.as_tuple().exponent) / 2  # type: ignore[arg-type]
        assert number - half <= least <= most <= number + half


def test_span_on_both_sides_of_nothing_has_its_signs() -> None:
    assert format_span(Decimal("-1.23"), Decimal("0.8"), PER_CENT, "zh") == "-1.2%至0.8%"
    assert format_span(None, Decimal("0.8"), PER_CENT, "zh") == ""
