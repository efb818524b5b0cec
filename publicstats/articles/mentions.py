"""A quantity and its place in an article, and whether it was said before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from string import digits

from publicstats.articles.table_cells import Cell
from publicstats.articles.text import Article
from publicstats.quantity import Quantity

SURE, LIKELY, DOUBTFUL, REPEATED = 0.95, 0.8, 0.55, 0.4
"""Confidence: an Arabic number with a unit, a numeral with one, a number without, a figure said again."""


@dataclass(frozen=True)
class Mention:
    """A quantity and its place in the running text."""

    start: int
    end: int
    printed: str
    quantity: Quantity
    confidence: float
    repeats: int = 0
    """The line of the same figure earlier in the article; 0 where there is none."""
    direction: str = ""
    """The word of a change right before it, which is part of it (增长3%)."""
    cell: Cell | None = None
    """The cell of a table in which it stands; its unit may be printed elsewhere in the table."""

    @property
    def bare_start(self) -> int:
        """Where it would begin without the word of a change."""
        return self.start + len(self.direction)


def mark_repeats(article: Article, mentions: list[Mention]) -> Iterator[Mention]:
    """The mentions, each that says again what stood before with less confidence and the line of the first."""
    seen: dict[tuple[str, str], int] = {}
    for mention in mentions:
        key = (mention.printed, article.text[mention.end : mention.end + 2])
        count = sum(c in digits for c in mention.printed)
        if key in seen and count > 1 and key[1][:1] not in "，。；、）\n":
            yield replace(mention, confidence=REPEATED, repeats=seen[key])
            continue
        seen.setdefault(key, article.lines[mention.start])
        yield mention
