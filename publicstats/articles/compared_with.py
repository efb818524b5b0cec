"""What a change is measured against, by the words in it or before it in its sentence."""

from __future__ import annotations

import re

from publicstats.contract.bases import UNSTATED, suggest_base
from publicstats.period import Period
from publicstats.quantity.qualifiers import alternatives
from publicstats.quantity.vocabulary import BASES

_AGAINST = re.compile(
    f"(?P<word>{alternatives([*BASES])})|[比较与](?P<year>20[0-9]{{2}}|19[0-9]{{2}})年(?P<end>末|底)?"
)
_SENTENCE = re.compile("[。！？；\n]")
REACH = 60
"""Characters before a change in which its base is looked for."""


def find_base(before: str, printed: str, period: Period | None) -> str:
    """What the column `base` says of a change of a period; `unstated` where no word says it.

    `printed` is what the print itself says, in English; `before` is the text before it: in
    ``同比分别增长3%和5%`` the word stands before both.
    """
    if printed:
        return suggest_base(printed, period)
    sentence = _SENTENCE.split(before[-REACH:])[-1]
    words = list(_AGAINST.finditer(sentence))
    if not words:
        return UNSTATED
    last = words[-1]
    if last["year"]:
        return last["year"] + ("-12-31" if last["end"] else "")
    return suggest_base(BASES[last["word"]], period)
