"""Quantities that are no number with a unit: 三分之二, 1亿2000万, 3分28秒, 每千人5.6张, 翻一番, 持平.

A row is a pattern and how sure it is. They are looked for first; what they cover is no other quantity.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from publicstats.quantity.numerals import CHARACTERS, DIGITS
from publicstats.quantity.qualifiers import alternatives
from publicstats.quantity.vocabulary import UNCHANGED, WORDS

_D = r"[0-9]{1,18}(?:\.[0-9]{1,9})?"
_N = rf"(?:{_D}|[{CHARACTERS}]{{1,9}})"
_G = r"[0-9],[0-9]{3}"
_GROUPED = r"[0-9]{1,3}(?:,[0-9]{3}){1,4}"
_ONES = "".join(DIGITS)[2:]
EDGE = r"(?<![0-9.,A-OQ-Za-oq-z/*#&])(?<![0-9][:∶])"
"""Before a number: nothing that it would be a part of. (APP300件 counts; 8:30 and 1:3 are one whole.)"""
_BEFORE = alternatives(w.text for w in WORDS if w.side == "before" and w.qualifier != "exact")
_AFTER = alternatives(w.text for w in WORDS if w.side == "after" and w.text not in ("多", "余", "不到", "+"))
_NO_TIME = "(?![年小个天月时岁学夜径辈程路块截空])"
_NO_TENTH = "[为立不]?(?:功|效|果|员|套|长)"
_SCALE = "(?:[百千万亿]|百万|千万|万亿)?"
_WHOM = "(?:常住人口|人口|老年人|老人|人|户|名|平方公里)"

_ROWS: tuple[tuple[str, bool], ...] = (
    # 1亿2000万, 25万6千件, 一万五千亿元, 3万4,567人
    (rf"(?:{_BEFORE})?{EDGE}(?:{_GROUPED}|{_N})[万亿]零?(?:{_G}|{_N})[千万亿]?(?:UNIT)?(?:{_AFTER})?", True),
    # 逾六成为…: 成为 is a word, but hardly after a qualifier
    (
        rf"(?:(?:{_BEFORE})[{_ONES}]成[{_ONES}半]?|[{_ONES}]成[{_ONES}半])(?!{_NO_TENTH})(?:以上|左右|多)?",
        True,
    ),
    # 三分之二, 近1/3; a date or a page is neither
    (rf"(?:{_BEFORE})?(?![百千万]分之){EDGE}{_N}分之{_N}(?:以上|左右|多)?", True),
    (
        rf"(?:(?:{_BEFORE})|(?<=[占达为有的])){EDGE}[1-9]/(?:[2-9]|10)(?![0-9/年月日.])(?:以上|左右|多)?",
        True,
    ),
    # more than half, nearly half
    (
        rf"(?:过半数|(?<=[率比占额量])过半|(?:近|超过?|约|不到|不足)(?:一半|半数?)|(?:一半|半数)以上){_NO_TIME}",
        False,
    ),
    # 3分28秒, 1小时30分, 半小时
    (rf"(?:{_BEFORE})?{EDGE}[0-9]+(?:小时[0-9]+分钟?(?:[0-9]+秒)?|分钟?[0-9]+秒)(?:{_AFTER})?", False),
    (rf"(?:{_BEFORE})?{EDGE}(?:半个?|(?:[0-9]+|[{_ONES}])个半)小时(?:{_AFTER})?", False),
    # 每千人5.6张; 16.9/10万, 5.52席/10万人
    (rf"每(?:10+万?|[十百千万]+){_WHOM}(?:约|近|超过?|拥有|有|达)?{_D}(?:UNIT)", False),
    (rf"(?:{_BEFORE})?{EDGE}{_D}(?:UNIT)?/(?:10+万?|[十百千万]+)(?![元千百万亿公米克瓦]){_WHOM}?", True),
    # one teacher to 17 pupils
    (rf"(?:(?<=比)|(?<=比为)|(?<=比例为)|(?<=比达)|(?<=比约为))1[:∶]{_D}(?![0-9:∶])", False),
    (rf"翻了?[{_ONES}]?番", False),
    (rf"(?:{alternatives(word for word in UNCHANGED if word.endswith('持平'))})(?![0-9])", False),
)
"""Patterns, and whether the exclusions (dates, names) are heeded."""


_JOINTS = "[、和与及或]"
_BRACKETED = (
    rf"（1?(?P<rest>{_SCALE}(?:UNIT)|%|/[0-9]{{1,3}}万)）[:为]?(?P<first>-?{_D})(?=[，。；、）\n|]|$)"
)
_LISTED = rf"{EDGE}(?<!第)(?P<first>{_D})(?=(?:{_JOINTS}{_D}){{1,9}}(?P<rest>{_SCALE}(?:UNIT)))"


def find_listed(text: str, unit: str, excluded: list[bool]) -> Iterator[tuple[int, int, tuple[int, int]]]:
    """Numbers whose unit stands elsewhere (由4和7天, 床位（张）:830): where each stands, and its unit."""
    for pattern in _compile_listed(unit):
        for match in pattern.finditer(text):
            if not any(excluded[slice(*match.span("first"))]):
                yield *match.span("first"), match.span("rest")


def find_whole(text: str, unit: str, excluded: list[bool]) -> Iterator[tuple[int, int]]:
    """Where such forms stand; `unit` is the pattern of known units, `excluded` says what is no quantity."""
    for pattern, heeds in _compile(unit):
        for match in pattern.finditer(text):
            if not (heeds and any(excluded[slice(*match.span())])):
                yield match.span()


@lru_cache(maxsize=4)
def _compile(unit: str) -> tuple[tuple[re.Pattern[str], bool], ...]:
    return tuple((re.compile(pattern.replace("UNIT", unit)), heeds) for pattern, heeds in _ROWS)


@lru_cache(maxsize=4)
def _compile_listed(unit: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern.replace("UNIT", unit)) for pattern in (_LISTED, _BRACKETED))
