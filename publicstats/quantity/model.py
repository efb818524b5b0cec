"""What a printed figure is once it has been read."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from publicstats.quantity.vocabulary import SCALES


class QuantityError(ValueError):
    """A text that is not a quantity; `reason` is a stable word for why, `found` the part at fault."""

    def __init__(self, reason: str, text: str, found: str = "") -> None:
        super().__init__(f"{reason}: {text[:80]!r}")
        self.reason = reason
        self.text = text
        self.found = found


@dataclass(frozen=True, slots=True)
class Number:
    """One number as printed: its digits or numerals, its scale word, and the value of both."""

    text: str
    scale: str = ""
    value: Decimal | None = None
    """Value with the scale applied; none where digits are hidden."""
    mantissa: Decimal | None = None
    """Value before the scale, with the printed number of decimals."""

    @property
    def power(self) -> int:
        """Ten to this power is what the scale multiplies by."""
        return SCALES[self.scale]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A printed figure: what it says (`qualifier`, `value`, `low`, `high`, `unit`) and how it was printed.

    Values are plain numbers in `unit`: 万 and 亿 are expanded, a percentage stays 98.7. `low` or
    `high` is none where that end is open or, for a masked figure, unknown. The value of a range is
    its lower end.
    """

    qualifier: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    number: Number = field(default_factory=lambda: Number(""))
    before: str = ""
    after: str = ""
    more: str = ""
    """多, 余 or 来 inside the figure, and in `more_place` what it follows: number, scale or measure."""
    more_place: str = ""
    measure: str = ""
    """The measure word that 多 followed, as 个 in 8个多小时."""
    joint: str = ""
    """What joins the two ends of a range."""
    upper: Number | None = None
    lower_unit: str = ""
    """The unit after the lower end of a range, where it was printed twice."""

    @property
    def is_open_below(self) -> bool:
        """Whether nothing but the figure's nature bounds it from below."""
        return self.low is None and self.qualifier != "masked"

    @property
    def is_open_above(self) -> bool:
        """Whether the figure may be any larger."""
        return self.high is None and self.qualifier != "masked"
