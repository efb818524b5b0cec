"""The interval of values that a printed figure allows, one function a rule.

A rule takes the printed number, its sign included, and its unit, and gives ``(low, high)``; none is an open
end. Every interval contains the number's value. `find_interval` then ends it where the thing measured ends.
Source of the rules: docs/data-contract.md, "The grammar of `printed`".
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from publicstats.quantity.quantities import Number
from publicstats.quantity.vocabulary import ROUNDED_UNITS, WHOLES

Interval = tuple[Decimal | None, Decimal | None]
ZERO = Decimal(0)
TENS = Decimal(10)
LEVEL, CHANGE, TARGET = "level", "change", "target"
"""What a figure is of: how much there is, how much it has changed, how much there is to be."""


def exact(number: Number, unit: str) -> Interval:
    """Half a unit of the last digit that counts either way; a plain whole number is itself, so is zero."""
    value = _value(number)
    last = number.digit if unit in ROUNDED_UNITS else number.last
    plain = unit not in ROUNDED_UNITS and last >= 1 and (not number.is_scaled or _goes_to_ones(number))
    if plain or (not value and unit not in ROUNDED_UNITS):
        return value, value
    return value - last / 2, value + last / 2


def at_least(number: Number, unit: str) -> Interval:
    """From the value up to the next step of its last non-zero digit."""
    value = _value(number)
    return value, value + _step(number, unit)


def no_less(number: Number, unit: str) -> Interval:
    """From the value upwards, with no upper end."""
    return _value(number), None


def nearly(number: Number, unit: str) -> Interval:
    """From one step below up to the value; half of it for one digit, or where the step leaves nothing."""
    value = _value(number)
    low = value - _step(number, unit)
    if value >= 0 and (_is_one_digit(number, unit) or low <= 0):
        low = value / 2
    return low, value


def below(number: Number, unit: str) -> Interval:
    """Up to the value, with no lower end but zero."""
    value = _value(number)
    return (ZERO if value >= 0 else None), value


at_most = below


def about(number: Number, unit: str) -> Interval:
    """One step either way, or half of the value where the step would reach zero.

    The step is that of the last non-zero digit; of a percentage that of its last digit, as 70% and 35% are
    printed alike, and half of it where that is ten or more (约九成, 约三分之二).
    """
    value = _value(number)
    if unit in ROUNDED_UNITS:
        width = number.digit / 2 if number.digit >= TENS else number.digit
    else:
        width = number.step
    if value and width >= abs(value):
        width = abs(value) / 2
    return value - width, value + width


def stated(number: Number, unit: str) -> Interval:
    """The value alone: nothing is said of how far it may be off."""
    return _value(number), _value(number)


RULES: dict[str, Callable[[Number, str], Interval]] = {
    "exact": exact,
    "at_least": at_least,
    "no_less": no_less,
    "nearly": nearly,
    "below": below,
    "at_most": at_most,
    "about": about,
    "stated": stated,
}
"""Interval rules by the name that a row of `vocabulary` gives."""

_OF_TARGETS = {"exact": "stated", "about": "stated", "nearly": "stated", "at_least": "no_less"}
"""What rules become where the figure is a target: it is as printed, and no rounding of anything."""


def find_interval(number: Number, rule: str, unit: str, nature: str = LEVEL) -> Interval:
    """The interval by a rule. A level ends at zero, and a share at its whole, unless printed beyond."""
    low, high = RULES[_OF_TARGETS.get(rule, rule) if nature == TARGET else rule](number, unit)
    value, whole = _value(number), WHOLES.get(unit)
    if nature != CHANGE and value >= 0:
        low = None if low is None else max(low, ZERO)
        if whole is not None and high is not None and (value < whole or high > value == whole != low):
            high = min(high, whole)
    return low, high


def _step(number: Number, unit: str) -> Decimal:
    """The place value of the last digit that is not zero; of a whole share a tenth of it."""
    whole = WHOLES.get(unit)
    return whole / TENS if whole is not None and number.step >= whole else number.step


def _is_one_digit(number: Number, unit: str) -> bool:
    """Whether only one digit is printed: 近9万, but neither 近90万 nor 近九成, which are steps of a whole."""
    return _value(number) < TENS * number.digit and not (unit in WHOLES and number.digit >= TENS)


def _goes_to_ones(number: Number) -> bool:
    """Whether a number with a scale is printed to the last one: 3万4567人."""
    return not number.power and number.step == 1


def _value(number: Number) -> Decimal:
    return number.value if number.value is not None else ZERO
