"""One indicator: what it measures, its figures over time, by place and by category; or the list of all."""

from __future__ import annotations

import streamlit as st

from publicstats import controls
from publicstats.analysis.audits import find_indicator_audits, list_verdicts
from publicstats.analysis.chart_figures import list_chart_figures
from publicstats.analysis.filtering import select_figures
from publicstats.analysis.latest_figures import list_latest_figures
from publicstats.analysis.provenance import trace_figures
from publicstats.analysis.suggested_charts import suggest_charts
from publicstats.analysis.telling import tell_figure
from publicstats.analysis.today import find_today
from publicstats.analysis.turns import (
    find_follower,
    follow_indicator,
    list_breaks_of,
    list_forerunners,
    name_scope,
)
from publicstats.analysis.vintage_story import keep_standing
from publicstats.contract.records import Indicator, Theme
from publicstats.edition.model import Edition
from publicstats.figures.wording import format_unit
from publicstats.markup import elements, turning_points
from publicstats.text.i18n import Lang, translate

COLUMNS = ("place", "figure", "period", "source", "note")


def render_page(edition: Edition, lang: Lang) -> None:
    """Shows the indicator that `?indicator=` names, else every indicator with its definition.

    One that has a successor and no figures of its own leads on to it.
    """
    named = edition.indicators.get(st.query_params.get("indicator", ""))
    if named is None:
        controls.render_title(translate("page.indicator", lang))
        _render_list(edition, lang)
        return
    indicator = follow_indicator(edition, named)
    controls.render_title(indicator.name.to(lang))
    if indicator.id != named.id:
        controls.render_lead(translate("indicator.followed", lang, old=named.name.to(lang)))
    _render_indicator(edition, indicator, lang)


@controls.share
def _render_list(edition: Edition, lang: Lang) -> None:
    controls.render_lead(translate("indicator.lead", lang))
    for theme in edition.themes.values():
        measured = [i for i in edition.indicators.values() if i.theme == theme.id]
        if measured:
            controls.render_section(theme.title.to(lang))
            controls.render_markup(elements.glossary(measured, lang))


@controls.share
def _render_indicator(edition: Edition, indicator: Indicator, lang: Lang) -> None:
    controls.render_lead(indicator.definition.to(lang))
    theme = edition.themes[indicator.theme]
    _render_succession(edition, indicator, lang)
    _render_latest(edition, indicator, lang)
    _render_facts(indicator, theme, lang)
    chosen = {"indicator": indicator.id}
    controls.render_tools(lang, briefing=chosen)
    _render_charts(edition, indicator, lang)
    _render_breaks(edition, indicator, lang)
    _render_figures(edition, indicator, chosen, lang)
    _render_checks(edition, indicator, lang)
    on_map = elements.anchor(
        translate("indicator.on_map", lang), elements.link("regions", lang, indicator=indicator.id), "ps-link"
    )
    controls.render_markup(elements.tag("p", on_map) + elements.theme_link(theme, lang))


@controls.part
def _render_succession(edition: Edition, indicator: Indicator, lang: Lang) -> None:
    """Whether the indicator has ended, what took its place, and whose place it took."""
    follower, former = find_follower(edition, indicator), list_forerunners(edition, indicator)
    said = turning_points.ended_indicator(indicator, follower, lang)
    if said := said + turning_points.former_indicators(former, lang):
        controls.render_markup(said)


@controls.part
def _render_latest(edition: Edition, indicator: Indicator, lang: Lang) -> None:
    """The latest value, how it has changed, and how far its target is."""
    if figures := list_latest_figures(edition, indicator):
        controls.render_section(translate("indicator.latest", lang))
        told = [(figure, tell_figure(edition, figure.id, lang, find_today())) for figure in figures]
        controls.render_latest(told, trace_figures(edition, figures, lang), lang)


@controls.part
def _render_breaks(edition: Edition, indicator: Indicator, lang: Lang) -> None:
    rows = [(b, name_scope(edition, b, lang)) for b in list_breaks_of(edition, indicator)]
    controls.render_breaks(rows, lang)


@controls.part
def _render_facts(indicator: Indicator, theme: Theme, lang: Lang) -> None:
    rows = [(translate("indicator.theme", lang), theme.title.to(lang))]
    if format_unit(indicator.unit, lang):
        rows.append((translate("indicator.unit", lang), format_unit(indicator.unit, lang)))
    if indicator.better:
        rows.append(
            (translate("indicator.better", lang), translate(f"indicator.better_{indicator.better}", lang))
        )
    if indicator.update_days:
        days = translate("indicator.days", lang, days=str(indicator.update_days))
        rows.append((translate("indicator.update", lang), days))
    controls.render_markup(elements.facts(rows))


@controls.part
def _render_charts(edition: Edition, indicator: Indicator, lang: Lang) -> None:
    charts = list_chart_figures(edition, suggest_charts(edition, indicator))
    shown = (figure for chart in charts for figure in chart.figures)
    controls.render_charts(charts, trace_figures(edition, shown, lang), lang)


@controls.part
def _render_figures(edition: Edition, indicator: Indicator, chosen: dict[str, str], lang: Lang) -> None:
    figures = keep_standing(edition, select_figures(edition, indicators=[indicator.id]))
    controls.render_section(translate("indicator.figures", lang))
    controls.render_newest(figures, lang, COLUMNS, chosen, list_verdicts(edition))
    controls.render_downloads(lang, "download.figures", chosen, len(figures))


@controls.part
def _render_checks(edition: Edition, indicator: Indicator, lang: Lang) -> None:
    audits = find_indicator_audits(edition, indicator)
    if audits:
        controls.render_section(translate("indicator.checks", lang))
        controls.render_checks(audits, lang, "h3")
