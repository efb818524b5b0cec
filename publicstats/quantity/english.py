"""Saying in English what a figure prints in Chinese, and reading that back.

English has no 万 and 亿: 414.4万 is 4.144 million, 37万 is 370,000. The qualifier, the value and the
digits that count stay the same.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from babel.numbers import format_decimal

from publicstats.quantity.chinese import parse_chinese, qualifying_words
from publicstats.quantity.model import Number, Quantity, QuantityError
from publicstats.quantity.vocabulary import ENGLISH_SCALES, MASK_WORDS, MASKS, SCALES, WORDS

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

# The Chinese word that stands for an English one when English is read: the first row that says it.
_CHINESE = {word.english: word for word in reversed(WORDS) if word.english and word.place == "before"}
_BEFORE = "|".join(sorted(map(re.escape, _CHINESE), key=len, reverse=True))
_DIGITS = r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_NUMBER = (
    rf"(?:{_DIGITS}|{'|'.join(sorted(_MASK_WORDS, key=len, reverse=True))}|[0-9.]*[{MASKS}][0-9.{MASKS}]*)"
)
_SCALE = "|".join(sorted(filter(None, _POWERS), key=len, reverse=True))
_FIGURE = re.compile(
    rf"(?:(?P<before>{_BEFORE}) )?(?P<number>{_NUMBER})"
    rf"(?:(?: (?P<lower_scale>{_SCALE}))? to (?P<upper>{_NUMBER}))?"
    rf"(?: (?P<scale>{_SCALE}))?(?P<unit>[%‰]| [^\d*×]+)?"
)


def format_english(quantity: Quantity, unit: str | None = None) -> str:
    """The figure in English, as in "over 17 million members"; `unit` is the unit's English name."""
    q = quantity
    shown = q.unit if unit is None else unit
    if q.upper is not None:
        number = _format_range(q.number if q.value is None else replace(q.number, value=q.value), q.upper)
    else:
        number = _format_number(q.number)
    words = [word.english for word in qualifying_words(q.before, q.more, q.after)[:1]]
    glue = "" if shown in ("%", "‰") or not shown else " "
    return " ".join([*filter(None, words), number]) + glue + shown


def parse_english(text: str) -> Quantity:
    """The quantity that an English text prints, as `format_english` writes it; else `QuantityError`."""
    tidy = " ".join(text.split()) if len(text) <= 240 else text[:241]
    match = _FIGURE.fullmatch(tidy)
    if match is None:
        raise QuantityError("unreadable" if re.search(r"\d", tidy) else "no_number", text)
    before = _CHINESE[match["before"]].text if match["before"] else ""
    # In 3 to 5 million both ends are millions.
    number = _to_chinese(match["number"], match["lower_scale"] or match["scale"] or "")
    if match["upper"]:
        number += "至" + _to_chinese(match["upper"], match["scale"] or "")
    # The Chinese grammar takes no spaces: the unit joins after it has been read.
    unit = (match["unit"] or "").strip()
    try:
        quantity = parse_chinese(before + number + (unit if unit in ("%", "‰") else ""))
    except QuantityError as error:
        # What was typed is English: the message quotes that, not its Chinese translation.
        raise QuantityError(error.reason, text) from None
    return replace(quantity, unit=unit)


def _format_number(number: Number) -> str:
    if number.mantissa is None:
        scale = _MASKED_SCALES[number.power] if number.scale else ""
        digits = MASK_WORDS.get(number.text, number.text)
        return f"{digits} {scale}".strip()
    power, name = _large(number)
    return f"{_plain(number, power)} {name}".strip()


def _format_range(lower: Number, upper: Number) -> str:
    if lower.mantissa is None or upper.mantissa is None:
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
    scaled = number.scale != "" or _is_short(number)
    return next(((p, n) for p, n in _LARGE if scaled and size >= Decimal(10) ** p), (0, ""))


def _is_short(number: Number) -> bool:
    """Whether the value of a range's lower end was scaled by the upper one's word."""
    return number.mantissa is not None and number.value != number.mantissa


def _plain(number: Number, power: int) -> str:
    """The number in units of ten to `power`, digits grouped, printed decimals kept."""
    mantissa = Decimal(0) if number.mantissa is None else number.mantissa
    value = Decimal(0) if number.value is None else number.value
    shift = round((value / mantissa).log10()) if mantissa and value != mantissa else 0
    shown = mantissa.scaleb(shift - power)
    decimals = -int(shown.as_tuple().exponent)
    if mantissa == mantissa.to_integral_value() and int(mantissa.as_tuple().exponent) >= 0:
        decimals = -int(shown.normalize().as_tuple().exponent)
    pattern = "#,##0" + ("." + "0" * decimals if decimals > 0 else "")
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
