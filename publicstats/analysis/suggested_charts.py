"""Charts that no row of charts.csv declares: those that an indicator's own figures allow."""

from __future__ import annotations

from publicstats.analysis.courses import FEWEST
from publicstats.analysis.headline_series import group_series
from publicstats.analysis.observations import Series, list_observations
from publicstats.contract.records import Chart, Indicator
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
    """The charts that an indicator's series allow: over time, by place, by category; no row has their ids."""
    groups = group_series(edition, indicator.id)
    known = {place for place, found in groups.items() if any(_count(edition, s) for s in found)}
    kinds = []
    longest = max((_count(edition, series) for found in groups.values() for series in found), default=0)
    if longest > 1:
        kinds.append(("line" if longest >= FEWEST else "slope", "indicator", "over_time"))
    for position, across in enumerate(("region", "breakdown")):
        if len({place[position] for place in known}) > 1:
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


def _count(edition: Edition, series: Series) -> int:
    """How many values of a series are known."""
    return sum(observation.is_known for observation in list_observations(edition, series.code))
