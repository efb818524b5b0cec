"""The quantities of an article: where each stands, what it prints, what it says, and how sure that is.

A candidate is a number with its qualifier, scale and unit. It is dropped where the number is none of
anything: a date, an ordinal, a name (`exclusions`), or a numeral inside a word of the dictionary.
What is left must be readable by `publicstats.quantity`, which decides qualifier, interval and unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from publicstats.articles import lexicon
from publicstats.articles.candidates import Candidate, choose_judge
from publicstats.articles.directions import find_changes
from publicstats.articles.exclusions import find_exclusions
from publicstats.articles.mentions import LIKELY, SURE, Mention, mark_repeats
from publicstats.articles.table_cells import Cell, Tables
from publicstats.articles.text import Article
from publicstats.articles.whole_forms import EDGE, find_listed, find_whole
from publicstats.quantity import QuantityError, parse_quantity
from publicstats.quantity.numerals import CHARACTERS, DIGITS, POINT
from publicstats.quantity.vocabulary import JOINTS, MASK_WORDS, MASKS, SCALES, SHARES, WORDS


def find_mentions(article: Article, units: Iterable[str] = ()) -> tuple[Mention, ...]:
    """Every quantity of an article in order; `units` are known besides those of `lexicon`."""
    known = tuple(units)
    unit = _unit_pattern(known)
    tables, found = Tables(article, unit), _Found(len(article.text))
    for cell in tables.cells:
        found.add(_read_cell(article, cell))
    excluded = [False] * len(article.text)
    for start, end in (*tables.names, *(span for _, *span in find_exclusions(article.text))):
        excluded[start:end] = [True] * (end - start)
    for start, end in find_whole(article.text, unit, excluded):
        found.add(_read_span(article, start, end, LIKELY))
    for start, end, rest in find_listed(article.text, unit, excluded):
        found.add(_read_print(article, start, end, article.cut(start, end) + article.cut(*rest), LIKELY))
    for match in _compile(known).finditer(article.text):
        span = match.span("number")
        if not any(excluded[slice(*span)]) and found.is_free(*span):
            found.add(_read(article, match))
    mentions = find_changes(article, sorted(found.mentions, key=lambda mention: mention.start))
    placed = [replace(one, cell=one.cell or tables.find(one.start)) for one in mentions]
    return tuple(mark_repeats(article, placed))


class _Found:
    """What has been found: no two mentions share a character."""

    def __init__(self, length: int) -> None:
        self.taken = [False] * length
        self.mentions: list[Mention] = []

    def is_free(self, start: int, end: int) -> bool:
        return not any(self.taken[start:end])

    def add(self, mention: Mention | None) -> None:
        """Adds a mention where nothing was found yet."""
        if mention and self.is_free(mention.start, mention.end):
            self.taken[mention.start : mention.end] = [True] * (mention.end - mention.start)
            self.mentions.append(mention)


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
    rf"|{EDGE}(?:-|\+(?=[0-9.]{{1,9}}[%‰]))?{_DIGITS}(?![0-9.]|,[0-9]{{3}})|{_STARS}"
    rf"|[数几](?={_SCALE})|{_alternatives(MASK_WORDS)}|{_NUMERAL}|(?={_SCALE}))"
)
_SOFT = re.compile(r"约(?:[占为合达有]|相当于)[^，。；：:|\n0-9]{0,12}$")
_SOFT_REACH = 20


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


def _read(article: Article, match: re.Match[str]) -> Mention | None:
    """The mention that a candidate is, or none."""
    candidate = Candidate(article, match, _find_parted_unit(article, match))
    confidence = choose_judge(candidate.number)(candidate)
    if not confidence:
        return None
    first = match.start() if candidate.before else candidate.start
    end = candidate.end
    bare = match.start("after") if match["after"] else end
    # A qualifier that the grammar does not take beside another is left out.
    for start, last in ((first, end), (first, bare), (candidate.start, bare)):
        if mention := _read_span(article, start, last, confidence):
            return _soften(article, mention)
    return None


def _soften(article: Article, mention: Mention) -> Mention:
    """The mention with the 约 that stands before what it is a share of: 约占总量的41% is 约41%."""
    lead = article.text[max(0, mention.start - _SOFT_REACH) : mention.start]
    match = _SOFT.search(lead) if mention.quantity.qualifier == "exact" else None
    if match is None or (match.start() and lead[match.start() - 1] in lexicon.GLUED["约"]):
        return mention
    word = article.cut(
        mention.start - len(lead) + match.start(), mention.start - len(lead) + match.start() + 1
    )
    return (
        _read_print(article, mention.start, mention.end, word + mention.printed, mention.confidence)
        or mention
    )


def _find_parted_unit(article: Article, match: re.Match[str]) -> str:
    """A measure word that could begin another word, where the dictionary parts it from that: 12个人才驿站."""
    end = match.end()
    if (
        match["unit"]
        or match["after"]
        or end >= len(article.text)
        or article.text[end] not in lexicon.MEASURES
    ):
        return ""
    start, last, _ = article.words[article.word_at[end]]
    return article.text[start:last] if start == end and article.text[start:last] in lexicon.MEASURES else ""


def _read_cell(article: Article, cell: Cell) -> Mention | None:
    """The mention of a cell of a table, with the unit that its table gives it where they make a figure."""
    full, bare = cell.print_number(article), cell.print_bare(article)
    for printed, confidence in ((full, SURE), (bare, LIKELY)):
        if mention := _read_print(article, cell.start, cell.end, printed, confidence):
            return replace(mention, cell=cell)
    return None


def _read_span(article: Article, start: int, end: int, confidence: float) -> Mention | None:
    """The mention of a stretch of the text, or none where it prints no quantity."""
    return _read_print(article, start, end, article.cut(start, end), confidence)


def _read_print(article: Article, start: int, end: int, printed: str, confidence: float) -> Mention | None:
    """The mention of a print that stands at a stretch of the text, or none where it is no quantity."""
    try:
        return Mention(start, end, printed, parse_quantity(printed), confidence)
    except QuantityError:
        return None
