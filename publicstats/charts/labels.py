"""What a drawing says in words: its categories, its values, and the sentence that describes it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from types import MappingProxyType

from publicstats.charts.style import FONT_SIZE
from publicstats.contract.records import Figure
from publicstats.figures.place_names import Around, name_places
from publicstats.figures.wording import format_bare, format_base, format_figure
from publicstats.period import format_period
from publicstats.text.i18n import Lang, translate

CHARACTER = {"zh": 1.0, "en": 0.56}
"""The width of an average character, as a share of the size of the font."""
_UNBROKEN = re.compile(r"（[^（）]{1,8}）|[A-Za-z0-9.,%]+|.", re.DOTALL)
"""What Chinese text is not broken inside of: a short bracket, a number, a word in Latin letters."""
UNSURE = ("provisional", "forecast", "estimated", "unverified")
"""Statuses of a value that are said beside it."""
DIFFERENCE = "difference"
"""In place of what a chart is across: nothing but what differs."""


def label_figures(
    figures: Sequence[Figure],
    across: str,
    lang: Lang,
    *,
    period: bool = True,
    around: Around = MappingProxyType({}),
) -> list[str]:
    """A category for each figure: what `across` names, and every other part in which two of them differ.

    Figures of different periods say theirs: side by side they would seem to be of one. The source is said
    where nothing else tells two figures apart.
    """
    parts = {
        "indicator": [figure.indicator.name.to(lang) for figure in figures],
        "region": name_places([figure.region for figure in figures], around, lang),
        "breakdown": [figure.breakdown.name.to(lang) if figure.breakdown else "" for figure in figures],
        "base": [format_base(figure.base, lang) for figure in figures],
        "period": [format_period(figure.period, lang) for figure in figures],
    }
    if not period:
        parts["period"] = [""] * len(figures)
    names = parts["indicator"]
    first = [""] * len(figures) if across == DIFFERENCE else parts.pop(across or "indicator")
    labels = first if across == DIFFERENCE else _fill(first, names)
    for part in parts.values():
        labels = _append(labels, part)
    if period and len(set(labels)) < len(labels):
        labels = _append(
            labels, [figure.source.title.to(lang) if figure.source else "" for figure in figures]
        )
    return _fill(labels, names)


def _fill(labels: list[str], names: list[str]) -> list[str]:
    """The labels, of what is a whole the indicator's name."""
    return [label or name for label, name in zip(labels, names, strict=True)]


def _append(labels: list[str], parts: list[str]) -> list[str]:
    """The labels with a further part each, where the parts differ."""
    if len(set(parts)) < 2:
        return labels
    return [" · ".join(dict.fromkeys(filter(None, pair))) for pair in zip(labels, parts, strict=True)]


def label_values(figures: Sequence[Figure], lang: Lang) -> list[str]:
    """Each figure as printed, qualifier and unit included, safe to draw; a computed one says that it is."""
    return [protect(say_figure(figure, lang)) for figure in figures]


def say_figure(figure: Figure, lang: Lang) -> str:
    """The figure as printed; with words that say so where it is computed, or not yet settled."""
    text = format_figure(figure, lang)
    if figure.computed is not None:
        return translate("chart.computed", lang, figure=text)
    return _say_status(text, figure, lang) if figure.status in UNSURE else text


def say_briefly(figure: Figure, lang: Lang) -> str:
    """The figure without its unit, which stands above the drawing; with words where it is a forecast."""
    text = format_bare(figure, lang)
    return _say_status(text, figure, lang) if figure.status == "forecast" else text


def _say_status(text: str, figure: Figure, lang: Lang) -> str:
    status = translate(f"status.{figure.status}", lang).lower()
    return translate("chart.unsure", lang, figure=text, status=status)


def protect(text: str) -> str:
    """Text that plotly shows as it is: no tag in it becomes a link or markup, no pair of dollars TeX."""
    return escape(text, quote=False).replace("$", "&#36;")


def wrap(text: str, lang: Lang, width: int) -> str:
    """Text broken into lines of a width, at spaces in English, safe to draw."""
    return "<br>".join(protect(line) for line in _break(text, lang, width))


def count_characters(lang: Lang, width: int) -> int:
    """How many characters a line of a width in pixels holds."""
    return max(4, int(width / (FONT_SIZE * CHARACTER[lang])))


def write_rows(labels: Sequence[str], values: Sequence[str], lang: Lang, width: int) -> list[str]:
    """The words above each bar: its label, and in bold its value, which `label_values` has made safe."""
    rows, room = [], count_characters(lang, width)
    for label, value in zip(labels, values, strict=True):
        lines = _break(label, lang, room)
        safe = [protect(line) for line in lines]
        fits = len(lines[-1]) + len(value) + 2 <= room
        rows.append("<br>".join(safe) + ("&nbsp; " if fits else "<br>") + f"<b>{value}</b>")
    return rows


def _pieces(text: str, width: int) -> list[str]:
    """Chinese text in pieces that a line may end after; what belongs together is one where it fits."""
    found = _UNBROKEN.findall(text) or [""]
    return [piece for whole in found for piece in ([whole] if len(whole) <= width else whole)]


def _break(text: str, lang: Lang, width: int) -> list[str]:
    glue = "" if lang == "zh" else " "
    first, *rest = _pieces(text, width) if lang == "zh" else text.split(" ")
    lines = [first if text else ""]
    for piece in rest:
        joined = lines[-1] + glue + piece
        if len(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(piece)
    return lines
