"""What an indicator's page begins with: the latest value of the series that speaks for it in a place."""

from __future__ import annotations

from publicstats.analysis.headline_series import Headline, find_headline, list_places
from publicstats.contract.records import Figure, Indicator
from publicstats.edition.model import Edition

MOST = 6
"""Categories that are shown where none of them is the whole."""


def list_latest_headlines(edition: Edition, indicator: Indicator, place: str = "") -> tuple[Headline, ...]:
    """What speaks for an indicator in a place (blank: the headline place): the whole, else its categories."""
    places = list_places(edition, indicator.id, (place,) if place else (), ())
    whole = [found for found in places if not found[1]] or places[:MOST]
    headlines = (find_headline(edition, indicator.id, found) for found in whole)
    return tuple(headline for headline in headlines if headline)


def list_latest_figures(edition: Edition, indicator: Indicator, place: str = "") -> tuple[Figure, ...]:
    """The latest values of an indicator in a place, blank for its headline place."""
    headlines = list_latest_headlines(edition, indicator, place)
    return tuple(figure for headline in headlines for figure in headline.observation.figures)
