"""What a point answers to the pointer: the printed figure, its period, its status and its source.

A drawing by itself answers nothing; the browser, which draws the same specification, shows these texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from publicstats.charts.labels import count_characters, wrap
from publicstats.contract.records import Figure
from publicstats.figures.citing import format_published
from publicstats.figures.wording import format_figure, format_nature, format_time
from publicstats.text.i18n import Lang, translate

EDGE = 48
"""Pixels that the box around a text and what leads to its point take of a drawing's width."""
_SEPARATOR = " · "
_OF_TRACES, _OF_LAYOUT = ("customdata", "hovertemplate"), ("hoverlabel",)
"""Settings that only a pointer brings to light."""


def answer(
    figures: Sequence[Figure], lang: Lang, width: int, labels: Iterable[str] | None = None
) -> dict[str, Any]:
    """The settings by which a trace's points answer: one text each, broken to fit a width in pixels.

    Where a trace has no name of its own, `labels` say what each point is of.
    """
    texts = [say_point(figure, lang) for figure in figures]
    if labels is not None:
        texts = [_SEPARATOR.join(pair) for pair in zip(labels, texts, strict=True)]
    room = count_characters(lang, width - EDGE)
    name = "" if labels is not None else "%{fullData.name}"
    return {
        "customdata": [wrap(text, lang, room) for text in texts],
        "hovertemplate": f"%{{customdata}}<extra>{name}</extra>",
        "hoverinfo": None,
    }


def say_point(figure: Figure, lang: Lang) -> str:
    """A figure as printed, with its period, its status where not plain, its publisher and day."""
    computed = translate("status.derived", lang) if figure.computed is not None else ""
    parts = [format_figure(figure, lang), format_time(figure, lang), format_nature(figure, lang), computed]
    if figure.source is not None:
        publisher = figure.source.publisher.to(lang) or translate("sources.publisher_unknown", lang)
        parts += [publisher, format_published(figure.source, lang)]
    return _SEPARATOR.join(filter(None, parts))


def silence(spec: dict[str, Any]) -> dict[str, Any]:
    """A figure's specification without what answers to a pointer: all that a still drawing is made from."""
    data = [_without(trace, _OF_TRACES) | {"hoverinfo": "skip"} for trace in spec["data"]]
    return {"data": data, "layout": _without(spec["layout"], _OF_LAYOUT) | {"hovermode": "closest"}}


def _without(settings: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: value for name, value in settings.items() if name not in names}
