"""Figures as cards: each with everything needed to read it, and to cite it one click away."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from markupsafe import Markup, escape

from publicstats.analysis.courses import Course
from publicstats.analysis.provenance import Provenance
from publicstats.analysis.remark_line import Line
from publicstats.charts.spark import HEIGHT, WIDTH, describe_spark, draw_spark
from publicstats.contract.records import Figure
from publicstats.figures.wording import format_interval, format_place, format_time
from publicstats.markup import elements
from publicstats.markup.citation import citation_box, name_origin
from publicstats.markup.parts import piece
from publicstats.markup.standing import replaced_mark
from publicstats.markup.telling_lines import line_list
from publicstats.text.i18n import Lang, translate

_SPARK = Markup('<img class="ps-spark" src="{}" alt="{}" width="{}" height="{}">')
_UNQUOTED = " =:/()',"
"""Characters that an address of a picture may hold as they are."""


def card_grid(figures: Iterable[Figure], provenance: Provenance, lang: Lang, label: str) -> Markup:
    """Cards side by side, as many as fit the screen."""
    cards = elements.BLANK.join(card(figure, provenance, lang) for figure in figures)
    return elements.tag("ul", cards, "ps-cards", aria_label=label)


def card(figure: Figure, provenance: Provenance, lang: Lang) -> Markup:
    """One figure: name, value, place, time, change, target, note; behind who published it, more of that."""
    return elements.tag("li", _content(figure, provenance, lang), "ps-card", id=f"figure-{figure.id}")


@piece
def _content(figure: Figure, provenance: Provenance, lang: Lang) -> Markup:
    parts = [
        elements.tag("p", elements.indicator_link(figure.indicator, lang), "ps-name"),
        headline(figure, lang),
        spark(provenance.courses.get(figure.id), lang),
        line_list(provenance.lines.get(figure.id, ()), lang),
        replaced_mark(provenance.replaced.get(figure.id), lang),
    ]
    if figure.note.to(lang):
        parts.append(elements.tag("p", escape(figure.note.to(lang)), "ps-note"))
    if mark := elements.check_mark(figure, provenance.verdicts, lang):
        parts.append(elements.tag("p", mark.strip(), "ps-cite"))
    heading = translate("figure.sources", lang) if figure.source else ""
    cited = elements.tag("p", elements.citation(figure, lang), "ps-cite")
    box = cited + citation_box(figure, provenance, lang)
    parts.append(elements.details(heading + name_origin(figure, lang), box, "ps-source"))
    return elements.BLANK.join(parts)


@piece
def spark(course: Course | None, lang: Lang) -> Markup:
    """How a card's values went, as a picture; blank where they are too few."""
    if course is None:
        return elements.BLANK
    return write_picture(draw_spark(course), describe_spark(course, lang), (WIDTH, HEIGHT))


def write_picture(svg: str, described: str, size: tuple[int, int]) -> Markup:
    """A small drawing of our own as an element: its SVG, what it shows in words, its width and height."""
    # A picture by its address: Streamlit's frame keeps no SVG, and it is there without scripts and on paper.
    return _SPARK.format(f"data:image/svg+xml,{quote(svg, safe=_UNQUOTED)}", described, *size)


@piece
def headline(figure: Figure, lang: Lang) -> Markup:
    """The value in large type, where and when it was, and the interval that a qualifier allows."""
    interval = format_interval(figure, lang)
    parts = [
        elements.value("p", figure, lang, "ps-value"),
        elements.tag("p", escape(f"{format_place(figure, lang)} · {format_time(figure, lang)}"), "ps-meta"),
    ]
    if interval and figure.qualifier != "exact":
        label = translate("figure.interval_label", lang)
        parts.append(elements.tag("p", escape(f"{label} {interval}"), "ps-meta"))
    return elements.BLANK.join(parts)


@piece
def latest_figure(figure: Figure, lines: Iterable[Line], provenance: Provenance, lang: Lang) -> Markup:
    """A latest value in large type, with all that is said of its change and target, note and source."""
    parts = [headline(figure, lang), line_list(lines, lang, is_full=True)]
    if figure.note.to(lang):
        parts.append(elements.tag("p", escape(figure.note.to(lang)), "ps-note"))
    mark = elements.check_mark(figure, provenance.verdicts, lang)
    parts.append(elements.tag("p", elements.citation(figure, lang) + mark, "ps-cite"))
    return elements.tag("div", elements.BLANK.join(parts), "ps-one ps-latest")
