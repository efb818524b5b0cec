"""Whether a number in the running text is a quantity, by its unit and the words around it.

A number in digits counts something where a unit, a scale, a qualifier or a noun says so. One in Chinese
numerals must be a number of its own: set phrases, lists and names are built with those.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from string import digits

from publicstats.articles import lexicon
from publicstats.articles.mentions import DOUBTFUL, LIKELY, SURE
from publicstats.articles.text import BREAK, Article
from publicstats.quantity.numerals import DIGITS, PLACES
from publicstats.quantity.vocabulary import MASK_WORDS, MASKS, SHARES

_YEAR = re.compile("(?:19|20)[0-9]{2}")
_NAME_BEFORE = re.compile(r"[\u4e00-\u9fff](?:（)?$")
_SERIES_BEFORE = re.compile(r"[\u4e00-\u9fff][0-9]{1,9}[、，；][0-9]{0,2}[\u4e00-\u9fff]{1,10}$")
_SERIES_AFTER = re.compile(r"[、，；][0-9]{0,2}[\u4e00-\u9fff]{1,10}[0-9]{1,9}(?=[、，；。）\n]|$)")
_PAIR_AFTER = re.compile("[和与及][0-9][0-9,.]*[，。；、）)\n]")
_PAIR_BEFORE = re.compile("[为达共数量][0-9][0-9,.]*[和与及]$")
_NUMBER_OF = re.compile("[数量][为达]$")
"""Before digits that count, though they might be a year: 户数为1914."""
_BACK = ("分别", "均", "都", "指标")
"""After a small numeral with which it speaks of what was listed before: 两项分别提高…"""
_PAIR = re.compile(rf"[{''.join(DIGITS)[2:]}]{{2}}")


@dataclass(frozen=True)
class Candidate:
    """A number in the running text, with the words that may make a quantity of it."""

    article: Article
    match: re.Match[str]
    parted: str = ""
    """A unit that the pattern does not take, as it might begin another word, and the dictionary does."""

    @property
    def number(self) -> str:
        """The digits, numerals or stars; empty where a scale word stands alone (百万名)."""
        return self.match["number"]

    @property
    def scale(self) -> str:
        """The scale word, if any."""
        return self.match["scale"] or ""

    @property
    def unit(self) -> str:
        """The unit, if a known one follows."""
        return self.match["unit"] or self.parted

    @property
    def end(self) -> int:
        """Where it ends, its qualifier and unit included."""
        return self.match.end() + len(self.parted)

    @property
    def start(self) -> int:
        """Where the number begins, its qualifier left aside."""
        return self.match.start("number")

    @property
    def before(self) -> str:
        """The qualifier before the number; none where it ends another word (节约, 附近)."""
        word, start = self.match["before"] or "", self.match.start()
        if word in lexicon.GLUED and start and self.article.text[start - 1] in lexicon.GLUED[word]:
            return ""
        return word

    @property
    def is_several(self) -> bool:
        """Whether the number is more than one small numeral: set phrases are built with those."""
        hundreds = self.before and self.number in PLACES
        return bool(
            self.number in MASK_WORDS or self.match["more"] or self.scale or hundreds or len(self.number) > 1
        )

    def follows(self, endings: Iterable[str], reach: int = 6) -> bool:
        """Whether one of the words stands shortly before the number."""
        near = self.article.text[max(0, self.start - reach) : self.start]
        return any(word in near for word in endings)

    def leads(self, beginnings: Iterable[str]) -> bool:
        """Whether one of the words follows right after the unit, or the number where there is none."""
        end = self.match.end("unit") if self.match["unit"] else self.end
        return self.article.text.startswith(tuple(beginnings), end)

    def stands_after(self, characters: str) -> bool:
        """Whether the character before the number is one of these; the text begins like a paragraph."""
        return (self.article.text[max(0, self.start - 1) : self.start] or BREAK) in characters


def choose_judge(number: str) -> Callable[[Candidate], float]:
    """The rule by which a number is a quantity or not, as sure as it is; 0 where it is none."""
    if number.startswith(tuple(SHARES)):
        return lambda candidate: 0 if candidate.unit or candidate.scale else SURE
    if re.search(rf"[{MASKS}]{{2}}", number):
        return _judge_stars
    return _judge_digits if any(c in digits for c in number) else _judge_numeral


def _judge_stars(candidate: Candidate) -> float:
    """Stars hide a number before a scale or a unit, else a name: ***万元, but **市 and ***书记."""
    hides_name = candidate.unit in lexicon.PLACE_MEASURES or candidate.leads("长")
    return 0 if hides_name or not (candidate.unit or candidate.scale) else SURE


def _judge_digits(candidate: Candidate) -> float:
    """A number in digits counts something where a unit, a scale, a qualifier or a noun says so."""
    if candidate.stands_after("第每"):
        return 0
    if candidate.unit:
        return _judge_unit(candidate)
    if candidate.leads(lexicon.ABSTRACT):
        return 0
    if candidate.scale or candidate.before:
        return LIKELY
    return DOUBTFUL if candidate.leads(lexicon.COUNTED_NOUNS) or _says_how_many(candidate) else 0


def _says_how_many(candidate: Candidate) -> bool:
    """Whether digits without any unit say how many: 户数为3914, 停车(386), 咨询35、求助12."""
    text, start, end, number = candidate.article.text, candidate.start, candidate.end, candidate.number
    if text[end : end + 1] not in ("", *"，。；、）)\n") and not _PAIR_AFTER.match(text, end):
        return False
    bracketed = candidate.stands_after("（") and text[end : end + 1] == "）"
    if "." in number:
        scored = bracketed and candidate.follows(lexicon.SCORED, reach=40)
        return scored or candidate.follows(lexicon.LEVEL_WORDS, reach=2)
    if _NUMBER_OF.search(text[max(0, start - 3) : start]) and len(number) > 1:
        return True
    if _YEAR.fullmatch(number) or number.startswith("0") or candidate.follows(lexicon.NUMBERED):
        return False
    if bracketed:
        named = _NAME_BEFORE.search(text[max(0, start - 2) : start])
        return bool(named and len(number) > 1) or (len(number) > 2 and text[max(0, start - 2)] != BREAK)
    if len(number) > 1 and candidate.follows(lexicon.STATED, reach=2):
        return True
    if _PAIR_BEFORE.search(text[max(0, start - 16) : start]):
        return True
    return bool(
        _SERIES_BEFORE.search(text[max(0, start - 30) : start])
        or (_NAME_BEFORE.search(text[max(0, start - 1) : start]) and _SERIES_AFTER.match(text, end))
    )


def _judge_unit(candidate: Candidate) -> float:
    unit, number = candidate.unit, candidate.number
    if unit in lexicon.ONLY_AFTER:
        small = len(number.partition(".")[0]) < 5
        return LIKELY if small and candidate.follows(lexicon.ONLY_AFTER[unit]) else 0
    if unit == "个" and candidate.leads(lexicon.ABSTRACT):
        return 0
    if unit in lexicon.BARE_PLACES and (
        len(number) > 3 or candidate.scale or candidate.leads(lexicon.CITIZENS)
    ):
        return 0
    if unit == "成" and (candidate.scale or len(number) > 1):
        return 0
    return SURE


def _judge_numeral(candidate: Candidate) -> float:
    """A number in Chinese numerals must be a number of its own, and be followed by what it counts."""
    if candidate.stands_after("第每本上下这那某另同") and candidate.before != "上":
        return 0
    if not candidate.before and _inside_word(candidate):
        return 0
    bare = candidate.number in ("", "万", "亿", *MASK_WORDS)
    if (
        bare
        and candidate.scale in ("", "万", "亿")
        and not candidate.before
        and candidate.number not in MASK_WORDS
    ):
        return 0
    # 四五十元 is how people speak of their own affairs.
    if (candidate.number == "几" and not candidate.scale) or _PAIR.search(candidate.number):
        return 0
    if not candidate.unit:
        return _judge_bare_numeral(candidate)
    return LIKELY if _counts(candidate) else 0


def _judge_bare_numeral(candidate: Candidate) -> float:
    """A numeral without a unit: 十四亿, 近百, 超千万."""
    sized = candidate.scale not in ("", "千") and candidate.number not in MASK_WORDS
    if sized and (candidate.number or candidate.before):
        return LIKELY
    large = candidate.scale or len(candidate.number) > 1 or candidate.leads(lexicon.COUNTED_NOUNS)
    return DOUBTFUL if candidate.before and large else 0


def _counts(candidate: Candidate) -> bool:
    """Whether a numeral with a unit says how many, and is no set phrase (三方面, 二人转, 一个)."""
    unit, several = candidate.unit, candidate.is_several
    if unit in lexicon.ONLY_AFTER:
        return candidate.follows(lexicon.ONLY_AFTER[unit])
    if unit not in lexicon.SPOKEN and not several:
        return False
    if unit in lexicon.PHRASES_ONLY and not several:
        return candidate.follows(lexicon.EACH, reach=2)
    if unit == "成" and not (
        candidate.before
        or candidate.match["after"]
        or candidate.stands_after("，。、；：" + BREAK)
        or candidate.follows(lexicon.BEFORE_TENTHS)
    ):
        return False
    if unit == "个" and candidate.leads((*lexicon.ABSTRACT, *lexicon.ABSTRACT_IN_NUMERALS)):
        return False
    if (
        unit in lexicon.LISTED
        and not several
        and candidate.leads((*lexicon.ABSTRACT, *lexicon.ABSTRACT_IN_NUMERALS))
    ):
        return False
    if unit in lexicon.LISTED and not several and candidate.leads(_BACK):
        return False
    if candidate.number == "一" and not several:
        return unit == "刻钟" or _closes_list(candidate)
    return True


def _closes_list(candidate: Candidate) -> bool:
    """Whether a number of one stands after what it counts (村医一名，), where it is no mere article."""
    end = candidate.match.end()
    closed = candidate.article.text[end : end + 1] in tuple("，。；、）")
    return closed and candidate.start > 0 and not candidate.stands_after("，。；、：的了是这那每第有为")


def _inside_word(candidate: Candidate) -> bool:
    """Whether the dictionary has the numeral as part of a word that is neither number, measure nor time."""
    article, start, end = candidate.article, candidate.start, candidate.match.end()
    first, last, speech = article.words[article.word_at[start]]
    if first < start:
        return not (speech.startswith("m") and first == start - 1 and article.text[first] in "近超约共达")
    return last - first > 1 and not speech.startswith(("m", "q", "t")) and last <= end + 2
