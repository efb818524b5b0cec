"""The words of the grammar, as rows: a new word is a new row.

Source: the table "The grammar of `printed`" in docs/data-contract.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple


class Word(NamedTuple):
    """A qualifying word: its side of the number, what it means, its interval rule and its English."""

    text: str
    side: str
    """before, after, or inside (多, 余, 来: next to the scale or after a measure word)."""
    qualifier: str
    rule: str
    """The interval rule, a function of `intervals`."""
    english: str


def _rows(side: str, qualifier: str, rule: str, english: str, words: str) -> Iterator[Word]:
    return (Word(text, side, qualifier, rule, english) for text in words.split())


WORDS = (
    *_rows(
        "before",
        "exact",
        "exact",
        "",
        """为 达 达到 达到了 共 共计 总共 总计 合计 累计 多达 高达 仅 仅为 只有 已 已达 已有 现有 共有 拥有 有
        占 保持在 稳定在 维持在 控制在 保持 是""",
    ),
    *_rows("before", "at_least", "at_least", "over", "超 超过 超过了 逾 突破 高于 多于 大于 超出 过 上 >"),
    *_rows("before", "at_least", "no_less", "at least", "不少于 不低于 不小于 至少 最少 最低 起码 ≥"),
    *_rows("before", "nearly", "nearly", "nearly", "近 接近 将近"),
    *_rows("before", "nearly", "below", "less than", "不到 不足 低于 少于 小于 未达 不满 <"),
    *_rows("before", "at_most", "at_most", "at most", "不超过 不超 不高于 不多于 不大于 至多 最多 最高 ≤"),
    *_rows("before", "about", "about", "about", "约 大约 约为 约合 约达 约占 大概 ≈"),
    *_rows("inside", "at_least", "at_least", "over", "多 余"),
    # 来 may fall on either side of the number (十来个 is about ten), so it is not "over".
    *_rows("inside", "about", "about", "about", "来"),
    *_rows("after", "at_least", "at_least", "over", "多 余"),
    *_rows("after", "at_least", "no_less", "at least", "以上 及以上 或以上 +"),
    *_rows("after", "nearly", "below", "less than", "不到"),
    *_rows("after", "at_most", "at_most", "at most", "以内 之内 以下 及以下"),
    *_rows("after", "about", "about", "about", "左右 上下"),
    *_rows("after", "exact", "exact", "", "之多"),
)
"""Every qualifying word the grammar knows."""

TARGETS = ("力争", "争取", "确保", "计划", "目标", "目标为", "预期目标为")
"""Words before a figure that say that it is aimed at; English says a target of."""

ONLY_BEFORE = {"上": "十百千万亿", "过": "十百千万亿半"}
"""Words that qualify only what begins with one of these: 上百人, 过半, but no 上30人."""

DIRECTIONS = {
    "up": """增长 增加 上升 提高 提升 上涨 扩大 增 升 涨 增幅 涨幅 增速 净增 净增加""",
    "down": """下降 减少 降低 回落 下滑 下跌 缩小 收窄 缩短 压缩 压减 负增长 降 减 跌 降幅 跌幅
        净减 净减少""",
}
"""Words before a figure that say that something has changed; each may have 了 after it."""

UNCHANGED = {"持平": "exact", "零增长": "exact", "无变化": "exact", "基本持平": "about"}
"""Words that say that nothing has changed, and the rule of their interval."""
USUAL_DIGIT = Decimal("0.1")
"""The last digit of the growth rates that bulletins print, in %."""

_EARLIER = (
    ("上年", "the previous year", "year"),
    ("去年", "the previous year", "year"),
    ("上年同期", "the same period of the previous year", "year_before"),
    ("去年同期", "the same period of the previous year", "year_before"),
    ("上年末", "the end of the previous year", "year_end"),
    ("去年末", "the end of the previous year", "year_end"),
    ("年初", "the beginning of the year", "year_end"),
    ("上月", "the previous month", "period_before"),
    ("上月末", "the end of the previous month", "period_before"),
    ("上季度", "the previous quarter", "period_before"),
    ("上期", "the previous period", "period_before"),
)
BASES = {"同比": "year on year", "环比": "on the previous period"} | {
    f"{word}{earlier}": f"on {english}" for earlier, english, _ in _EARLIER for word in "比较与"
}
"""What a change is measured against, where it is printed with the figure, and its English."""
BASE_KINDS = {"year on year": "year_before"} | {f"on {english}": kind for _, english, kind in _EARLIER}
"""By that English: the same period a year before, the period before, the year before, or its end."""

SHARES = {"百分之": "%", "千分之": "‰", "万分之": "‱"}
"""What stands before a percentage written in words, and its unit: 百分之三十 is 30 %."""

WHOLES = {"%": Decimal(100), "‰": Decimal(1000), "‱": Decimal(10000)}
"""Units of parts of a whole, and what the whole is in them."""

POINTS = frozenset({"百分点", "个百分点"})
"""Units of the difference of two percentages."""

RELATIVE = ROUNDED_UNITS = frozenset({*WHOLES, *POINTS, "倍"})
"""Units whose printed digits are all significant and rounded: 70% is 69.5 to 70.5, 3倍 is 2.5 to 3.5.

