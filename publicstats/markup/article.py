"""What holds between the figures of an article, as a table."""

from __future__ import annotations

from markupsafe import Markup

from publicstats.markup.elements import plain_table
from publicstats.markup.parts import piece
from publicstats.text.i18n import Lang, translate

_CHECK_COLUMNS = ("formula", "compare_with", "verdict")


@piece
def check_table(rows: list[dict[str, str]], lang: Lang) -> Markup:
    """The relations found between figures, with their verdicts."""
    head = [translate(f"scan.column.{name}", lang) for name in _CHECK_COLUMNS]
    texts = [
        (row["formula"], row["compare_with"], translate(f"audit.verdict.{row['verdict']}", lang))
        for row in rows
    ]
    return plain_table(head, texts, translate("scan.checks", lang))
