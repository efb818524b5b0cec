"""One indicator: what it measures, its figures over time, by place and by category; or the list of all."""

from __future__ import annotations

import streamlit as st

from publicstats import queries, widgets
from publicstats.audits import find_checks
from publicstats.edition import Edition
from publicstats.i18n import Lang, translate
from publicstats.records import Indicator
from publicstats.widgets import markup
from publicstats.wording import format_unit

COLUMNS = ("place", "figure", "period", "source", "note")


def render_page(edition: Edition, lang: Lang) -> None:
    """Shows the indicator that `?indicator=` names, else every indicator with its definition."""
    indicator = edition.indicators.get(st.query_params.get("indicator", ""))
    if indicator is None:
        widgets.render_title(translate("page.indicator", lang))
        _render_list(edition, lang)
    else:
        widgets.render_title(indicator.name.to(lang))
        _render_indicator(edition, indicator, lang)


@widgets.share
def _render_list(edition: Edition, lang: Lang) -> None:
    widgets.render_lead(translate("indicator.lead", lang))
    for theme in edition.themes.values():
        measured = [i for i in edition.indicators.values() if i.theme == theme.id]
        if measured:
            widgets.render_section(theme.title.to(lang))
            widgets.render_markup(markup.glossary(measured, lang))


@widgets.share
def _render_indicator(edition: Edition, indicator: Indicator, lang: Lang) -> None:
    widgets.render_lead(indicator.definition.to(lang))
    theme = edition.themes[indicator.theme]
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
    widgets.render_markup(markup.facts(rows))
    chosen = {"indicator": indicator.id}
    widgets.render_tools(lang, briefing=chosen)
    widgets.render_charts(edition, queries.suggest_charts(edition, indicator), lang)
    figures = queries.select_figures(edition, indicators=[indicator.id])
    widgets.render_section(translate("indicator.figures", lang))
    count = translate("theme.figures", lang, count=str(len(figures)))
    widgets.render_table(figures, lang, count, COLUMNS, edition=edition)
    widgets.render_downloads(lang, "download.figures", chosen, len(figures))
    checks = find_checks(edition, indicator)
    if checks:
        widgets.render_section(translate("indicator.checks", lang))
        widgets.render_checks(checks, lang, "h3")
    on_map = markup.anchor(
        translate("indicator.on_map", lang), markup.link("regions", lang, indicator=indicator.id), "ps-link"
    )
    widgets.render_markup(markup.tag("p", on_map) + markup.theme_link(theme, lang))
