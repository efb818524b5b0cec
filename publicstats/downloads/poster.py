"""A chart as a picture by itself: its title, what it shows, its drawing, its sources and the edition.

All panels of a chart stand in one picture, one below the other. `draw_poster` gives it as SVG,
`write_png` as PNG.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from html import escape

from publicstats.analysis.chart_figures import select_chart_figures
from publicstats.analysis.panels import Panel, build_panels
from publicstats.charts import KINDS, PictureError, describe_panel, draw_panel, write_svg
from publicstats.charts.panel_words import DRAWN, describe_basis, list_remarks
from publicstats.charts.style import FONT, INK
from publicstats.contract.records import Chart
from publicstats.downloads.glyphs import substitute
from publicstats.downloads.imprint import format_imprint
from publicstats.downloads.lines import FAMILY, break_text, clean, find_font
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.figures.citing import NAMED_SOURCES, list_named_sources
from publicstats.figures.wording import describe_figure, format_title
from publicstats.text.i18n import LANGUAGE_TAGS, Lang, translate

_LOG = logging.getLogger(__name__)
WIDTH, PADDING = 720, 36
"""Pixels of a picture, and of the white around what is in it."""
SCALE = 2
"""Pixels of a PNG for each of the picture's, where it is low enough."""
MOST_HEIGHT, MOST_DRAWN, FOOT = 1600, 1150, 130
"""Pixels: a picture at the most, one drawing in it, and what stands below the drawings."""
SOFT, RULE = "#4b5563", "#d1d5db"
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
_SVG = re.compile(r"^<svg[^>]*>(.*)</svg>$", re.DOTALL)
_HEIGHT = re.compile(r'<svg[^>]* height="([\d.]+)"')
_BOLD = re.compile(r'style="font-weight: ?bold')
_STROKE = f'style="stroke: {INK}; stroke-width: 0.6px; font-weight:bold'


@dataclass
class Sheet:
    """A picture being put together from top to bottom."""

    lang: Lang
    top: float = 0
    parts: list[str] = field(default_factory=list)

    def write(self, text: str, size: int, color: str = SOFT, *, bold: bool = False) -> None:
        """Adds a text, broken into lines."""
        weight = "; font-weight: bold" if bold else ""
        # The font's curved quotation marks are as wide as a Chinese character.
        text = text.translate(_STRAIGHT) if self.lang == "en" else text
        for line in break_text(text, size, WIDTH - 2 * PADDING):
            self.top += round(size * 1.5)
            self.parts.append(
                f'<text x="{PADDING}" y="{self.top - round(size * 0.4)}" '
                f'style="font-size: {size}px; fill: {color}{weight}">{escape(line, quote=False)}</text>'
            )

    def draw(self, svg: str) -> None:
        """Adds a drawing that is as wide as the sheet without its padding."""
        content = _SVG.match(svg)
        assert content is not None
        self.parts.append(f'<g transform="translate({PADDING},{self.top:g})">{content[1]}</g>')
        self.top += read_height(svg)

    def skip(self, height: int) -> None:
        """Leaves room."""
        self.top += height

    def rule(self) -> None:
        """Adds a thin line across."""
        self.parts.append(
            f'<path d="M{PADDING},{self.top:g}H{WIDTH - PADDING}" style="stroke: {RULE}; stroke-width: 1px"/>'
        )

    def finish(self, title: str, description: str) -> str:
        """The whole as an SVG document."""
        height = round(self.top)
        size = f'width="{WIDTH}" height="{height}"'
        return (
            f'<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" {size} '
            f'viewBox="0 0 {WIDTH} {height}" xml:lang="{LANGUAGE_TAGS[self.lang]}" role="img" '
            f'style="font-family: {FONT}"><title>{escape(clean(title))}</title>'
            f'<desc>{escape(clean(description))}</desc><rect {size} style="fill: #ffffff"/>'
            f"{substitute(''.join(self.parts))}</svg>\n"
        )


def list_drawn_panels(edition: Edition, chart: Chart) -> tuple[Panel, ...]:
    """What is drawn of a chart; nothing for cards and tables, and where no figure has a number."""
    return build_panels(chart, select_chart_figures(edition, chart)) if chart.kind in KINDS else ()


@memoize(64)
def draw_poster(edition: Edition, chart: Chart, lang: Lang) -> str:
    """The picture of a chart as an SVG document."""
    panels = list_drawn_panels(edition, chart)
    sheet = Sheet(lang, PADDING - 8)
    title = format_chart_title(edition, chart, lang)
    sheet.write(title, 22, INK, bold=True)
    sheet.write(chart.note.to(lang), 14)
    draw_panels(sheet, panels)
    sheet.skip(14)
    sheet.rule()
    sheet.skip(10)
    sheet.write(list_source_titles(panels, lang), 13)
    sheet.write(format_imprint(edition, lang), 13)
    sheet.skip(PADDING - 12)
    return sheet.finish(title, " ".join(describe_panel(panel, lang) for panel in panels))


