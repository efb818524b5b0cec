"""What holds for every figure of the grammar, and for every text that is none."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from publicstats.quantity import (
    Quantity,
    QuantityError,
    format_quantity,
    parse_quantity,
)
from publicstats.quantity.numerals import CHARACTERS
from publicstats.quantity.vocabulary import (
    JOINTS,
    MASKS,
    ONLY_BEFORE,
    SCALES,
    WORDS,
    Word,
)

UNITS = ("", "人", "名", "件", "元", "%", "‰", "个百分点", "微克/立方米", "平方米")
MANY = settings(max_examples=300)

_words = {
    side: [word for word in WORDS if word.side == side and word.text not in ONLY_BEFORE]
    for side in ("before", "inside", "after")
}
_plain = st.integers(0, 10**9).map(str)
_grouped = st.integers(1000, 10**9).map("{:,}".format)
_decimal = st.from_regex(r"-?(0|[1-9][0-9]{0,5})\.[0-9]{1,4}", fullmatch=True)
_numeral = st.sampled_from(
    ["一", "两", "三", "八", "十", "十二", "二十", "一百", "二百零五", "三千五百", "百"]
)
_masked = st.text(MASKS[0] + "123", min_size=1, max_size=5).filter(lambda text: MASKS[0] in text)
_scale = st.sampled_from(sorted(SCALES))
_unit = st.sampled_from(UNITS)


@st.composite
def printed_figures(draw: st.DrawFn) -> str:
    """A figure in its canonical form, qualified on no side, before, inside or after."""
    number = draw(st.one_of(_plain, _grouped, _decimal, _numeral, _masked))
    # Numerals have no 千 of their own before 千 or 百万.
    scale = draw(st.sampled_from(("", "万", "亿")) if number[0] in CHARACTERS else _scale)
    unit = draw(_unit)
    side = draw(st.sampled_from(("", "before", "inside", "after")))
    word = draw(st.sampled_from(_words[side])).text if side else ""
    if side == "before":
        return f"{word}{number}{scale}{unit}"
    if side == "inside":
        return draw(st.sampled_from((f"{number}{word}{scale}{unit}", f"{number}{scale}{word}{unit}")))
    return f"{number}{scale}{unit}{word}"


@st.composite
def printed_ranges(draw: st.DrawFn) -> str:
    """A range from a lower to a higher number, its unit and scale printed once or twice."""
    low, high = sorted((draw(st.integers(0, 10**6)), draw(st.integers(0, 10**6))))
    scale, unit, joint = draw(_scale), draw(_unit), draw(st.sampled_from(JOINTS))
    first = draw(st.sampled_from(("", scale, f"{scale}{unit}")))
    return f"{low}{first}{joint}{high}{scale}{unit}"


def _try(text: str, lang: str = "zh") -> Quantity | None:
    """What the text says, or none where it is refused; any other error is a failure."""
    try:
        return parse_quantity(text, lang)
    except QuantityError as error:
        _assert_refused(error, text)
        return None


def _assert_refused(error: QuantityError, text: str) -> None:
    assert re.fullmatch("[a-z_]+", error.reason)
    assert error.text == text


def _assert_contains_value(q: Quantity) -> None:
    if q.qualifier == "masked":
        assert (q.value, q.low, q.high) == (None, None, None)
        return
    assert q.value is not None
    assert q.low is None or q.low <= q.value
    assert q.high is None or q.value <= q.high


@MANY
@given(st.one_of(printed_figures(), printed_ranges()))
def test_figure_is_read_and_written_back_as_printed(text: str) -> None:
    q = parse_quantity(text)
    assert format_quantity(q) == text
    _assert_contains_value(q)


@MANY
@given(_plain, _scale, _unit, st.sampled_from(_words["before"]))
def test_every_word_qualifies_every_number(number: str, scale: str, unit: str, word: Word) -> None:
    q = parse_quantity(f"{word.text}{number}{scale}{unit}")
    assert (q.qualifier, q.value, q.unit) == (word.qualifier, int(number) * 10 ** SCALES[scale], unit)


@MANY
@given(printed_ranges())
def test_range_goes_from_its_lower_to_its_upper_number(text: str) -> None:
    q = parse_quantity(text)
    assert q.qualifier == "range"
    assert q.low is not None
    assert q.high is not None
    assert q.value == q.low <= q.high


@MANY
@given(st.one_of(printed_figures(), printed_ranges()), st.sampled_from(("", "people", "%", "square metres")))
def test_english_has_the_same_qualifier_and_value(text: str, unit: str) -> None:
    q = parse_quantity(text)
    read = parse_quantity(format_quantity(q, "en", unit), "en")
    assert (read.qualifier, read.value, read.unit) == (q.qualifier, q.value, unit)


@MANY
@given(st.text())
def test_any_text_is_a_figure_or_refused(text: str) -> None:
    for lang in ("zh", "en"):
        q = _try(text, lang)
        if q is not None:
            _assert_contains_value(q)


_PIECES = sorted(
    {*(w.text for w in WORDS), *SCALES, *JOINTS, *MASKS, *CHARACTERS, *UNITS, *"0123456789.,-+eE个年月日/ "}
)


@settings(max_examples=600)
@given(st.lists(st.sampled_from(_PIECES), max_size=20).map("".join))
def test_any_text_of_the_grammars_own_words_is_a_figure_or_refused(text: str) -> None:
    q = _try(text)
    if q is not None:
        _assert_contains_value(q)
        assert format_quantity(parse_quantity(format_quantity(q))) == format_quantity(q)
        assert format_quantity(q, "en")


@given(st.sampled_from(_PIECES), st.integers(20, 5000))
def test_long_repetitions_are_answered_at_once(piece: str, times: int) -> None:
    q = _try(piece * times)
    assert q is None or len(piece * times) <= 60 or not piece.strip()


@MANY
@given(
    st.lists(
        st.sampled_from(
            [
                "over",
                "nearly",
                "at",
                "least",
                "most",
                "about",
                "to",
                "million",
                "3",
                "17,000",
                "0.5",
                "%",
                "people",
                "*",
                "×",
                "10,000",
            ]
        ),
        max_size=9,
    )
)
def test_any_text_of_english_words_is_a_figure_or_refused(words: list[str]) -> None:
    q = _try(" ".join(words), "en")
    if q is not None:
        _assert_contains_value(q)
