"""How far a drawing reaches: values, and the ends of what a qualified one allows.

Nothing is drawn below zero, or above 100 per cent, unless a value lies there.
"""

from __future__ import annotations

from collections.abc import Sequence

from publicstats.contract.records import Figure

WHOLE = 100.0


def find_ends(figures: Sequence[Figure]) -> list[float]:
    """All values, and the ends of the intervals that are drawn."""
    ends = [float(figure.value or 0) for figure in figures]
    for figure in figures:
        if figure.is_qualified:
            low, high = find_limits(figure)
            ends += [low, high]
    return ends


def find_limits(figure: Figure) -> tuple[float, float]:
    """From where to where a qualified figure's whisker goes: not past zero or 100 per cent, unless it does.

    An open end, and 不到's zero, has none: a whisker over the whole bar would say nothing.
    """
    value = float(figure.value or 0)
    low = float(figure.low) if figure.low else value
    high = float(figure.high) if figure.high is not None else value
    if figure.basis != "growth":
        low = max(low, min(0.0, value))
        if figure.unit.kind == "share":
            high = min(high, max(WHOLE, value))
    return min(low, value), max(high, value)
