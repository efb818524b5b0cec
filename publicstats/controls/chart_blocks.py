"""Charts of a page: title, what each shows, the drawing, its table; side by side where there is room."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import partial
from itertools import groupby
from types import MappingProxyType

from markupsafe import Markup

from publicstats.analysis.chart_figures import LISTS, ChartFigures
from publicstats.analysis.find.selection import SEPARATOR
from publicstats.analysis.panels import Panel
from publicstats.analysis.provenance import Provenance
from publicstats.analysis.recent_periods import PERIODS
from publicstats.analysis.suggested_charts import SUGGESTED
from publicstats.charts import (
    Layout,
    describe_panel,
    draw_layouts,
    draw_panel,
    name_specification,
    write_specification,
    write_svg,
)
from publicstats.charts.compact import compact_svg
from publicstats.charts.panel_words import describe_basis, list_remarks
from publicstats.contract.records import Chart
from publicstats.controls.sharing import part, show_html
from publicstats.markup import elements
from publicstats.markup.cards import card_grid
from publicstats.markup.page_turning import count_shown, page_links
from publicstats.markup.parts import piece, tell
from publicstats.markup.series_summary import series_table
from publicstats.markup.takeaways import picture_links
from publicstats.text.i18n import Lang, format_number, translate

AS_IT_IS: Mapping[str, str] = MappingProxyType({})
_FONT = re.compile(r' style="font-family: [^"]*"')
"""What a drawing by itself is shown in; a page's style sheet has another."""


@part
def render_charts(
    charts: Iterable[ChartFigures],
    provenance: Provenance,
    lang: Lang,
    number: int = 1,
    view: Mapping[str, str] = AS_IT_IS,
) -> None:
    """Shows charts in their order, each as its kind asks; of long tables the page of that number.

    `view` is what an address says besides, which a turned table leaves as it is.
    """
    parts = []
    for is_list, group in groupby(charts, key=lambda shown: shown.chart.kind in LISTS):
        blocks = elements.BLANK.join(write_block(shown, provenance, lang, number, view) for shown in group)
        parts.append(blocks if is_list else elements.tag("div", blocks, "ps-charts"))
    if any(parts):
        show_html(elements.BLANK.join(parts))


@piece
def write_block(
    shown: ChartFigures,
    provenance: Provenance,
    lang: Lang,
    number: int = 1,
    view: Mapping[str, str] = AS_IT_IS,
) -> Markup:
    """A chart's part of the page."""
    chart = shown.chart
    head = elements.section(chart.title.to(lang), chart.note.to(lang))
    content = head + _content(shown, provenance, lang, number, view)
    return elements.tag("section", content, "ps-chart", id=f"chart-{chart.id}")


@piece
def _content(
    shown: ChartFigures, provenance: Provenance, lang: Lang, number: int, view: Mapping[str, str]
) -> Markup:
    title = shown.chart.title.to(lang)
    if shown.chart.kind == "cards":
        return card_grid(shown.figures, provenance, lang, title)
    if shown.chart.kind == "table":
        return _table(shown, provenance, lang, number, view)
    table = _drawn_table(shown, provenance, lang, title)
    drawn = _panels(shown, lang) + _link_indicator(shown.chart, lang)
    return drawn + elements.details(translate("chart.table", lang), table, "ps-printed")


def _link_indicator(chart: Chart, lang: Lang) -> Markup:
    """The way from a theme's chart of one indicator to its page; blank on that page itself."""
    if len(chart.indicators) != 1 or SUGGESTED in chart.id:
        return elements.BLANK
    address = elements.link("indicator", lang, indicator=chart.indicators[0])
    return elements.tag(
        "p", elements.anchor(translate("chart.indicator", lang), address, "ps-link"), "ps-panel"
    )


