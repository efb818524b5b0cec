"""Changes that are words as a whole: 持平, 翻一番. (增长3% is plain: its direction stands before it.)"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from publicstats.quantity.numerals import read_number
from publicstats.quantity.patterns import ONES, Body, Form
from publicstats.quantity.qualifiers import alternatives
from publicstats.quantity.quantities import Number
from publicstats.quantity.vocabulary import UNCHANGED, USUAL_DIGIT

MOST_DOUBLINGS = 20


def _read_unchanged(text: str, match: re.Match[str]) -> Body | None:
    number = Number("", Decimal(0), USUAL_DIGIT, USUAL_DIGIT, words="unchanged")
    return Body(number, "%", rule=UNCHANGED[match["number"]], direction="flat")


def _read_doubling(text: str, match: re.Match[str]) -> Body | None:
    times = read_number(match["times"] or "一")
    if times is None or times.value is None or not 0 < times.value < MOST_DOUBLINGS:
        return None
    # Twice as much is once more, four times as much three times more.
    return Body(replace(times, value=2**times.value - 1), "倍", direction="up")


CHANGES = (
    Form("unchanged", rf"(?P<number>{alternatives(UNCHANGED)})", _read_unchanged),
    Form("doubling", rf"(?P<turn>翻了?)(?P<times>[0-9]{{1,2}}|[{ONES}])?(?P<number>番)", _read_doubling),
)
