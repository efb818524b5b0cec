"""An article's text and what is known -> its scan, filled from an earlier article that it is like."""

from __future__ import annotations

from publicstats.articles.carrying import carry_over
from publicstats.articles.drafts import Known, Scan, list_known, scan_text
from publicstats.articles.precedents import Earlier
from publicstats.contract.records import Source
from publicstats.edition.model import Edition
from publicstats.period import Period


def scan_article(
    pasted: str,
    edition: Edition,
    *,
    published: Period | None = None,
    source: Source | None = None,
    earlier: Earlier | None = None,
) -> Scan:
    """The draft rows of an article's text, in order.

    `published` is the article's date, else the source's, else that of its dateline. `earlier` is the article
    that it is like, of which its rows are filled. `LengthError` where a text is longer than `MAX_LENGTH`.
    """
    return scan_like(pasted, list_known(edition, source), published, source, earlier)


def scan_like(
    pasted: str, known: Known, published: Period | None, source: Source | None, earlier: Earlier | None
) -> Scan:
    """The same from what is known of an edition."""
    scan = scan_text(pasted, known, published, source)
    if earlier is None:
        return scan
    old = scan_text(earlier.text, known, earlier.source.published, None) if earlier.text else None
    return carry_over(scan, earlier, old, known)
