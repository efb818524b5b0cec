"""A briefing (DOCX) of a theme or of chosen figures: headline figures, charts, tables, footnotes, sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np

from publicstats.analysis.chart_figures import list_charts, select_chart_figures
from publicstats.analysis.filtering import select_figures
from publicstats.analysis.find.selection import Selection, select_positions
from publicstats.analysis.headlines import list_card_figures
from publicstats.analysis.panels import Panel, build_panels
from publicstats.analysis.recent_periods import CHARTED, PERIODS, keep_recent
from publicstats.analysis.suggested_charts import suggest_charts
from publicstats.analysis.vintage_story import find_last_step
from publicstats.charts import describe_panel
from publicstats.charts.panel_words import describe_basis
from publicstats.contract.records import Chart, Figure, Source, Theme
from publicstats.downloads.imprint import format_imprint
from publicstats.downloads.limits import CHOSEN, LISTED
from publicstats.downloads.poster import (
    draw_plain,
    format_chart_title,
    list_drawn_panels,
    write_png,
)
from publicstats.downloads.word import Content, Note, WordFile
from publicstats.edition.model import Edition
from publicstats.figures.citing import NAMED_SOURCES, describe_replacement, format_source, list_named_sources
from publicstats.figures.wording import format_figure, format_nature, format_place, format_time, format_title
from publicstats.text.i18n import Lang, translate

CHARTS, POINTS = 6, 20
"""Charts of chosen figures, and figures of one, at the most."""
WIDTHS = (25, 18, 20, 22, 15)
"""Shares of a table's columns."""
RULES = ("numbers", "masked", "join", "computed")
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
"""When a briefing of an edition that is not published says it was made."""
Drawn = tuple[Chart, tuple[Panel, ...]]


def write_theme_briefing(edition: Edition, theme: Theme, lang: Lang) -> bytes:
    """The briefing of a theme: its cards, its charts with their figures, its other figures, its sources."""
    charts = [(chart, list_drawn_panels(edition, chart)) for chart in list_charts(edition, theme.id)]
    headlines = keep_recent(edition, list_card_figures(edition, theme), CHARTED)
    drawn = [pair for pair in charts if pair[1]]
    charted = [figure for _, panels in drawn for figure in list_charted(edition, panels)]
    named = {figure.id: figure for figure in (*headlines, *charted)}
    figures = select_figures(edition, theme=theme.id, standing=True, latest=LISTED)
    others = [figure for figure in figures if figure.id not in named]
    title = translate("briefing.theme", lang, theme=theme.title.to(lang))
    briefing = Briefing(edition, title, lang)
    briefing.add_lead(theme.summary.to(lang))
    count = int(
        np.count_nonzero(edition.series.stands[select_positions(edition, Selection(theme=(theme.id,)))])
    )
    shown = sum(figure.indicator.theme == theme.id for figure in (*named.values(), *others))
    if count > shown:
        words = {"count": str(count), "shown": str(shown), "periods": str(PERIODS)}
        briefing.add_lead(translate("briefing.latest", lang, **words))
    briefing.add_figures("briefing.headlines", headlines)
    briefing.add_charts(drawn)
    briefing.add_figures("briefing.others", others)
    return briefing.finish()


def list_charted(edition: Edition, panels: Iterable[Panel]) -> list[Figure]:
    """The figures that stand in a table under the drawings of a chart: the latest of each series."""
    return keep_recent(edition, [f for panel in panels for f in (*panel.cited, *panel.masked)], CHARTED)


def write_chosen_briefing(edition: Edition, positions: np.ndarray, lang: Lang) -> bytes:
    """The briefing of the figures at these positions of `edition.figures`; of many, of the first."""
    figures = [edition.figure(int(position)) for position in positions[:CHOSEN]]
    briefing = Briefing(edition, translate("briefing.chosen", lang), lang)
    if len(positions) > CHOSEN:
        count, shown = str(len(positions)), str(CHOSEN)
        briefing.add_lead(translate("briefing.first", lang, count=count, shown=shown))
    briefing.add_figures("briefing.figures", figures)
    briefing.add_charts(_suggest(edition, figures)[:CHARTS], with_tables=False)
    return briefing.finish()


def _suggest(edition: Edition, figures: Iterable[Figure]) -> list[Drawn]:
    """Of the charts that each indicator allows the first that draws several of the figures."""
    figures = tuple(figures)
    chosen = {figure.id for figure in figures}
    drawn: list[Drawn] = []
    for indicator in {figure.indicator.id: figure.indicator for figure in figures}.values():
        for chart in suggest_charts(edition, indicator):
            shown = (
                replace(part, figures=tuple(f for f in part.figures if f.id in chosen))
                for part in select_chart_figures(edition, chart)
            )
            panels = tuple(p for p in build_panels(chart, shown) if 1 < len(p.points) <= POINTS)
            if panels:
                drawn.append((chart, panels))
                break
    return drawn


