"""Identities that an article's own figures make, as rows of calculations.csv: parts, shares, growth."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from publicstats.articles.drafts import Draft, Scan
from publicstats.articles.phrasing import Phrase, read_phrases
from publicstats.articles.portions import find_additions, find_growth, find_portions, find_rates, find_rises
from publicstats.articles.relations import COLUMNS, Identity
from publicstats.articles.totals import find_totals

MOST = 2000
"""Figures among which identities are looked for: no article has more, a hostile text may."""
_FINDERS: tuple[Callable[[str, Sequence[Draft], Sequence[Phrase]], Iterator[Identity]], ...] = (
    find_totals,
    find_portions,
    find_rises,
    find_rates,
    find_additions,
    find_growth,
)

__all__ = ["COLUMNS", "find_identities", "list_rows"]


def find_identities(scan: Scan) -> tuple[Identity, ...]:
    """The identities of an article, in the order of their kinds and its figures."""
    known = [draft for draft in scan.drafts[:MOST] if draft.mention.quantity.value is not None]
    phrases = read_phrases(scan.article, [draft.mention for draft in known], {})
    found: dict[tuple[str, str], Identity] = {}
    for find in _FINDERS:
        for identity in find(scan.article.text, known, phrases):
            found.setdefault((identity.formula, identity.target.figure), identity)
    return tuple(found.values())


def list_rows(scan: Scan) -> list[dict[str, str]]:
    """The identities as rows, each with an id of its own."""
    return [
        identity.as_row(f"{identity.target.figure}_check_{number}")
        for number, identity in enumerate(find_identities(scan), 1)
    ]
