"""A scan -> the sheet of a desk: its text in stretches, its rows filled and guessed, its source's row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from hashlib import sha256

from publicstats.articles.drafts import Scan
from publicstats.articles.phrasing import read_phrases
from publicstats.contract.records import Source
from publicstats.drafting.guessing import Guess, Guesser
from publicstats.drafting.row_filling import Filler, fill_covered
from publicstats.drafting.sheet import Sheet, SheetRow
from publicstats.drafting.source_card import build_card
from publicstats.drafting.usage import find_usual_place
from publicstats.edition.model import Edition
from publicstats.text.i18n import Lang

MOST = 2_000
"""Figures of an article that are guessed: no article has more, a hostile text may."""


def build_sheet(
    scan: Scan,
    covered: Mapping[str, str],
    edition: Edition,
    lang: Lang,
    *,
    source: Source | None = None,
    document: str = "",
) -> Sheet:
    """The sheet of an article's scan, a row for each figure by the number of its mark.

    `covered` are the drafts that rows of the edition cover, `find_covered` of `articles`; `source` is the
    article's where it is registered, else that of most of the covered ones; `document` the name of its file
    where it has one.
    """
    card = build_card(scan, edition, source or _find_registered(covered, edition), document)
    rows = _build_rows(scan, covered, edition, card.cells["source"], card.cells["publisher"])
    published = scan.published.text if scan.published else ""
    # By what was given: a draft is the same one once some of its rows are saved.
    parts = (scan.article.raw, published, source.id if source else "")
    return Sheet(
        lang=lang,
        title=card.cells["title_zh"],
        edition=edition.fingerprint,
        key=sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16],
        text=tuple(_cut_text(scan)),
        source=card,
        rows=tuple(rows),
        news={"units": scan.new_units, "regions": scan.new_places},
    )


def _find_registered(covered: Mapping[str, str], edition: Edition) -> Source | None:
    """The source of most rows that cover drafts; none where there are no such rows."""
    figures = (edition.find(name) for name in covered.values())
    counts = Counter(figure.source for figure in figures if figure and figure.source)
    return counts.most_common(1)[0][0] if counts else None


def _build_rows(
    scan: Scan, covered: Mapping[str, str], edition: Edition, source: str, publisher: str
) -> list[SheetRow]:
    phrases = read_phrases(scan.article, [draft.mention for draft in scan.drafts], edition.units)
    akin = _list_akin(edition, publisher)
    guesser = Guesser(edition, scan.article, scan.drafts, phrases, akin)
    filler = Filler(scan.drafts, phrases, edition, source, find_usual_place(edition, akin))
    rows = []
    for place, draft in enumerate(scan.drafts):
        guess = guesser.guess() if place < MOST else Guess()
        known = edition.find(covered[draft.figure]) if draft.figure in covered else None
        rows.append(fill_covered(place, draft, known, edition) if known else filler.fill(place, guess))
    return rows


def _list_akin(edition: Edition, publisher: str) -> frozenset[str]:
    """The sources of a publisher, as its cell names it."""
    zh = publisher.partition(" / ")[0]
    return frozenset(s.id for s in edition.sources.values() if zh and s.publisher.zh == zh)


def _cut_text(scan: Scan) -> list[tuple[str, int]]:
    """The pasted text in stretches: those of marks with the numbers of their rows."""
    stretches, place = [], 0
    for number, draft in enumerate(scan.drafts, 1):
        start, end = scan.article.raw_span(draft.mention.start, draft.mention.end)
        stretches += [(scan.article.raw[place:start], 0), (scan.article.raw[start:end], number)]
        place = end
    stretches.append((scan.article.raw[place:], 0))
    return [stretch for stretch in stretches if stretch[0]]
