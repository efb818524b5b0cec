"""Changes of several figures in one clause: ``环比分别增长6.1%和4.9%`` is one of each, in their order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publicstats.articles.drafts import Draft
from publicstats.articles.phrasing import Phrase
from publicstats.articles.text import Article

EACH = "分别"
_BETWEEN = re.compile("[、，和及与]")


def pair_changes(article: Article, drafts: Sequence[Draft], phrases: Sequence[Phrase]) -> dict[int, int]:
    """By the place of a change the place of the figure that it is of.

    Only where the sentence has as many figures before them as there are changes: else it may be of any.
    """
    pairs: dict[int, int] = {}
    for place in range(1, len(drafts)):
        if place in pairs or EACH not in _read_between(article, drafts, place):
            continue
        changes = [place] if _is_change(drafts[place]) else []
        while changes and _goes_on(article, drafts, changes[-1] + 1):
            changes.append(changes[-1] + 1)
        levels = [
            n
            for n in range(place)
            if phrases[n].sentence == phrases[place].sentence and not _is_change(drafts[n])
        ]
        if 1 < len(changes) == len(levels):
            pairs |= dict(zip(changes, levels, strict=True))
    return pairs


def _goes_on(article: Article, drafts: Sequence[Draft], place: int) -> bool:
    if place >= len(drafts) or not _is_change(drafts[place]):
        return False
    return bool(_BETWEEN.fullmatch(_read_between(article, drafts, place).strip()))


def _read_between(article: Article, drafts: Sequence[Draft], place: int) -> str:
    return article.text[drafts[place - 1].mention.end : drafts[place].mention.start]


def _is_change(draft: Draft) -> bool:
    return draft.setting.basis == "growth"
