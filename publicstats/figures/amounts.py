"""How much a change or a gap comes to, to the digits that its interval warrants: 5.4%, 约3.06%, 2%至4%.

Where both ends round to one number that is said; where they lie within a tenth of each other 约 and a number
between them; else the range, or the one end that there is.
"""

from __future__ import annotations

from decimal import (
    ROUND_CEILING,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    Context,
    Decimal,
    localcontext,
)

from publicstats.contract.records import Unit
from publicstats.figures.computed import APART, MAX_DIGITS, find_ends
from publicstats.figures.wording import format_scaled, format_value
from publicstats.formula.calculation import Value
from publicstats.quantity.quantities import expand
from publicstats.text.i18n import Lang, translate

RELATIVE, POINTS = "%", "个百分点"
"""The units of changes that are not counted in the unit of what changes."""
_FINEST = {RELATIVE: -1, POINTS: -2}
"""The last digit that is said of changes in % and in percentage points; of others, that of the interval."""
_WIDE = Context(prec=MAX_DIGITS)


def name_change_unit(name: str, own: Unit) -> Unit:
    """The unit that a change counts in: %, percentage points, else the series' own."""
    if name == RELATIVE:
        return Unit(RELATIVE, RELATIVE, RELATIVE, RELATIVE, "share")
    if name == POINTS:
        one, many = (translate(f"amount.point{end}", "en") for end in ("", "s"))
        return Unit(POINTS, POINTS, many, one, "ratio")
    return own


def format_amount(low: Decimal | None, high: Decimal | None, unit: Unit, lang: Lang) -> str:
    """How much something is that lies between two ends (none: open); blank where nothing bounds it."""
    if low is not None and high is not None and low > 0:
        point = _find_point(low, high, unit)
        if point is not None:
            value, is_near = point
            return (translate("figure.about", lang) if is_near else "") + format_value(value, unit, lang)
    return _format_ends(low, high, unit, lang)


def format_span(low: Decimal | None, high: Decimal | None, unit: Unit, lang: Lang) -> str:
    """From where to where something lies, be it below nothing; blank where an end is open."""
    if low is None or high is None or low == high:
        return ""
    first, last = find_ends(Value((low + high) / 2, low, high))
    assert first is not None
    assert last is not None
    ends = {"low": format_value(first, unit, lang), "high": format_value(last, unit, lang)}
    return translate("figure.between", lang, **ends)


def _find_point(low: Decimal, high: Decimal, unit: Unit) -> tuple[Decimal, bool] | None:
    """The number to say, and whether it is only near; none where the ends are too far apart for one."""
    width = high - low
    finest = _FINEST.get(unit.id)
    if not width and finest is None:
        return expand(low), False
    with localcontext(_WIDE):
        for power in range(_find_first_digit(low, width, finest), 1):
            # 15.65 to 15.75 is what 15.7 stands for.
            value = _round(low, power, ROUND_HALF_UP)
            if value and value == _round(high, power, ROUND_HALF_DOWN):
                return expand(value), False
        if width * APART > low:
            return None
        middle = (low + high) / 2
        for power in range(middle.adjusted(), width.adjusted() - 2, -1):
            value = _round(middle, power)
            if low <= value <= high:
                return expand(value), True
    return None


def _round_out(high: Decimal, unit: Unit) -> Decimal | None:
    """An end that stands alone, to digits that say something: at most 0.6%, not 0.5739%."""
    finest = _FINEST.get(unit.id)
    return find_ends(Value(high, None, high))[1] if finest is None else _round(high, finest, ROUND_CEILING)


def _find_first_digit(low: Decimal, width: Decimal, finest: int | None) -> int:
    """The power of ten of the finest digit to try: of what is less than that digit, its own first one."""
    if finest is None:
        return width.adjusted()
    return min(finest, low.adjusted())


def _round(end: Decimal, power: int, rounding: str = ROUND_HALF_EVEN) -> Decimal:
    return end.quantize(Decimal(1).scaleb(power), rounding)


def _format_ends(low: Decimal | None, high: Decimal | None, unit: Unit, lang: Lang) -> str:
    """A range, or the one end that says something: nothing is less than nothing."""
    first = last = None
    with localcontext(_WIDE):
        if low is not None and low > 0:
            middle = low if high is None else (low + high) / 2
            first, last = find_ends(Value(middle, low, high))
        elif high is not None:
            last = _round_out(high, unit)
    if first and last is not None:
        # 19%至26%, but 19 to 26% and 83至88人.
        whole = lang == "zh" and unit.kind == "share"
        start = format_value(first, unit, lang) if whole else format_scaled(first, lang)
        return translate("figure.between", lang, low=start, high=format_value(last, unit, lang))
    if first:
        return translate("figure.at_least", lang, end=format_value(first, unit, lang))
    return translate("figure.at_most", lang, end=format_value(last, unit, lang)) if last else ""
