"""The list of all indicators, theme by theme; of a theme with many the whole list turned by pages."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from publicstats import controls
from publicstats.analysis.paging import turn
from publicstats.contract.records import Indicator, Theme
from publicstats.edition.model import Edition
from publicstats.markup import catalogue_list, elements
from publicstats.markup.page_turning import count_shown, page_links
from publicstats.text.i18n import Lang, translate

LISTED = 50
"""Indicators of a theme that are listed beside those of others, and of a page of a theme's own list."""


@controls.Writing
def render_list(edition: Edition, lang: Lang) -> None:
    """Shows every theme with its indicators, folded; of many the first, and the way to the others."""
    controls.render_title(translate("page.indicator", lang))
    controls.render_lead(translate("indicator.lead", lang))
    entries = (_write_theme(edition, theme, lang) for theme in edition.themes.values())
    controls.render_markup(elements.BLANK.join(entries))


@controls.piece
def _write_theme(edition: Edition, theme: Theme, lang: Lang) -> Markup:
    measured = list_measured(edition, theme.id)
    if not measured:
        return elements.BLANK
    return catalogue_list.theme_entry(theme, measured[:LISTED], len(measured), lang)


@controls.Writing
def render_theme_list(edition: Edition, lang: Lang, theme: Theme, number: int) -> None:
    """Shows the indicators of one theme, a page at a time."""
    page = turn(list_measured(edition, theme.id), number, LISTED)
    everything = elements.anchor(
        translate("indicator.all_themes", lang), elements.link("indicator", lang), "ps-link"
    )
    controls.render_title(translate("page.indicator", lang))
    controls.render_markup(elements.tag("p", everything))
    title = theme.title.to(lang)
    controls.render_markup(elements.section(title, count_shown("indicator.listed", page, lang)))
    controls.render_markup(elements.glossary(page.items, lang))
    controls.render_markup(page_links(page, lang, title, "indicator", {"theme": theme.id}))


def list_measured(edition: Edition, theme: str) -> Sequence[Indicator]:
    """The indicators of a theme, in the order of indicators.csv."""
    return [indicator for indicator in edition.indicators.values() if indicator.theme == theme]
