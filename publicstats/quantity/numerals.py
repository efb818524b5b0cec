"""Numbers in digits, in Chinese numerals and in both: 1520.17, 二百零五, 1亿2000万 -> a `Number`."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from publicstats.quantity.quantities import Number, expand

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
PLACES = {"十": 1, "百": 2, "千": 3}
"""Powers of ten within a group of four digits."""
GROUPS = {"万": 4, "亿": 8, "万亿": 12}
"""Powers of ten of the groups."""
CHARACTERS = "".join([*DIGITS, *PLACES])
POWERS = PLACES | {"万": 4, "亿": 8}
POINT = "点"
"""The decimal point of a number in words: 六十七点五."""
ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
MAX_DIGITS = 18
_TOKEN = re.compile(rf"{ARABIC}|万亿|.")
_BEYOND = 99


class _Sum:
    """A number as it grows from left to right: groups of 亿 and 万, places, each below the last."""

    def __init__(self) -> None:
        self.total = self.group = Decimal(0)
        self.current: Decimal | None = None
        self.is_arabic = self.is_decimal = self.zero = False
        self.begun = self.is_counting = False
        """Whether anything has been read, and whether anything that the next scale may count."""
        self.width = 0
        self.below = self.scale = _BEYOND
        """Powers of ten below which the next part, and the next group, must stay."""

    def add_digits(self, token: str) -> bool:
        """Takes a digit or a row of digits; false where none may stand."""
        digits = DIGITS.get(token)
        if digits == 0 and self.begun:
            self.zero, free = True, self.current is None and not self.zero
            return free
        if self.current is not None or self.is_decimal:
            return False
        self.is_arabic, self.is_decimal = digits is None, "." in token
        self.current = Decimal(token.replace(",", "") if digits is None else digits)
        self.width = len(token.replace(",", ""))
        if self.begun and (self.is_decimal or self.current >= Decimal(10) ** self.below):
            return False
        self.begun = self.is_counting = True
        return True

    def add_place(self, power: int) -> bool:
        """Takes 十, 百 or 千: what stands before it counts in tens, hundreds or thousands."""
        # 十 alone is ten, but 一百十 lacks its 一, and 零十 is none.
        lacks = self.begun if self.current is None else not self.current and not self.is_arabic
        if lacks or power >= self.below:
            return False
        worth = (1 if self.current is None else self.current) * 10**power
        if worth >= Decimal(10) ** self.below:
            return False
        self.group += worth
        self.current, self.zero, self.below = None, False, power
        self.begun = self.is_counting = True
        return True

    def add_scale(self, power: int) -> bool:
        """Takes 万, 亿 or 万亿: what stands before it counts in those."""
        part = self.group + (self.current or 0)
        if self.begun and (not self.is_counting or (self.current is None and self.zero)):
            return False
        if not self.begun:
            part = Decimal(1)
        if power == GROUPS["亿"] and self.scale == GROUPS["万"] and self.total < 10**8:
            part, self.total, fits = self.total + part, Decimal(0), True  # 一万五千亿
        else:
            fits = power < self.scale and part * 10**power < Decimal(10) ** self.scale
        self.total += part * 10**power
        self.group, self.current, self.zero = Decimal(0), None, False
        self.begun, self.is_counting = True, False
        self.below = self.scale = power
        return fits

    def close(self) -> Decimal | None:
        """The number, or none where its end may be read in two ways: 一百二, 3万4."""
        if self.current is None:
            return None if self.zero else self.total + self.group
        is_first = self.below == _BEYOND
        # 一百二 means 120 in speech; print never leaves it so, and reading it either way would guess.
        is_full = self.width == self.below if self.is_arabic else self.below == 1
        return self.total + self.group + self.current if is_first or self.zero or is_full else None


def parse_run(text: str) -> Decimal | None:
    """The number that digits, numerals and scale words write together, or none if they do not write one.

    >>> [str(parse_run(t)) for t in ("1亿零300万", "25万6千", "一万五千亿", "三三", "一百二")]
    ['103000000', '256000', '1500000000000', 'None', 'None']
    """
    if text in ("零", "〇"):
        return Decimal(0)
    run = _Sum()
    for token in _TOKEN.findall(text):
        if token in GROUPS:
            taken = run.add_scale(GROUPS[token])
        elif token in PLACES:
            taken = run.add_place(PLACES[token])
        else:
            taken = (token in DIGITS or token[0] in "0123456789") and run.add_digits(token)
        if not taken:
            return None
    return run.close() if run.begun else None


def parse_decimal(text: str) -> Decimal | None:
    """The number that `text` writes, digits after 点 included, or none if it is not a number."""
    whole, _, decimals = text.partition(POINT)
    worth = parse_run(whole)
    if worth is None or not all(c in DIGITS for c in decimals):
        return None
    return Decimal(f"{worth}.{''.join(str(DIGITS[c]) for c in decimals)}" if decimals else worth)


def parse_numeral(text: str) -> int | None:
    """The number below 10,000 that `text` writes, or none if it is not written as numbers are.

    >>> [parse_numeral(t) for t in ("三", "十", "一百二十", "二百零五", "千", "三三")]
    [3, 10, 120, 205, 1000, None]
    """
    worth = parse_run(text) if all(c in CHARACTERS for c in text) else None
    return None if worth is None else int(worth)


@lru_cache(maxsize=2000)
def read_number(text: str) -> Number | None:
    """The number that a print writes, with its sign (-4.5, 负2.1, 1亿2000万); none where it writes none."""
    sign = -1 if text[:1] in ("-", "负") else 1
    bare = text[1:] if text[:1] in ("-", "负", "+") else text
    if sum(c.isdigit() for c in bare) > MAX_DIGITS:
        return None
    value = parse_decimal(bare)
    if value is None:
        return None
    head = bare.rstrip("十百千万亿")
    trailing = sum(POWERS[c] for c in bare[len(head) :])
    decimals = len(head.partition("." if "." in head else POINT)[2])
    digit = Decimal(1).scaleb(trailing - decimals)
    step = Decimal(1).scaleb(int(value.normalize().as_tuple().exponent)) if value else digit
    return Number(
        text=text,
        value=sign * (expand(value.normalize()) if trailing else value),
        digit=expand(digit),
        step=expand(step),
        power=sum(POWERS[c] for c in bare[len(bare.rstrip("万亿")) :]) or 3 * bare.endswith("千"),
        is_scaled="万" in bare or "亿" in bare or bare.endswith("千") or bare == "百",
    )
