"""Parts of a whole: 百分之三十, 近九成, 三分之二, 1/3, 过半. All are per cent."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from publicstats.quantity.numerals import ARABIC, CHARACTERS, DIGITS, POINT, read_number
from publicstats.quantity.patterns import ANY_DIGIT, JOINT, ONES, Body, Form
from publicstats.quantity.qualifiers import alternatives
from publicstats.quantity.quantities import ONE, Number
from publicstats.quantity.vocabulary import HALVES, MORES, SHARES

_FINEST = Decimal("0.0001")
"""To which a fraction is written out in per cent."""
_WORDS = alternatives(SHARES)
_COUNT = rf"(?:{ARABIC}|[{CHARACTERS}]+(?:{POINT}[{ANY_DIGIT}]+)?)"
_PART = rf"(?:{ARABIC}|[{CHARACTERS}]+)"
_TENTH = rf"(?:10|[1-9](?:\.[0-9])?|[{ONES}十])"
_TEN = Decimal(10)


def _read_share(text: str, match: re.Match[str]) -> Body | None:
    unit = SHARES[match["share"]]
    ends = [read_number(match[name]) for name in ("number", "upper") if match[name]]
    if None in ends or match["again"] not in (None, match["share"]):
        return None
    # All digits of a percentage count: 百分之三十 is 30 %, and no 三 of tens.
    number, *upper = [replace(end, digit=min(end.digit, ONE)) for end in ends if end]
    return Body(number, unit, upper=upper[0] if upper else None)


def _read_tenths(text: str, match: re.Match[str]) -> Body | None:
    number = read_number(match["number"])
    if number is None:
        return None
    tenths = number.times(_TEN)
    if match["rest"]:
        more = DIGITS.get(match["rest"], 5)  # 七成半
        tenths = replace(tenths, value=(tenths.value or Decimal(0)) + more, digit=ONE, step=ONE)
    upper = read_number(match["upper"]) if match["upper"] else None
    return Body(tenths, "%", match["more"] or "", upper=upper and upper.times(_TEN))


def _read_fraction(text: str, match: re.Match[str]) -> Body | None:
    whole, part = (read_number(match[name] or match[f"{name}_word"]) for name in ("whole", "part"))
    if whole is None or part is None or not whole.value or not part.value or part.value >= whole.value:
        return None
    return _build_fraction(f"{part.value.normalize():f}/{whole.value.normalize():f}", part.value, whole.value)


def _read_half(text: str, match: re.Match[str]) -> Body | None:
    words, rule = HALVES[match["number"]]
    return replace(_build_fraction(words, ONE, Decimal(2)), rule=rule)


def _build_fraction(words: str, part: Decimal, whole: Decimal) -> Body:
    unit = (Decimal(100) / whole).quantize(_FINEST)
    value = (Decimal(100) * part / whole).quantize(_FINEST)
    return Body(Number("", value, unit, unit, words=words), "%")


FRACTIONS = (
    Form(
        "share",
        rf"(?P<share>{_WORDS})(?P<number>{_COUNT})(?:(?P<joint>{JOINT})(?P<again>{_WORDS})?(?P<upper>{_COUNT}))?",
        _read_share,
    ),
    Form(
        "tenths",
        rf"(?P<number>{_TENTH})(?:(?P<first>成)?(?P<joint>{JOINT})(?P<upper>{_TENTH}))?(?P<more>[{MORES}])?"
        rf"(?P<tenth>成)(?P<rest>[{ONES}半])?",
        _read_tenths,
    ),
    Form(
        "fraction",
        rf"(?:(?P<whole_word>{_PART})(?P<of>分之)(?P<part_word>{_PART})"
        r"|(?P<part>[0-9]{1,2})(?P<slash>/)(?P<whole>[0-9]{1,3}))",
        _read_fraction,
    ),
    Form("half", rf"(?P<number>{alternatives(HALVES)})", _read_half),
)
