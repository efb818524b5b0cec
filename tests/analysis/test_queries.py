"""What pages ask of an edition: which figures, the latest ones, and which of them one drawing may join."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publicstats.analysis import queries
from publicstats.contract.records import Figure
from publicstats.edition.model import Edition
from tests.helpers import GROWTH, add, change, copy, find, make_edition, make_panels, remove


def _ids(figures: tuple[Figure, ...]) -> list[str]:
    return [figure.id for figure in figures]


def test_figures_are_selected_by_every_condition_given(small_edition: Edition) -> None:
    assert _ids(queries.select_figures(small_edition, indicators=["share"])) == ["share_2024"]
    assert _ids(queries.select_figures(small_edition, theme="calls", regions=["310000"])) == ["requests_sh"]
    assert _ids(queries.select_figures(small_edition, source="paper_b", indicators=["money"])) == [
        "fee",
        "money_hidden",
    ]
    assert queries.select_figures(small_edition, theme="calls", indicators=["share"]) == ()
    assert queries.select_figures(small_edition, theme="nowhere") == ()
    assert len(queries.select_figures(small_edition)) == 15


def test_figures_come_in_the_order_of_indicators_places_breakdowns_and_time(small_edition: Edition) -> None:
    figures = queries.select_figures(
        small_edition, indicators=["requests", "members"], regions=["310000", "cn"]
    )
    assert _ids(figures) == [
        "requests_sh",
        "requests_missing",
        "requests_total",
        "members_2023",
        "members_2024",
        "members_gain",
        "members_target",
        "members_young",
        "members_old",
    ]


def test_latest_figures_are_those_of_the_last_period_of_each_series(small_edition: Edition) -> None:
    figures = queries.select_figures(small_edition, indicators=["members"])
    assert _ids(queries.find_latest(figures)) == [
        "members_2024",
        "members_gain",
        "members_target",
        "members_young",
        "members_old",
    ]


def test_latest_figures_of_two_sources_are_both_kept() -> None:
    edition = make_edition(
        figures=[copy("members_2024", figure="other", source="paper_b", printed="1800万名")]
    )
    latest = queries.find_latest(queries.select_figures(edition, indicators=["members"]))
    assert {"members_2024", "other"} <= set(_ids(latest))


def test_later_figure_of_another_basis_does_not_displace_a_figure() -> None:
    edition = make_edition(figures=[copy("share_2024", figure="growth", period="2024-07", **GROWTH)])
    latest = queries.find_latest(queries.select_figures(edition, indicators=["share"]))
    assert _ids(latest) == ["share_2024", "growth"]


def test_panel_joins_one_basis_one_unit_and_one_nature(
    small_edition: Edition, shipped_edition: Edition
) -> None:
    for edition in (small_edition, shipped_edition):
        for chart in edition.charts.values():
            for panel in queries.build_panels(chart, queries.select_chart_figures(edition, chart)):
                everything = (*panel.points, *panel.masked)
                assert {figure.basis for figure in everything} == {panel.basis}
                assert {figure.kind for figure in everything} == {panel.kind}
                assert len({figure.indicator.unit.base for figure in everything}) == 1
                assert len({figure.unit.base for figure in everything}) == 1


@pytest.mark.parametrize(
    ("cells", "panels"),
    [
        ({}, 1),
        ({"basis": "cumulative"}, 2),
        (GROWTH, 2),
        ({"kind": "target"}, 2),
        ({"kind": "actual"}, 1),
        ({"status": "estimated"}, 1),
    ],
)
def test_figure_of_another_basis_or_nature_has_a_panel_of_its_own(cells: dict[str, str], panels: int) -> None:
    bars = make_panels(
        "care_bars",
        figures=[remove("members_target"), change("members_old", **cells)],
        calculations=[remove("members_gain")],
    )
    assert len(bars) == panels


def test_charts_come_with_their_figures_and_panels_but_for_those_that_have_none(
    small_edition: Edition,
) -> None:
    charts = queries.list_charts(small_edition, "care")
    empty = replace(charts[0], id="empty", indicators=("requests",), regions=("nowhere",))
    shown = queries.list_chart_figures(small_edition, [empty, *charts])
    assert [entry.id for entry in shown] == [chart.id for chart in charts]
    for entry in shown:
        assert entry.figures == queries.select_chart_figures(small_edition, entry.chart)
        assert entry.latest == queries.find_latest(entry.figures)
        assert entry.panels == queries.build_panels(entry.chart, entry.figures)


def test_figures_of_another_unit_have_a_panel_of_their_own() -> None:
    panels = make_panels(
        "care_bars", charts=[change("care_bars", indicators="members;money", across="indicator")]
    )
    assert {panel.unit.base for panel in panels} == {"人", "元"}


def test_changes_in_per_cent_and_in_people_have_panels_of_their_own() -> None:
    growth = GROWTH | {"kind": ""}
    panels = make_panels(
        "care_bars",
        figures=[
            change("members_2024", printed="增长3%", **growth),
            copy("members_2024", figure="added", printed="增加12万名", **growth),
        ],
        calculations=[remove("members_gain"), remove("members_check"), remove("money_per_member")],
    )
    assert {panel.unit.base for panel in panels if panel.basis == "growth"} == {"人", "%"}


def test_figure_without_digits_is_listed_beside_the_drawing_and_never_drawn() -> None:
    panels = make_panels("care_bars", charts=[change("care_bars", indicators="money", regions="")])
    flow = next(panel for panel in panels if panel.basis == "flow")
    assert _ids(flow.points) == ["money_2024"]
    assert _ids(flow.masked) == ["money_hidden"]


def test_chart_whose_figures_all_lack_digits_has_no_drawing() -> None:
    assert make_panels("care_share", figures=[change("share_2024", printed="**%", status="masked")]) == ()


def test_every_known_figure_of_a_series_over_time_is_drawn() -> None:
    panels = make_panels("care_members")
    drawn = {figure.id for panel in panels for figure in panel.points}
    assert {"members_2023", "members_2024", "members_young", "members_old", "members_target"} <= drawn


def test_unit_of_a_panel_is_the_printed_one_where_all_agree() -> None:
    (panel,) = make_panels(
        "care_bars",
        figures=[remove("members_target"), remove("members_2024"), remove("members_2023")],
        calculations=[remove("members_gain"), remove("money_per_member")],
    )
    assert panel.unit.id == "人"
    names = {panel.unit.id for panel in make_panels("care_members")}
    assert names == {"人"}


def test_headlines_are_printed_figures_of_the_first_card_row(small_edition: Edition) -> None:
    headlines = queries.list_headlines(small_edition, small_edition.themes["care"])
    assert _ids(headlines) == ["members_2024", "share_2024", "money_2024"]
    assert queries.list_headlines(small_edition, small_edition.themes["calls"]) == ()


def test_charts_of_a_theme_come_in_their_order(small_edition: Edition) -> None:
    assert [chart.order for chart in queries.list_charts(small_edition, "care")] == [1, 2, 3, 4, 5]
    assert queries.list_charts(small_edition, "nowhere") == ()


def test_sources_come_the_latest_first(small_edition: Edition) -> None:
    assert [source.id for source in queries.list_sources(small_edition)] == ["paper_b", "paper_a"]


def test_places_with_figures_are_counted(small_edition: Edition) -> None:
    assert queries.count_places(small_edition) == 3


def test_theme_without_charts_and_figures_is_no_error() -> None:
    edition = make_edition(themes=[add(theme="empty", title_zh="空", title_en="Empty", order="3")])
    assert queries.list_headlines(edition, edition.themes["empty"]) == ()
    assert queries.select_figures(edition, theme="empty") == ()


def test_selected_figure_is_the_record_of_its_row(small_edition: Edition) -> None:
    (figure,) = queries.select_figures(small_edition, indicators=["share"])
    assert figure == find(small_edition, "share_2024")


@pytest.mark.parametrize("name", ["care_bars", "members-over_time", "requests-by_region"])
def test_chart_is_found_by_its_id_whether_declared_or_suggested(small_edition: Edition, name: str) -> None:
    chart = queries.find_chart(small_edition, name)
    assert chart is not None
    assert chart.id == name


@pytest.mark.parametrize(
    "name", ["", "-", "nothing", "nothing-over_time", "members-", "members", "fee-by_region"]
)
def test_no_other_id_finds_a_chart(small_edition: Edition, name: str) -> None:
    assert queries.find_chart(small_edition, name) is None


def test_every_suggested_chart_of_the_shipped_figures_is_found_again(shipped_edition: Edition) -> None:
    for indicator in shipped_edition.indicators.values():
        for chart in queries.suggest_charts(shipped_edition, indicator):
            assert queries.find_chart(shipped_edition, chart.id) == chart
