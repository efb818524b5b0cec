"""The words of the grammar, as rows: a new word is a new row.

Source: the table "The grammar of `printed`" in docs/data-contract.md.
"""

from __future__ import annotations

from typing import NamedTuple


class Word(NamedTuple):
    """A qualifying word: where it stands, what it means, its interval rule and its English."""

    text: str
    place: str
    """before, after, or inside (多, 余, 来: next to the scale or after a measure word)."""
    qualifier: str
    rule: str
    """The interval rule, a function of `intervals`."""
    english: str


WORDS = (
    Word("为", "before", "exact", "exact", ""),
    Word("达", "before", "exact", "exact", ""),
    Word("达到", "before", "exact", "exact", ""),
    Word("共", "before", "exact", "exact", ""),
    Word("共计", "before", "exact", "exact", ""),
    Word("超", "before", "at_least", "at_least", "over"),
    Word("超过", "before", "at_least", "at_least", "over"),
    Word("逾", "before", "at_least", "at_least", "over"),
    Word("突破", "before", "at_least", "at_least", "over"),
    Word("不少于", "before", "at_least", "no_less", "at least"),
    Word("不低于", "before", "at_least", "no_less", "at least"),
    Word("至少", "before", "at_least", "no_less", "at least"),
    Word("高于", "before", "at_least", "at_least", "over"),
    Word("多", "inside", "at_least", "at_least", "over"),
    Word("余", "inside", "at_least", "at_least", "over"),
    # 来 may fall on either side of the number (十来个 is about ten), so it is not "over".
    Word("来", "inside", "about", "about", "about"),
    Word("多", "after", "at_least", "at_least", "over"),
    Word("余", "after", "at_least", "at_least", "over"),
    Word("以上", "after", "at_least", "no_less", "at least"),
    Word("近", "before", "nearly", "nearly", "nearly"),
    Word("接近", "before", "nearly", "nearly", "nearly"),
    Word("将近", "before", "nearly", "nearly", "nearly"),
    Word("不到", "before", "nearly", "below", "less than"),
    Word("不足", "before", "nearly", "below", "less than"),
    Word("低于", "before", "nearly", "below", "less than"),
    Word("不超过", "before", "at_most", "at_most", "at most"),
    Word("以内", "after", "at_most", "at_most", "at most"),
    Word("以下", "after", "at_most", "at_most", "at most"),
    Word("约", "before", "about", "about", "about"),
    Word("大约", "before", "about", "about", "about"),
    Word("约为", "before", "about", "about", "about"),
    Word("约合", "before", "about", "about", "about"),
    Word("左右", "after", "about", "about", "about"),
    Word("上下", "after", "about", "about", "about"),
)
"""Every qualifying word the grammar knows."""

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

PERCENT_UNITS = frozenset({"%", "‰", "百分点", "个百分点"})
"""Units whose printed digits are all significant: 70% is 69.5 to 70.5."""

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
}
"""Words printed in place of digits, and their English: 数千名 is several thousand, nobody says how many."""

SHARES = {"百分之": "%", "千分之": "‰"}
"""What stands before a percentage written in words, and its unit: 百分之三十 is 30 %."""

JOINTS = ("至", "到", "-", "–", "—", "~")
"""What may join the two ends of a range."""


def find_word(text: str, place: str) -> Word:
    """The row of a word at a place (before, inside, after)."""
    return next(word for word in WORDS if word.text == text and word.place == place)
