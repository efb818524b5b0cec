"""The shipped figures, as series need them: places of headlines, changes under their levels."""

import pytest

from publicstats.analysis.chart_figures import list_figures, select_chart_figures
from publicstats.analysis.filtering import select_figures
from publicstats.contract.records import Chart, Figure
from publicstats.edition.model import Edition

MOVED = {
    "cn_cross_province_visits_growth_2024q1": ("cross_province_settlement_visits", "year_before", "%"),
    "cn_advance_saved_growth_2024q1": ("cross_province_advance_saved", "year_before", "%"),
    "shanxi_inpatient_institutions_growth_2023": ("remote_settlement_institutions", "2018", "%"),
    "shanxi_inpatient_rate_gain_cross_province_2022": ("inpatient_settlement_rate", "2018", "个百分点"),
    "shanxi_inpatient_rate_gain_in_province_2022": ("inpatient_settlement_rate", "2018", "个百分点"),
    "cn_hukou_urbanization_gain_2023": ("hukou_urbanization_rate", "2014", "个百分点"),
    "cn_children_share_gain_2020": ("children_population_share", "2010", "个百分点"),
}
"""Changes that once had indicators of their own: the indicator, base and unit that they have now."""


def list_cards(edition: Edition) -> list[Chart]:
    return [chart for chart in edition.charts.values() if chart.kind == "cards"]


def test_every_row_of_cards_names_its_places(shipped_edition: Edition) -> None:
    assert [chart.id for chart in list_cards(shipped_edition) if not chart.regions] == []


def test_no_row_of_cards_leaves_out_a_place_a_category_or_an_indicator(shipped_edition: Edition) -> None:
    for chart in list_cards(shipped_edition):
        shown = list_figures(select_chart_figures(shipped_edition, chart))
        assert {figure.region.id for figure in shown} == set(chart.regions)
        assert {figure.indicator.id for figure in shown} == set(chart.indicators)
        assert {f.breakdown.id for f in shown if f.breakdown} == set(chart.breakdowns), chart.id


@pytest.mark.parametrize("name", MOVED)
def test_change_keeps_its_id_under_the_indicator_that_changed(shipped_edition: Edition, name: str) -> None:
    figure = shipped_edition.find(name)
    assert isinstance(figure, Figure)
    assert (figure.indicator.id, figure.base, figure.unit.id) == MOVED[name]


def test_every_change_stands_beside_the_levels_that_changed(shipped_edition: Edition) -> None:
    frame = shipped_edition.figures
    changes = frame[frame["basis"] == "growth"]
    assert set(changes["figure"]) == set(MOVED)
    assert set(changes["indicator"]) <= set(frame.loc[frame["basis"] != "growth", "indicator"])


def test_every_indicator_has_figures(shipped_edition: Edition) -> None:
    empty = [i for i in shipped_edition.indicators if not select_figures(shipped_edition, indicators=[i])]
    assert empty == []


def test_averages_and_shares_do_not_add_up_over_time(shipped_edition: Edition) -> None:
    adding = [i for i in shipped_edition.indicators.values() if i.additive_time]
    assert len(adding) > 40
    assert [i.id for i in adding if i.unit.kind in ("share", "ratio", "index")] == []
    assert [i.id for i in adding if any(word in i.name.zh for word in ("日均", "平均", "人均", "比重"))] == []
    frame = shipped_edition.figures
    stocks = set(frame.loc[frame["basis"] == "stock", "indicator"])
    assert [i.id for i in adding if i.id in stocks] == []
