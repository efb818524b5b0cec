"""A one-page brief (DOCX) for tomorrow's meeting: headlines, each a sentence with its course and its source.

It is one page whatever it is of: what has no room is counted, and the brief says where it is to be found.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date
from urllib.parse import urlencode

from publicstats.analysis.brief_headlines import (
    MOST,
    Headlines,
    list_chosen_lines,
    list_overview_lines,
    list_theme_lines,
)
from publicstats.analysis.courses import Course
from publicstats.analysis.figure_sentence import tell_sentence
from publicstats.analysis.find.selection import Selection, select_standing
from publicstats.analysis.largest_changes import ToldChange, tell_largest_changes
from publicstats.analysis.provenance import find_spark
from publicstats.analysis.telling import Lines, tell_figures
from publicstats.charts.spark import describe_spark, draw_spark
from publicstats.contract.records import Figure, Source, Theme
from publicstats.downloads.briefing import UNDATED
from publicstats.downloads.briefing_styles import (
    BRIEF_HEADING,
    BRIEF_IMPRINT,
    BRIEF_SOURCE,
    BRIEF_TEXT,
    BRIEF_TITLE,
    TextLine,
)
from publicstats.downloads.imprint import format_imprint
from publicstats.downloads.one_page import Page
from publicstats.downloads.poster import write_png
from publicstats.downloads.word import TEXT_WIDTH, Picture, Stack, WordFile
from publicstats.edition.model import Edition
from publicstats.figures.citing import format_published, list_named_sources
from publicstats.period import format_period, parse_period
from publicstats.text.i18n import Lang, translate

SPARK, SPARK_SCALE = 3.0, 5
"""Centimetres of a spark, and pixels of its picture for each of the drawing's."""
COLUMNS = (12.4, 3.6)
"""Centimetres of sentences and of sparks."""
BESIDE = 0.25
"""Centimetres that a cell leaves free at its sides."""
MOST_LINES, MOST_SOURCE = 7, 2
"""Lines of a sentence, and of what stands below it, at the most: names that need more are no names."""
RULE = 0.5
"""Points of the line below a row."""
FOOT = 8
"""Points of the paragraph that has to follow a table."""
RESERVED = FOOT + BRIEF_SOURCE.measure(MOST_SOURCE) + 8
"""Points after the table: the paragraph that has to follow one, where the rest is, and some to spare."""


def write_theme_brief(edition: Edition, theme: Theme, lang: Lang, today: date) -> bytes:
    """The brief of a theme: its headlines, then what changed most.

    `today` is the day that late and due are counted from.
    """
    name = theme.title.to(lang)
    where = translate("brief.theme_page", lang, theme=name)
    brief = Brief(edition, translate("brief.theme", lang, theme=name), where, lang, today)
    headlines = list_theme_lines(edition, theme)
    told = {figure.id for figure in headlines.figures}
    changes = [t for t in tell_largest_changes(edition, theme.id, lang) if t.figure.id not in told]
    return brief.write(headlines, changes)


def write_overview_brief(edition: Edition, lang: Lang, today: date) -> bytes:
    """The brief of everything: the first headline of each theme, under the theme's name."""
    brief = Brief(
        edition, translate("brief.overview", lang), translate("brief.every_page", lang), lang, today
    )
    return brief.write(list_overview_lines(edition), with_themes=True)


def write_chosen_brief(edition: Edition, selection: Selection, lang: Lang, today: date) -> bytes:
    """The brief of a selection: of each thing at each place the latest value; every figure that is named."""
    positions = select_standing(edition, selection)
    address = f"/explore?{urlencode(selection.parameters())}"
    where = translate("brief.search_page", lang, address=address)
    brief = Brief(edition, translate("brief.chosen", lang), where, lang, today)
    if not selection.figure:
        return brief.write(list_chosen_lines(edition, positions))
    named = tuple(edition.figure(int(position)) for position in positions[:MOST])
    return brief.write(Headlines(named, len(positions)))


