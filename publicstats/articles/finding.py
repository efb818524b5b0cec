"""The quantities of an article: where each stands, what it prints, what it says, and how sure that is.

A candidate is a number with its qualifier, scale and unit. It is dropped where the number is none of
anything: a date, an ordinal, a name (`exclusions`), or a numeral inside a word of the dictionary.
What is left must be readable by `publicstats.quantity`, which decides qualifier, interval and unit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from string import digits

from publicstats.articles import lexicon
from publicstats.articles.directions import find_changes
from publicstats.articles.exclusions import find_exclusions
from publicstats.articles.mentions import DOUBTFUL, LIKELY, SURE, Mention, mark_repeats
from publicstats.articles.text import BREAK, Article
from publicstats.articles.whole_forms import find_whole
from publicstats.quantity import QuantityError, parse_quantity
from publicstats.quantity.numerals import CHARACTERS, DIGITS, PLACES, POINT
from publicstats.quantity.vocabulary import JOINTS, MASK_WORDS, MASKS, SCALES, SHARES, WORDS


def find_mentions(article: Article, units: Iterable[str] = ()) -> tuple[Mention, ...]:
    """Every quantity of an article in order; `units` are known besides those of `lexicon`."""
    excluded = [False] * len(article.text)
    for _, start, end in find_exclusions(article.text):
        excluded[start:end] = [True] * (end - start)
    known, taken = tuple(units), [False] * len(article.text)
    found = []
    for start, end in find_whole(article.text, _unit_pattern(known), excluded):
        mention = _read_span(article, start, end, LIKELY)
        if mention and not any(taken[start:end]):
            taken[start:end] = [True] * (end - start)
            found.append(mention)
    excluded = [one or other for one, other in zip(excluded, taken, strict=True)]
    found += [
        mention
        for match in _compile(known).finditer(article.text)
        if not any(excluded[slice(*match.span("number"))])
        if (mention := _read(article, match))
    ]
    found.sort(key=lambda mention: mention.start)
    return tuple(mark_repeats(article, list(find_changes(article, found))))


def _alternatives(texts: Iterable[str]) -> str:
    return "|".join(re.escape(text) for text in sorted(set(texts), key=len, reverse=True))


_BEFORE = [word.text for word in WORDS if word.side == "before" and word.qualifier != "exact"]
_AFTER = [word.text for word in WORDS if word.side == "after" and word.text not in ("多", "余")]
_SCALE = rf"(?:{_alternatives(scale for scale in SCALES if len(scale) and scale != '千')}|千(?![米克瓦伏公]))"
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_NUMERAL = rf"[{CHARACTERS}]+"
_STARS = rf"[0-9]*[{MASKS}]{{2,}}[0-9]*"
_NUMBER = (
    rf"(?:(?:{_alternatives(SHARES)})(?:{_DIGITS}|{_NUMERAL}(?:{POINT}[{''.join(DIGITS)}]+)?)"
    rf"|(?<![0-9.,A-Za-z/:∶*#&])-?{_DIGITS}(?![0-9.]|,[0-9]{{3}})|{_STARS}"
    rf"|[数几](?={_SCALE})|{_alternatives(MASK_WORDS)}|{_NUMERAL}|(?={_SCALE}))"
)
_PAIR = re.compile(rf"[{''.join(DIGITS)[2:]}]{{2}}")


@lru_cache(maxsize=4)
def _unit_pattern(units: tuple[str, ...]) -> str:
    """The pattern of a unit, those that the edition knows among them."""
    plain = {unit for unit in (*units, *lexicon.UNITS) if unit not in lexicon.MEASURES}
    guarded = {unit: re.escape(unit) + (f"(?![{no}])" if no else "") for unit, no in lexicon.MEASURES.items()}
    forms = {unit: re.escape(unit) for unit in plain} | guarded
    unit = "|".join(forms[name] for name in sorted(forms, key=len, reverse=True))
    unit += rf"|(?<=[{MASKS}])[所处](?!长)"
    below = rf"/(?:[百千万亿]?(?:{unit})|[万亿]元|[年月日天人])"
    return rf"(?:(?:{unit})(?:{below})*)"


@lru_cache(maxsize=4)
def _compile(units: tuple[str, ...]) -> re.Pattern[str]:
    """The pattern of a candidate."""
    unit = _unit_pattern(units)
    return re.compile(
        rf"(?P<before>{_alternatives(_BEFORE)})?(?P<number>{_NUMBER})"
        rf"(?P<more>[多余来])?(?P<scale>{_SCALE})?(?:[多余来]{_SCALE}?(?![自源到])|个[多余来](?={unit}))?"
        rf"(?:(?P<lower>{unit})?(?:{_alternatives(JOINTS)})(?P<upper>{_DIGITS}|{_NUMERAL}){_SCALE}?(?={unit}))?"
        rf"(?P<unit>{unit})?(?P<after>[多余](?![数次种样元方年项个额名少])|{_alternatives(_AFTER)})?"
    )


@dataclass(frozen=True)
class Candidate:
    """A number in the running text, with the words that may make a quantity of it."""

    article: Article
    match: re.Match[str]

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
        return self.match["unit"] or ""

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
        end = self.match.end("unit") if self.unit else self.match.end()
        return self.article.text.startswith(tuple(beginnings), end)

    def stands_after(self, characters: str) -> bool:
        """Whether the character before the number is one of these; the text begins like a paragraph."""
        return (self.article.text[max(0, self.start - 1) : self.start] or BREAK) in characters


def _read(article: Article, match: re.Match[str]) -> Mention | None:
    """The mention that a candidate is, or none."""
    candidate = Candidate(article, match)
    confidence = _choose_judge(candidate.number)(candidate)
    if not confidence:
        return None
    first = match.start() if candidate.before else candidate.start
    end = match.end()
    bare = match.start("after") if match["after"] else end
    # A qualifier that the grammar does not take beside another is left out.
    for start, last in ((first, end), (first, bare), (candidate.start, bare)):
        if mention := _read_span(article, start, last, confidence):
            return mention
    return None


def _read_span(article: Article, start: int, end: int, confidence: float) -> Mention | None:
    """The mention of a stretch of the text, or none where it prints no quantity."""
    printed = article.cut(start, end)
    try:
        return Mention(start, end, printed, parse_quantity(printed), confidence)
    except QuantityError:
        return None


def _choose_judge(number: str) -> Callable[[Candidate], float]:
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
    if candidate.leads(lexicon.COUNTED_NOUNS):
        return DOUBTFUL
    text, end = candidate.article.text, candidate.match.end()
    closes = text[end : end + 1] in ("", *"，。；、）)\n")
    decimal = "." in candidate.number and candidate.follows(lexicon.LEVEL_WORDS, reach=2)
    return DOUBTFUL if closes and decimal else 0


def _judge_unit(candidate: Candidate) -> float:
    unit, number = candidate.unit, candidate.number
    if unit in lexicon.ONLY_AFTER:
        return LIKELY if len(number) < 5 and candidate.follows(lexicon.ONLY_AFTER[unit]) else 0
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
