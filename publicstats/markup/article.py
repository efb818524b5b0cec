"""An article's text with its quantities marked: those to be registered numbered, those registered ticked.

The text is whatever somebody pasted: every character of it is escaped here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from markupsafe import Markup, escape

from publicstats.articles import Scan
from publicstats.markup.elements import BLANK, plain_table, tag
from publicstats.markup.parts import piece
from publicstats.text.i18n import Lang, translate

_COLUMNS = (
    "number",
    "printed",
    "line",
    "indicator",
    "region",
    "period",
    "basis",
    "kind",
    "confidence",
    "like",
    "to_add",
    "context",
)
_CHECK_COLUMNS = ("formula", "compare_with", "verdict")


@piece
def marked_text(scan: Scan, covered: Collection[str], lang: Lang) -> Markup:
    """The pasted text, line by line, with a mark around each quantity."""
    pieces, place = [], 0
    for number, draft in enumerate(scan.drafts, 1):
        start, end = scan.article.raw_span(draft.mention.start, draft.mention.end)
        pieces.append(escape(scan.article.raw[place:start]))
        content = escape(scan.article.raw[start:end])
        pieces.append(_mark(content, number, draft.figure in covered, lang))
        place = end
    pieces.append(escape(scan.article.raw[place:]))
    content = BLANK.join(pieces)
    return tag("div", content, "ps-article", lang="zh", role="region", aria_label=_label(lang), tabindex="0")


def legend(lang: Lang) -> Markup:
    """What the two kinds of marks mean."""
    new = tag("mark", tag("sup", Markup("1")), "ps-new") + " " + translate("scan.legend_new", lang)
    known = tag("mark", tag("sup", Markup("✓")), "ps-known") + " " + translate("scan.legend_known", lang)
    return tag("p", new + "　" + known, "ps-note")


@piece
def draft_table(rows: Sequence[Mapping[str, str]], lang: Lang) -> Markup:
    """Drafts in words, by the numbers of their marks; the file to download has the ids."""
    head = [translate(f"scan.column.{name}", lang) for name in _COLUMNS]
    return plain_table(head, [[row[name] for name in _COLUMNS] for row in rows], translate("scan.rows", lang))


@piece
def check_table(rows: list[dict[str, str]], lang: Lang) -> Markup:
    """The relations found between figures, with their verdicts."""
    head = [translate(f"scan.column.{name}", lang) for name in _CHECK_COLUMNS]
    texts = [
        (row["formula"], row["compare_with"], translate(f"audit.verdict.{row['verdict']}", lang))
        for row in rows
    ]
    return plain_table(head, texts, translate("scan.checks", lang))


def _mark(content: Markup, number: int, known: bool, lang: Lang) -> Markup:
    """A quantity with its number or a tick, which a screen reader says in words."""
    words = translate("scan.legend_known", lang) if known else translate("scan.new", lang, number=str(number))
    sign = tag("sup", escape("✓" if known else str(number)), aria_hidden="true")
    heard = tag("span", escape(f"（{words}）"), "ps-heard")
    return tag("mark", content + sign + heard, "ps-known" if known else "ps-new")


def _label(lang: Lang) -> str:
    return translate("scan.marked", lang)
