"""Which charts a theme has, and with which figures."""

from __future__ import annotations

from dataclasses import replace

from publicstats.analysis.chart_figures import (
    ChartFigures,
    list_chart_figures,
    list_charts,
    select_chart_figures,
)
from publicstats.analysis.panels import build_panels
from publicstats.edition.model import Edition
from tests.helpers import copy, make_edition


def test_charts_come_with_their_figures_and_panels_but_for_those_that_have_none(
    small_edition: Edition,
) -> None:
    charts = list_charts(small_edition, "care")
    empty = replace(charts[0], id="empty", indicators=("requests",), regions=("nowhere",))
    shown = list_chart_figures(small_edition, [empty, *charts])
    assert [entry.id for entry in shown] == [chart.id for chart in charts]
    for entry in shown:
        assert entry.selected == select_chart_figures(small_edition, entry.chart)
        assert entry.panels == build_panels(entry.chart, entry.selected)


def test_charts_of_a_theme_come_in_their_order(small_edition: Edition) -> None:
    assert [chart.order for chart in list_charts(small_edition, "care")] == [1, 2, 3, 4, 5]
    assert list_charts(small_edition, "nowhere") == ()


def test_table_of_many_figures_lists_the_latest_of_each_series() -> None:
    months = [
        copy("requests_bj", figure=f"m{number}", period=f"{2010 + number // 12}-{number % 12 + 1:02d}")
        for number in range(120)
    ]
    edition = make_edition(figures=months)
    [table] = list_chart_figures(edition, [edition.charts["calls_table"]])
    assert len(table.figures) > 100
    listed = [figure.id for figure in table.listed]
    assert "m119" in listed
    assert "m118" not in listed
    assert {figure.id for figure in make_table().figures} - {"requests_bj"} <= {*listed}


def test_table_of_few_figures_lists_all() -> None:
    table = make_table()
    assert table.listed == table.figures


def make_table() -> ChartFigures:
    edition = make_edition()
    [table] = list_chart_figures(edition, [edition.charts["calls_table"]])
    return table