class Brief:
    """A brief that is being written; `where` is the place of all that has no room."""

    def __init__(self, edition: Edition, title: str, where: str, lang: Lang, today: date) -> None:
        self.edition, self.where, self.lang, self.today = edition, where, lang, today
        imprint = format_imprint(edition, lang)
        made = (edition.since or UNDATED).astimezone(UTC)
        self.file = WordFile(title, imprint, translate("briefing.pages", lang), lang, made)
        self.page = Page(lang, RESERVED)
        self._add(title, "Brief Title", BRIEF_TITLE, 1)
        day = format_period(parse_period(today.isoformat()), lang)
        self._add(translate("brief.as_of", lang, day=day), "Brief Imprint", BRIEF_IMPRINT, 2)

    def _add(self, text: str, style: str, line: TextLine, most: int) -> None:
        """Adds a paragraph of so many lines at the most."""
        shown = self.page.shorten(text, line, TEXT_WIDTH, most)
        self.page.take(line.measure(self.page.count_lines(shown, line, TEXT_WIDTH)))
        self.file.add_paragraph(shown, style)

    def write(
        self,
        headlines: Headlines,
        changes: Sequence[ToldChange] = (),
        *,
        with_themes: bool = False,
    ) -> bytes:
        """The bytes of the DOCX file with as many headlines, then changes, as there is room for."""
        lines = tell_figures(self.edition, headlines.figures, self.lang, self.today)
        shown = self._add_rows(headlines.figures, lines, with_themes=with_themes)
        if changes and shown == headlines.total and self.page.take(FOOT + BRIEF_HEADING.measure(1)):
            self.file.add_paragraph(translate("theme.changed", self.lang), "Brief Heading")
            self._add_rows([t.figure for t in changes], {t.figure.id: (t.line,) for t in changes})
        self._close(shown, headlines.total)
        return self.file.write()

    def _add_rows(
        self, figures: Sequence[Figure], lines: Mapping[str, Lines], *, with_themes: bool = False
    ) -> int:
        """Adds a table of as many figures as there is room for, a sentence each; how many these are."""
        courses = {figure.id: find_spark(self.edition, figure) for figure in figures}
        widths = COLUMNS if any(courses.values()) else (TEXT_WIDTH,)
        rows: list[tuple[Stack, ...]] = []
        for figure in figures:
            theme = self.edition.themes[figure.indicator.theme].title.to(self.lang) if with_themes else ""
            told = self._tell(figure, lines[figure.id], theme, widths[0] - BESIDE)
            if told is None:
                break
            cells = told, self._draw(courses[figure.id])
            rows.append(cells[: len(widths)])
        if rows:
            self.file.add_table((), rows, widths)
        return len(rows)

    def _tell(self, figure: Figure, lines: Lines, theme: str, width: float) -> Stack | None:
        """A figure's sentence with its source below it; none where there is no room for it."""
        page, lang = self.page, self.lang
        sentence = tell_sentence(figure, lines, lang)
        if theme:
            sentence = translate("brief.of_theme", lang, theme=theme, sentence=sentence)
        late = [line.text for line in lines if not line.direction]
        source = translate("brief.more", lang).join([name_source(self.edition, figure, lang), *late])
        sentence = page.shorten(sentence, BRIEF_TEXT, width, MOST_LINES)
        source = page.shorten(source, BRIEF_SOURCE, width, MOST_SOURCE)
        height = BRIEF_TEXT.measure(page.count_lines(sentence, BRIEF_TEXT, width))
        height += BRIEF_SOURCE.measure(page.count_lines(source, BRIEF_SOURCE, width))
        if not page.take(height + RULE):
            return None
        return Stack((("BriefText", sentence), ("BriefSource", source)))

    def _draw(self, course: Course | None) -> Stack:
        """The course of a figure's series as a small line; blank where it has too few values."""
        if course is None:
            return Stack((("BriefSpark", ""),))
        png = write_png(draw_spark(course), SPARK_SCALE)
        return Stack((("BriefSpark", Picture(png, describe_spark(course, self.lang), SPARK)),))

    def _close(self, shown: int, count: int) -> None:
        """Says how many headlines there are besides, and where."""
        words = {"where": self.where, "shown": str(shown), "count": str(count)}
        key = "none" if not count else "all" if shown == count else "left_out"
        text = translate(f"brief.{key}", self.lang, **words)
        self.file.add_paragraph(
            self.page.shorten(text, BRIEF_SOURCE, TEXT_WIDTH, MOST_SOURCE), "Brief Source"
        )


def name_source(edition: Edition, figure: Figure, lang: Lang) -> str:
    """Who published a figure and when; of one computed here, that of what it was computed from."""
    if figure.source is not None:
        return translate("figure.sources", lang) + _name_article(figure.source, lang)
    names = figure.calculation.formula.ids if figure.calculation else ()
    sources = list_named_sources(found for name in names if (found := edition.find(name)))
    if not sources:
        return translate("status.derived", lang)
    key = "brief.computed_one" if len(sources) == 1 else "brief.computed"
    return translate(key, lang, source=_name_article(sources[0], lang), count=str(len(sources) - 1))


def _name_article(source: Source, lang: Lang) -> str:
    publisher = source.publisher.to(lang)
    key = "figure.cite_brief" if publisher else "figure.cite_unnamed"
    return translate(key, lang, publisher=publisher, date=format_published(source, lang))
