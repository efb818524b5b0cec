"""How large and how fine a number may be, printed or computed, and still say something.

Source: docs/data-contract.md, "Bounds".
"""

from __future__ import annotations

from decimal import Decimal

LARGEST = Decimal(10) ** 24
"""Numbers are below 一亿亿亿, a million million million million: nothing is counted beyond."""
DECIMALS = 9
"""Decimals of a printed number at the most, its scale applied."""
FINEST = Decimal(1).scaleb(-DECIMALS)
"""The smallest number that is computed, but for zero: pages show twelve decimals."""


def is_too_large(*numbers: Decimal | None) -> bool:
    """Whether any of the numbers is as large as no figure may be."""
    return any(number is not None and abs(number) >= LARGEST for number in numbers)


def is_too_fine(*numbers: Decimal | None) -> bool:
    """Whether any of the numbers has more decimals than a printed figure may."""
    return any(number is not None and int(number.as_tuple().exponent) < -DECIMALS for number in numbers)
