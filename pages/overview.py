"""The landing page: what came in last, and the headline figures of every theme."""

from __future__ import annotations

from markupsafe import Markup

from publicstats import controls
from publicstats.analysis.headlines import list_headlines
from publicstats.analysis.provenance import trace_figures
from publicstats.analysis.region_tree import count_places
from publicstats.analysis.release_changes import list_releases
from publicstats.contract.records import Theme
from publicstats.edition.model import Edition
from publicstats.markup import digest, elements, newest_releases
from publicstats.text.i18n import Lang, translate

NEW = 5
"""Releases that a reader is told of first."""


@controls.Writing
def render_page(edition: Edition, lang: Lang) -> None:
    """Shows the newest releases, then each theme's title and headline cards, in the order of themes.csv."""
    controls.render_title(translate("page.overview", lang))
    _render_lead(edition, lang)
    controls.render_tools(lang)
    _render_new(edition, lang)
    themes = elements.BLANK.join(_theme(edition, theme, lang) for theme in edition.themes.values())
    controls.render_markup(elements.tag("div", themes, "ps-themes"))


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


@controls.piece
def _theme(edition: Edition, theme: Theme, lang: Lang) -> Markup:
    """A theme's title and headlines; blank where it has none."""
    headlines = list_headlines(edition, theme)
    if not headlines:
        return elements.BLANK
    return digest.theme_digest(
        theme, headlines, trace_figures(edition, headlines, lang, cards=headlines), lang
    )
