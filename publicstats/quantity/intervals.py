"""The interval of values that a printed figure allows, one function a rule.

A rule takes the printed number, its sign included, and whether its unit is a percentage, and gives
``(low, high)``; none is an open end. Every interval contains the number's value.
Source of the rules: docs/data-contract.md, "The grammar of `printed`".
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from publicstats.quantity.model import Number

Interval = tuple[Decimal | None, Decimal | None]
ZERO = Decimal(0)


def step(number: Number, percent: bool, *, significant: bool = False) -> Decimal:
    """The place value of the last digit that counts, scale applied.

    With `significant`, the last digit printed (zeros at the end of a scaled whole number do not
    count, those of decimals and percentages do); else the last digit that is not zero.
    """
    mantissa = number.mantissa if number.mantissa is not None else ZERO
    exponent = int(mantissa.as_tuple().exponent)
    strips = exponent == 0 and not percent if significant else True
    if strips and mantissa:
        exponent = int(mantissa.normalize().as_tuple().exponent)
    return Decimal(1).scaleb(exponent + number.power)


def exact(number: Number, percent: bool) -> Interval:
    """Half a unit of the last significant digit either way; a plain whole number is itself."""
    value = _value(number)
    plain = not number.scale and not percent and int(_mantissa(number).as_tuple().exponent) >= 0
    half = ZERO if plain else step(number, percent, significant=True) / 2
    return value - half, value + half


def at_least(number: Number, percent: bool) -> Interval:
    """From the value up to the next step of its last non-zero digit."""
    value = _value(number)
    return value, value + step(number, percent)


def no_less(number: Number, percent: bool) -> Interval:
    """From the value upwards, with no upper end."""
    return _value(number), None


def nearly(number: Number, percent: bool) -> Interval:
    """From one step below up to the value; half of it for one digit, or where the step leaves nothing."""
    value = _value(number)
    digits = len(_mantissa(number).as_tuple().digits)
    low = value - step(number, percent)
    if value >= 0 and (digits == 1 or low <= 0):
        low = value / 2
    return low, value


def below(number: Number, percent: bool) -> Interval:
    """Up to the value, with no lower end but zero."""
    value = _value(number)
    return (ZERO if value >= 0 else None), value


at_most = below


def about(number: Number, percent: bool) -> Interval:
    """One step of the last non-zero digit either way."""
    value = _value(number)
    width = step(number, percent)
    return value - width, value + width


RULES: dict[str, Callable[[Number, bool], Interval]] = {
    "exact": exact,
    "at_least": at_least,
    "no_less": no_less,
    "nearly": nearly,
    "below": below,
    "at_most": at_most,
    "about": about,
}
"""Interval rules by the name that a row of `words` gives."""


def _value(number: Number) -> Decimal:
    return number.value if number.value is not None else ZERO


def _mantissa(number: Number) -> Decimal:
    return number.mantissa if number.mantissa is not None else ZERO
