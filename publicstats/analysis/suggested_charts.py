"""Charts that no row of charts.csv declares: those that an indicator's own figures allow."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from publicstats.analysis.courses import FEWEST
from publicstats.analysis.headline_series import Place, group_series
from publicstats.analysis.observations import Series, list_observations
from publicstats.contract.records import Chart, Indicator
from publicstats.edition.model import Edition
from publicstats.text.i18n import LANGS, Text, translate

SUGGESTED = "-"
"""Between an indicator and what its suggested chart compares, in the chart's id; no other id has it."""


def find_chart(edition: Edition, name: str) -> Chart | None:
    """The chart with an id: a row of charts.csv, or one that an indicator's page suggests; or none."""
    first, *rest = name.split(SUGGESTED)
    indicator = edition.indicators.get(first)
    place = rest[1] if rest[1:] else ""
    suggested = suggest_charts(edition, indicator, place) if rest and indicator else ()
    return edition.charts.get(name) or next((chart for chart in suggested if chart.id == name), None)


def suggest_charts(edition: Edition, indicator: Indicator, place: str = "") -> tuple[Chart, ...]:
    """The charts that an indicator's series allow: over time, by place, by category; no row has their ids.

    Of an indicator of several places `place` is the id of the one that is drawn over time and by category;
    blank: all of them.
    """
    groups = group_series(edition, indicator.id)
    at = place if len({region for region, _ in groups}) > 1 else ""
    own = {where: found for where, found in groups.items() if at in ("", where[0])}
    found = []
    longest = max((_count(edition, series) for group in own.values() for series in group), default=0)
    if longest > 1:
        found.append(("line" if longest >= FEWEST else "slope", "indicator", "over_time", at))
    if len({region for region, _ in _list_known(edition, groups)}) > 1:
        found.append(("bars", "region", "by_region", ""))
    if len({category for _, category in _list_known(edition, own)}) > 1:
        found.append(("bars", "breakdown", "by_breakdown", at))
    return tuple(
        Chart(
            id=SUGGESTED.join(filter(None, (indicator.id, word, region))),
            theme=indicator.theme,
            order=order,
            kind=kind,
            title=_title(edition, word, {where for where, _ in own} if across != "region" else set()),
            indicators=(indicator.id,),
            regions=(region,) if region else (),
            across=across,
            note=Text("", ""),
        )
        for order, (kind, across, word, region) in enumerate(found)
    )


def _title(edition: Edition, word: str, places: Collection[str]) -> Text:
    """A chart's title, with the place where it is of one alone."""
    if len(places) != 1:
        return Text(*(translate(f"indicator.{word}", lang) for lang in LANGS))
    (place,) = places
    names = {lang: edition.regions[place].name.to(lang) for lang in LANGS}
    return Text(*(translate(f"indicator.{word}_at", lang, place=names[lang]) for lang in LANGS))


def _list_known(edition: Edition, groups: Mapping[Place, tuple[Series, ...]]) -> Iterator[Place]:
    """The places and categories of which any value is known."""
    for place, found in groups.items():
        if any(_count(edition, series) for series in found):
            yield place


def _count(edition: Edition, series: Series) -> int:
    """How many values of a series are known."""
    return sum(observation.is_known for observation in list_observations(edition, series.code))
