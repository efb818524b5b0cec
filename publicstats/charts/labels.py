"""What a drawing says in words: its categories, its values, and the sentence that describes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape

from publicstats.analysis.panels import Panel
from publicstats.charts.style import FONT_SIZE
from publicstats.contract.records import Figure
from publicstats.figures.wording import format_figure, format_unit
from publicstats.period import format_period
from publicstats.text.i18n import Lang, translate

CHARACTER = {"zh": 1.0, "en": 0.56}
"""The width of an average character, as a share of the size of the font."""
_UNBROKEN = re.compile(r"（[^（）]{1,8}）|[A-Za-z0-9.,%]+|.", re.DOTALL)
"""What Chinese text is not broken inside of: a short bracket, a number, a word in Latin letters."""
DRAWN = 100
"""Figures of one drawing: more would take a minute to draw, and nobody reads as many bars."""
DESCRIBED = 12
"""Figures that a description names singly."""

_PARTS: dict[str, Callable[[Figure, Lang], str]] = {
    "indicator": lambda figure, lang: figure.indicator.name.to(lang),
    "region": lambda figure, lang: figure.region.name.to(lang),
    "breakdown": lambda figure, lang: figure.breakdown.name.to(lang) if figure.breakdown else "",
    "period": lambda figure, lang: format_period(figure.period, lang),
    "source": lambda figure, lang: figure.source.title.to(lang) if figure.source else "",
}


def label_figures(figures: Sequence[Figure], across: str, lang: Lang, *, period: bool = True) -> list[str]:
    """A category for each figure: what `across` names, and whatever else tells equal ones apart.

    Figures of different periods say theirs: side by side they would seem to be of one.
    """
    first = across or "indicator"
    labels = [_PARTS[first](figure, lang) or figure.indicator.name.to(lang) for figure in figures]
    if period and first != "period":
        labels = _append(labels, [_PARTS["period"](figure, lang) for figure in figures])
    for part in _PARTS:
        if len(set(labels)) == len(labels):
            break
        if part not in (first, "period"):
            labels = _append(labels, [_PARTS[part](figure, lang) for figure in figures])
    return labels


def _append(labels: list[str], parts: list[str]) -> list[str]:
    """The labels with a further part each, where the parts differ."""
    if len(set(parts)) < 2:
        return labels
    return [" · ".join(dict.fromkeys(filter(None, pair))) for pair in zip(labels, parts, strict=True)]


def label_values(figures: Sequence[Figure], lang: Lang) -> list[str]:
    """Each figure as printed, qualifier and unit included, safe to draw; a computed one says that it is."""
    return [protect(say_figure(figure, lang)) for figure in figures]


def say_figure(figure: Figure, lang: Lang) -> str:
    """The figure as printed; a computed one with the words that say so, as it is never mixed in silently."""
    text = format_figure(figure, lang)
    return text if figure.computed is None else translate("chart.computed", lang, figure=text)


def protect(text: str) -> str:
    """Text that plotly shows as it is: no tag in it becomes a link or markup, no pair of dollars TeX."""
    return escape(text, quote=False).replace("$", "&#36;")


def wrap(text: str, lang: Lang, width: int) -> str:
    """Text broken into lines of a width, at spaces in English, safe to draw."""
    return "<br>".join(protect(line) for line in _break(text, lang, width))


def count_characters(lang: Lang, width: int) -> int:
    """How many characters a line of a width in pixels holds."""
    return max(4, int(width / (FONT_SIZE * CHARACTER[lang])))


def measure(text: str, lang: Lang) -> int:
    """About how many pixels wide a text is drawn."""
    return round(len(text) * FONT_SIZE * CHARACTER[lang])


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


def describe_panel(panel: Panel, lang: Lang) -> str:
    """The drawing in a sentence: kind, title, every value (the first dozen), what is not drawn."""
    labels = label_figures(panel.points, panel.chart.across, lang, period=panel.chart.kind != "slope")
    if panel.chart.kind == "slope":
        times = [format_period(figure.period, lang) for figure in panel.points]
        labels = [
            f"{label}{'' if lang == 'zh' else ', '}{time}" for label, time in zip(labels, times, strict=True)
        ]
    items = [
        translate("chart.describe_item", lang, label=label, value=say_figure(figure, lang))
        for label, figure in zip(labels[:DESCRIBED], panel.points[:DESCRIBED], strict=True)
    ]
    if len(panel.points) > DESCRIBED:
        items.append(translate("chart.describe_more", lang, count=str(len(panel.points))))
    sentence = translate(
        "chart.describe",
        lang,
        kind=translate(f"chart.kind.{panel.chart.kind}", lang),
        title=panel.chart.title.to(lang),
        items=translate("list.separator", lang).join(items),
    )
    if panel.masked:
        hidden = translate("chart.masked", lang, count=str(len(panel.masked)))
        sentence += f"{hidden}。" if lang == "zh" else f" {hidden}."
    return sentence


def describe_basis(panel: Panel, lang: Lang) -> str:
    """What the panel's figures are, under its title: unit, basis, the period they share, their nature."""
    words = [translate(f"basis.name.{panel.basis}", lang)]
    periods = {format_period(figure.period, lang) for figure in panel.points}
    if len(periods) == 1:
        words += periods
    unit = format_unit(panel.unit, lang)
    if unit:
        words.insert(0, translate("chart.describe_unit", lang, unit=unit))
    if panel.kind != "actual":
        words.append(translate(f"kind.{panel.kind}", lang))
    return translate("list.separator", lang).join(words)


def list_remarks(panel: Panel, lang: Lang) -> list[str]:
    """What a reader must know of the drawing: figures left out, and what its fills and marks mean."""
    remarks = []
    if len(panel.points) > DRAWN:
        remarks.append(translate("chart.first", lang, shown=str(DRAWN), count=str(len(panel.points))))
    if panel.masked:
        remarks.append(translate("chart.masked", lang, count=str(len(panel.masked))))
    if any(figure.is_qualified for figure in panel.points):
        remarks.append(translate(f"chart.legend_{'marks' if panel.chart.kind == 'slope' else 'fill'}", lang))
    if any(figure.computed is not None for figure in panel.points):
        remarks.append(translate("chart.legend_computed", lang))
    return remarks
