"""Charts that no row of charts.csv declares: those that an indicator's own figures allow."""

from __future__ import annotations

from collections.abc import Iterable

from publicstats.analysis.filtering import select_figures
from publicstats.analysis.latest import name_series
from publicstats.contract.records import Chart, Figure, Indicator
from publicstats.edition.model import Edition
from publicstats.text.i18n import LANGS, Text, translate

SUGGESTED = "-"
"""Between an indicator and what its suggested chart compares, in the chart's id; no other id has it."""


def find_chart(edition: Edition, name: str) -> Chart | None:
    """The chart with an id: a row of charts.csv, or one that an indicator's page suggests; or none."""
    indicator = edition.indicators.get(name.partition(SUGGESTED)[0])
    suggested = suggest_charts(edition, indicator) if SUGGESTED in name and indicator else ()
    return edition.charts.get(name) or next((chart for chart in suggested if chart.id == name), None)


def suggest_charts(edition: Edition, indicator: Indicator) -> tuple[Chart, ...]:
    """The charts that an indicator's figures allow: over time, by place, by category."""
    return suggest_charts_of(indicator, select_figures(edition, indicators=[indicator.id]))


def suggest_charts_of(indicator: Indicator, figures: Iterable[Figure]) -> tuple[Chart, ...]:
    """The charts that some figures of an indicator allow; their ids are no id of charts.csv."""
    figures = [figure for figure in figures if figure.is_known]
    times: dict[tuple[str, ...], set[str]] = {}
    for figure in figures:
        times.setdefault(name_series(figure), set()).add(figure.period.text)
    kinds = []
    if any(len(periods) > 1 for periods in times.values()):
        kinds.append(("slope", "indicator", "over_time"))
    for across, values in (
        ("region", {f.region.id for f in figures}),
        ("breakdown", {f.breakdown.id if f.breakdown else "" for f in figures}),
    ):
        if len(values) > 1:
            kinds.append(("bars", across, f"by_{across}"))
    return tuple(
        Chart(
            id=f"{indicator.id}{SUGGESTED}{word}",
            theme=indicator.theme,
            order=order,
            kind=kind,
            title=Text(*(translate(f"indicator.{word}", lang) for lang in LANGS)),
            indicators=(indicator.id,),
            regions=(),
            across=across,
            note=Text("", ""),
        )
        for order, (kind, across, word) in enumerate(kinds)
    )
