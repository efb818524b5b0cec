"""One theme: its cards, charts and tables, in the order of charts.csv."""

from __future__ import annotations

from publicstats import queries, widgets
from publicstats.edition import Edition
from publicstats.i18n import Lang
from publicstats.records import Theme
from publicstats.selection import Selection, select_positions


@widgets.Writing
def render_page(edition: Edition, lang: Lang, theme: Theme) -> None:
    """Shows everything that charts.csv declares for the theme."""
    widgets.render_title(theme.title.to(lang))
    widgets.render_lead(theme.summary.to(lang))
    chosen = {"theme": theme.id}
    widgets.render_tools(lang, theme.id, chosen)
    widgets.render_charts(edition, queries.list_charts(edition, theme.id), lang)
    count = len(select_positions(edition, Selection(theme=(theme.id,))))
    widgets.render_downloads(lang, "download.figures", chosen, count)
