"""Which quantities of an archived article the figures of an edition already cover."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from publicstats.articles.drafts import Draft
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.quantity import Quantity, parse_quantity


def find_covered(edition: Edition, document: str, drafts: Sequence[Draft]) -> frozenset[str]:
    """The ids of the drafts that a row of the edition covers: same document, line and printed figure.

    A row covers one draft. Qualifiers aside the same number is the same figure: 不到 may stand a line above.
    """
    rows = Counter(_list_printed(edition).get(document, {}))
    covered = set()
    for draft in drafts:
        key = next((key for key in _keys(draft) if rows[key]), None)
        if key:
            rows[key] -= 1
            covered.add(draft.figure)
    return frozenset(covered)


def find_document(edition: Edition, drafts: Sequence[Draft]) -> str:
    """The archived document that a text most likely is: its rows cover most of it; or blank."""
    keys = Counter(_keys(draft)[-1] for draft in drafts)
    printed = _list_printed(edition)
    counts = {name: sum(min(rows[key], keys[key]) for key in rows) for name, rows in printed.items()}
    best = max(counts, key=lambda document: counts[document], default="")
    return best if best and counts[best] > 1 else ""


@memoize(1)
def _list_printed(edition: Edition) -> dict[str, Counter[tuple[int, str]]]:
    """How often each document's rows have a printed figure at a line."""
    frame = edition.figures
    frame = frame[(frame["printed"] != "") & (frame["line"] != "")]
    essences = {text: _essence(parse_quantity(text)) for text in frame["printed"].unique()}
    documents = {source.id: source.document for source in edition.sources.values()}
    found: dict[str, Counter[tuple[int, str]]] = {}
    for source, line, printed in zip(frame["source"], frame["line"], frame["printed"], strict=True):
        if document := documents.get(source, ""):
            found.setdefault(document, Counter())[int(line), essences[printed]] += 1
    return found


def _keys(draft: Draft) -> tuple[tuple[int, str], ...]:
    """Line and number, by the line of the word of a change too, where it has one."""
    essence = _essence(draft.mention.quantity)
    return (draft.line, essence), (draft.bare_line, essence)


def _essence(quantity: Quantity) -> str:
    """The number, scale and unit, without the words before and after."""
    return "".join(text for role, text in quantity.pieces if role not in ("before", "after"))
