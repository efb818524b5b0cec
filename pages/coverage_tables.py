"""How many figures there are of each theme and source, and how many are hidden, missing or computed."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from publicstats import controls
from publicstats.analysis import coverage
from publicstats.analysis.coverage import Counts
from publicstats.analysis.paging import turn
from publicstats.edition.model import Edition
from publicstats.markup import elements
from publicstats.markup.page_turning import page_links
from publicstats.text.i18n import Lang, translate

SHOWN = 15
"""Themes, and sources, on a page."""
_COUNTED = ("indicators", "figures", "masked", "missing", "derived")


@controls.share
def render_tables(edition: Edition, number: int, of_themes: int, lang: Lang) -> None:
    """Shows a page of the counts of themes, and one of those of sources."""
    _render_themes(edition, of_themes, lang)
    _render_sources(edition, number, lang)


@controls.part
def _render_themes(edition: Edition, number: int, lang: Lang) -> None:
    title, first = translate("quality.coverage", lang), translate("quality.column_theme", lang)
    controls.render_markup(elements.tag("div", elements.section(title), id="themes"))
    page = turn(coverage.count_by_theme(edition), number, SHOWN)
    themes = ((theme.title.to(lang), counts) for theme, counts in page.items)
    links = page_links(page, lang, title, "quality", {}, parameter="themes", top="themes")
    controls.render_markup(_write_counts(themes, title, first, lang) + links)


@controls.part
def _render_sources(edition: Edition, number: int, lang: Lang) -> None:
    title = translate("quality.coverage_sources", lang)
    controls.render_markup(elements.tag("div", elements.section(title), id="coverage"))
    page = turn(coverage.count_by_source(edition), number, SHOWN)
    sources = ((source.title.to(lang), counts) for source, counts in page.items)
    table = _write_counts(sources, title, translate("column.source", lang), lang)
    controls.render_markup(table + page_links(page, lang, title, "quality", {}, top="coverage"))


def _write_counts(rows: Iterable[tuple[str, Counts]], caption: str, first: str, lang: Lang) -> Markup:
    head = [first, *(translate(f"quality.column_{name}", lang) for name in _COUNTED)]
    texts = [(name, *(str(getattr(counts, column)) for column in _COUNTED)) for name, counts in rows]
    return elements.plain_table(head, texts, caption, quiet=True)
