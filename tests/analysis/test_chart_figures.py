"""Which charts a theme has, and with which figures."""

from __future__ import annotations

from dataclasses import replace

from publicstats.analysis.chart_figures import list_chart_figures, list_charts, select_chart_figures
from publicstats.analysis.panels import build_panels
from publicstats.edition.model import Edition


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
