"""The landing page: what came in last, and the headline figures of every theme."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from publicstats import controls
from publicstats.analysis.headlines import list_headlines
from publicstats.analysis.provenance import trace_figures
from publicstats.analysis.region_tree import count_places
from publicstats.analysis.release_changes import list_releases
from publicstats.contract.records import Theme
from publicstats.edition.model import Edition
from publicstats.markup import digest, elements, newest_releases
from publicstats.text.i18n import Lang, format_number, translate

NEW = 5
"""Releases that a reader is told of first."""
THEMES = 16
"""Themes whose headlines are shown; of further ones their names, which lead to them."""


@controls.Writing
def render_page(edition: Edition, lang: Lang) -> None:
    """Shows the newest releases, then each theme's title and headlines, in the order of themes.csv."""
    controls.render_title(translate("page.overview", lang))
    _render_lead(edition, lang)
    controls.render_tools(lang)
    _render_new(edition, lang)
    told = [theme for theme in edition.themes.values() if list_headlines(edition, theme)]
    themes = elements.BLANK.join(_theme(edition, theme, lang) for theme in told[:THEMES])
    controls.render_markup(elements.tag("div", themes, "ps-themes"))
    _render_rest(told[THEMES:], lang)


@controls.part
def _render_lead(edition: Edition, lang: Lang) -> None:
    counts = {
        "figures": str(len(edition.figures)),
        "sources": str(len(edition.sources)),
        "regions": str(count_places(edition)),
    }
    controls.render_lead(translate("overview.lead", lang, **counts))


@controls.part
def _render_new(edition: Edition, lang: Lang) -> None:
    if releases := list_releases(edition)[:NEW]:
        more = elements.anchor(
            translate("overview.calendar", lang), elements.link("calendar", lang), "ps-link"
        )
        controls.render_markup(
            elements.section(translate("overview.new", lang), more=elements.tag("p", more))
            + newest_releases.release_list(releases, lang)
        )


@controls.part
def _render_rest(themes: Sequence[Theme], lang: Lang) -> None:
    """The names of further themes; nothing for none."""
    if themes:
        title = translate("overview.rest", lang, count=format_number(len(themes), lang))
        links = (elements.anchor(t.title.to(lang), elements.link(t.id, lang), "ps-link") for t in themes)
        items = elements.BLANK.join(elements.tag("li", link) for link in links)
        named = elements.tag("ul", items, "ps-places", aria_label=title)
        controls.render_markup(elements.section(title) + named)


@controls.piece
def _theme(edition: Edition, theme: Theme, lang: Lang) -> Markup:
    """A theme's title and headlines."""
    headlines = list_headlines(edition, theme)
    return digest.theme_digest(
        theme, headlines, trace_figures(edition, headlines, lang, cards=headlines), lang
    )
