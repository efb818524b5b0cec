"""One indicator: its latest value in a place, how it went, and all its figures by period and place."""

from __future__ import annotations

from collections.abc import Mapping

from pages import catalogue, indicator_notes
from publicstats import controls
from publicstats.analysis.chart_figures import list_chart_figures
from publicstats.analysis.indicator_view import View, choose_view, find_shown_kin
from publicstats.analysis.kins import list_kins, list_places_of
from publicstats.analysis.latest_figures import list_latest_headlines
from publicstats.analysis.next_release import tell_next
from publicstats.analysis.paging import read_number
from publicstats.analysis.period_table import build_period_table
from publicstats.analysis.provenance import trace_figures
from publicstats.analysis.region_tree import name_around
from publicstats.analysis.revision_list import list_reasons_of_standing
from publicstats.analysis.suggested_charts import suggest_charts
from publicstats.analysis.telling import tell_figure
from publicstats.analysis.today import find_today
from publicstats.analysis.turns import follow_indicator
from publicstats.charts.panel_words import DRAWN
from publicstats.contract.records import Indicator
from publicstats.edition.model import Edition
from publicstats.markup import elements, period_grid
from publicstats.markup.place_choice import place_choice
from publicstats.text.i18n import Lang, translate


def find_page(
    edition: Edition, lang: Lang, query: Mapping[str, str]
) -> tuple[controls.Writing, tuple[object, ...]]:
    """What an address shows: the indicator that it names, else the list of all, or of a theme.

    An indicator that has a successor and no figures of its own leads on to it.
    """
    named = edition.indicators.get(query.get("indicator", ""))
    if named is not None:
        indicator = follow_indicator(edition, named)
        return render_indicator, (lang, indicator, named, choose_view(edition, indicator.id, query))
    theme = edition.themes.get(query.get("theme", ""))
    if theme is None:
        return catalogue.render_list, (lang,)
    return catalogue.render_theme_list, (lang, theme, read_number(query.get("page", "")))


@controls.Writing
def render_indicator(
    edition: Edition, lang: Lang, indicator: Indicator, named: Indicator, view: View
) -> None:
    """Shows one indicator in a view; `named` is what the address says, which may be a former one."""
    controls.render_title(indicator.name.to(lang))
    if indicator.id != named.id:
        controls.render_lead(translate("indicator.followed", lang, old=named.name.to(lang)))
    controls.render_lead(indicator.definition.to(lang))
    indicator_notes.render_succession(edition, indicator, lang)
    if view.series:
        _render_places(edition, indicator, view, lang)
        _render_latest(edition, indicator, view, lang)
        controls.render_tools(lang, briefing={"indicator": indicator.id})
        _render_charts(edition, indicator, view, lang)
        _render_table(edition, indicator, view, lang)
        indicator_notes.render_ranking(edition, indicator, view, lang)
    else:
        controls.render_markup(elements.note(translate("indicator.no_figures", lang)))
    indicator_notes.render_notes(edition, indicator, lang)


@controls.part
def _render_places(edition: Edition, indicator: Indicator, view: View, lang: Lang) -> None:
    places = list_places_of(edition, indicator.id)
    around = name_around(edition, places)
    if choice := place_choice(indicator, places, view.place, around, lang):
        controls.render_markup(choice)


@controls.part
def _render_latest(edition: Edition, indicator: Indicator, view: View, lang: Lang) -> None:
    """The latest value, how it has changed, how far its target is, and when the next one comes."""
    today = find_today()
    headlines = list_latest_headlines(edition, indicator, view.place)
    figures = [figure for headline in headlines for figure in headline.observation.figures]
    told = [(figure, tell_figure(edition, figure.id, lang, today)) for figure in figures]
    controls.render_section(translate("indicator.latest", lang))
    controls.render_latest(told, trace_figures(edition, figures, lang), lang)
    if following := tell_next(edition, headlines[0].series, today, lang):
        controls.render_markup(elements.facts([(translate("next.title", lang), following)]))


@controls.part
def _render_charts(edition: Edition, indicator: Indicator, view: View, lang: Lang) -> None:
    suggested = suggest_charts(edition, indicator, view.place)
    # Of more places than bars are drawn the ranking says who comes first and last.
    is_drawn = len(list_places_of(edition, indicator.id)) <= DRAWN
    charts = list_chart_figures(edition, (c for c in suggested if is_drawn or c.across != "region"))
    shown = (figure for chart in charts for figure in chart.figures)
    controls.render_charts(charts, trace_figures(edition, shown, lang), lang)


@controls.part
def _render_table(edition: Edition, indicator: Indicator, view: View, lang: Lang) -> None:
    """A page of the figures by period and place, and the ways to its other pages and to other series."""
    kin = find_shown_kin(edition, indicator.id, view)
    table = build_period_table(edition, kin, view.place, view.page, view.columns)
    kins = tuple(list_kins(edition, indicator.id))
    heading = elements.section(translate("grid.title", lang))
    reasons = list_reasons_of_standing(edition, indicator.id)
    around = name_around(edition, table.regions.items)
    content = period_grid.kin_choice(kins, kin, view.place, lang)
    content += period_grid.period_grid(table, view.place, reasons, around, lang)
    controls.render_markup(elements.tag("section", heading + content, id=period_grid.TOP))
