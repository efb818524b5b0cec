"""The axis of values: how far it reaches, and its round numbers.

It never reaches below zero, or above 100 per cent, unless a value does.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from publicstats.charts.style import GRID
from publicstats.charts.time_axis import TICK_SIZE
from publicstats.charts.whisker_ends import WHOLE
from publicstats.charts.widths import measure_words
from publicstats.contract.records import Unit
from publicstats.text.i18n import Lang, format_short

FROM_ZERO = 0.4
"""Where the smallest value is less than this share of the largest, the axis begins at zero."""
ROUND = (1.0, 2.0, 2.5, 5.0, 10.0)
HEADROOM = 0.06
"""The share of the axis that is left free beyond its values."""


@dataclass(frozen=True)
class ValueAxis:
    """An axis of values: its ends, and the round numbers that are written beside it."""

    low: float
    high: float
    ticks: tuple[float, ...]
    texts: tuple[str, ...]

    @property
    def room(self) -> int:
        """Pixels that the widest number takes."""
        return math.ceil(max((measure_words(text, TICK_SIZE) for text in self.texts), default=0)) + 10

    def find_share(self, value: float) -> float:
        """Where a value lies between the ends: 0 to 1."""
        return (value - self.low) / (self.high - self.low)

    def write(self, **more: Any) -> dict[str, Any]:
        """The axis as plotly takes it."""
        return {
            "range": [self.low, self.high],
            "tickmode": "array",
            "tickvals": list(self.ticks),
            "ticktext": list(self.texts),
            "tickfont": {"size": TICK_SIZE},
            "ticks": "",
            "showgrid": True,
            "gridcolor": GRID,
            "zeroline": self.low <= 0 <= self.high,
            "zerolinecolor": GRID,
            "zerolinewidth": 2 if self.low < 0 < self.high else 1,
            "title": {"text": ""},
        } | more


def build_values(
    ends: Sequence[float],
    unit: Unit,
    lang: Lang,
    *,
    count: int = 5,
    from_zero: bool = False,
    is_change: bool = False,
) -> ValueAxis:
    """The axis for values and the ends of whiskers, with about `count` round numbers."""
    least, most = min(ends), max(ends)
    if from_zero or (least >= 0 and least <= FROM_ZERO * most):
        least = min(least, 0.0)
    if from_zero or (most <= 0 and most >= FROM_ZERO * least):
        most = max(most, 0.0)
    if least == most:
        least, most = (least - abs(least) * 0.1, most + abs(most) * 0.1) if most else (0.0, 1.0)
    slack = HEADROOM * (most - least)
    low, high = (least if least == 0 else least - slack), (most if most == 0 else most + slack)
    if not is_change:
        low = max(low, 0.0) if least >= 0 else low
        high = min(high, WHOLE) if unit.kind == "share" and most <= WHOLE else high
    step = _find_step(high - low, count)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    ticks = tuple(round(number * step, 10) for number in range(first, last + 1))
    sign = "%" if unit.id == "%" or unit.kind == "share" else ""
    return ValueAxis(low, high, ticks, tuple(f"{format_short(tick, lang)}{sign}" for tick in ticks))


def _find_step(span: float, count: int) -> float:
    """The round number that goes into a span about so many times."""
    rough = span / count
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * number for number in ROUND if power * number >= rough)
