"""The landing page: the headline figures of every theme."""

from __future__ import annotations

from html import escape

from publicstats import queries, widgets
from publicstats.edition import Edition
from publicstats.i18n import Lang, translate
from publicstats.records import Theme
from publicstats.widgets import markup


@widgets.share
def render_page(edition: Edition, lang: Lang) -> None:
    """Shows each theme's title and headline cards, in the order of themes.csv."""
    widgets.render_title(translate("page.overview", lang))
    counts = {
        "figures": str(len(edition.figures)),
        "sources": str(len(edition.sources)),
        "regions": str(queries.count_places(edition)),
    }
    widgets.render_lead(translate("overview.lead", lang, **counts))
    for theme in edition.themes.values():
        headlines = queries.list_headlines(edition, theme)
        if headlines:
            widgets.render_markup(_section(theme, lang))
            widgets.render_cards(headlines, lang, theme.title.to(lang), edition)


def _section(theme: Theme, lang: Lang) -> str:
    more = translate("overview.more", lang, theme=theme.title.to(lang))
    address = widgets.link(theme.id, lang)
    return markup.tag(
        "div",
        markup.tag("h2", escape(theme.title.to(lang)))
        + markup.tag("p", escape(theme.summary.to(lang)))
        + markup.tag("p", markup.tag("a", escape(more), "ps-link", href=address, target="_self")),
        "ps-section",
    )
