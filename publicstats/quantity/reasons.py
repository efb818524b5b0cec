"""Why a text is no figure: the reason that helps most, and the part at fault."""

from __future__ import annotations

import re
from collections.abc import Callable

from publicstats.quantity.numerals import CHARACTERS, MAX_DIGITS
from publicstats.quantity.qualifiers import BEFORES, DIRECTION_OF, alternatives
from publicstats.quantity.quantities import QuantityError
from publicstats.quantity.vocabulary import MASKS
from publicstats.text.characters import LOOKALIKES, find_odd, name_character

_EXCEL_NUMBER = r"[-+]?[0-9]+(?:\.[0-9]+)?[eE][-+]?[0-9]{1,3}"
_DATE = re.compile(
    r"[0-9]{4}[-/年][0-9]{1,2}(?:[-/月][0-9]{1,2}日?)?|[0-9]{4}\.[0-9]{1,2}\.[0-9]{1,2}|[0-9]{1,2}月[0-9]{1,2}日"
    r"|[0-9]{1,2}-[A-Z][a-z]{2}"
)
_LONG = rf"(?:[0-9],?){{{MAX_DIGITS + 1}}}"
_LETTER = rf"[{re.escape(LOOKALIKES)}]"
_MEANT = str.maketrans("OoIl|", "00111")
_REACHED = rf"(?:{alternatives(DIRECTION_OF)})[至到]"
_NUMBER = rf".*[0-9{MASKS}]|{BEFORES}[{CHARACTERS}万亿]"
_LOOSE_END = r"[0-9一二两三四五六七八九][百千万亿][0-9一二两三四五六七八九](?![0-9]*[十百千万亿])"
_SCALE_IN_UNIT = rf"[0-9{CHARACTERS}万亿][多余来]?[万亿十百千]+[^0-9]*[{CHARACTERS}万亿]"


def is_date(plain: str) -> bool:
    """Whether a text is a date, as a spreadsheet makes of 4-5."""
    return plain[0] in "0123456789" and _DATE.fullmatch(plain) is not None


def explain_refusal(text: str, plain: str, is_figure: Callable[[str], bool]) -> QuantityError:
    """The error of a text that no form reads; `plain` is what was read of it, simplified and tidied."""
    for reason, find in _REASONS:
        if found := find(plain):
            return QuantityError(reason, text, found)
    odd = find_odd(plain) or _find_letter(plain, is_figure)
    if odd:
        return QuantityError("odd_character", text, quote_character(odd))
    return QuantityError("unreadable" if re.match(_NUMBER, plain) else "no_number", text)


def find_odd_unit(unit: str) -> str:
    """The odd character of a unit, quoted and named: a letter O that continues a number; blank where none."""
    odd = find_odd(unit)
    if not odd and len(unit) > 1 and unit[0] in LOOKALIKES and not unit[1].isascii():
        odd = unit[0]
    return quote_character(odd) if odd else ""


def quote_character(character: str) -> str:
    """A character with its number and name."""
    return f"{character} ({name_character(character)})"


def _find_letter(plain: str, is_figure: Callable[[str], bool]) -> str:
    """A letter in place of a digit, where the text with the digit would be a figure."""
    letter = re.search(_LETTER, plain)
    return letter[0] if letter and is_figure(plain.translate(_MEANT)) else ""


def _match_whole(pattern: str) -> Callable[[str], str]:
    return lambda plain: plain if re.fullmatch(pattern, plain) else ""


def _match_part(pattern: str) -> Callable[[str], str]:
    return lambda plain: found[0] if (found := re.search(pattern, plain)) else ""


_REASONS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("excel_number", _match_whole(_EXCEL_NUMBER)),
    ("too_long", _match_part(_LONG)),
    ("level_reached", _match_part(_REACHED)),
    ("loose_end", _match_part(_LOOSE_END)),
    ("scale_in_unit", _match_part(_SCALE_IN_UNIT)),
)
"""Reasons in the order in which they are looked for."""
