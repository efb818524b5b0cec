"""How wide each rule of the grammar makes an interval."""

from __future__ import annotations

from decimal import Decimal

import pytest

from publicstats.quantity import parse_quantity
from publicstats.quantity.intervals import RULES
from publicstats.quantity.vocabulary import PERCENT_UNITS, SCALES, WORDS


def _width(text: str) -> Decimal:
    q = parse_quantity(text)
    assert q.low is not None
    assert q.high is not None
    return q.high - q.low


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("2100人", "0"),
        ("2100万人", "1000000"),
        ("2110万人", "100000"),
        ("2111万人", "10000"),
        ("2111.0万人", "1000"),
        ("180.00万", "100"),
        ("3亿", "100000000"),
        ("10亿", "1000000000"),
        ("3.0", "0.1"),
        ("0.05", "0.01"),
        ("70%", "1"),
        ("70.0%", "0.1"),
        ("70.00%", "0.01"),
        ("100%", "1"),
        ("0%", "1"),
        ("5‰", "1"),
    ],
)
def test_exact_figure_is_as_wide_as_its_last_significant_digit(text: str, width: str) -> None:
    assert _width(text) == Decimal(width)


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("3", "1"),
        ("30", "10"),
        ("36", "1"),
        ("3600", "100"),
        ("3060", "10"),
        ("3.60", "0.1"),
        ("3600万", "1000000"),
        ("36.5万", "1000"),
        ("80%", "10"),
        ("98.70%", "0.1"),
    ],
)
def test_qualified_figure_goes_one_step_of_its_last_digit_that_is_not_zero(text: str, step: str) -> None:
    assert _width(f"超{text}") == Decimal(step)
    assert _width(f"约{text}") == 2 * Decimal(step)


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("近3", "1.5"),
        ("近9万", "45000"),
        ("近30", "20"),
        ("近36", "35"),
        ("近10", "5"),
        ("近100", "50"),
        ("近0.5", "0.25"),
    ],
)
def test_nearly_goes_one_step_down_but_never_to_nothing(text: str, low: str) -> None:
    assert parse_quantity(text).low == Decimal(low)


@pytest.mark.parametrize("scale", SCALES)
def test_scale_multiplies_value_and_interval_alike(scale: str) -> None:
    one, many = parse_quantity("超3"), parse_quantity(f"超3{scale}")
    factor = 10 ** SCALES[scale]
    assert (many.value, many.low, many.high) == tuple(
        factor * end for end in (one.value, one.low, one.high) if end
    )


@pytest.mark.parametrize("unit", sorted(PERCENT_UNITS))
def test_every_printed_digit_of_a_percentage_counts(unit: str) -> None:
    assert _width(f"70{unit}") == 1


@pytest.mark.parametrize("words", ["以上", "不少于", "不低于"])
def test_words_that_set_no_upper_end_leave_it_open(words: str) -> None:
    text = f"3600人{words}" if words == "以上" else f"{words}3600人"
    q = parse_quantity(text)
    assert (q.low, q.high) == (Decimal(3600), None)


def test_every_word_has_a_rule() -> None:
    assert {word.rule for word in WORDS} <= set(RULES)


@pytest.mark.parametrize("text", ["近0", "超0", "约0", "不到0", "0%", "-5%", "约-30", "近-30", "超-30"])
def test_zero_and_negative_figures_lie_within_their_interval(text: str) -> None:
    q = parse_quantity(text)
    assert q.value is not None
    assert q.low is not None
    assert q.high is not None
    assert q.low <= q.value <= q.high
