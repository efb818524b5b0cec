"""Saying in English what a figure prints in Chinese, and reading that back.

English has no 万 and 亿: 414.4万 is 4.144 million, 37万 is 370,000. The qualifier, the value and the
digits that count stay the same. 九成 is 90%, 三分之二 two thirds, 下降3.9% down 3.9%.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from babel.numbers import format_decimal

from publicstats.quantity.chinese import parse_chinese
from publicstats.quantity.numerals import ARABIC
from publicstats.quantity.qualifiers import alternatives
from publicstats.quantity.quantities import Number, Quantity, QuantityError
from publicstats.quantity.vocabulary import (
    BASES,
    ENGLISH_SCALES,
    MASK_WORDS,
    MASKS,
    SCALES,
    UNCHANGED,
    WHOLES,
    WORDS,
)

_MASK_WORDS = {english: word for word, english in MASK_WORDS.items()}
_LARGE = tuple((power, name) for name, power in reversed(ENGLISH_SCALES.items()) if power >= 6)
_MASKED_SCALES = {
    3: "thousand",
    4: "× 10,000",
    5: "× 100,000",
    6: "million",
    7: "× 10 million",
    8: "× 100 million",
    9: "billion",
    10: "× 10 billion",
    11: "× 100 billion",
    12: "trillion",
}
_POWERS = {"": 0} | {name: power for power, name in _MASKED_SCALES.items()}
_CHINESE_SCALES = {power: scale for scale, power in SCALES.items()}
_TIGHT = frozenset(WHOLES)
"""Units that stand right after the number."""

_SMALL = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_PARTS = ("", "", "half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_FRACTION = re.compile(
    rf"(?P<part>{'|'.join(_SMALL[1:])}) (?P<whole>{'|'.join(_PARTS[3:])})s?|half|[0-9]+/[0-9]+"
)
_UNCHANGED = {"unchanged": "持平", "almost unchanged": "基本持平"}

# The Chinese word that stands for an English one when English is read: the first row that says it.
_CHINESE = {word.english: word.text for word in reversed(WORDS) if word.english and word.side == "before"}
_WAYS = {"up": "增长", "down": "下降"}
_AIM, _AIM_ZH = "a target of", "目标"
_BASES = {english: chinese for chinese, english in reversed(BASES.items())}
_NUMBER = rf"(?:-?{ARABIC}|{alternatives(_MASK_WORDS)}|[0-9.]*[{MASKS}][0-9.{MASKS}]*)"
_SCALE = alternatives(filter(None, _POWERS))
_LEAD = re.compile(rf"(?:(?P<aim>{_AIM}) )?(?:(?P<way>up|down) )?(?:(?P<before>{alternatives(_CHINESE)}) )?")
_FIGURE = re.compile(
    rf"(?P<number>{_NUMBER})"
    rf"(?:(?: (?P<lower_scale>{_SCALE}))? to (?P<upper>{_NUMBER}))?"
    rf"(?: (?P<scale>{_SCALE}))?"
    rf"(?P<unit>[{''.join(_TIGHT)}]| (?:[^\d*×]+|[^\d*×]*(?:per |/)[0-9][0-9,]*[^\d*×]*))?"
)
_RATIO = re.compile(rf"{ARABIC}:{ARABIC}")


def format_english(quantity: Quantity, unit: str | None = None) -> str:
    """The figure in English, as in "over 17 million members"; `unit` is the unit's English name."""
    q = quantity
    shown = q.unit if unit is None else unit
    said = [word for word in q.said if q.direction != "flat" or word not in ("flat", "about")]
    if q.number.words:
        number, shown = _say_words(q), ""
    elif ":" in q.unit:
        number, shown = q.unit.replace("n", _format_number(q.number)), ""
    elif q.upper is not None:
        number = _format_range(q.number.times(abs(q.factor)), q.upper.times(abs(q.factor)))
    else:
        number = _format_number(q.number.times(abs(q.factor)))
    glue = "" if shown in _TIGHT or not shown else " "
    return " ".join([*said, number]) + glue + shown + (f" {q.base}" if q.base else "")


def parse_english(text: str) -> Quantity:
    """The quantity that an English text prints, as `format_english` writes it; else `QuantityError`."""
    tidy = " ".join(text.split()) if len(text) <= 240 else text[:241]
    base = next((base for base in _BASES if tidy.endswith(f" {base}")), "")
    lead = _LEAD.match(tidy)
    rest = tidy.removesuffix(f" {base}") if base else tidy
    assert lead is not None
    chinese, unit = _translate(rest[lead.end() :], text)
    before = "".join(
        (
            _AIM_ZH if lead["aim"] else "",
            _BASES.get(base, ""),
            _WAYS.get(lead["way"] or "", ""),
            _CHINESE.get(lead["before"] or "", ""),
        )
    )
    try:
        quantity = parse_chinese(before + chinese)
    except QuantityError as error:
        # What was typed is English: the message quotes that, not its Chinese translation.
        raise QuantityError(error.reason, text) from None
    return replace(quantity, unit=unit or quantity.unit)


