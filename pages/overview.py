"""The landing page: the headline figures of every theme."""

from __future__ import annotations

from publicstats import queries, widgets
from publicstats.edition import Edition
from publicstats.i18n import Lang, translate
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
    widgets.render_tools(lang)
    for theme in edition.themes.values():
        headlines = queries.list_headlines(edition, theme)
        if headlines:
            title = theme.title.to(lang)
            more = markup.theme_link(theme, lang)
            widgets.render_markup(markup.section(title, theme.summary.to(lang), more))
            widgets.render_cards(headlines, lang, title, edition)
