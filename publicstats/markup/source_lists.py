"""Sources in a table, whose they are, and what is known of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from publicstats.contract.records import Source
from publicstats.figures.citing import format_published
from publicstats.figures.wording import format_count
from publicstats.markup import chips, elements
from publicstats.markup.parts import piece
from publicstats.text.i18n import Lang, Text, format_number, translate

FIRST = 12
"""Publishers that are offered at once; more unfold."""


@piece
def publisher_links(names: Sequence[tuple[Text, str, int]], chosen: str, lang: Lang) -> Markup:
    """A navigation of publishers, each with its name in the address and its number of sources.

    The chosen one leads back to all.
    """
    everybody = chips.chip(
        translate("sources.everybody", lang), elements.link("sources", lang), is_chosen=not chosen
    )
    links = [
        chips.chip(
            translate("sources.of_publisher", lang, name=_name(publisher, lang), count=str(count)),
            elements.link("sources", lang, publisher=address),
            is_chosen=address == chosen,
        )
        for publisher, address, count in names
    ]
    content = chips.chip_row((everybody, *links[:FIRST]))
    if rest := links[FIRST:]:
        more = translate("sources.more_publishers", lang, count=format_number(len(rest), lang))
        content += elements.details(more, chips.chip_row(rest))
    return chips.chip_navigation(content, translate("sources.by_publisher", lang))


@piece
def source_table(rows: Iterable[tuple[Source, int]], caption: str, lang: Lang) -> Markup:
    """Sources in rows, each title leading to its figures."""
    head = [translate(key, lang) for key in ("sources.title", "sources.published", "sources.publisher")]
    cells = (
        (
            elements.anchor(
                source.title.to(lang), elements.link("sources", lang, source=source.id), "ps-link"
            ),
            format_published(source, lang),
            _name(source.publisher, lang),
            format_count(figures, lang) if figures else translate("sources.no_figures", lang),
        )
        for source, figures in rows
    )
    table = elements.plain_table([*head, translate("sources.figures", lang)], cells, caption)
    return elements.tag("div", table, "ps-compact")


@piece
def source_facts(source: Source, lang: Lang) -> Markup:
    """Who published a source, when, under what name it is kept, and what is to be known of it."""
    known = [
        ("sources.publisher", _name(source.publisher, lang)),
        ("sources.published", format_published(source, lang)),
        ("sources.document", source.document),
        ("column.note", source.note.to(lang)),
    ]
    return elements.facts((translate(key, lang), text) for key, text in known if text)


def _name(publisher: Text, lang: Lang) -> str:
    return publisher.to(lang) or translate("sources.publisher_unknown", lang)
