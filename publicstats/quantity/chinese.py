"""Reading and writing figures as Chinese newspapers print them."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from publicstats.quantity import numerals
from publicstats.quantity.intervals import RULES
from publicstats.quantity.model import Number, Quantity, QuantityError
from publicstats.quantity.vocabulary import (
    JOINTS,
    MASK_WORDS,
    MASKS,
    PERCENT_UNITS,
    SCALES,
    SHARES,
    WORDS,
    Word,
    find_word,
)

MAX_LENGTH = 60
"""Longest text taken for a figure: a longer one is a sentence pasted into the wrong cell."""
MAX_DIGITS = 18

_TIDY: dict[int, int | None] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_TIDY |= {ord(c): None for c in "\u3000\u00a0\u200b\ufeff \t\r\n"}
_TIDY |= {ord("−"): ord("-"), ord("✕"): ord("×"), ord("✱"): ord("*")}


def _alternatives(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _words(place: str) -> str:
    return _alternatives([word.text for word in WORDS if word.place == place])


_EXACT = _alternatives([word.text for word in WORDS if word.place == "before" and word.qualifier == "exact"])
_SCALE = _alternatives([scale for scale in SCALES if scale not in ("", "千")])
# 千 begins units of its own (千米, 千克, 千瓦时); before those it is no scale.
_SCALE = rf"(?:{_SCALE}|千(?![米克瓦卡伏赫帕焦]))"
# 0-9 and not \d, which takes the digits of every script.
_MASKED = rf"[0-9.]*[{MASKS}][0-9.{MASKS}]*|[数几](?={_SCALE})|{_alternatives(list(MASK_WORDS))}"
_DIGITS = r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_NUMERAL = f"[{numerals.CHARACTERS}]+"
# 点 is a decimal point in a percentage only: 三点 is three o'clock, or three remarks.
_SHARE = (
    rf"(?:{_alternatives(list(SHARES))})"
    rf"(?:{_DIGITS}|{_NUMERAL}(?:{numerals.POINT}[{''.join(numerals.DIGITS)}]+)?)"
)
_NUMBER = rf"(?:{_SHARE}|{_MASKED}|{_DIGITS}|{_NUMERAL}|(?={_SCALE}))"
# 三分之一 is no three of anything.
_UNIT = r"(?!分之)[^\d\s,.;:!?*×()<>=+\[\]{}\"'“”‘’、。；：！？（）《》-]*"

_FIGURE = re.compile(
    rf"(?P<before>(?:{_EXACT})*(?:{_words('before')})?)"
    rf"(?:(?P<number>{_NUMBER})(?P<more1>[多余来])?(?P<scale>{_SCALE})?(?P<more2>[多余来])?)"
    rf"(?:(?P<measure>个)(?P<more3>[多余来])(?=.))?"
    rf"(?:(?P<lower_unit>{_UNIT}?)(?P<joint>{_alternatives(list(JOINTS))})"
    rf"(?P<upper>{_DIGITS}|{_NUMERAL}|{_MASKED})(?P<upper_scale>{_SCALE})?)?"
    rf"(?P<unit>{_UNIT}?)(?P<after>{_words('after')})?"
)
_EXCEL_NUMBER = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?[eE][-+]?[0-9]{1,3}")
_DATE = re.compile(
    r"\d{4}[-/年]\d{1,2}(?:[-/月]\d{1,2}日?)?|\d{4}\.\d{1,2}\.\d{1,2}|\d{1,2}月\d{1,2}日|\d{1,2}-[A-Z][a-z]{2}"
)


def parse_chinese(text: str) -> Quantity:
    """The quantity that a Chinese text prints; `QuantityError` where it prints none."""
    tidy = text.translate(_TIDY) if len(text) <= 4 * MAX_LENGTH else text
    if not tidy:
        raise QuantityError("empty", text)
    if len(tidy) > MAX_LENGTH:
        raise QuantityError("too_long", text)
    if _EXCEL_NUMBER.fullmatch(tidy):
        raise QuantityError("excel_number", text, tidy)
    if _DATE.fullmatch(tidy):
        raise QuantityError("date", text, tidy)
    match = _FIGURE.fullmatch(tidy)
    if match is None:
        raise QuantityError("unreadable" if re.search(rf"[\d{MASKS}]", tidy) else "no_number", text)
    return _build(text, {name: part or "" for name, part in match.groupdict().items()})


def format_chinese(quantity: Quantity, unit: str | None = None) -> str:
    """The figure as printed: tidied of spaces and full-width forms, nothing else changed."""
    q = quantity
    shown = q.unit if unit is None else unit
    if _find_share(q.number.text):
        shown = ""
    at = {q.more_place: q.more}
    tail = f"{q.lower_unit}{q.joint}{q.upper.text}{q.upper.scale}" if q.upper else ""
    return (
        f"{q.before}{q.number.text}{at.get('number', '')}{q.number.scale}{at.get('scale', '')}"
        f"{q.measure}{at.get('measure', '')}{tail}{shown}{q.after}"
    )


def _build(text: str, parts: dict[str, str]) -> Quantity:
    mores = [(parts[name], place) for name, place in _MORES if parts[name]]
    if len(mores) > 1 or (parts["after"] and mores):
        raise QuantityError("unreadable", text, parts["after"] or mores[1][0])
    more, more_place = mores[0] if mores else ("", "")
    number = _number(text, parts["number"], parts["scale"])
    if more_place == "number" and number.scale != parts["scale"]:
        more_place = "scale"  # 三千余: the numeral gave its 千 away, and 余 follows that
    if parts["joint"]:
        return _build_range(text, parts, number, more)
    share = _find_share(number.text)
    if share and (parts["unit"] or number.scale):
        raise QuantityError("unreadable", text, parts["unit"] or number.scale)
    parts["unit"] = SHARES.get(share, parts["unit"])
    word = _word(text, parts, more)
    masked = number.value is None
    low, high = (None, None) if masked else RULES[word.rule](number, parts["unit"] in PERCENT_UNITS)
    return Quantity(
        qualifier="masked" if masked else word.qualifier,
        value=number.value,
        low=low,
        high=high,
        unit=parts["unit"],
        number=number,
        before=parts["before"],
        after=parts["after"],
        more=more,
        more_place=more_place,
        measure=parts["measure"],
    )


_MORES = (("more1", "number"), ("more2", "scale"), ("more3", "measure"))


def _build_range(text: str, parts: dict[str, str], lower: Number, more: str) -> Quantity:
    upper = _number(text, parts["upper"], parts["upper_scale"])
    if _find_share(lower.text) or more or parts["after"] or parts["lower_unit"] not in ("", parts["unit"]):
        raise QuantityError("unreadable", text, parts["joint"])
    if any(word.qualifier not in ("exact", "about") for word in qualifying_words(parts["before"], "", "")):
        # 约3至5万 may be printed; 超3至5万 says two things.
        raise QuantityError("two_qualifiers", text, f"{parts['before']}、{parts['joint']}")
    low, high = lower.value, upper.value
    if low is not None and high is not None:
        # 3至5万元 means 30,000 to 50,000; 5000至1万元 means what it says.
        if not lower.scale and upper.scale and not parts["lower_unit"] and low <= (upper.mantissa or 0):
            low = _expand(low.scaleb(upper.power))
        if low > high:
            raise QuantityError("range_order", text)
    else:
        low = high = None
    return Quantity(
        qualifier="masked" if low is None else "range",
        value=low,
        low=low,
        high=high,
        unit=parts["unit"],
        number=lower,
        before=parts["before"],
        joint=parts["joint"],
        upper=upper,
        lower_unit=parts["lower_unit"],
    )


def _number(text: str, digits: str, scale: str) -> Number:
    if digits in MASK_WORDS or any(mask in digits for mask in MASKS):
        if re.search(r"\d×\d", digits):
            raise QuantityError("unreadable", text, digits)
        return Number(digits, scale)
    if share := _find_share(digits):
        return replace(_number(text, digits.removeprefix(share), ""), text=digits, scale=scale)
    if sum(c.isdigit() for c in digits) > MAX_DIGITS:
        raise QuantityError("too_long", text, digits)
    if digits == "":
        mantissa: Decimal | None = Decimal(1)
    elif digits[0] in numerals.CHARACTERS:
        digits, scale = _share_scale(digits, scale)
        mantissa = numerals.parse_decimal(digits) if digits else Decimal(1)
    else:
        mantissa = Decimal(digits.replace(",", ""))
    if mantissa is None:
        raise QuantityError("unreadable", text, digits)
    return Number(digits, scale, _expand(mantissa.scaleb(SCALES[scale])), mantissa)


def _find_share(number: str) -> str:
    """The 百分之 or 千分之 that a number begins with, or nothing."""
    return next((share for share in SHARES if number.startswith(share)), "")


def _expand(value: Decimal) -> Decimal:
    """The same number written out, so that 3E+4 prints as 30000."""
    return Decimal(format(value, "f"))


def _share_scale(digits: str, scale: str) -> tuple[str, str]:
    """三千 is the number 三 with the scale 千, as 3千 is; 三千五百 is one number."""
    if not scale and digits.endswith("千"):
        return digits[:-1], "千"
    return digits, scale


def qualifying_words(before: str, more: str, after: str) -> list[Word]:
    """The words that qualify a figure, the one whose interval holds first; 为 达 共 say nothing."""
    rest = re.sub(rf"^(?:{_EXACT})+", "", before)
    places = ((rest, "before"), (more, "inside"), (after, "after"))
    found = [find_word(part, place) for part, place in places if part]
    # 超过80%以上 leaves its upper end open: the wider of two rules holds.
    return sorted(found, key=lambda word: word.rule not in ("no_less", "below"))


def _word(text: str, parts: dict[str, str], more: str) -> Word:
    found = qualifying_words(parts["before"], more, parts["after"])
    if len({word.qualifier for word in found}) > 1:
        raise QuantityError("two_qualifiers", text, "、".join(sorted((w.text for w in found), key=text.find)))
    return found[0] if found else find_word("为", "before")
