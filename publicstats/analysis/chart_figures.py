"""The charts of a theme's page, and the figures that a chart's row names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from publicstats.analysis.filtering import select_figures
from publicstats.analysis.latest import find_latest
from publicstats.analysis.panels import Panel, build_panels
from publicstats.contract.records import Chart, Figure
from publicstats.edition.model import Edition


@dataclass(frozen=True)
class ChartFigures:
    """What a chart shows: its row, the figures that this names, and what its kind makes of them."""

    chart: Chart
    figures: tuple[Figure, ...]

    @property
    def id(self) -> str:
        """The chart's."""
        return self.chart.id

    @property
    def latest(self) -> tuple[Figure, ...]:
        """Those of the latest period, for cards."""
        return find_latest(self.figures)

    @property
    def panels(self) -> tuple[Panel, ...]:
        """The drawings that they need."""
        return build_panels(self.chart, self.figures)


def list_charts(edition: Edition, theme: str) -> tuple[Chart, ...]:
    """The charts of a theme's page, in order."""
    return tuple(chart for chart in edition.charts.values() if chart.theme == theme)


def select_chart_figures(edition: Edition, chart: Chart) -> tuple[Figure, ...]:
    """The figures that a chart's row names."""
    return select_figures(edition, indicators=chart.indicators, regions=chart.regions)


def list_chart_figures(edition: Edition, charts: Iterable[Chart]) -> tuple[ChartFigures, ...]:
    """Charts with their figures, in order, but for those that have none."""
    pairs = ((chart, select_chart_figures(edition, chart)) for chart in charts)
    return tuple(ChartFigures(chart, figures) for chart, figures in pairs if figures)
