"""What a printed figure is once it has been read."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

ONE = Decimal(1)
_HALF_OPEN = frozenset({"exact", "at_least", "nearly", "below"})
"""Interval rules of which the upper end is the first number that would have been printed otherwise."""


class QuantityError(ValueError):
    """A text that is not a quantity; `reason` is a stable word for why, `found` the part at fault."""

    def __init__(self, reason: str, text: str, found: str = "") -> None:
        super().__init__(f"{reason}: {text[:80]!r}")
        self.reason = reason
        self.text = text
        self.found = found


@dataclass(frozen=True, slots=True)
class Number:
    """One number as printed, its value, and how far its digits go (all with the scale applied)."""

    text: str
    value: Decimal | None = None
    """None where digits are hidden."""
    digit: Decimal = ONE
    """The place value of the last printed digit: 1000 in 414.4万, 0.1 in 98.7, a third of 100 in 三分之二."""
    step: Decimal = ONE
    """The place value of the last digit that is not zero."""
    power: int = 0
    """The power of ten of the scale word at its end."""
    is_scaled: bool = False
    """Whether 千, 万 or 亿 stand in it, or it is 百 alone: then zeros at its end do not count."""
    words: str = ""
    """How English says it, where not in digits: two thirds."""

    @property
    def last(self) -> Decimal:
        """The place value of the last digit that counts: zeros at the end do where they are decimals."""
        return self.digit if "." in self.text else self.step

    def times(self, factor: Decimal) -> Number:
        """The same number, printed in units of `factor`."""
        value = None if self.value is None else expand(self.value * factor)
        return Number(
            self.text,
            value,
            self.digit * factor,
            self.step * factor,
            self.power,
            self.is_scaled,
            self.words,
        )


Piece = tuple[str, str]
"""A part of a print, and its role: before, number, unit, lower_unit, after."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A printed figure: what it says (`qualifier`, `value`, `low`, `high`, `unit`) and how it was printed.

    Values are plain numbers in `unit`: 万 and 亿 are expanded, a percentage stays 98.7, a fall is negative.
    `low` or `high` is none where that end is open or, for a masked figure, unknown. The value of a range is
    its lower end.
    """

    qualifier: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    pieces: tuple[Piece, ...] = ()
    """The print, tidied of spaces and full-width forms."""
    number: Number = Number("")
    upper: Number | None = None
    """The upper end of a range."""
    rule: str = "exact"
    """The interval rule, a function of `intervals`; that of a range is `range`."""
    factor: Decimal = ONE
    """What number and interval are multiplied by: 100 for 增长1.5倍, which is 150 %; -1 for a fall."""
    direction: str = ""
    """up, down or flat where the print says that something has changed."""
    is_target: bool = False
    """Whether the print says that it is aimed at (力争95%以上)."""
    base: str = ""
    """What a change is measured against, in English, where that is printed with it (同比增长3%)."""
    said: tuple[str, ...] = ()
    """What English says before the number: over."""

    @property
    def is_open_below(self) -> bool:
        """Whether nothing but the figure's nature bounds it from below."""
        return self.low is None and self.qualifier != "masked"

    @property
    def is_open_above(self) -> bool:
        """Whether the figure may be any larger."""
        return self.high is None and self.qualifier != "masked"

    @property
    def excludes_high(self) -> bool:
        """Whether the upper end itself is not meant: 98.7 is less than 98.75."""
        return self.high is not None and self.low != self.high and self.rule in _HALF_OPEN

    @property
    def before(self) -> str:
        """The words before the number, as printed."""
        return self.part("before")

    @property
    def after(self) -> str:
        """The words after the unit, as printed."""
        return self.part("after")

    def part(self, role: str) -> str:
        """What of the print has a role."""
        return "".join(text for name, text in self.pieces if name == role)


def expand(value: Decimal) -> Decimal:
    """The same number written out, so that 3E+4 prints as 30000."""
    return Decimal(format(value, "f"))
