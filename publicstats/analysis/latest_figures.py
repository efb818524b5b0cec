"""What an indicator's page begins with: the latest value of the series that speaks for it."""

from __future__ import annotations

from publicstats.analysis.headline_series import find_headline, list_places
from publicstats.contract.records import Figure, Indicator
from publicstats.edition.model import Edition

MOST = 6
"""Categories that are shown where none of them is the whole."""


def list_latest_figures(edition: Edition, indicator: Indicator) -> tuple[Figure, ...]:
    """The latest values of an indicator at its headline place: of the whole, else of its categories."""
    places = list_places(edition, indicator.id, (), ())
    whole = [place for place in places if not place[1]] or places[:MOST]
    headlines = (find_headline(edition, indicator.id, place) for place in whole)
    return tuple(figure for headline in headlines if headline for figure in headline.observation.figures)
