"""A query or a name as the words that are compared: one case, one width, no punctuation."""

from __future__ import annotations

import re
import unicodedata

from publicstats.text.characters import COMPATIBLE

_NUMBER = r"[0-9*×]+(?:[.,][0-9*×]+)*"
_SCALED = rf"{_NUMBER} (?:thousand|million|billion|trillion)"
_WORD = re.compile(rf"{_SCALED}|(?:{_NUMBER}|[^\W_])(?:{_NUMBER}|[^\W_]|['%‰])*")
_LATIN_END = re.compile(r"'s?\b|'")
_QUESTION_WORDS = """
a an the of in on at to for by with and or as is are was were did do does had have has how many much what
which when where who says said so there people end 的 在 了 是 有 和 与 及 年末 末 底 人 于 多少 几 谁 说 哪些
"""
STOP_WORDS = frozenset(_QUESTION_WORDS.split())
"""Words that are passed over where others remain."""


def fold(text: str) -> str:
    """The text in half width and lower case, with every run of spaces and punctuation as one space."""
    return " ".join(_list_words(text))


def split_query(query: str) -> tuple[str, ...]:
    """The words of a query, each once; a number with its English scale word ("17 million") is one."""
    words = _list_words(query)
    kept = [word for word in words if word not in STOP_WORDS] or words
    return tuple(dict.fromkeys(filter(None, kept)))


def _list_words(text: str) -> list[str]:
    """The words; of Unicode's compatibility forms all are taken, as ㎡ is found by m2."""
    plain = unicodedata.normalize(COMPATIBLE, text).casefold().replace("’", "'")
    return [_LATIN_END.sub("", word.replace(",", "")) for word in _WORD.findall(plain)]