class Briefing:
    """A briefing that is being written."""

    def __init__(self, edition: Edition, title: str, lang: Lang) -> None:
        self.edition, self.lang = edition, lang
        self.sources: dict[str, int] = {}
        self.drawings = 0
        imprint = format_imprint(edition, lang)
        made = (edition.since or UNDATED).astimezone(UTC)
        self.file = WordFile(title, imprint, translate("briefing.pages", lang), lang, made)
        self.file.add_paragraph(title, "Title")
        self.file.add_paragraph(imprint, "Subtitle")

    def add_lead(self, text: str) -> None:
        """Adds a paragraph under the title."""
        self.file.add_paragraph(text)

    def add_figures(self, heading: str, figures: Sequence[Figure]) -> None:
        """Adds a part with a table of figures."""
        if figures:
            self.file.add_paragraph(translate(heading, self.lang), "Heading 1")
            self._add_table(figures)

    def _add_table(self, figures: Sequence[Figure]) -> None:
        head = [
            translate(f"column.{name}", self.lang)
            for name in ("indicator", "figure", "place", "period", "source")
        ]
        self.file.add_table(head, [self._row(figure) for figure in figures], WIDTHS)

    def _row(self, figure: Figure) -> list[Content]:
        lang = self.lang
        nature = format_nature(figure, lang)
        said = format_figure(figure, lang)
        if nature and nature != said:
            said = translate("briefing.nature", lang, figure=said, nature=nature)
        remarks = list_remarks(figure, lang, cited=self._is_new(figure.source))
        if step := find_last_step(self.edition, figure.id):
            remarks.append(describe_replacement(step.new, step.reason, lang))
        number: Content = [said, Note(" ".join(remarks))] if remarks else said
        return [
            figure.indicator.name.to(lang),
            number,
            format_place(figure, lang),
            format_time(figure, lang),
            self._cite(figure),
        ]

    def _is_new(self, source: Source | None) -> bool:
        """Whether a source is named for the first time: then its footnote gives it in full."""
        if source is None or source.id in self.sources:
            return False
        self.sources[source.id] = len(self.sources) + 1
        return True

    def _cite(self, figure: Figure) -> str:
        """Where a figure stands: the number of its source below, and the line."""
        if figure.source is None:
            return translate("status.derived", self.lang)
        number = str(self.sources[figure.source.id])
        return translate("briefing.cite", self.lang, number=number, line=str(figure.line or ""))

    def add_charts(self, charts: Sequence[Drawn], *, with_tables: bool = True) -> None:
        """Adds a part with charts, each with its caption and the figures that it is of."""
        if charts:
            self.file.add_paragraph(translate("briefing.charts", self.lang), "Heading 1")
        for chart, panels in charts:
            title = format_chart_title(self.edition, chart, self.lang)
            self.file.add_paragraph(title, "Heading 2")
            if note := chart.note.to(self.lang):
                self.file.add_paragraph(note, "Remark")
            for panel in panels:
                self._add_drawing(chart, panel, title, "Caption" if with_tables else "Last Caption")
            if with_tables:
                self._add_table(list_charted(self.edition, panels))

    def _add_drawing(self, chart: Chart, panel: Panel, title: str, style: str) -> None:
        lang = self.lang
        png = write_png(draw_plain(self.edition, chart, panel, lang))
        self.file.add_picture(png, describe_panel(panel, lang))
        self.drawings += 1
        words = {"number": str(self.drawings), "title": title, "basis": describe_basis(panel, lang)}
        notes = list(self._refer_all(list_named_sources(panel.cited)))
        caption = translate("briefing.caption", lang, **words)
        self.file.add_paragraph([caption, Note(" ".join(notes))] if notes else caption, style)

    def _refer_all(self, sources: Sequence[Source]) -> Iterator[str]:
        """The sources of a drawing; of many the one published last, and how many there are besides."""
        few = sources if len(sources) <= NAMED_SOURCES else sources[:1]
        yield from map(self._refer, few)
        if more := len(sources) - len(few):
            yield translate("briefing.more_sources", self.lang, count=str(more))

    def _refer(self, source: Source) -> str:
        """A source in a footnote: in full the first time, then by its number and title."""
        if self._is_new(source):
            return translate("briefing.from", self.lang, source=format_source(source, self.lang))
        number, title = str(self.sources[source.id]), format_title(source, self.lang)
        return translate("briefing.from_again", self.lang, number=number, title=title)

    def finish(self) -> bytes:
        """Adds how to read the figures, and the sources; the whole as the bytes of a DOCX file."""
        lang = self.lang
        self.file.add_paragraph(translate("briefing.reading", lang), "Heading 1")
        rules = [translate(f"briefing.rule_{rule}", lang) for rule in RULES]
        self.file.add_paragraph(("" if lang == "zh" else " ").join(rules))
        self.file.add_paragraph(translate("briefing.sources", lang), "Heading 1")
        for name, number in self.sources.items():
            source = self.edition.sources[name]
            self.file.add_paragraph(_describe(source, number, lang), "Reference")
        return self.file.write()


def list_remarks(figure: Figure, lang: Lang, *, cited: bool) -> list[str]:
    """What a figure's footnote says: its source or formula, and what to know before using it."""
    remarks = []
    if figure.calculation is not None:
        formula = figure.calculation.wording.to(lang)
        remarks.append(translate("briefing.formula", lang, formula=formula))
    elif figure.source is not None and cited:
        source, line = format_source(figure.source, lang), str(figure.line or "")
        remarks.append(translate("briefing.from_line", lang, source=source, line=line))
    if note := figure.note.to(lang):
        remarks.append(note)
    return remarks


def _describe(source: Source, number: int, lang: Lang) -> str:
    words = {"number": str(number), "source": format_source(source, lang), "document": source.document}
    text = translate("briefing.source", lang, **words)
    return f"{text} {note}" if (note := source.note.to(lang)) else text
