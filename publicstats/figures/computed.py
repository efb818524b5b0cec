"""How a computed figure is said: to the digits that its inputs bear out, as a range, or by the end it has.

Its point lies inside its interval, and has the digits on which both ends agree. Where there is no such point,
or the ends differ by more than a tenth, it is a range (83至88人); with an open end it is 不少于 or 不超过.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal, localcontext

from publicstats.formula.calculation import Value
from publicstats.quantity.quantities import expand

MAX_DIGITS = 200
"""Digits of the largest computed number that is still written out."""
APART = 10
"""Ends that differ by more than one part in so many are said as a range."""


def find_point(computed: Value) -> Decimal | None:
    """The value to the digits on which both ends agree; none where an end is open or nothing agrees."""
    low, high = computed.low, computed.high
    if computed.value is None or low is None or high is None:
        return None
    if low == high:
        return round_computed(computed, computed.value)
    width = high - low
    if low * high <= 0 or width * APART > min(abs(low), abs(high)):
        return None
    with localcontext(Context(prec=MAX_DIGITS)):
        for power in range(width.adjusted(), max(low.adjusted(), high.adjusted()) + 1):
            unit = Decimal(1).scaleb(power)
            ends = {end.quantize(unit, ROUND_HALF_EVEN) for end in (low, high)}
            if len(ends) == 1:
                point = expand(ends.pop())
                return point if low <= point <= high else None
    return None


def find_ends(computed: Value) -> tuple[Decimal | None, Decimal | None]:
    """Both ends, to a digit finer than they are apart; one alone is rounded away from what it allows."""
    low, high = computed.low, computed.high
    if low is None or high is None:
        return (
            None if low is None else round_computed(computed, low, ROUND_FLOOR),
            None if high is None else round_computed(computed, high, ROUND_CEILING),
        )
    width = high - low
    # 59 to 71 would be 60 to 70: where they are one or two units apart, a digit more.
    finer = int(width.as_tuple().digits[0] in (1, 2))
    while True:
        ends = [round_computed(computed, end, finer=finer) for end in (low, high)]
        if ends[0] != ends[1] or not width:
            return ends[0], ends[1]
        finer += 1


def round_computed(computed: Value, end: Decimal, rounding: str = ROUND_HALF_EVEN, finer: int = 0) -> Decimal:
    """A computed value, or an end of its interval, to the first digit that the interval leaves open.

    Where the inputs are exact, two decimals, or four significant digits of a small number.
    """
    low, high = computed.low, computed.high
    width = high - low if low is not None and high is not None else None
    digit = width.adjusted() - finer if width else min(-2, end.adjusted() - 3) if end else 0
    # Products of large inputs have more digits than decimals have by default.
    with localcontext(Context(prec=MAX_DIGITS)):
        return expand(end.quantize(Decimal(1).scaleb(digit), rounding)) if end else end
