"""Charts of a page: title, what each shows, the drawing, its table; side by side where there is room."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from itertools import groupby

from publicstats.analysis.queries import (
    Panel,
    build_panels,
    find_latest,
    select_chart_figures,
)
from publicstats.charts import (
    NARROW,
    WIDE,
    PictureError,
    describe_panel,
    draw_panel,
    write_svg,
)
from publicstats.charts.labels import describe_basis, list_remarks
from publicstats.contract.records import Chart, Figure
from publicstats.controls.sharing import show_html
from publicstats.edition.model import Edition
from publicstats.markup import elements
from publicstats.markup.cards import card_grid
from publicstats.markup.takeaways import picture_links
from publicstats.text.i18n import Lang, translate

_LOG = logging.getLogger(__name__)
_LISTS = {"cards", "table"}
"""Kinds that take the page's whole width."""


def render_charts(edition: Edition, charts: Iterable[Chart], lang: Lang) -> None:
    """Shows rows of charts.csv in their order, each as its kind asks; nothing for one without figures."""
    parts = []
    for is_list, group in groupby(charts, key=lambda chart: chart.kind in _LISTS):
        blocks = "".join(_block(edition, chart, lang) for chart in group)
        parts.append(blocks if is_list or not blocks else elements.tag("div", blocks, "ps-charts"))
    if any(parts):
        show_html("".join(parts))


def _block(edition: Edition, chart: Chart, lang: Lang) -> str:
    """A chart's part of the page; blank where it has no figures."""
    figures = select_chart_figures(edition, chart)
    if not figures:
        return ""
    content = elements.section(chart.title.to(lang), chart.note.to(lang)) + _content(
        edition, chart, figures, lang
    )
    return elements.tag("section", content, "ps-chart", id=f"chart-{chart.id}")


def _content(edition: Edition, chart: Chart, figures: tuple[Figure, ...], lang: Lang) -> str:
    title = chart.title.to(lang)
    if chart.kind == "cards":
        return card_grid(find_latest(figures), edition, lang, title)
    if chart.kind == "table":
        count = translate("theme.figures", lang, count=str(len(figures)))
        return elements.figure_table(figures, lang, count, edition=edition)
    table = elements.figure_table(figures, lang, title, edition=edition)
    panels = "".join(_panel(panel, lang) for panel in build_panels(chart, figures))
    if panels:
        panels += picture_links(chart, lang)
    return panels + elements.details(translate("chart.table", lang), table, "ps-printed")


def _panel(panel: Panel, lang: Lang) -> str:
    remarks = "".join(elements.note(text) for text in list_remarks(panel, lang))
    return (
        elements.note(describe_basis(panel, lang))
        + draw_plot(panel, lang)
        + remarks
        + elements.source_line(panel.points, lang)
    )


def draw_plot(panel: Panel, lang: Lang) -> str:
    """The drawing as an element that `page.js` fills with the layout for its width, described in words."""
    try:
        layouts = {
            f"data_{name}": write_svg(draw_panel(panel, lang, width), width)
            for name, width in (("narrow", NARROW), ("wide", WIDE))
        }
    except PictureError:
        _LOG.exception("chart %s cannot be drawn; its table is shown", panel.chart.id)
        return elements.note(translate("chart.undrawn", lang))
    # Streamlit's frame keeps no SVG but attributes; js-plotly-plot is what plotly calls such an element.
    return elements.tag(
        "div", "", "ps-plot js-plotly-plot", role="img", aria_label=describe_panel(panel, lang), **layouts
    )
