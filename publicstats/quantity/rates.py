"""How many of one thing for so many of another: 每千人5.6张, 1:3.5. (The unit of 16.9/10万 is /10万.)"""

from __future__ import annotations

import re

from publicstats.quantity.numerals import ARABIC, CHARACTERS, read_number
from publicstats.quantity.patterns import MORE, RUN, UNIT, Body, Form
from publicstats.quantity.qualifiers import BEFORES
from publicstats.quantity.quantities import Number

_WHOM = rf"(?:10+)?[十百千万亿]*[^\d\s,.:、。每{CHARACTERS}]{{1,8}}?"


def _read_ratio(text: str, match: re.Match[str]) -> Body | None:
    ends = [read_number(match[name]) for name in ("left", "right")]
    for number, end in enumerate(ends):
        other = ends[1 - number]
        if end is not None and other is not None and _is_unit(end):
            name = f"{end.text}:n" if number == 0 else f"n:{end.text}"
            return Body(other, name)
    return None


def _is_unit(number: Number) -> bool:
    """Whether a number is 1, 10, 100: what the other side of a ratio is counted by."""
    return number.value is not None and number.text.strip("0") == "1"


def _read_rate(text: str, match: re.Match[str]) -> Body | None:
    number = read_number(match["number"] + (match["scale"] or ""))
    if number is None:
        return None
    unit = "/".join(filter(None, (match["unit"], match["per"], match["then"])))
    return Body(number, unit, match["more"] or "", words=match["words"])


RATES = (
    Form("ratio", rf"(?P<left>{ARABIC})(?P<colon>[:比])(?P<right>{ARABIC})", _read_ratio),
    Form(
        "rate",
        rf"(?P<each>每)(?P<per>{_WHOM})(?:(?P<and>每)(?P<then>[人户年月天日周次]))?(?P<words>{BEFORES})"
        rf"(?P<number>{RUN}){MORE}(?P<unit>{UNIT})",
        _read_rate,
    ),
)