`RELATIVE`: a change of anything may be printed in them, whatever its own unit is."""

SPANS = frozenset({"年", "个月", "月", "个季度", "季度", "周", "星期", "个星期", "天", "日"})
"""Stretches of time that 近 may also call the last: 近20年 says no more than twenty years."""

HALVES = {
    "一半": ("half", "exact"),
    "半数": ("half", "exact"),
    "半": ("half", "exact"),
    "大半": ("half", "at_least"),
    "多半": ("half", "at_least"),
}
"""Words for half of a whole, their English, and their interval rule."""

DURATIONS = (
    ("年", "年", "个月", 12),
    ("个月", "个月|月", "", 0),
    ("周", "周|星期|个星期", "天", 7),
    ("天", "天|日", "小时", 24),
    ("小时", "小时|个小时|时", "分钟", 60),
    ("分钟", "分钟|分", "秒", 60),
    ("秒", "秒|秒钟", "", 0),
)
"""Units of time: name, how it is printed, the next smaller one, and how many of that it has."""

SCALES = {
    "": 0,
    "千": 3,
    "万": 4,
    "十万": 5,
    "百万": 6,
    "千万": 7,
    "亿": 8,
    "十亿": 9,
    "百亿": 10,
    "千亿": 11,
    "万亿": 12,
}
"""Scale words and the power of ten that each multiplies by."""

ENGLISH_SCALES = {"": 0, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
"""English scale words and their powers of ten."""

MASKS = "*×"
"""Characters printed in place of hidden digits."""

MASK_WORDS = {
    "若干": "an undisclosed number of",
    "数": "several",
    "数十": "several dozen",
    "数百": "several hundred",
    "几": "a few",
    "几十": "a few dozen",
    "几百": "a few hundred",
    "十几": "a dozen or so",
    "二十几": "two dozen or so",
    "成百上千": "hundreds or thousands of",
    "数以百计": "hundreds of",
    "数以千计": "thousands of",
    "数以万计": "tens of thousands of",
}
"""Words printed in place of digits, and their English: 数千名 is several thousand, nobody says how many."""

JOINTS = ("至", "到", "-", "–", "—", "~")
"""What may join the two ends of a range."""

COUNTED = "米克瓦卡伏赫帕焦"
"""After 千 these make a unit of their own (千米, 千克, 千瓦时): 千 is no scale there."""
MORES = "多余来"
"""Words inside a figure."""


def find_word(text: str, side: str) -> Word:
    """The row of a word on a side of the number (before, inside, after)."""
    return _BY_SIDE[text, side]


_BY_SIDE = {(word.text, word.side): word for word in WORDS}
