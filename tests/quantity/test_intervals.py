"""How wide each rule of the grammar makes an interval."""

from __future__ import annotations

from decimal import Decimal

import pytest

from publicstats.quantity import CHANGE, LEVEL, TARGET, parse_quantity, settle_quantity
from publicstats.quantity.intervals import RULES
from publicstats.quantity.vocabulary import ROUNDED_UNITS, SCALES, WORDS


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
        ("100%", "0.5"),
        ("101%", "1"),
        ("0%", "0.5"),
        ("0.0%", "0.05"),
        ("0.0万人次", "0"),
        ("0", "0"),
        ("7倍", "1"),
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
    ],
)
def test_qualified_figure_goes_one_step_of_its_last_digit_that_is_not_zero(text: str, step: str) -> None:
    assert _width(f"超{text}") == Decimal(step)
    assert _width(f"约{text}") == 2 * Decimal(step)


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("近90%", "80"),
        ("近100%", "90"),
        ("近九成", "80"),
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


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("70%左右", "69", "71"),
        ("35%左右", "34", "36"),
        ("约98.7%", "98.6", "98.8"),
        ("约100%", "99", "100"),
        ("约1%", "0.5", "1.5"),
        ("约九成", "85", "95"),
        ("约三分之二", "50.00005", "83.33335"),
        ("十来万", "50000", "150000"),
        ("十来个", "5", "15"),
        ("约100", "50", "150"),
        ("约0", "0", "1"),
    ],
)
def test_about_never_begins_at_nothing_and_takes_all_percentages_alike(
    text: str, low: str, high: str
) -> None:
    q = parse_quantity(text)
    assert (q.low, q.high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("超80%", "80", "90"),
        ("超98.70%", "98.7", "98.8"),
        ("超100%", "100", "110"),
        ("112%", "111.5", "112.5"),
        ("99.9%", "99.85", "99.95"),
        ("99.99%", "99.985", "99.995"),
        ("约99.5%", "99.4", "99.6"),
        ("1000‰", "999.5", "1000"),
        ("1000%", "999.5", "1000.5"),
    ],
)
def test_share_ends_at_its_whole_unless_it_is_printed_beyond(text: str, low: str, high: str) -> None:
    q = parse_quantity(text)
    assert (q.low, q.high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("text", "nature", "low", "high"),
    [
        ("100%", CHANGE, "99.5", "100.5"),
        ("0.0%", CHANGE, "-0.05", "0.05"),
        ("增长100%", LEVEL, "99.5", "100.5"),
        ("增长0.0%", LEVEL, "-0.05", "0.05"),
        ("1亿", TARGET, "100000000", "100000000"),
        ("约95%", TARGET, "95", "95"),
        ("近600个", TARGET, "600", "600"),
        ("力争1亿", LEVEL, "100000000", "100000000"),
        ("95%以上", TARGET, "95", None),
        ("超1000个", TARGET, "1000", None),
        ("不超过15分钟", TARGET, "0", "15"),
        ("3至5万", TARGET, "30000", "50000"),
        ("98.7%", LEVEL, "98.65", "98.75"),
    ],
)
def test_change_goes_beyond_a_level_and_a_target_is_as_printed(
    text: str, nature: str, low: str, high: str | None
) -> None:
    q = settle_quantity(parse_quantity(text), nature)
    assert (q.low, q.high) == (Decimal(low), None if high is None else Decimal(high))


@pytest.mark.parametrize("text", ["近20年", "近三年", "近3个月", "近10天"])
def test_recent_or_nearly_so_many_years_have_no_interval_of_their_own(text: str) -> None:
    q = parse_quantity(text)
    assert (q.qualifier, q.low, q.high) == ("nearly", q.value, q.value)


@pytest.mark.parametrize("scale", SCALES)
def test_scale_multiplies_value_and_interval_alike(scale: str) -> None:
    one, many = parse_quantity("超3"), parse_quantity(f"超3{scale}")
    factor = 10 ** SCALES[scale]
    assert (many.value, many.low, many.high) == tuple(
        factor * end for end in (one.value, one.low, one.high) if end
    )


@pytest.mark.parametrize("unit", sorted(ROUNDED_UNITS))
def test_every_printed_digit_of_a_percentage_counts(unit: str) -> None:
    assert _width(f"70{unit}") == 1


@pytest.mark.parametrize("words", ["以上", "不少于", "不低于"])
def test_words_that_set_no_upper_end_leave_it_open(words: str) -> None:
    text = f"3600人{words}" if words == "以上" else f"{words}3600人"
    q = parse_quantity(text)
    assert (q.low, q.high) == (Decimal(3600), None)


def test_every_word_has_a_rule() -> None:
    assert {word.rule for word in WORDS} <= set(RULES)


@pytest.mark.parametrize(
    "text",
    [
        "近0",
        "超0",
        "约0",
        "不到0",
        "0%",
        "-5%",
        "约-30",
        "近-30",
        "超-30",
        "0.0万",
        "下降0.0%",
        "持平",
        "基本持平",
    ],
)
def test_zero_and_negative_figures_lie_within_their_interval(text: str) -> None:
    q = parse_quantity(text)
    assert q.value is not None
    assert q.low is not None
    assert q.high is not None
    assert q.low <= q.value <= q.high
