"""Stretches of time in several units (3分28秒), with halves (半小时, 1个半小时) or in quarters (一刻钟)."""

from __future__ import annotations

import re
from decimal import Decimal

from publicstats.quantity.numerals import CHARACTERS, read_number
from publicstats.quantity.patterns import Body, Form
from publicstats.quantity.quantities import ONE, Number
from publicstats.quantity.vocabulary import DURATIONS

_HALF = Decimal("0.5")
_QUARTER, _QUARTERS_OF, _MINUTES = Decimal(15), "刻钟", "分钟"
"""A quarter of an hour is no unit of its own: 一刻钟 and 15分钟 are one."""
_NAMES = {printed: name for name, words, _, _ in DURATIONS for printed in words.split("|")}
_SMALLER = {name: (smaller, count) for name, _, smaller, count in DURATIONS}
_UNITS = "|".join(sorted(_NAMES, key=len, reverse=True))
_COUNT = rf"(?:[0-9]+|[{CHARACTERS}]+)"
_PART = re.compile(rf"零?({_COUNT})({_UNITS})")
_PARTS = rf"{_COUNT}(?:{_UNITS})(?:零?{_COUNT}(?:{_UNITS})){{1,3}}"
_HALVES = (
    rf"(?:(?P<count>{_COUNT})?(?P<number>个?半个?)(?P<unit>{_UNITS})"
    rf"|(?P<whole>{_COUNT})(?P<whole_unit>{_UNITS})(?P<half>半))"
)


def _read_parts(text: str, match: re.Match[str]) -> Body | None:
    """A stretch of time in the smallest unit that is printed; none where units do not follow each other."""
    total, last = Decimal(0), ""
    number = None
    for count, printed in _PART.findall(match["number"]):
        name, number = _NAMES[printed], read_number(count)
        if number is None or number.value is None:
            return None
        if last:
            factor = _factor(last, name)
            if not factor or number.value >= factor:
                return None
            total *= factor
        total, last = total + number.value, name
    if number is None:
        return None
    step = Decimal(1).scaleb(int(total.normalize().as_tuple().exponent))
    return Body(Number("", total, ONE, step), last)


def _read_half(text: str, match: re.Match[str]) -> Body | None:
    """A stretch of time of so many units and a half."""
    count = read_number(match["count"] or match["whole"] or "零")
    # 3半小时 is neither three and a half hours nor three times half an hour.
    told = match["half"] or bool(match["count"]) == match["number"].startswith("个")
    if count is None or count.value is None or not told or count.value % 1:
        return None
    return Body(Number("", count.value + _HALF, _HALF, _HALF), _NAMES[match["unit"] or match["whole_unit"]])


def _read_quarters(text: str, match: re.Match[str]) -> Body | None:
    """A stretch of time in minutes that is printed in quarters of an hour."""
    count = read_number(match["number"].removesuffix(_QUARTERS_OF))
    if count is None or count.value is None:
        return None
    return Body(Number("", count.value * _QUARTER, _QUARTER, _QUARTER), _MINUTES)


def _factor(larger: str, smaller: str) -> int:
    """How many of the smaller unit the larger one has; 0 where it is not made of them."""
    factor, name = 1, larger
    while name != smaller:
        name, count = _SMALLER.get(name, ("", 0))
        if not name:
            return 0
        factor *= count
    return factor


QUARTERS = Form("quarters of an hour", rf"(?P<number>{_COUNT}{_QUARTERS_OF})", _read_quarters)
TIMES = (
    Form("half duration", _HALVES, _read_half),
    Form("duration", rf"(?P<number>{_PARTS})", _read_parts),
)