def _drawn_table(shown: ChartFigures, provenance: Provenance, lang: Lang, title: str) -> Markup:
    """The figures of a drawing; of many the last of each series, and the way to the others."""
    count = {"count": len(shown.figures), "shown": len(shown.recent), "periods": PERIODS}
    is_all = count["count"] == count["shown"]
    words = {name: format_number(number, lang) for name, number in count.items()}
    caption = title if is_all else translate("chart.recent", lang, title=title, **words)
    table = elements.figure_table(
        shown.recent, lang, caption, verdicts=provenance.verdicts, around=shown.around
    )
    chosen = {"indicator": SEPARATOR.join(shown.chart.indicators)}
    return table if is_all else table + _link_all(chosen, lang)


def _table(
    shown: ChartFigures, provenance: Provenance, lang: Lang, number: int, view: Mapping[str, str]
) -> Markup:
    """A page of a table: of all its figures, or where these are many of a row for each series."""
    page, chart, title = shown.turn(number), shown.chart, shown.chart.title.to(lang)
    links = page_links(page, lang, title, chart.theme, view, top=f"chart-{chart.id}")
    if not shown.summary:
        figures = [figure for figure, _ in page.items]
        caption = count_shown("theme.listed", page, lang)
        table = elements.figure_table(
            figures, lang, caption, verdicts=provenance.verdicts, around=shown.around
        )
        return table + links
    numbers = {"count": len(shown.figures), "shown": page.total, "first": page.first, "last": page.last}
    words = {name: format_number(each, lang) for name, each in numbers.items()}
    caption = translate("theme.latest" if page.is_all else "theme.latest_part", lang, **words)
    table = series_table(page.items, provenance, lang, caption, shown.around)
    return table + links + _link_all({"theme": chart.theme}, lang)


def _link_all(chosen: Mapping[str, str], lang: Lang) -> Markup:
    """The way to all figures of a choice."""
    address = elements.link("explore", lang, **chosen)
    return elements.tag("p", elements.anchor(translate("explore.all", lang), address, "ps-link"))


@partial(piece, key="chart.undrawn")
def _panels(shown: ChartFigures, lang: Lang) -> Markup:
    panels = elements.BLANK.join(_panel(panel, number, lang) for number, panel in enumerate(shown.panels))
    return panels + picture_links(shown.chart, lang) if panels else elements.BLANK


@partial(piece, key="chart.undrawn")
def _panel(panel: Panel, number: int, lang: Lang) -> Markup:
    remarks = elements.BLANK.join(elements.note(text) for text in list_remarks(panel, lang))
    return (
        elements.note(describe_basis(panel, lang))
        + draw_plot(panel, number, lang)
        + remarks
        + elements.source_line(panel.cited, lang)
    )


@partial(piece, key="chart.undrawn")
def draw_plot(panel: Panel, number: int, lang: Lang) -> Markup:
    """The drawing as an element that `page.js` fills with the layout for its width, described in words.

    The browser may draw it again, alive: `number` is its place in its chart, by which the specification is
    asked for, and its versions are those of the layouts.
    """
    drawn = draw_layouts(partial(_lay_out, panel, lang), partial(_tell_layout, panel=panel, lang=lang))
    layouts = {
        f"data_{name}": compact_svg(_FONT.sub("", layout.svg, count=1)) for name, layout in drawn.items()
    }
    # Streamlit's frame keeps no SVG but attributes; js-plotly-plot is what plotly calls such an element.
    described = {"role": "img", "aria_label": describe_panel(panel, lang)}
    versions = [name_specification(write_specification(layout.figure)) for layout in drawn.values()]
    address = elements.link(f"api/charts/{panel.chart.id}/{number}.json", lang)
    live = {"data_live": address, "data_versions": " ".join(versions)}
    return elements.tag("div", elements.BLANK, "ps-plot js-plotly-plot", **described, **layouts, **live)


def _lay_out(panel: Panel, lang: Lang, width: int) -> Layout:
    figure = draw_panel(panel, lang, width)
    return Layout(figure, write_svg(figure, width))


def _tell_layout(error: Exception, panel: Panel, lang: Lang) -> None:
    """Logs and counts a width that could not be drawn; the other stands in its place."""
    tell(error, _lay_out, (panel, lang), {}, "chart.undrawn")
