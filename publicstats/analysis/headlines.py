"""The figures that stand for a theme: on its first cards, and on the overview."""

from __future__ import annotations

from publicstats.analysis.chart_figures import list_charts, list_headlines_of
from publicstats.analysis.headline_series import Headline
from publicstats.analysis.observations import Series, list_observations
from publicstats.contract.records import Figure, Theme
from publicstats.edition.model import Edition

HEADLINES = 4
"""Cards of a theme on the overview."""


def list_theme_headlines(edition: Edition, theme: Theme) -> tuple[Headline, ...]:
    """What a theme's first card row shows."""
    cards = next((chart for chart in list_charts(edition, theme.id) if chart.kind == "cards"), None)
    return list_headlines_of(edition, cards) if cards else ()


def list_card_figures(edition: Edition, theme: Theme) -> tuple[Figure, ...]:
    """The figures of a theme's first card row."""
    return tuple(f for headline in list_theme_headlines(edition, theme) for f in headline.observation.figures)


def list_headlines(edition: Edition, theme: Theme) -> tuple[Figure, ...]:
    """The figures that stand for a theme on the overview: the first of its first card row.

    One an indicator, and none of what is only computed here; a single quarter that printed totals give, is.
    """
    by_indicator: dict[str, Figure] = {}
    for headline in list_theme_headlines(edition, theme):
        figure = headline.observation.figure
        if figure.source is not None or is_printed(edition, headline.series):
            by_indicator.setdefault(figure.indicator.id, figure)
    return tuple(by_indicator.values())[:HEADLINES]


def is_printed(edition: Edition, series: Series) -> bool:
    """Whether any value of a series is printed, and not all of them computed here."""
    return any(o.figure.source is not None for o in list_observations(edition, series.code))
