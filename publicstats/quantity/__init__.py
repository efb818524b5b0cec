"""A printed figure and what it says: ``超1700万名`` <-> qualifier, value, interval, unit.

The grammar is ``[words before] number [scale] [unit] [words after]``, and the further forms of `forms`::

    >>> q = parse_quantity("1700多万名")
    >>> q.qualifier, str(q.value), str(q.low), str(q.high), q.unit
    ('at_least', '17000000', '17000000', '18000000', '名')
    >>> format_quantity(q), format_quantity(q, "en", unit="members")
    ('1700多万名', 'over 17 million members')

The words and their meanings are rows of `vocabulary`, the forms rows of `forms`; the width of each interval
is a rule of `intervals`, which `settle_quantity` asks again where a figure is a change or a target.

Hands out `parse_quantity`, which raises nothing but `QuantityError`, and `format_quantity`.
May ask: text.
"""

from dataclasses import replace

from publicstats.quantity.bounds import is_too_fine, is_too_large
from publicstats.quantity.chinese import format_chinese, parse_chinese, settle_quantity
from publicstats.quantity.english import format_english, parse_english
from publicstats.quantity.intervals import CHANGE, LEVEL, TARGET
from publicstats.quantity.quantities import Quantity, QuantityError
from publicstats.quantity.vocabulary import BASE_KINDS, POINTS, RELATIVE

__all__ = [
    "BASE_KINDS",
    "CHANGE",
    "LEVEL",
    "POINTS",
    "RELATIVE",
    "TARGET",
    "Quantity",
    "QuantityError",
    "find_nature",
    "format_quantity",
    "parse_quantity",
    "settle_quantity",
    "strip_unit",
]


def parse_quantity(text: str, lang: str = "zh") -> Quantity:
    """The quantity that `text` prints, in Chinese or English; `QuantityError` if it is none."""
    quantity = parse_english(text) if lang == "en" else parse_chinese(text)
    upper = quantity.upper.value if quantity.upper else None
    if is_too_large(quantity.value, quantity.low, quantity.high, upper):
        raise QuantityError("too_large", text)
    if is_too_fine(quantity.value, upper):
        raise QuantityError("too_fine", text)
    return quantity


def format_quantity(quantity: Quantity, lang: str = "zh", unit: str | None = None) -> str:
    """The figure as it was printed, or the same said in English.

    `unit` replaces the printed unit: pass the unit's English name for ``en``, or the indicator's
    unit where the print has none.
    """
    return format_english(quantity, unit) if lang == "en" else format_chinese(quantity, unit)


def find_nature(basis: str, kind: str) -> str:
    """What a figure of a basis and kind is of, as `settle_quantity` takes it."""
    return TARGET if kind == "target" else CHANGE if basis == "growth" else LEVEL


def strip_unit(quantity: Quantity) -> Quantity:
    """The quantity without its printed unit, where a heading says that."""
    kept = tuple(("unit", "") if role == "unit" else (role, text) for role, text in quantity.pieces)
    return replace(quantity, unit="", pieces=tuple(piece for piece in kept if piece[0] != "lower_unit"))
