"""The words around a figure by pairs of characters, each with how much it says of the figure.

Of ``其中，电话受理30.5万件`` the clause says most, the clauses before it in the sentence less, and that of
the figure which it leans on less, too. Of a table's cell its row and the head of its column say all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from publicstats.articles.likeness import pairs
from publicstats.articles.mentions import Mention
from publicstats.articles.phrasing import Phrase
from publicstats.articles.text import Article

OWN, AFTER, LEAD, TOPIC, ANCHOR = 1.0, 1.2, 0.3, 0.5, 0.6
"""What words weigh: of the figure's clause, behind it, before that in its sentence, at the sentence's head,
and of the figure that it leans on."""
FOLLOWING = 14
"""Characters behind a figure that may say what is counted."""
FEW = 2
"""Characters of a clause that says nothing by itself: 其中, 全省."""
_SOFT = re.compile(r"[共达到约为了的已均与和及以等则]|合计|总计|分别|其中|同比|环比|\W")
_AVERAGE = re.compile("平均|[人日月年户次]均|每")
_STOP = re.compile(r"[。！？\n]")
_CLAUSE = re.compile(r"[，；：（）、|]")
_AFTER = re.compile(r"[，。；：、！？（）|\n0-9]")


@dataclass(frozen=True)
class Surroundings:
    """The words around a figure."""

    weights: Mapping[str, float]
    """Each pair of characters with what it weighs."""
    near: frozenset[str]
    """The pairs of its own clause and behind it."""
    is_average: bool
    """Whether its clause says that it is an average: 人均, 日均, 每人次."""


def list_pairs(words: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a text, soft words left out: in names as in articles."""
    return pairs(_SOFT.sub("", words))


def says_average(words: str) -> bool:
    """Whether some words say that a number is an average."""
    return bool(_AVERAGE.search(words))


def read_surroundings(
    article: Article, mentions: Sequence[Mention], phrases: Sequence[Phrase]
) -> list[Surroundings]:
    """The surroundings of each figure of an article."""
    clauses = [_read_clauses(article, mentions, place) for place in range(len(mentions))]
    return [_weigh(place, clauses, phrases) for place in range(len(mentions))]


def _weigh(place: int, clauses: Sequence[tuple[str, str, str]], phrases: Sequence[Phrase]) -> Surroundings:
    own, lead, after = clauses[place]
    phrase = phrases[place]
    layers = [(own, OWN), (after, AFTER), (lead, LEAD), (phrase.topic, TOPIC)]
    if phrase.anchor >= 0 and phrase.leans:
        first, before, behind = clauses[phrase.anchor]
        layers += [(first, ANCHOR), (behind, ANCHOR * AFTER), (before, ANCHOR * LEAD)]
    weights: dict[str, float] = {}
    for words, weight in layers:
        for pair in list_pairs(words):
            weights[pair] = max(weight, weights.get(pair, 0))
    return Surroundings(weights, list_pairs(own) | list_pairs(after), says_average(own + after))


def _read_clauses(article: Article, mentions: Sequence[Mention], place: int) -> tuple[str, str, str]:
    """The clause that ends with a figure, those before it in its sentence, and what follows it."""
    mention, text = mentions[place], article.text
    if mention.cell:
        cell = mention.cell
        own = "，".join(text[slice(*span)] for span in (cell.label, *cell.measured, cell.head))
        return own, text[max(0, cell.table - FOLLOWING) : cell.table], ""
    last = mentions[place - 1].end if place else 0
    clauses = _CLAUSE.split(_STOP.split(text[last : mention.start])[-1])
    own = clauses.pop()
    while clauses and len(_SOFT.sub("", own)) <= FEW:
        own = f"{clauses.pop()}，{own}"
    after = _AFTER.split(text[mention.end : mention.end + FOLLOWING])[0]
    return own, "，".join(clauses), after
