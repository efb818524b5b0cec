"""No parse gives a value that somebody who reads digit for digit would not: it agrees, or it refuses.

The reader here is written for the test alone and knows nothing of the grammar: it splits at the largest scale
word, then at the next, and takes what is left for digits.
"""

from __future__ import annotations

import re
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from publicstats.quantity import Quantity, QuantityError, parse_quantity

NUMERALS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
WORTH = {"亿": 10**8, "万": 10**4, "千": 1000, "百": 100, "十": 10}
TRADITIONAL = str.maketrans("亿万两余点", "億萬兩餘點")
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
MANY = settings(max_examples=400)


def read_digits(text: str) -> Fraction | None:
    """The number that a row of digits, numerals and scale words means, or none."""
    if not text:
        return None
    for word, worth in WORTH.items():
        if word in text:
            before, _, after = text.rpartition(word)
            count = read_digits(before) if before else Fraction(1)
            rest = read_digits(after.lstrip("零〇")) if after else Fraction(0)
            return None if count is None or rest is None else count * worth + rest
    if text in NUMERALS:
        return Fraction(NUMERALS[text])
    plain = text.replace(",", "")
    return Fraction(plain) if re.fullmatch(r"[0-9]+(\.[0-9]+)?", plain) else None


def _try(text: str) -> Quantity | None:
    try:
        return parse_quantity(text)
    except QuantityError:
        return None


_digits = st.one_of(
    st.integers(0, 99_999).map(str), st.from_regex(r"[0-9]{1,4}\.[0-9]{1,2}", fullmatch=True),
    st.integers(1000, 10**6).map("{:,}".format), st.sampled_from("一二两三四五六七八九零"),
)  # fmt: skip
_parts = st.lists(st.one_of(_digits, st.sampled_from("十百千万亿零")), min_size=1, max_size=7).map("".join)
_loose = st.text("0123456789.,一二两三四五六七八九零十百千万亿", min_size=1, max_size=10)
_numbers = st.one_of(_parts, _loose)


@MANY
@given(_numbers, st.sampled_from(("", "人", "%", "名", "元/人", "万", "亿元", "千克", "百分点")))
def test_number_is_read_digit_for_digit_or_refused(number: str, unit: str) -> None:
    q = _try(number + unit)
    if q is not None and q.upper is None:
        printed = number + unit[: len(unit) - len(q.unit)]
        assert q.value == read_digits(printed)


@MANY
@given(_numbers, st.sampled_from("多余来"), st.sampled_from(("", "万", "亿", "千", "千万", "百亿")))
def test_word_inside_a_number_changes_no_digit(number: str, more: str, scale: str) -> None:
    q = _try(number + more + scale)
    if q is not None:
        assert q.value == read_digits(number + scale)
        assert q.unit == ""


@MANY
@given(_numbers, st.sampled_from(("人", "%", "")), st.booleans(), st.booleans())
def test_other_forms_of_the_same_characters_say_the_same(
    number: str, unit: str, traditional: bool, wide: bool
) -> None:
    printed = number + unit
    printed = printed.translate(TRADITIONAL) if traditional else printed
    q, plain = _try(printed.translate(WIDE) if wide else printed), _try(number + unit)
    assert (q is None) == (plain is None)
    if q is not None and plain is not None:
        assert (q.value, q.low, q.high, q.unit) == (plain.value, plain.low, plain.high, plain.unit)


@MANY
@given(
    _numbers,
    st.sampled_from((("增长", 1), ("下降", -1), ("减少了", -1), ("提高", 1))),
    st.sampled_from("%人"),
)
def test_change_is_its_number_with_the_sign_of_its_word(number: str, way: tuple[str, int], unit: str) -> None:
    q = _try(way[0] + number + unit)
    if q is not None and q.upper is None:
        count = read_digits(number)
        assert count is not None
        assert q.value == way[1] * count


@MANY
@given(_numbers, _numbers)
def test_parts_of_a_whole_are_their_digits(one: str, other: str) -> None:
    part, whole = read_digits(one), read_digits(other)
    words, tenths, fraction = _try(f"百分之{one}"), _try(f"{one}成"), _try(f"{other}分之{one}")
    assert words is None or words.upper is not None or words.value == part
    assert (
        tenths is None
        or tenths.upper is not None
        or (part is not None and tenths.value == 10 * part)
        or (one[:-1] in NUMERALS)
    )
    if fraction is not None:
        assert part is not None
        assert whole is not None
        assert fraction.value is not None
        hundredths = {"%": 1, "‰": 10, "‱": 100}[fraction.unit]
        assert abs(Fraction(fraction.value) / hundredths - 100 * part / whole) < Fraction(1, 1000)
