"""The known indicator that a quantity most likely measures, by the words around it and its unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from publicstats.articles.mentions import Mention
from publicstats.articles.text import Article
from publicstats.contract.records import Indicator, Unit
from publicstats.quantity import RELATIVE

BEFORE, AFTER = 24, 8
"""Characters of wording looked at on either side."""
ENOUGH, AHEAD = 0.6, 0.12
"""Share of an indicator's name that the wording must hold, and by how much it must beat the next one."""
_STOP = re.compile(r"[。！？\n]")


class Likeness:
    """Compares the wording around a quantity with the Chinese names of the indicators."""

    def __init__(self, indicators: Iterable[Indicator], units: Mapping[str, Unit]) -> None:
        self.units = units
        self.names = [(i, pairs(i.name.zh)) for i in indicators]

    def read(self, article: Article, mention: Mention) -> str:
        """The id of the likeliest indicator; blank where none is likely, or two are alike."""
        text, (start, end) = article.text, (mention.start, mention.end)
        before = _STOP.split(text[max(0, start - BEFORE) : start])[-1]
        after = re.split(r"[，。；、！？\n0-9]", text[end : end + AFTER])[0]
        wording = pairs(before) | pairs(after)
        # A change of anything may be printed in %: its unit says nothing of the indicator.
        tells = not mention.quantity.direction or mention.quantity.unit not in RELATIVE
        base = self._base(mention.quantity.unit) if tells else ""
        scores = sorted(
            (
                (len(name & wording) / len(name), indicator.id)
                for indicator, name in self.names
                if name and (not base or indicator.unit.base == base)
            ),
            reverse=True,
        )
        if not scores or scores[0][0] < ENOUGH:
            return ""
        if len(scores) > 1 and scores[0][0] - scores[1][0] < AHEAD:
            return ""
        return scores[0][1]

    def _base(self, unit: str) -> str:
        return self.units[unit].base if unit in self.units else unit


@lru_cache(maxsize=4096)
def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters, punctuation left out."""
    plain = re.sub(r"\W|[的了和及与]", "", text)
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1))
