"""Which quantities of an archived article the figures of an edition already cover."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from publicstats.articles.drafts import Draft
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.quantity import Quantity, parse_quantity

FEW = 2
"""Figures that a document must cover."""


def find_covered(edition: Edition, document: str, drafts: Sequence[Draft]) -> dict[str, str]:
    """The rows of the edition that cover drafts, ids by ids: same document, line and printed figure.

    A row covers one draft. Qualifiers aside the same number is the same figure: 不到 may stand a line above.
    """
    rows = {key: list(names) for key, names in _list_printed(edition).get(document, {}).items()}
    covered = {}
    for draft in drafts:
        key = next((key for key in _keys(draft) if rows.get(key)), None)
        if key:
            covered[draft.figure] = rows[key].pop(0)
    return covered


def find_document(edition: Edition, drafts: Sequence[Draft]) -> str:
    """The archived document that a text most likely is, or blank.

    It covers two figures, and most of the text's (of a part of the document) or most of its own rows are
    among them (of a document of which some are registered): next month's has some of its numbers, too.
    """
    keys = Counter(_keys(draft)[-1] for draft in drafts)
    printed = _list_printed(edition)
    counts = {name: sum(min(len(rows[key]), keys[key]) for key in rows) for name, rows in printed.items()}
    best = max(counts, key=lambda document: counts[document], default="")
    if not best or counts[best] < FEW:
        return ""
    return best if 2 * counts[best] > min(len(drafts), sum(map(len, printed[best].values()))) else ""


@memoize(1)
def _list_printed(edition: Edition) -> dict[str, dict[tuple[int, str], list[str]]]:
    """The ids of each document's rows by line and printed figure."""
    frame = edition.figures
    frame = frame[(frame["printed"] != "") & (frame["line"] != "")]
    essences = {text: essence(parse_quantity(text)) for text in frame["printed"].unique()}
    documents = {source.id: source.document for source in edition.sources.values()}
    found: dict[str, dict[tuple[int, str], list[str]]] = {}
    columns = (frame[name] for name in ("figure", "source", "line", "printed"))
    for figure, source, line, printed in zip(*columns, strict=True):
        if document := documents.get(source, ""):
            key = int(line), essences[printed]
            found.setdefault(document, {}).setdefault(key, []).append(str(figure))
    return found


def _keys(draft: Draft) -> tuple[tuple[int, str], ...]:
    """Line and number, by the line of the word of a change too, where it has one."""
    number = essence(draft.mention.quantity)
    return (draft.line, number), (draft.bare_line, number)


def essence(quantity: Quantity) -> str:
    """The number, scale and unit of a figure, without the words before and after."""
    return "".join(text for role, text in quantity.pieces if role not in ("before", "after"))
