"""What changed most, a line each: the value as a sentence begins with it, then its change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from markupsafe import Markup

from publicstats.analysis.figure_sentence import begin_within, tell_value
from publicstats.analysis.remark_line import Line
from publicstats.contract.records import Figure
from publicstats.markup import elements
from publicstats.markup.parts import piece
from publicstats.markup.telling_lines import line_list
from publicstats.text.i18n import Lang, translate


@piece
def change_list(rows: Iterable[tuple[Figure, Line]], lang: Lang) -> Markup:
    """A list of figures with their changes, each a link to its page, coloured as changes on cards are."""
    lines = elements.BLANK.join(_line(figure, line, lang) for figure, line in rows)
    return elements.tag("ul", lines, "ps-releases ps-changes")


def _line(figure: Figure, line: Line, lang: Lang) -> Markup:
    said = translate("sentence.more", lang, said="")
    address = elements.link("figure", lang, figure=figure.id)
    value = elements.anchor(tell_value(figure, lang), address, "ps-quiet-link")
    return elements.tag(
        "li", value + said + line_list([replace(line, text=begin_within(line.text, lang))], lang)
    )
