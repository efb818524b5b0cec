"""One theme: its headlines, what changed most, its charts, its tables; each in the order of charts.csv."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from publicstats import controls
from publicstats.analysis.chart_figures import ChartFigures, list_chart_figures, list_charts
from publicstats.analysis.find.selection import Selection, select_positions
from publicstats.analysis.largest_changes import tell_largest_changes
from publicstats.analysis.paging import read_numbers, turn
from publicstats.analysis.provenance import trace_figures
from publicstats.contract.records import Theme
from publicstats.edition.model import Edition
from publicstats.markup import change_list, elements
from publicstats.markup.page_turning import PARAMETER, page_links
from publicstats.text.i18n import Lang, translate

CHARTS = 12
"""Drawings and tables on a page."""
TURNED = "charts"
"""What an address calls the page of them."""
MOST_PAGES = 99
"""Pages of a theme's table, and of its charts, that are told apart: none has more."""


def read_pages(query: Mapping[str, str]) -> tuple[int, int]:
    """The page of its table, and of its charts, that an address asks for."""
    table, charts = read_numbers(query, (PARAMETER, TURNED), MOST_PAGES)
    return table, charts


@controls.Writing
def render_page(edition: Edition, lang: Lang, theme: Theme, number: int = 1, of_charts: int = 1) -> None:
    """Shows what charts.csv declares for the theme: of many charts, and of a long table, a page."""
    controls.render_title(theme.title.to(lang))
    controls.render_lead(theme.summary.to(lang))
    chosen = {"theme": theme.id}
    controls.render_tools(lang, theme.id, chosen)
    charts = list_chart_figures(edition, list_charts(edition, theme.id))
    first = int(bool(charts) and charts[0].chart.kind == "cards")
    _render_charts(edition, charts[:first], lang, number, {})
    _render_changes(edition, theme, lang)
    # What is drawn first, then what is listed.
    rest = sorted(charts[first:], key=lambda shown: shown.chart.kind == "table")
    page = turn(rest, of_charts, CHARTS)
    view = {TURNED: str(page.number)} if page.number > 1 else {}
    _render_charts(edition, page.items, lang, number, view)
    title = translate("theme.charts", lang)
    controls.render_markup(page_links(page, lang, title, theme.id, {}, parameter=TURNED))
    _render_downloads(edition, theme, chosen, lang)


@controls.part
def _render_charts(
    edition: Edition, charts: Sequence[ChartFigures], lang: Lang, number: int, view: Mapping[str, str]
) -> None:
    shown = [figure for chart in charts for figure in chart.list_shown(number)]
    told = [chart for chart in charts if chart.chart.kind == "cards" or chart.summary]
    cards = [figure for chart in told for figure in chart.list_shown(number)]
    controls.render_charts(charts, trace_figures(edition, shown, lang, cards=cards), lang, number, view)


@controls.part
def _render_changes(edition: Edition, theme: Theme, lang: Lang) -> None:
    """What changed most; nothing where nothing has certainly changed."""
    if rows := tell_largest_changes(edition, theme.id, lang):
        head = elements.section(translate("theme.changed", lang), translate("theme.changed_how", lang))
        controls.render_markup(head + change_list.change_list(rows, lang))


@controls.part
def _render_downloads(edition: Edition, theme: Theme, chosen: dict[str, str], lang: Lang) -> None:
    count = len(select_positions(edition, Selection(theme=(theme.id,))))
    controls.render_downloads(lang, "download.figures", chosen, count)
