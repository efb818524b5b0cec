"""A theme in brief: its headlines in rows, where those of every theme are to be read at once."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from publicstats.analysis.provenance import Provenance
from publicstats.contract.records import Figure, Theme
from publicstats.figures.wording import format_place, format_time
from publicstats.markup import elements
from publicstats.markup.cards import spark
from publicstats.markup.citation import brief_citation
from publicstats.markup.parts import piece
from publicstats.markup.standing import replaced_mark
from publicstats.markup.telling_lines import line_list
from publicstats.text.i18n import Lang, translate


def theme_digest(theme: Theme, figures: Iterable[Figure], provenance: Provenance, lang: Lang) -> Markup:
    """A theme's title, the way to its page, and a row for each of the figures."""
    title = theme.title.to(lang)
    rows = elements.BLANK.join(_row(figure, provenance, lang) for figure in figures)
    words = translate("overview.all", lang)
    whole = translate("overview.more", lang, theme=title)
    more = elements.anchor(words, elements.link(theme.id, lang), "ps-link", whole)
    content = elements.section(title, more=elements.tag("p", more))
    return elements.tag("div", content + elements.tag("ul", rows, "ps-brief", aria_label=title), "ps-theme")


def _row(figure: Figure, provenance: Provenance, lang: Lang) -> Markup:
    return elements.tag("li", _content(figure, provenance, lang), id=f"figure-{figure.id}")


@piece
def _content(figure: Figure, provenance: Provenance, lang: Lang) -> Markup:
    """Name and value, below them place, period and source, the course, the change."""
    mark = elements.check_mark(figure, provenance.verdicts, lang)
    stated = escape(f"{format_place(figure, lang)} · {format_time(figure, lang)} · ")
    heading = escape(translate("figure.sources", lang)) if figure.source else elements.BLANK
    cited = stated + heading + brief_citation(figure, lang) + mark
    said = line_list(provenance.lines.get(figure.id, ()), lang)
    return elements.BLANK.join(
        (
            elements.tag("p", elements.indicator_link(figure.indicator, lang), "ps-name"),
            elements.value("p", figure, lang, "ps-value"),
            elements.tag("p", cited, "ps-meta ps-cite"),
            spark(provenance.courses.get(figure.id), lang),
            said,
            replaced_mark(provenance.replaced.get(figure.id), lang),
        )
    )
