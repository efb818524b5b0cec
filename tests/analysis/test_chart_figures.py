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
from tests.helpers import Change, copy, make_edition


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


def test_table_of_many_figures_has_a_row_for_each_series_with_its_latest_value() -> None:
    table = make_long_table()
    assert len(table.figures) > 100
    rows = {figure.id: count for figure, count in table.summary}
    assert rows["m119"] == 120
    assert "m118" not in rows
    assert {figure.id for figure in make_table().figures} - {"requests_bj"} <= {*rows}


def test_forecast_is_no_latest_value() -> None:
    table = make_long_table(copy("requests_bj", figure="ahead", period="2030-01", status="forecast"))
    assert "ahead" in {figure.id for figure in table.figures}
    rows = {figure.id for figure, _ in table.summary}
    assert "m119" in rows
    assert "ahead" not in rows


def test_changes_have_no_row_beside_what_has_changed() -> None:
    growth = {
        "basis": "growth",
        "base": "year_before",
        "unit": "percent",
        "printed": "增长3%",
        "kind": "actual",
    }
    table = make_long_table(copy("requests_bj", figure="grown", period="2019-12", **growth))
    assert "grown" in {figure.id for figure in table.figures}
    assert "grown" not in {figure.id for figure, _ in table.summary}


def test_table_of_few_figures_lists_all() -> None:
    assert make_table().summary == ()


def make_long_table(*more: Change) -> ChartFigures:
    """The table over ten years of months, and more rows."""
    months = [
        copy("requests_bj", figure=f"m{number}", period=f"{2010 + number // 12}-{number % 12 + 1:02d}")
        for number in range(120)
    ]
    edition = make_edition(figures=[*months, *more])
    [table] = list_chart_figures(edition, [edition.charts["calls_table"]])
    return table


def make_table() -> ChartFigures:
    edition = make_edition()
    [table] = list_chart_figures(edition, [edition.charts["calls_table"]])
    return table