def draw_plain(edition: Edition, chart: Chart, panel: Panel, lang: Lang) -> str:
    """One panel's drawing alone as an SVG document, for a page that says the rest around it."""
    sheet = Sheet(lang, 8)
    draw_panels(sheet, [panel], basis=False)
    sheet.skip(8)
    return sheet.finish(format_chart_title(edition, chart, lang), describe_panel(panel, lang))


def draw_panels(sheet: Sheet, panels: Sequence[Panel], *, basis: bool = True) -> None:
    """Adds drawings as long as there is room, then says how many are left out."""
    for number, panel in enumerate(panels):
        drawn = Sheet(sheet.lang, sheet.top)
        _draw_panel(drawn, panel, basis=basis)
        if number and drawn.top > MOST_HEIGHT - FOOT:
            left = translate("chart.left_out", sheet.lang, count=str(len(panels) - number))
            sheet.write(left, 14, INK)
            return
        sheet.parts += drawn.parts
        sheet.top = drawn.top


def _draw_panel(sheet: Sheet, panel: Panel, *, basis: bool) -> None:
    lang = sheet.lang
    if basis:
        sheet.skip(6)
        sheet.write(describe_basis(panel, lang), 14)
        sheet.skip(6)
    remarks = list_remarks(panel, lang)
    try:
        svg, shown = _draw_fitting(panel, lang)
        sheet.draw(svg)
        if shown is not panel:
            counts = {"shown": str(len(shown.points)), "count": str(len(panel.points))}
            remarks = [translate("chart.first", lang, **counts), *list_remarks(shown, lang)]
    except PictureError:
        _LOG.exception("chart %s cannot be drawn; its figures are listed", panel.chart.id)
        sheet.write(translate("chart.undrawn", lang), 14, INK)
        for figure in panel.cited[:DRAWN]:
            sheet.write(describe_figure(figure, lang), 14, INK)
    sheet.skip(8)
    for remark in remarks:
        sheet.write(remark, 13)


def _draw_fitting(panel: Panel, lang: Lang) -> tuple[str, Panel]:
    """A drawing, and of what: where names of many lines make it too high, of the first bars only."""
    width = WIDTH - 2 * PADDING
    svg, shown = write_svg(draw_panel(panel, lang, width), width), panel
    while read_height(svg) > MOST_DRAWN and not panel.is_to_scale and len(shown.points) > 1:
        shown = replace(shown, points=shown.points[: min(len(shown.points), DRAWN) * 2 // 3])
        svg = write_svg(draw_panel(shown, lang, width), width)
    return svg, shown


def read_height(svg: str) -> float:
    """How many pixels high a picture is."""
    found = _HEIGHT.search(svg)
    assert found is not None
    return float(found[1])


def write_png(svg: str, scale: float = SCALE) -> bytes:
    """A picture as PNG of at most 1440 × 1600, its words in the font that comes with the program alone."""
    import resvg_py  # loaded by the first picture, not by every start

    # The font has one weight; a thin stroke of the same colour makes what is bold stand out.
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=_BOLD.sub(_STROKE, svg).replace(
                "; font-weight: bold", f"; stroke: {INK}; stroke-width: 0.8px"
            ),
            skip_system_fonts=True,
            font_files=[find_font()],
            font_family=FAMILY,
            sans_serif_family=FAMILY,
            zoom=min(scale, MOST_HEIGHT / read_height(svg)),
            background="#ffffff",
        )
    )


def format_chart_title(edition: Edition, chart: Chart, lang: Lang) -> str:
    """A chart's title; one that an indicator's page suggests is told apart by the indicator's name."""
    title = chart.title.to(lang)
    if chart.id in edition.charts:
        return title
    name = edition.indicators[chart.indicators[0]].name.to(lang)
    return translate("chart.of_indicator", lang, indicator=name, title=title)


def list_source_titles(panels: Sequence[Panel], lang: Lang) -> str:
    """The titles of the sources of what is drawn; that all of it is computed here, where there are none."""
    sources = list_named_sources(figure for panel in panels for figure in panel.cited)
    titles = [format_title(source, lang) for source in sources]
    if not titles:
        return translate("chart.legend_computed", lang)
    heading = translate("figure.sources", lang)
    if len(titles) > NAMED_SOURCES:
        more = translate("figure.sources_more", lang, count=str(len(titles) - 1))
        return f"{heading}{titles[0]} {more}"
    return heading + translate("list.comma", lang).join(titles)
