"""Which quantities of an archived article the figures of an edition already cover."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from publicstats.articles.drafts import Draft
from publicstats.edition import Edition
from publicstats.quantity import Quantity, format_quantity, parse_quantity


def find_covered(edition: Edition, document: str, drafts: Sequence[Draft]) -> frozenset[str]:
    """The ids of the drafts that a row of the edition covers: same document, line and printed figure.

    A row covers one draft. Qualifiers aside the same number is the same figure: 不到 may stand a line above.
    """
    frame = edition.figures
    documents = {source.id for source in edition.sources.values() if source.document == document}
    frame = frame[frame["source"].isin(list(documents)) & (frame["printed"] != "")]
    rows = Counter(
        (int(line), _essence(parse_quantity(printed)))
        for line, printed in zip(frame["line"], frame["printed"], strict=True)
        if line
    )
    covered = set()
    for draft in drafts:
        key = (draft.line, _essence(draft.mention.quantity))
        if rows[key]:
            rows[key] -= 1
            covered.add(draft.figure)
    return frozenset(covered)


def find_document(edition: Edition, drafts: Sequence[Draft]) -> str:
    """The archived document that a text most likely is: its rows cover most of it; or blank."""
    documents = dict.fromkeys(source.document for source in edition.sources.values() if source.document)
    counts = {document: len(find_covered(edition, document, drafts)) for document in documents}
    best = max(counts, key=lambda document: counts[document], default="")
    return best if best and counts[best] > 1 else ""


def _essence(quantity: Quantity) -> str:
    """The number, scale and unit, without the words before and after."""
    text = format_quantity(quantity)
    return (
        text.removeprefix(quantity.before).removesuffix(quantity.after)
        if quantity.after
        else text.removeprefix(quantity.before)
    )
