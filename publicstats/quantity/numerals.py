"""Chinese numerals: 三, 十二, 二百零五, 两千 -> a whole number."""

from __future__ import annotations

from decimal import Decimal

DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
PLACES = {"十": 10, "百": 100, "千": 1000}
CHARACTERS = "".join([*DIGITS, *PLACES])


POINT = "点"
"""The decimal point of a number in words: 六十七点五."""


def parse_decimal(text: str) -> Decimal | None:
    """The number that `text` writes, digits after 点 included, or none if it is not a number."""
    whole, _, decimals = text.partition(POINT)
    worth = parse_numeral(whole)
    if worth is None:
        return None
    return Decimal(f"{worth}.{''.join(str(DIGITS[c]) for c in decimals)}" if decimals else worth)


def parse_numeral(text: str) -> int | None:
    """The number below 10,000 that `text` writes, or none if it is not written as numbers are.

    >>> [parse_numeral(t) for t in ("三", "十", "一百二十", "二百零五", "千", "三三")]
    [3, 10, 120, 205, 1000, None]
    """
    total, digit, place, zero = 0, None, 10_000, False
    for character in text:
        if character in PLACES:
            worth = PLACES[character]
            if worth >= place or digit == 0 or (digit is None and (total or zero)):
                return None
            total += (1 if digit is None else digit) * worth
            digit, place, zero = None, worth, False
        elif DIGITS[character] == 0 and len(text) > 1:
            if digit is not None or zero or not total:
                return None
            zero = True
        else:
            if digit is not None:
                return None
            digit = DIGITS[character]
    if digit is not None:
        # 一百二 means 120 in speech; print never leaves it so, and reading it either way would guess.
        if place not in (10, 10_000) and not zero:
            return None
        total += digit
    elif zero:
        return None
    return total if text else None
