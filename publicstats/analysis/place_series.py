"""What is known of a place: of each indicator and category the series that speaks for it, by theme."""

from __future__ import annotations

from collections.abc import Mapping

from publicstats.analysis.headline_series import Headline, find_headline, group_series
from publicstats.contract.records import Region
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition


@memoize(64)
def list_known(edition: Edition, region: Region) -> Mapping[str, tuple[Headline, ...]]:
    """The headlines of a place by theme, in the order of themes.csv; of each theme the latest first.

    A theme of which nothing is known there is left out.
    """
    frame = edition.figures
    there = {str(name) for name in frame.loc[frame["region"] == region.id, "indicator"].unique()}
    found: dict[str, list[Headline]] = {theme: [] for theme in edition.themes}
    for indicator in edition.indicators.values():
        if indicator.id not in there:
            continue
        places = [place for place in group_series(edition, indicator.id) if place[0] == region.id]
        places.sort(key=lambda place: _rank_category(edition, place[1]))
        headlines = (find_headline(edition, indicator.id, place) for place in places)
        found[indicator.theme] += [headline for headline in headlines if headline is not None]
    return {
        theme: tuple(sorted(headlines, key=lambda h: h.observation.end, reverse=True))
        for theme, headlines in found.items()
        if headlines
    }


def _rank_category(edition: Edition, name: str) -> tuple[int, str]:
    breakdown = edition.breakdowns.get(name)
    return (breakdown.order, name) if breakdown else (-1, "")
