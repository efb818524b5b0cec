"""What would come of an edit, as HTML: errors, warnings and hints, and what would change for readers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from markupsafe import Markup, escape

from publicstats.contract.problems import Problem, quote_typed
from publicstats.editing.file_rows import FileRow
from publicstats.markup import elements
from publicstats.markup.mending_links import mending_link
from publicstats.markup.parts import piece
from publicstats.markup.publication_lists import change_table
from publicstats.publishing.changes import Changes
from publicstats.text.i18n import Lang, format_number, translate

SHOWN = 20
"""Problems that are told one by one."""
SHOWN_CHANGES = 50


@piece
def problem_list(problems: Sequence[Problem], key: str, lang: Lang, *, is_alert: bool = False) -> Markup:
    """Problems with what to do about each, under a line; an alert is heard at once."""
    rows = ((problem.locate(lang), problem.describe(lang)) for problem in problems[:SHOWN])
    head = elements.tag("p", escape(translate(key, lang)), "ps-alert")
    content = head + elements.facts(rows)
    if (rest := len(problems) - SHOWN) > 0:
        content += elements.note(translate("outlook.more", lang, count=format_number(rest, lang)))
    return elements.tag("div", content, "ps-replaced", **({"role": "alert"} if is_alert else {}))


@piece
def remaining_list(problems: Sequence[Problem], lang: Lang) -> Markup:
    """How many errors are left elsewhere, which unfold."""
    said = translate("outlook.remaining", lang, count=format_number(len(problems), lang))
    rows = (
        (problem.locate(lang), escape(problem.describe(lang)) + " " + mending_link(problem, lang))
        for problem in problems[:SHOWN]
    )
    return elements.note(said) + elements.details(
        translate("outlook.remaining_list", lang), elements.facts(rows)
    )


@piece
def text_list(texts: Iterable[str], key: str, lang: Lang) -> Markup:
    """Sentences under a line."""
    items = elements.BLANK.join(elements.tag("li", escape(text)) for text in texts)
    head = elements.tag("p", escape(translate(key, lang)), "ps-alert")
    return elements.tag("div", head + elements.tag("ul", items), "ps-replaced")


@piece
def changes_for_readers(changes: Changes, lang: Lang) -> Markup:
    """What would change of the figures that readers see, one by one."""
    if not any((changes.added, changes.changed, changes.removed)):
        return elements.note(translate("outlook.changes_none", lang))
    if changes.are_of_all:
        return elements.note(translate("changes.first", lang))
    caption = translate("outlook.changes", lang)
    return change_table(islice(changes.listed, SHOWN_CHANGES), changes, caption, lang)


@piece
def cell_list(cells: Mapping[str, str], key: str, lang: Lang, *, is_alert: bool = False) -> Markup:
    """Columns and what is said of each, under a line."""
    head = elements.tag("p", escape(translate(key, lang)), "ps-alert")
    return elements.tag(
        "div", head + elements.facts(cells.items()), "ps-replaced", **({"role": "alert"} if is_alert else {})
    )


@piece
def note_lost(said: str, problem: Problem | None, lang: Lang) -> Markup:
    """Why a row cannot be mended cell by cell, and the problem behind that."""
    more = elements.tag("p", escape(problem.describe(lang)), "ps-panel") if problem else elements.BLANK
    return elements.tag(
        "div", elements.tag("p", escape(said), "ps-alert") + more, "ps-replaced", role="alert"
    )


@piece
def row_links(rows: Iterable[FileRow], column: str, heading: str, lang: Lang) -> Markup:
    """The ways to rows of one file."""
    links = (
        elements.anchor(
            translate("mend.row_of", lang, row=str(row.number), name=quote_typed(row.key)),
            elements.link("mend", lang, file=row.file, row=str(row.number), column=column),
            "ps-link",
        )
        for row in rows
    )
    return elements.tag(
        "p", escape(heading) + " " + escape(translate("list.comma", lang)).join(links), "ps-panel"
    )


def told(text: str, more: Markup = elements.BLANK) -> Markup:
    """A sentence about what was done, heard at once, and where to go from there."""
    content = elements.tag("p", escape(text) + " " + more, "ps-alert")
    return elements.tag("div", content, "ps-replaced ps-agreed", role="alert")


def cursor_mark(place: str) -> Markup:
    """What tells `mend.js` that a row was opened, in whose first field the cursor is to stand."""
    return elements.tag("span", elements.BLANK, data_mend=place)
