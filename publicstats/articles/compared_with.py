"""What a change is measured against, by the words in it or before it in its sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publicstats.contract.bases import UNSTATED, suggest_base
from publicstats.period import Period
from publicstats.quantity.qualifiers import alternatives
from publicstats.quantity.vocabulary import BASES

_YEAR, _LAST, _YEAR_END = BASES["同比"], BASES["环比"], BASES["比上年末"]
_EARLIER = {
    "上年同月": _YEAR,
    "去年同月": _YEAR,
    "上年同季": _YEAR,
    "去年同季": _YEAR,
    "去年同日": _YEAR,
    "一年前": _YEAR,
    "上年底": _YEAR_END,
    "去年底": _YEAR_END,
    "上月底": _LAST,
    "上季": _LAST,
    "上季末": _LAST,
    "上季底": _LAST,
    "上季度末": _LAST,
    "上周": _LAST,
    "上旬": _LAST,
}
_WORDS = BASES | {f"{word}{earlier}": said for earlier, said in _EARLIER.items() for word in "比较与"}
_WORDS |= {word.replace("比", "于", 1): said for word, said in _WORDS.items() if word[0] == "比"}
_WORDS |= {"按年": _YEAR, "按月": _LAST, "按季": _LAST}
"""Words that say it, those besides that no figure is printed with, and their English."""
_COLUMNS = ((re.compile("上年|去年|同期"), _YEAR), (re.compile("上[月周期季旬]"), _LAST))
"""Heads of the columns of which one gives the change to the other."""
_NAMED_YEAR = re.compile("(?:19|20)[0-9]{2}(?=年|$)")

_AGAINST = re.compile(
    f"(?P<word>{alternatives([*_WORDS])})|[比较与](?P<year>20[0-9]{{2}}|19[0-9]{{2}})年(?P<end>末|底)?"
    "|(?:(?<=[，（、])|^)(?P<brief>[年月])(?=[增减]|$)"
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
    said = {"年": _YEAR, "月": _LAST}[last["brief"]] if last["brief"] else _WORDS[last["word"]]
    return suggest_base(said, period)


def find_column_base(head: str, measured: Sequence[str], period: Period | None) -> str:
    """What `base` says of a change in a table, by the heads of its column and of those of its levels."""
    said = find_base(head, "", period)
    if said != UNSTATED:
        return said
    for words, earlier in _COLUMNS:
        if any(words.search(one) for one in measured):
            return suggest_base(earlier, period)
    years = {int(year) for one in measured for year in _NAMED_YEAR.findall(one)}
    return "year_before" if period and {period.end.year, period.end.year - 1} <= years else UNSTATED
