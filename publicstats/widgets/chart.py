"""A chart of a theme page: title, what it shows, the drawing, its table."""

from __future__ import annotations

import streamlit as st

from publicstats.charts import describe_panel, draw_panel
from publicstats.charts.labels import describe_basis
from publicstats.edition import Edition
from publicstats.i18n import Lang, translate
from publicstats.queries import Panel, build_panels, find_latest, select_chart_figures
from publicstats.records import Chart
from publicstats.widgets import markup

_CONFIG = {"displayModeBar": False, "staticPlot": True}


def render_chart(edition: Edition, chart: Chart, lang: Lang) -> None:
    """Shows a row of charts.csv as its kind asks; nothing where it has no figures."""
    figures = select_chart_figures(edition, chart)
    if not figures:
        return
    title = chart.title.to(lang)
    st.html(markup.section(title, chart.note.to(lang)))
    if chart.kind == "cards":
        st.html(markup.card_grid(find_latest(figures), lang, title, edition))
        return
    if chart.kind == "table":
        count = translate("theme.figures", lang, count=str(len(figures)))
        st.html(markup.figure_table(figures, lang, count, edition=edition))
        return
    panels = build_panels(edition, chart)
    for place, panel in enumerate(panels):
        _render_panel(panel, lang, f"{chart.id}-{place}")
    table = markup.figure_table(figures, lang, title, edition=edition)
    st.html(markup.details(translate("chart.table", lang), table))


def _render_panel(panel: Panel, lang: Lang, key: str) -> None:
    sentence = describe_panel(panel, lang)
    st.html(markup.note(describe_basis(panel, lang)))
    st.plotly_chart(draw_panel(panel, lang), theme=None, config=_CONFIG, key=key, alt=sentence)
    for text in _list_remarks(panel, lang):
        st.html(markup.note(text))
    if source := markup.source_line(panel.points, lang):
        st.html(source)


def _list_remarks(panel: Panel, lang: Lang) -> list[str]:
    """What a reader must know of the drawing: figures left out, and what its fills and marks mean."""
    remarks = []
    if panel.masked:
        remarks.append(translate("chart.masked", lang, count=str(len(panel.masked))))
    if any(figure.is_qualified for figure in panel.points):
        remarks.append(translate(f"chart.legend_{'marks' if panel.chart.kind == 'slope' else 'fill'}", lang))
    if any(figure.computed is not None for figure in panel.points):
        remarks.append(translate("chart.legend_computed", lang))
    return remarks
