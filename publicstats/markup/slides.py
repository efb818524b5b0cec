"""Figures for a room: one theme at a time, in type read from the back. `page.js` turns the slides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from publicstats.contract.records import Figure
from publicstats.figures.wording import (
    format_citation,
    format_figure,
    format_nature,
    format_place,
    format_time,
)
from publicstats.markup import elements
from publicstats.markup.parts import piece
from publicstats.text.i18n import Lang, translate

ON_A_SLIDE = 4
CONTROLS = ("previous", "pause", "next")


def slide_show(themes: Iterable[tuple[str, Sequence[Figure]]], lang: Lang, seconds: int, back: str) -> Markup:
    """Slides of titled figures, turned every so many seconds, by keys where that is 0; `back` leads out."""
    slides = elements.BLANK.join(
        _slide(title, figures[start : start + ON_A_SLIDE], lang)
        for title, figures in themes
        for start in range(0, len(figures), ON_A_SLIDE)
    )
    buttons = elements.BLANK.join(
        elements.tag("button", escape(translate(f"slides.{name}", lang)), type="button", data_turn=name)
        for name in CONTROLS
    )
    leave = elements.anchor(translate("slides.leave", lang), back)
    controls = elements.tag("div", buttons + leave, "ps-controls")
    return elements.tag("div", slides + controls, "ps-slides", data_seconds=str(seconds))


def _slide(title: str, figures: Sequence[Figure], lang: Lang) -> Markup:
    items = elements.BLANK.join(elements.tag("li", _item(figure, lang)) for figure in figures)
    content = elements.tag("h2", escape(title)) + elements.tag("ul", items)
    return elements.tag("section", content, "ps-slide", aria_label=title)


@piece
def _item(figure: Figure, lang: Lang) -> Markup:
    nature = elements.badge(format_nature(figure, lang))
    parts = [
        elements.tag("p", escape(figure.indicator.name.to(lang)), "ps-name"),
        elements.tag("p", escape(format_figure(figure, lang)) + nature, "ps-value"),
        elements.tag("p", escape(f"{format_place(figure, lang)} · {format_time(figure, lang)}"), "ps-meta"),
        elements.tag("p", escape(format_citation(figure, lang)), "ps-cite"),
    ]
    return elements.BLANK.join(parts)
