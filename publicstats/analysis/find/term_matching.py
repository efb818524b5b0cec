"""How well a word matches a text: as a whole, at its beginning, inside it, or by its pinyin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from string import digits

from publicstats.analysis.find.folding import fold

EXACT, PREFIX, WORD_START, INSIDE = 100.0, 80.0, 60.0, 40.0
SOUND = 0.5
"""Of a match by characters, what the same match by pinyin is worth."""
MIN_INSIDE = 3
"""Letters that a word needs to be found in the middle of a Latin word."""
MIN_SOUND = 2
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[a-z0-9]*[a-z][a-z0-9]*")

Readings = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Term:
    """A text that words are looked for in, folded; `weight` is what it counts for, beside the name itself."""

    text: str
    weight: float = 1.0
    readings: Readings = ()
    """The syllables that each character may be read as; blank where the text has no pinyin."""


def make_term(text: str, weight: float = 1.0) -> Term:
    """The term of a text in either language."""
    folded = fold(text)
    return Term(folded, weight, read_aloud(folded) if _HAN.search(folded) else ())


@cache
def read_aloud(text: str) -> Readings:
    """The readings of each character, as the phrase that it stands in has it: 重庆 is chong, 银行 is hang."""
    # Its dictionary takes a quarter of a second to load, which no start need wait for.
    from pypinyin import Style, pinyin

    found = pinyin(text, style=Style.NORMAL, heteronym=True, errors=list)  # type: ignore[arg-type]
    return tuple(tuple(syllables) for syllables in found)


def match_term(word: str, term: Term) -> float:
    """What a word is worth against a term; 0 where it is not in it."""
    return term.weight * max(_match_text(word, term.text), SOUND * _match_sound(word, term.readings))


def _match_text(word: str, text: str) -> float:
    at = text.find(word)
    if at < 0:
        return 0
    if at == 0:
        return EXACT if len(word) == len(text) else PREFIX
    if _HAN.match(word) or re.search(rf"(?<![^\W_]){re.escape(word)}", text):
        return WORD_START
    # 4.4 is no part of 414.4, nor is "ring" a word in "hearing aids" for a reader who types a number.
    return INSIDE if len(word) >= MIN_INSIDE and word[0] not in digits else 0


def _match_sound(word: str, readings: Readings) -> float:
    if len(word) < MIN_SOUND or len(word) > MIN_INSIDE * len(readings) * 2 or not _LATIN.fullmatch(word):
        return 0
    for at in range(len(readings)):
        end = _spell_initials(word, readings, at) or _spell_whole(word, readings, at)
        if end:
            if at:
                return WORD_START
            return EXACT if end == len(readings) else PREFIX
    return 0


def _spell_initials(word: str, readings: Readings, at: int) -> int:
    """Where a word of first letters ends that begins at a position; 0 where it does not fit."""
    end = at + len(word)
    if end > len(readings):
        return 0
    fits = all(any(s[0] == letter for s in readings[i]) for i, letter in enumerate(word, at))
    return end if fits else 0


def _spell_whole(word: str, readings: Readings, at: int) -> int:
    """Where a word of whole syllables, the last of them perhaps begun, ends that begins at a position."""
    if at == len(readings):
        return 0
    for syllable in readings[at]:
        if syllable.startswith(word):
            return at + 1
        if word.startswith(syllable) and (end := _spell_whole(word[len(syllable) :], readings, at + 1)):
            return end
    return 0
