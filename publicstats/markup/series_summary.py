"""Series in rows: the latest value of each, how it has changed, its course, and how many values there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from markupsafe import Markup, escape

from publicstats.analysis.peers import Beside
from publicstats.analysis.provenance import Provenance
from publicstats.contract.records import Figure
from publicstats.figures.place_names import Around
from publicstats.figures.wording import format_breakdown, format_time
from publicstats.markup import elements
from publicstats.markup.beside import beside_cell
from publicstats.markup.cards import spark
from publicstats.markup.citation import brief_citation
from publicstats.markup.parts import piece
from publicstats.markup.telling_lines import line_list
from publicstats.text.i18n import Lang, format_number, translate

COLUMNS = ("indicator", "place", "latest", "period", "change", "course", "count", "source")
PLACE_COLUMNS = ("indicator", "latest", "period", "change", "course", "beside", "source")
"""Those of one place's page: a category stands with its indicator, other places beside the value."""
ASIDE = ("change", "course", "beside")
"""Columns that a page leaves out where nothing stands in them."""


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
    body = [
        {
            "indicator": elements.tag("th", elements.indicator_link(figure.indicator, lang), scope="row"),
            "place": elements.place_cell(figure, lang, places),
            "count": elements.tag("td", escape(format_number(count, lang))),
            **_write_cells(figure, provenance, lang),
        }
        for figure, count in rows
    ]
    head = elements.tag("caption", escape(caption))
    return elements.scrolling_table(head + _write_rows(COLUMNS, body, lang), caption)


@dataclass(frozen=True)
class Group:
    """Series of a place under one heading: the latest figure of each, how many there are, the heading.

    A caption that only repeats the heading is quiet: heard, not seen.
    """

    head: Markup
    figures: tuple[Figure, ...]
    caption: str
    is_quiet: bool


def place_tables(
    groups: Sequence[Group], provenance: Provenance, lang: Lang, beside: Mapping[str, Beside]
) -> Markup:
    """A table for each group of a place's series, a row each, with what stands beside them in other places.

    All have the same columns: those in which any has something to say.
    """
    tables = [
        (group, [_write_place_row(f, provenance, lang, beside) for f in group.figures]) for group in groups
    ]
    said = {name for _, rows in tables for row in rows for name in ASIDE if _holds(row[name])}
    columns = [name for name in PLACE_COLUMNS if name not in ASIDE or name in said]
    return elements.BLANK.join(_place_table(group, columns, rows, lang) for group, rows in tables)


@piece
def _place_table(
    group: Group, columns: Sequence[str], rows: Sequence[Mapping[str, Markup]], lang: Lang
) -> Markup:
    caption = elements.tag("caption", escape(group.caption), "ps-quiet" if group.is_quiet else "")
    content = caption + _write_rows(columns, rows, lang)
    return group.head + elements.scrolling_table(content, group.caption, "ps-of-place")


def _holds(cell: Markup) -> bool:
    """Whether a cell holds an element, so that there are more tags than its own two."""
    return cell.count("<") > 2


def _write_place_row(
    figure: Figure, provenance: Provenance, lang: Lang, beside: Mapping[str, Beside]
) -> dict[str, Markup]:
    other = beside_cell(beside.get(figure.id), figure, lang)
    return {
        "indicator": elements.tag("th", _name(figure, lang), scope="row"),
        "beside": elements.tag("td", other, "ps-beside-cell"),
        **_write_cells(figure, provenance, lang, is_full=True),
    }


def _write_rows(columns: Sequence[str], rows: Iterable[Mapping[str, Markup]], lang: Lang) -> Markup:
    heads = (
        elements.tag("th", escape(translate(f"column.{name}", lang)), f"ps-col-{name}", scope="col")
        for name in columns
    )
    body = elements.BLANK.join(
        elements.tag("tr", elements.BLANK.join(row[name] for name in columns)) for row in rows
    )
    head = elements.tag("thead", elements.tag("tr", elements.BLANK.join(heads)))
    return head + elements.tag("tbody", body)


def _write_cells(
    figure: Figure, provenance: Provenance, lang: Lang, *, is_full: bool = False
) -> dict[str, Markup]:
    """What every row says of a series: latest value, period, change, course, publisher and day.

    A full one says of its target and of its age besides.
    """
    lines = provenance.lines.get(figure.id, ())
    mark = elements.check_mark(figure, provenance.verdicts, lang)
    return {
        "latest": elements.value("td", figure, lang, "ps-figure", mark),
        "period": elements.tag("td", escape(format_time(figure, lang)), "ps-when"),
        "change": elements.tag("td", line_list(lines if is_full else lines[:1], lang), "ps-said"),
        "course": elements.tag("td", spark(provenance.courses.get(figure.id), lang), "ps-course"),
        "source": elements.tag("td", brief_citation(figure, lang), "ps-cite"),
    }


def _name(figure: Figure, lang: Lang) -> Markup:
    """The indicator, which leads to its page, with the category where there is one."""
    name, category = elements.indicator_link(figure.indicator, lang), format_breakdown(figure, lang)
    return name + escape(f" · {category}") if category else name
