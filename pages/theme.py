"""One theme: its cards, charts and tables, in the order of charts.csv."""

from __future__ import annotations

from publicstats import controls
from publicstats.analysis.chart_figures import list_chart_figures, list_charts
from publicstats.analysis.find.selection import Selection, select_positions
from publicstats.analysis.provenance import trace_figures
from publicstats.contract.records import Theme
from publicstats.edition.model import Edition
from publicstats.text.i18n import Lang


@controls.Writing
def render_page(edition: Edition, lang: Lang, theme: Theme) -> None:
    """Shows everything that charts.csv declares for the theme."""
    controls.render_title(theme.title.to(lang))
    controls.render_lead(theme.summary.to(lang))
    chosen = {"theme": theme.id}
    controls.render_tools(lang, theme.id, chosen)
    _render_charts(edition, theme, lang)
    _render_downloads(edition, theme, chosen, lang)


@controls.part
def _render_charts(edition: Edition, theme: Theme, lang: Lang) -> None:
    charts = list_chart_figures(edition, list_charts(edition, theme.id))
    shown = (figure for chart in charts for figure in chart.figures)
    cards = [figure for chart in charts if chart.chart.kind == "cards" for figure in chart.figures]
    cards += [figure for chart in charts for figure, _ in chart.summary]
    controls.render_charts(charts, trace_figures(edition, shown, lang, cards=cards), lang)


@controls.part
def _render_downloads(edition: Edition, theme: Theme, chosen: dict[str, str], lang: Lang) -> None:
    count = len(select_positions(edition, Selection(theme=(theme.id,))))
    controls.render_downloads(lang, "download.figures", chosen, count)
