"""Series in rows: the latest value of each, how it has changed, its course, and how many values there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from markupsafe import Markup, escape

from publicstats.analysis.provenance import Provenance
from publicstats.contract.records import Figure
from publicstats.figures.place_names import Around
from publicstats.figures.wording import format_time
from publicstats.markup import elements
from publicstats.markup.cards import spark
from publicstats.markup.parts import piece
from publicstats.markup.telling_lines import line_list
from publicstats.text.i18n import Lang, format_number, translate

COLUMNS = ("indicator", "place", "latest", "period", "change", "course", "count", "source")


@piece
def series_table(
    rows: Sequence[tuple[Figure, int]],
    provenance: Provenance,
    lang: Lang,
    caption: str,
    around: Around = MappingProxyType({}),
) -> Markup:
    """A row for each series: its latest figure, which leads to its page, and its number of values."""
    places = elements.name_regions([figure for figure, _ in rows], around, lang)
    heads = (elements.tag("th", escape(translate(f"column.{name}", lang)), scope="col") for name in COLUMNS)
    body = elements.BLANK.join(_row(figure, count, provenance, places, lang) for figure, count in rows)
    return elements.scrolling_table(
        elements.tag("caption", escape(caption))
        + elements.tag("thead", elements.tag("tr", elements.BLANK.join(heads)))
        + elements.tag("tbody", body),
        caption,
    )


def _row(figure: Figure, count: int, provenance: Provenance, places: Mapping[str, str], lang: Lang) -> Markup:
    """A series' cells, in the order of `COLUMNS`."""
    mark = elements.check_mark(figure, provenance.verdicts, lang)
    cells = (
        elements.tag("th", elements.indicator_link(figure.indicator, lang), scope="row"),
        elements.place_cell(figure, lang, places),
        elements.value("td", figure, lang, "ps-figure", mark),
        elements.tag("td", escape(format_time(figure, lang))),
        elements.tag("td", line_list(provenance.lines.get(figure.id, ())[:1], lang)),
        elements.tag("td", spark(provenance.courses.get(figure.id), lang), "ps-course"),
        elements.tag("td", escape(format_number(count, lang))),
        elements.tag("td", elements.brief_citation(figure, lang), "ps-cite"),
    )
    return elements.tag("tr", elements.BLANK.join(cells))
