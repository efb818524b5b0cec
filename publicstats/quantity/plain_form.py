"""The plain form: a number, its scale, a unit; or two numbers, from the one to the other."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from publicstats.quantity.numerals import CHARACTERS, DIGITS, read_number
from publicstats.quantity.patterns import (
    JOINT,
    MASKED_SCALE,
    MORE,
    ONES,
    SCALE,
    SIGNED,
    UNIT,
    Body,
    Form,
)
from publicstats.quantity.qualifiers import alternatives
from publicstats.quantity.quantities import Number, QuantityError
from publicstats.quantity.vocabulary import MASK_WORDS, MASKS, MORES, SCALES

_MASKED = rf"(?:[0-9.]*[{MASKS}][0-9.{MASKS}]*|[数几](?={MASKED_SCALE})|{alternatives(MASK_WORDS)})"
_OTHER_FORM = re.compile(rf"[{CHARACTERS}](?:个?小时|分(?!点)|[秒天年]|个?月)|半$|^/[0-9]+$")
"""Units that show that it is another form: 1小时三十分 is one stretch of time, 1/10 a fraction."""
_TIMES_SIGN = re.compile(r"[0-9]×[0-9]")
_PLAIN = (
    rf"(?:(?P<masked>{_MASKED})(?P<more_masked>[{MORES}])?(?P<masked_scale>{MASKED_SCALE})?|(?P<number>{SIGNED}))"
    rf"{MORE}(?:(?P<measure>个)(?P<more_measure>[{MORES}])(?=.))?"
    rf"(?:(?P<lower_unit>{UNIT})(?P<joint>{JOINT})"
    rf"(?:(?P<upper_masked>{_MASKED})(?P<upper_scale>{MASKED_SCALE})?|(?P<upper>{SIGNED})))?"
    rf"(?P<unit>{UNIT})"
)
_PAIR = (
    rf"(?P<head>[{ONES}]?十)?(?P<low>[{ONES}])(?P<high>[{ONES}])(?P<places>{SCALE}*+)"
    rf"(?:(?P<tenth>成)|(?P<unit>{UNIT}))"
)


def _read_plain(text: str, match: re.Match[str]) -> Body | None:
    unit = match["unit"]
    if _OTHER_FORM.search(unit) and "." not in match[0]:
        return None
    mores = "".join(match[name] or "" for name in ("more_masked", "more", "more_measure"))
    number = _read_end(text, match["masked"], match["masked_scale"], match["number"], match["scale"])
    if number is None:
        return None
    if not match["joint"]:
        return Body(number, unit, mores)
    upper = _read_end(text, match["upper_masked"], match["upper_scale"], match["upper"], "")
    lower_unit = match["lower_unit"] or ""
    if upper is None or mores or lower_unit not in ("", unit):
        raise QuantityError("unreadable", text, match["joint"])
    return Body(number if lower_unit else _share_scale(number, upper), unit, upper=upper)


def _read_end(
    text: str, masked: str | None, masked_scale: str | None, run: str | None, scale: str | None
) -> Number | None:
    """One number of a plain figure, its digits hidden or not."""
    if masked is not None:
        if _TIMES_SIGN.search(masked):
            raise QuantityError("unreadable", text, masked)
        return Number(masked, power=SCALES[masked_scale or ""], is_scaled=bool(masked_scale))
    return read_number((run or "") + (scale or ""))


def _share_scale(lower: Number, upper: Number) -> Number:
    """3至5万元 means 30,000 to 50,000; 5000至1万元 means what it says."""
    if lower.value is None or upper.value is None or lower.is_scaled or not upper.power:
        return lower
    factor = Decimal(10) ** upper.power
    if lower.value * factor > upper.value:
        return lower
    return replace(lower.times(factor), is_scaled=True, power=upper.power)


def _read_pair(text: str, match: re.Match[str]) -> Body | None:
    """二三十, 十七八, 三五个: from the one to the other."""
    low, high = DIGITS[match["low"]], DIGITS[match["high"]]
    lower, upper = (
        read_number((match["head"] or "") + match[end] + match["places"]) for end in ("low", "high")
    )
    if lower is None or upper is None or not (high == low + 1 or (low, high) == (3, 5)):
        return None
    if match["tenth"]:
        return Body(lower.times(Decimal(10)), "%", upper=upper.times(Decimal(10)))
    return Body(lower, match["unit"], upper=upper)


PLAIN = Form("plain", _PLAIN, _read_plain)
"""By far the most common form."""
PAIR = Form("pair", _PAIR, _read_pair)
