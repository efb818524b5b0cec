"""What the words around a number say: qualifiers, the direction of a change, what it is measured against."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from publicstats.quantity.vocabulary import BASES, DIRECTIONS, TARGETS, WORDS, Word, find_word


def alternatives(words: Iterable[str]) -> str:
    """A pattern that takes any of the words, the longest that fits."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))


DIRECTION_OF = {
    word + tail: way for way, rows in DIRECTIONS.items() for word in rows.split() for tail in ("", "了")
}
"""Each word of a change, and whether it is up or down."""
_QUALIFIERS = {word.text for word in WORDS if word.side == "before"}
_BEFORE = alternatives([*_QUALIFIERS, *TARGETS, *BASES, *DIRECTION_OF])
_AFTER = alternatives(word.text for word in WORDS if word.side == "after")
# Possessive: 超过 is one word, and never 超 and 过, which would be tried again and again.
BEFORES = rf"(?:{_BEFORE})*+"
LEAD = f"(?P<before>{BEFORES})"
TAIL = rf"(?P<after>(?:{_AFTER})*+)"
_SPLIT = re.compile(f"{_BEFORE}")
_SPLIT_AFTER = re.compile(f"{_AFTER}")


@dataclass(frozen=True, slots=True)
class Around:
    """What the words around a number say."""

    words: tuple[Word, ...]
    """Those that qualify it, as printed; 为 达 共 say nothing and are left out."""
    word: Word | None
    """The one whose interval holds; none where they contradict each other."""
    direction: str = ""
    base: str = ""
    is_target: bool = False
    last: str = ""
    """The word right before the number."""
    wrong: str = ""
    """What cannot stand together, where something cannot."""


@lru_cache(maxsize=4000)
def read_around(before: str, mores: str, after: str) -> Around:
    """What the words before, inside (多, 余, 来) and after a number say together."""
    parts = _SPLIT.findall(before)
    ways = [DIRECTION_OF[part] for part in parts if part in DIRECTION_OF]
    bases = [BASES[part] for part in parts if part in BASES]
    words = [find_word(part, "before") for part in parts if part in _QUALIFIERS]
    words += [find_word(more, "inside") for more in mores]
    ends = [find_word(part, "after") for part in _SPLIT_AFTER.findall(after)]
    # 10余万多 and 超3余人余 say one thing twice inside a number: a slip of the pen.
    doubled = len(mores) + sum(word.text in ("多", "余") for word in ends) > 1
    telling = tuple(word for word in (*words, *ends) if word.qualifier != "exact")
    return Around(
        words=telling,
        word=_choose_word(telling),
        direction=ways[0] if ways else "",
        base=bases[0] if bases else "",
        is_target=any(part in TARGETS for part in parts),
        last=parts[-1] if parts else "",
        wrong=after or mores if doubled else before if len(ways) > 1 or len(bases) > 1 else "",
    )


def _choose_word(words: tuple[Word, ...]) -> Word | None:
    """The word whose interval holds, or none where they contradict each other; 为 where there are none.

    约 before another limit only softens it (约30余万); of one meaning the wider rule holds (超过80%以上).
    """
    firm = [word for word in words if not (word.qualifier == "about" and word.side == "before")]
    if firm and {word.qualifier for word in firm} <= {"at_least", "at_most"}:
        words = tuple(firm)
    if len({word.qualifier for word in words}) > 1:
        return None
    return min(
        words, key=lambda word: word.rule not in ("no_less", "below"), default=find_word("为", "before")
    )
