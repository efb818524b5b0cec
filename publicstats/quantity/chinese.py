"""Reading and writing figures as Chinese newspapers print them."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from publicstats.quantity.forms import FORMS
from publicstats.quantity.intervals import CHANGE, LEVEL, TARGET, ZERO, Interval, find_interval
from publicstats.quantity.patterns import Body, Form
from publicstats.quantity.qualifiers import Around, read_around
from publicstats.quantity.quantities import ONE, Number, Piece, Quantity, QuantityError, expand
from publicstats.quantity.reasons import explain_refusal, find_odd_unit, is_date
from publicstats.quantity.vocabulary import ONLY_BEFORE, SPANS, WORDS, Word
from publicstats.text.characters import simplify, tidy

MAX_LENGTH = 60
"""Longest text taken for a figure: a longer one is a sentence pasted into the wrong cell."""
_TIMES = "倍"
_HUNDRED = Decimal(100)


def parse_chinese(text: str) -> Quantity:
    """The quantity that a Chinese text prints; `QuantityError` where it prints none."""
    printed = tidy(text) if len(text) <= 4 * MAX_LENGTH else text
    if not printed:
        raise QuantityError("empty", text)
    if len(printed) > MAX_LENGTH:
        raise QuantityError("too_long", text)
    plain = simplify(printed)
    if is_date(plain):
        raise QuantityError("date", text, plain)
    for form in FORMS:
        match = form.pattern.fullmatch(plain)
        body = form.read(text, match) if match else None
        if match and body:
            quantity = _build(text, match, body, _cut(form, match, printed))
            if form.name == "plain":
                _check_plain(text, quantity)
            return quantity
    raise explain_refusal(text, plain, is_figure)


def format_chinese(quantity: Quantity, unit: str | None = None) -> str:
    """The figure as printed: tidied of spaces and full-width forms, nothing else changed."""
    return "".join(text if role != "unit" or unit is None else unit for role, text in quantity.pieces)


def is_figure(text: str) -> bool:
    """Whether a text prints a quantity."""
    try:
        parse_chinese(text)
    except QuantityError:
        return False
    return True


def settle_quantity(quantity: Quantity, nature: str) -> Quantity:
    """The quantity with the interval that it has as a level, a change or a target (see `intervals`).

    What is printed says so itself only where it has a direction (增长3%) or an aim (力争95%以上).
    """
    if quantity.value is None or quantity.upper is not None or nature == LEVEL:
        return quantity
    q = quantity
    unit = _TIMES if abs(q.factor) == _HUNDRED else q.unit
    low, high = _find_ends(
        q.number, q.rule, unit, q.factor, CHANGE if q.direction and nature == LEVEL else nature
    )
    return quantity if (low, high) == (quantity.low, quantity.high) else replace(quantity, low=low, high=high)


def _cut(form: Form, match: re.Match[str], printed: str) -> tuple[Piece, ...]:
    """The parts of a print with their roles; a unit that is not printed is an empty part."""
    spans = match.regs
    return tuple(
        [
            (role, printed[slice(*spans[group])] if spans[group][0] >= 0 else "")
            for role, group in form.roles
            if spans[group][0] < spans[group][1] or role == "unit"
        ]
    )


def _build(text: str, match: re.Match[str], body: Body, pieces: tuple[Piece, ...]) -> Quantity:
    around = read_around(match["before"] + body.words, body.mores, match["after"])
    word = _find_word(text, around, body, match)
    direction = body.direction or around.direction
    number, upper, unit, factor, rule = body.number, body.upper, body.unit, ONE, word.rule
    if direction in ("up", "down"):
        factor, unit = _turn(text, direction, upper or number, unit)
    qualifier, value = word.qualifier, number.value
    low: Decimal | None
    high: Decimal | None
    if upper is not None:
        qualifier, rule, low, high = _find_range(text, around, number, upper, factor)
        value = low
    elif value is None:
        qualifier, low, high = "masked", None, None
    else:
        nature = TARGET if around.is_target else CHANGE if direction else LEVEL
        low, high = _find_ends(number, rule, body.unit, factor, nature)
        value = value if factor == ONE else expand(value * factor)
    return Quantity(
        qualifier=qualifier,
        value=value,
        low=low,
        high=high,
        unit=unit,
        pieces=pieces,
        number=number,
        upper=upper,
        rule=rule,
        factor=factor,
        direction=direction,
        is_target=around.is_target,
        said=_say_around(around, word, direction),
        base=around.base,
    )


def _turn(text: str, direction: str, number: Number, unit: str) -> tuple[Decimal, str]:
    """What a change multiplies its number by, and its unit: a fall is negative, and 增长1.5倍 is 150 %."""
    value = number.value or ZERO
    if direction == "up":
        return (_HUNDRED, "%") if unit == _TIMES else (ONE, unit)
    if value < 0:
        raise QuantityError("unreadable", text, number.text)
    if unit == _TIMES and value > 1:
        # Nothing falls by more than all of it.
        raise QuantityError("fall_in_times", text)
    return (-_HUNDRED, "%") if unit == _TIMES else (-ONE, unit)


def _find_ends(number: Number, rule: str, unit: str, factor: Decimal, nature: str) -> Interval:
    """The interval of a figure that is no range; `unit` is that of the number as printed."""
    low, high = find_interval(number, rule, unit, nature)
    if factor == ONE:
        return low, high
    # Zero is added, so that nothing is minus zero.
    ends = [None if end is None else expand(end * factor) + ZERO for end in (low, high)]
    return (ends[1], ends[0]) if factor < 0 else (ends[0], ends[1])


def _find_range(
    text: str, around: Around, lower: Number, upper: Number, factor: Decimal
) -> tuple[str, str, Decimal | None, Decimal | None]:
    """Qualifier, rule and ends of a range; a masked one where an end is hidden."""
    if any(word.qualifier != "about" for word in around.words):
        # 约3至5万 may be printed; 超3至5万 says two things.
        raise QuantityError("two_qualifiers", text, "、".join(word.text for word in around.words))
    if lower.value is None or upper.value is None:
        return "masked", "range", None, None
    if lower.value > upper.value:
        raise QuantityError("range_order", text)
    low, high = sorted((expand(lower.value * factor), expand(upper.value * factor)))
    return "range", "range", low, high


def _find_word(text: str, around: Around, body: Body, match: re.Match[str]) -> Word:
    """The word whose interval the figure has."""
    if around.wrong or (
        around.last in ONLY_BEFORE and _first_character(match) not in ONLY_BEFORE[around.last]
    ):
        raise QuantityError("unreadable", text, around.wrong or around.last)
    word, own = around.word, body.rule not in ("", "exact")
    if word is None or (own and word.rule not in ("exact", body.rule)):
        found = sorted((w.text for w in around.words), key=text.find)
        raise QuantityError("two_qualifiers", text, "、".join(found))
    if own:
        return next(word for word in WORDS if word.rule == body.rule)
    # 近20年 may be nearly twenty years, or the last twenty.
    return word._replace(rule="stated") if word.text == "近" and body.unit in SPANS else word


def _first_character(match: re.Match[str]) -> str:
    end = match.end("before")
    return match.string[end : end + 1]


def _say_around(around: Around, word: Word, direction: str) -> tuple[str, ...]:
    """What English says before the number."""
    if not (word.english or direction or around.is_target):
        return ()
    return tuple(filter(None, ("a target of" if around.is_target else "", direction, word.english)))


def _check_plain(text: str, quantity: Quantity) -> None:
    """Refuses a unit in which something is odd."""
    if odd := find_odd_unit(quantity.unit):
        raise QuantityError("odd_character", text, odd)
