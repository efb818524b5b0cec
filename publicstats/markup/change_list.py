"""What changed most, a line each: the value as a sentence says it, then its change."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from publicstats.analysis.remark_line import Line
from publicstats.contract.records import Figure
from publicstats.markup import elements
from publicstats.markup.parts import piece
from publicstats.markup.telling_lines import line_list
from publicstats.text.i18n import Lang, translate


@piece
def change_list(rows: Iterable[tuple[Figure, str, Line]], lang: Lang) -> Markup:
    """A list of figures in words with their changes, each a link to its page, coloured as on cards."""
    lines = elements.BLANK.join(_line(figure, said, line, lang) for figure, said, line in rows)
    return elements.tag("ul", lines, "ps-releases ps-changes")


def _line(figure: Figure, said: str, line: Line, lang: Lang) -> Markup:
    address = elements.link("figure", lang, figure=figure.id)
    value = elements.anchor(translate("sentence.value", lang, said=said), address, "ps-quiet-link")
    return elements.tag("li", value + " " + line_list([line], lang))