def _translate(rest: str, text: str) -> tuple[str, str]:
    """The number in Chinese, and apart the unit: the grammar takes no spaces."""
    if rest in _UNCHANGED:
        return _UNCHANGED[rest], ""
    if fraction := _FRACTION.fullmatch(rest):
        return _read_fraction(fraction), ""
    if _RATIO.fullmatch(rest):
        return rest, ""
    match = _FIGURE.fullmatch(rest)
    if match is None:
        raise QuantityError("unreadable" if re.search(r"\d", rest) else "no_number", text)
    # In 3 to 5 million both ends are millions.
    number = _to_chinese(match["number"], match["lower_scale"] or match["scale"] or "")
    if match["upper"]:
        number += "至" + _to_chinese(match["upper"], match["scale"] or "")
    unit = (match["unit"] or "").strip()
    return (number + unit, "") if unit in _TIGHT else (number, unit)


def _say_words(quantity: Quantity) -> str:
    """What English says for what is not printed in digits: two thirds, unchanged."""
    words = quantity.number.words
    if quantity.direction == "flat":
        return next(said for said, zh in _UNCHANGED.items() if UNCHANGED[zh] == quantity.rule)
    part, slash, whole = words.partition("/")
    if not slash or not (part + whole).isascii() or not part.isdigit() or not whole.isdigit():
        return words
    if int(part) >= len(_SMALL) or int(whole) >= len(_PARTS) or int(whole) < 2:
        return words
    if words == "1/2":
        return _PARTS[2]
    return f"{_SMALL[int(part)]} {_PARTS[int(whole)]}{'s' if int(part) > 1 else ''}"


def _read_fraction(match: re.Match[str]) -> str:
    if match["part"]:
        return f"{_SMALL.index(match['part'])}/{_PARTS.index(match['whole'])}"
    return "半数" if match[0] == "half" else match[0]


def _format_number(number: Number) -> str:
    if number.value is None:
        scale = _MASKED_SCALES[number.power] if number.is_scaled else ""
        digits = MASK_WORDS.get(number.text, number.text)
        return f"{digits} {scale}".strip()
    power, name = _large(number)
    return f"{_plain(number, power)} {name}".strip()


def _format_range(lower: Number, upper: Number) -> str:
    if lower.value is None or upper.value is None:
        return f"{_format_number(lower)} to {_format_number(upper)}"
    (low_power, low_name), (high_power, high_name) = _large(lower), _large(upper)
    if low_name == high_name:
        return f"{_plain(lower, low_power)} to {_plain(upper, high_power)} {high_name}".strip()
    if not low_name:
        # Not 3 to 10 million, which would be three million.
        return f"{_plain(lower, 0)} to {_plain(upper, 0)}"
    return f"{_plain(lower, low_power)} {low_name} to {_plain(upper, high_power)} {high_name}"


def _large(number: Number) -> tuple[int, str]:
    """The English scale that a scaled number is said in; a number printed in full stays in full."""
    size = abs(number.value or Decimal(0))
    return next(((p, n) for p, n in _LARGE if number.is_scaled and size >= Decimal(10) ** p), (0, ""))


def _plain(number: Number, power: int) -> str:
    """The number in units of ten to `power`, digits grouped, printed decimals kept."""
    value = Decimal(0) if number.value is None else number.value
    shown = value.scaleb(-power)
    decimals = max(0, power - int(number.last.normalize().as_tuple().exponent))
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return str(format_decimal(shown, format=pattern, locale="en", decimal_quantization=False))


def _to_chinese(number: str, scale: str) -> str:
    """The number with a Chinese scale, as the Chinese grammar reads it."""
    number = _MASK_WORDS.get(number, number)
    power = _POWERS[scale]
    if number in MASK_WORDS or any(mask in number for mask in MASKS):
        return number + _CHINESE_SCALES[power]
    if not power:
        return number
    mantissa = Decimal(number.replace(",", ""))
    target, word = next(
        ((p, w) for p, w in ((12, "万亿"), (8, "亿"), (4, "万")) if abs(mantissa.scaleb(power)) >= 10**p),
        (3, "千"),
    )
    shifted = mantissa.scaleb(power - target)
    if "." not in number and shifted:
        shifted = shifted.normalize()
    return format(shifted, "f") + word
