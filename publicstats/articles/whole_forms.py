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
_ONES = "".join(DIGITS)[2:]
_EDGE = r"(?<![0-9.,A-Za-z/:∶*#&])"
_BEFORE = alternatives(w.text for w in WORDS if w.side == "before" and w.qualifier != "exact")
_AFTER = alternatives(w.text for w in WORDS if w.side == "after" and w.text not in ("多", "余", "不到", "+"))
_NO_TIME = "(?![年小个天月时岁学夜径辈程路块截空])"
_WHOM = "(?:常住人口|人口|老年人|老人|人|户|名|平方公里)"

_ROWS: tuple[tuple[str, bool], ...] = (
    # 1亿2000万, 25万6千件, 一万五千亿元
    (rf"(?:{_BEFORE})?{_EDGE}{_N}[万亿]零?{_N}[千万亿]?(?:UNIT)?(?:{_AFTER})?", True),
    # 三分之二, 近1/3; a date or a page is neither
    (rf"(?:{_BEFORE})?(?![百千万]分之){_EDGE}{_N}分之{_N}(?:以上|左右|多)?", True),
    (
        rf"(?:(?:{_BEFORE})|(?<=[占达为有的])){_EDGE}[1-9]/(?:[2-9]|10)(?![0-9/年月日.])(?:以上|左右|多)?",
        True,
    ),
    # more than half, nearly half
    (
        rf"(?:过半数|(?<=[率比占额量])过半|(?:近|超过?|约|不到|不足)(?:一半|半数?)|(?:一半|半数)以上){_NO_TIME}",
        False,
    ),
    # 3分28秒, 1小时30分, 半小时
    (rf"(?:{_BEFORE})?{_EDGE}[0-9]+(?:小时[0-9]+分钟?(?:[0-9]+秒)?|分钟?[0-9]+秒)(?:{_AFTER})?", False),
    (rf"(?:{_BEFORE})?{_EDGE}(?:半个?|(?:[0-9]+|[{_ONES}])个半)小时(?:{_AFTER})?", False),
    # 每千人5.6张; 16.9/10万, 5.52席/10万人
    (rf"每(?:10+万?|[十百千万]+){_WHOM}(?:约|近|超过?|拥有|有|达)?{_D}(?:UNIT)", False),
    (rf"(?:{_BEFORE})?{_EDGE}{_D}(?:UNIT)?/(?:10+万?|[十百千万]+)(?![元千百万亿公米克瓦]){_WHOM}?", True),
    # one teacher to 17 pupils
    (rf"(?:(?<=比)|(?<=比为)|(?<=比例为)|(?<=比达)|(?<=比约为))1[:∶]{_D}(?![0-9:∶])", False),
    (rf"翻了?[{_ONES}]?番", False),
    (alternatives(word for word in UNCHANGED if word.endswith("持平")), False),
)
"""Patterns, and whether the exclusions (dates, names) are heeded."""


def find_whole(text: str, unit: str, excluded: list[bool]) -> Iterator[tuple[int, int]]:
    """Where such forms stand; `unit` is the pattern of known units, `excluded` says what is no quantity."""
    for pattern, heeds in _compile(unit):
        for match in pattern.finditer(text):
            if not (heeds and any(excluded[slice(*match.span())])):
                yield match.span()


@lru_cache(maxsize=4)
def _compile(unit: str) -> tuple[tuple[re.Pattern[str], bool], ...]:
    return tuple((re.compile(pattern.replace("UNIT", unit)), heeds) for pattern, heeds in _ROWS)
