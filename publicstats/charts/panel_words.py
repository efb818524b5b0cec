"""What a drawing says in words: the sentence that describes it, the line above it, the remarks below."""

from __future__ import annotations

from publicstats.analysis.panels import Panel
from publicstats.charts.course_words import describe_courses, list_key
from publicstats.charts.labels import label_figures, say_figure
from publicstats.charts.ruptures import say_ruptures
from publicstats.charts.small_multiples import MOST_CELLS
from publicstats.figures.wording import format_unit
from publicstats.period import format_period
from publicstats.text.i18n import Lang, translate

DRAWN = 20
"""Bars of one drawing: of more the first ones are drawn, and the table beside it has all."""
DESCRIBED = 12
"""Figures, or series over time, that a description names singly."""


def describe_panel(panel: Panel, lang: Lang) -> str:
    """The drawing in a sentence: kind, title, every value (the first dozen), what is not drawn.

    Over time it says of every series its first and last period, its latest, highest and lowest value.
    """
    items = describe_courses(panel, lang) if panel.is_to_scale else _describe_figures(panel, lang)
    count = len(items)
    if count > DESCRIBED:
        items = [*items[:DESCRIBED], translate("chart.describe_more", lang, count=str(count))]
    sentence = translate(
        "chart.describe",
        lang,
        kind=translate(f"chart.kind.{panel.form}", lang),
        title=panel.chart.title.to(lang),
        items=translate("list.separator", lang).join(items),
    )
    told = say_ruptures(panel, lang) if panel.is_to_scale else []
    if panel.masked:
        hidden = translate("chart.masked", lang, count=str(len(panel.masked)))
        told.append(f"{hidden}。" if lang == "zh" else f"{hidden}.")
    return ("" if lang == "zh" else " ").join((sentence, *told))


def _describe_figures(panel: Panel, lang: Lang) -> list[str]:
    is_slope = panel.form == "slope"
    labels = label_figures(panel.points, panel.chart.across, lang, period=not is_slope, around=panel.around)
    if is_slope:
        times = [format_period(figure.period, lang) for figure in panel.points]
        labels = [
            f"{label}{'' if lang == 'zh' else ', '}{time}" for label, time in zip(labels, times, strict=True)
        ]
    return [
        translate("chart.describe_item", lang, label=label, value=say_figure(figure, lang))
        for label, figure in zip(labels, panel.points, strict=True)
    ]


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
    if panel.is_to_scale:
        most, count = MOST_CELLS, len(panel.courses)
        first = (
            [translate("chart.first_series", lang, shown=str(most), count=str(count))] if count > most else []
        )
        return [*first, *list_key(panel, lang), *say_ruptures(panel, lang)]
    remarks = []
    if len(panel.points) > DRAWN:
        remarks.append(translate("chart.first", lang, shown=str(DRAWN), count=str(len(panel.points))))
    if panel.masked:
        remarks.append(translate("chart.masked", lang, count=str(len(panel.masked))))
    if any(figure.is_qualified for figure in panel.points):
        remarks.append(translate(f"chart.legend_{'marks' if panel.form == 'slope' else 'fill'}", lang))
    if any(figure.computed is not None for figure in panel.points):
        remarks.append(translate("chart.legend_computed", lang))
    return remarks
