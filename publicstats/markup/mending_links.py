"""The ways from what is wrong or odd to the page on which its row is mended."""

from __future__ import annotations

from markupsafe import Markup, escape

from publicstats.contract.problems import Problem
from publicstats.markup import elements
from publicstats.reading.folder import is_table_name
from publicstats.text.i18n import Lang, translate

FIRST_ROW = 2
"""The row below the header: a header's cell names a whole column, and is mended in the file."""
MOST = 80
"""Characters of a cell that an address holds: enough to see whether it is the same cell still."""


def mending_link(problem: Problem, lang: Lang, label: str = "", *, figure: str = "") -> Markup:
    """The way to the row of a problem, or the word that it is mended in the file; `figure` finds its row."""
    figure = figure or problem.facts.get("figure", "")
    if not ((is_table_name(problem.file) and problem.row >= FIRST_ROW) or figure):
        return elements.tag("span", escape(translate("mend.in_file", lang)), "ps-note")
    row = str(problem.row) if problem.row else ""
    place = {"file": problem.file, "row": row, "column": problem.column} if row else {"column": "printed"}
    was = problem.typed[:MOST] if problem.column and problem.code != "more" else ""
    asked = place | {"was": was, "figure": figure}
    address = elements.link("mend", lang, **{name: text for name, text in asked.items() if text})
    named = translate("mend.link_label", lang, place=label or problem.locate(lang))
    return elements.anchor(translate("mend.link", lang), address, "ps-link ps-whole", named)


def hint_links(file: str, row: int, column: str, code: str, figure: str, lang: Lang) -> Markup:
    """The ways to the row of a hint's first figure, and to the form that says why it is all right."""
    place = Problem(code, file, row, column)
    address = elements.link("acknowledge", lang, hint=code, figure=figure)
    named = translate("acknowledge.link_label", lang, figure=figure)
    seen = elements.anchor(translate("acknowledge.link", lang), address, "ps-link ps-whole", named)
    return mending_link(place, lang, figure=figure) + " " + seen
