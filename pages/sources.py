"""The sources: each article, who published it and when, and the figures taken from it."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup, escape

from publicstats import controls
from publicstats.analysis.audits import list_verdicts
from publicstats.analysis.paging import find_number, read_number, turn
from publicstats.analysis.source_order import (
    count_publishers,
    find_publisher,
    list_lines,
    list_sources,
    name_publisher,
)
from publicstats.analysis.vintage_story import list_reasons
from publicstats.contract.records import Source
from publicstats.edition.model import Edition
from publicstats.markup import elements, source_lists
from publicstats.markup.page_turning import count_shown, page_links
from publicstats.text.i18n import Lang, translate

COLUMNS = ("line", "indicator", "place", "figure", "period")
SHOWN = 50
"""Sources, or figures of one source, on a page."""


def find_page(
    edition: Edition, lang: Lang, query: Mapping[str, str]
) -> tuple[controls.Writing, tuple[object, ...]]:
    """What an address shows: a source, also by `?figure=` alone, else the list of them."""
    name, typed = query.get("figure", ""), query.get("page", "")
    figure = edition.find(name)
    source = edition.sources.get(query.get("source", "")) or (figure.source if figure else None)
    if source is None:
        return write_list, (lang, find_publisher(edition, query.get("publisher", "")), read_number(typed))
    current = name if figure is not None and figure.source == source else ""
    return write_source, (lang, source, read_number(typed) if typed or not current else 0, current)


def _choose(edition: Edition, publisher: str) -> list[tuple[Source, int]]:
    """The sources of a publisher, or all."""
    every = list_sources(edition)
    return [entry for entry in every if not publisher or name_publisher(entry.source.publisher) == publisher]


@controls.Writing
def write_list(edition: Edition, lang: Lang, publisher: str, number: int) -> None:
    """Shows whose sources there are, and a page of them, the latest first."""
    controls.render_title(translate("page.sources", lang))
    controls.render_lead(translate("sources.lead", lang))
    _render_publishers(edition, publisher, lang)
    _render_list(edition, publisher, number, lang)


@controls.part
def _render_publishers(edition: Edition, publisher: str, lang: Lang) -> None:
    names = [(p, name_publisher(p), count) for p, count in count_publishers(edition)]
    if len(names) > 1:
        controls.render_markup(source_lists.publisher_links(names, publisher, lang))


@controls.part
def _render_list(edition: Edition, publisher: str, number: int, lang: Lang) -> None:
    page = turn(_choose(edition, publisher), number, SHOWN)
    caption = count_shown("sources.listed", page, lang)
    links = page_links(page, lang, translate("page.sources", lang), "sources", {"publisher": publisher})
    controls.render_markup(source_lists.source_table(page.items, caption, lang) + links)


@controls.Writing
def write_source(edition: Edition, lang: Lang, source: Source, number: int, current: str) -> None:
    """Shows a source and a page of the figures taken from it, the one with the id `current` marked.

    The page with the number 0 is that on which this one stands.
    """
    controls.render_title(translate("page.sources", lang))
    every = elements.anchor(translate("sources.all", lang), controls.link("sources", lang), "ps-link")
    changes = elements.anchor(
        translate("sources.changes", lang), controls.link("changes", lang, source=source.id), "ps-link"
    )
    only = escape(translate("sources.one", lang))
    controls.render_markup(elements.tag("p", Markup(" · ").join((only, every, changes)), "ps-lead"))
    controls.render_section(source.title.to(lang))
    controls.render_markup(source_lists.source_facts(source, lang))
    _render_lines(edition, source, number, current, lang)


@controls.part
def _render_lines(edition: Edition, source: Source, number: int, current: str, lang: Lang) -> None:
    lines, marked = list_lines(edition, source.id), edition.locate(current)
    page = turn(lines, number or find_number(lines, lambda position: position == marked, SHOWN) or 1, SHOWN)
    if not page.items:
        controls.render_lead(translate("sources.none", lang))
        return
    controls.render_table(
        [edition.figure(position) for position in page.items],
        lang,
        count_shown("sources.count", page, lang),
        COLUMNS,
        current,
        list_verdicts(edition),
        list_reasons(edition),
    )
    label = translate("sources.figures", lang)
    controls.render_markup(page_links(page, lang, label, "sources", {"source": source.id}))
