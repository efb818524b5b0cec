"""The charts of a theme's page, and the figures that a chart's row is of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from publicstats.analysis.courses import find_course
from publicstats.analysis.headline_series import (
    Headline,
    choose_headline,
    find_headline,
    group_series,
    list_places,
    split_natures,
)
from publicstats.analysis.observations import Series, list_observations
from publicstats.analysis.paging import Page, turn
from publicstats.analysis.panels import Panel, Selected, build_panels
from publicstats.analysis.recent_periods import CHARTED, keep_recent
from publicstats.analysis.region_tree import list_parents
from publicstats.contract.records import Chart, Figure
from publicstats.edition.model import Edition
from publicstats.text.i18n import Text

LISTED, ROWS, ALL_ROWS = 100, 12, 28
"""Figures of a table that has a row for each and not for each series; rows of a table's page, and of all."""
Row = tuple[Figure, int]
"""A figure, and how many its series has."""
LISTS = {"cards", "table"}
"""Kinds that draw nothing: they show all their figures, and take a page's whole width."""


@dataclass(frozen=True)
class ChartFigures:
    """What a chart shows: its row, and what it shows of each series."""

    chart: Chart
    selected: tuple[Selected, ...]
    recent: tuple[Figure, ...] = ()
    """Of a drawing the figures that are listed under it: those of the last periods of each series."""
    rows: int = ROWS
    """Of a table the rows that stand on one page."""

    @property
    def id(self) -> str:
        """The chart's."""
        return self.chart.id

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """All its figures; those of two series, as a first quarter that is a total of the year, once."""
        return list_figures(self.selected)

    @cached_property
    def summary(self) -> tuple[Row, ...]:
        """Of a table of many figures the latest of each series, and how many the series has; else nothing.

        Changes and targets have no row where what they are of has one: they are told there.
        """
        if self.chart.kind != "table" or len(self.figures) <= LISTED:
            return ()
        told = {_name_subject(part.series) for part in self.selected if _is_level(part.series)}
        rows = [
            (_find_latest(part.figures), len(part.figures))
            for part in self.selected
            if _is_level(part.series) or _name_subject(part.series) not in told
        ]
        return tuple({figure.id: (figure, count) for figure, count in rows}.values())

    def turn(self, number: int) -> Page[Row]:
        """The page of that number of a table: of its summary, else of its figures."""
        return turn(self.summary or [(figure, 1) for figure in self.figures], number, self.rows)

    def list_shown(self, number: int) -> tuple[Figure, ...]:
        """The figures that stand on a theme's page, its tables turned to the page of that number."""
        if self.chart.kind == "table":
            return tuple(figure for figure, _ in self.turn(number).items)
        return self.figures if self.chart.kind in LISTS else self.recent

    @property
    def around(self) -> Mapping[str, tuple[Text, ...]]:
        """Of each place, by its id, the names of the places that it lies in, from the nearest outwards."""
        return {part.series.region.id: part.around for part in self.selected}

    @property
    def panels(self) -> tuple[Panel, ...]:
        """The drawings that they need."""
        return build_panels(self.chart, self.selected)


def _find_latest(figures: Sequence[Figure]) -> Figure:
    """The last that says what was, where any does."""
    known = (figure for figure in reversed(figures) if figure.is_known and figure.status != "forecast")
    return next(known, figures[-1])


def _is_level(series: Series) -> bool:
    """Whether a series says how much there is or was, not how that changed or is to be."""
    return series.kind == "actual" and series.basis != "growth"


def _name_subject(series: Series) -> tuple[str, str, str]:
    return series.indicator.id, series.region.id, series.breakdown.id if series.breakdown else ""


def list_charts(edition: Edition, theme: str) -> tuple[Chart, ...]:
    """The charts of a theme's page, in order."""
    return tuple(chart for chart in edition.charts.values() if chart.theme == theme)


def list_chart_figures(edition: Edition, charts: Iterable[Chart]) -> tuple[ChartFigures, ...]:
    """Charts with their figures, in order, but for those that have none: what a page shows of each."""
    pairs = [(chart, select_chart_figures(edition, chart)) for chart in charts]
    tables = sum(chart.kind == "table" and bool(selected) for chart, selected in pairs)
    rows = min(ROWS, ALL_ROWS // max(tables, 1))
    found = (ChartFigures(chart, selected, rows=rows) for chart, selected in pairs if selected)
    return tuple(
        each if each.chart.kind in LISTS else replace(each, recent=_list_recent(edition, each))
        for each in found
    )


def _list_recent(edition: Edition, shown: ChartFigures) -> tuple[Figure, ...]:
    return tuple(keep_recent(edition, shown.figures, CHARTED))


def select_chart_figures(edition: Edition, chart: Chart) -> tuple[Selected, ...]:
    """What a chart is of, series by series; no figure has been replaced by another.

    Cards and drawings that compare places, categories or indicators have the latest value of the series that
    speaks for each; drawings of time have all its values, and tables have every value.
    """
    if chart.kind == "cards":
        return tuple(Selected(h.series, h.observation.figures) for h in list_headlines_of(edition, chart))
    return tuple(
        Selected(
            series,
            tuple(_select(edition, chart, series)),
            find_course(edition, series) if chart.is_over_time else None,
            tuple(region.name for region in reversed(list_parents(edition, series.region))),
        )
        for series in _list_series(edition, chart)
    )


def list_figures(selected: Iterable[Selected]) -> tuple[Figure, ...]:
    """The figures of all series, each once."""
    return tuple({figure.id: figure for part in selected for figure in part.figures}.values())


def list_headlines_of(edition: Edition, chart: Chart) -> tuple[Headline, ...]:
    """What a card row shows, in its order: one for each indicator, place and category that it names."""
    found = (
        find_headline(edition, indicator, place, chart.frequency)
        for indicator in chart.indicators
        for place in list_places(edition, indicator, chart.regions, chart.breakdowns)
    )
    return tuple(headline for headline in found if headline is not None)


def _list_series(edition: Edition, chart: Chart) -> Iterator[Series]:
    """The series that a chart draws or lists, in the order of its indicators, of places and of categories."""
    regions = chart.regions or tuple(edition.regions)
    for indicator in chart.indicators:
        groups = group_series(edition, indicator)
        for place in list_places(edition, indicator, regions, chart.breakdowns):
            yield from _pick(edition, chart, groups[place])


def _pick(edition: Edition, chart: Chart, found: tuple[Series, ...]) -> Iterator[Series]:
    """Of the series of one place and category those that a chart is of."""
    if chart.kind == "table":
        yield from found
        return
    for kind in dict.fromkeys(series.kind for series in found):
        for group in split_natures(series for series in found if series.kind == kind).values():
            headline = choose_headline(edition, group, chart.frequency).series
            yield headline
            if chart.is_over_time:
                yield from (s for s in group if s is not headline and _goes_with(s, headline))


def _goes_with(series: Series, headline: Series) -> bool:
    """Whether a drawing over time has it as well: totals, or the same in the unit from before a break."""
    same = (headline.frequency, headline.accumulation)
    return series.accumulation == "year_to_date" or (series.frequency, series.accumulation) == same


def _select(edition: Edition, chart: Chart, series: Series) -> Iterator[Figure]:
    """The figures of a series that a chart shows."""
    observations = list_observations(edition, series.code)
    if chart.kind == "table" or chart.is_over_time:
        yield from (figure for observation in observations for figure in observation.figures)
    else:
        yield from choose_headline(edition, [series]).observation.figures
