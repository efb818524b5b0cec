"""Chinese numerals as whole numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publicstats.quantity import QuantityError, parse_quantity
from publicstats.quantity.numerals import CHARACTERS, parse_numeral

_DIGITS = "零一二三四五六七八九"


def _write(number: int) -> str:
    """The number as it is written, zeros between places included."""
    text, gap = "", False
    for power, place in ((3, "千"), (2, "百"), (1, "十"), (0, "")):
        digit = number // 10**power % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + place
        gap = digit == 0
    return text or "零"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("零", 0),
        ("〇", 0),
        ("一", 1),
        ("两", 2),
        ("九", 9),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("九十九", 99),
        ("百", 100),
        ("一百", 100),
        ("一百二十", 120),
        ("一百一十二", 112),
        ("二百零五", 205),
        ("千", 1000),
        ("两千", 2000),
        ("三千五百", 3500),
        ("三千零五", 3005),
        ("三千零五十", 3050),
        ("九千九百九十九", 9999),
    ],
)
def test_numeral_is_a_number(text: str, number: int) -> None:
    assert parse_numeral(text) == number


@pytest.mark.parametrize(
    "text", ["", "三三", "一百二", "三千五", "十百", "百千", "零五", "一零", "二百零", "二百零零五", "三十十"]
)
def test_what_print_never_writes_is_no_numeral(text: str) -> None:
    assert parse_numeral(text) is None


def test_every_number_below_ten_thousand_is_read_as_written() -> None:
    assert [number for number in range(10_000) if parse_numeral(_write(number)) != number] == []


@given(st.text(alphabet=CHARACTERS, max_size=12))
def test_any_row_of_numerals_is_a_number_below_ten_thousand_or_none(text: str) -> None:
    number = parse_numeral(text)
    assert number is None or 0 <= number < 10_000


@pytest.mark.parametrize(("printed", "value"), [("1亿9999万人", 199_990_000), ("1亿10000万人", None)])
def test_part_before_a_scale_is_smaller_than_what_the_scale_above_it_counts(
    printed: str, value: int | None
) -> None:
    if value is None:
        with pytest.raises(QuantityError):
            parse_quantity(printed)
    else:
        assert parse_quantity(printed).value == value
