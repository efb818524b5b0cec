"""Which figures one drawing may join."""

from __future__ import annotations

import pytest

from publicstats.analysis.chart_figures import select_chart_figures
from publicstats.analysis.panels import build_panels
from publicstats.contract.records import Figure
from publicstats.edition.model import Edition
from tests.helpers import GROWTH, change, copy, make_panels, remove


def _ids(figures: tuple[Figure, ...]) -> list[str]:
    return [figure.id for figure in figures]


def test_panel_joins_one_basis_one_unit_and_one_nature(
    small_edition: Edition, shipped_edition: Edition
) -> None:
    for edition in (small_edition, shipped_edition):
        for chart in edition.charts.values():
            for panel in build_panels(chart, select_chart_figures(edition, chart)):
                everything = (*panel.points, *panel.masked)
                totals = {"flow", "cumulative"}
                bases = {figure.basis for figure in everything}
                assert bases == {panel.basis} or bases | {panel.basis} == totals
                assert {figure.kind for figure in everything} == {panel.kind}
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
            remove("members_2023"),
            change("members_2024", printed="增长3%", **growth),
            copy("members_2024", figure="added", printed="增加12万名", **growth),
        ],
        calculations=[remove("members_gain"), remove("members_check"), remove("money_per_member")],
    )
    assert {panel.unit.base for panel in panels if panel.basis == "growth"} == {"人", "%"}


def test_changes_beside_levels_are_said_in_words_and_not_drawn() -> None:
    rise = copy("members_2024", figure="rise", printed="增长3%", **GROWTH)
    panels = make_panels("care_bars", figures=[rise], calculations=[remove("members_gain")])
    assert {panel.basis for panel in panels} == {"stock"}


def test_totals_of_a_month_and_of_a_year_are_never_in_one_panel() -> None:
    month = copy("money_2024", figure="month", region="310000", period="2024-05")
    panels = make_panels(
        "care_bars",
        charts=[change("care_bars", indicators="money", regions="cn;310000", across="region")],
        figures=[month, remove("money_hidden"), remove("fee")],
    )
    assert [_ids(panel.points) for panel in panels] == [["money_2024"], ["month"]]


def test_figure_without_digits_is_listed_beside_the_drawing_and_never_drawn() -> None:
    panels = make_panels("care_bars", charts=[change("care_bars", indicators="money", regions="")])
    flow = next(panel for panel in panels if panel.basis == "flow")
    assert _ids(flow.points) == ["money_2024"]
    assert _ids(flow.masked) == ["money_hidden"]


def test_chart_whose_figures_all_lack_digits_has_no_drawing() -> None:
    assert make_panels("care_share", figures=[change("share_2024", printed="**%", status="masked")]) == ()


def test_every_known_figure_of_a_series_over_time_is_drawn() -> None:
    panels = make_panels("care_members")
    drawn = {figure.id for panel in panels for figure in panel.cited}
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


def test_figures_that_nothing_tells_apart_come_into_drawings_of_their_own() -> None:
    twin = copy("310000", region="twin", row="", column="")
    figures = [
        change("requests_sh", period="2024"),
        copy("requests_sh", figure="requests_twin", region="twin", period="2024", printed="3件"),
    ]
    panels = make_panels("calls_bars", regions=[twin], figures=figures)
    drawn = [_ids(panel.points) for panel in panels if {f.period.text for f in panel.points} == {"2024"}]
    assert drawn == [["requests_sh"], ["requests_twin"]]


def test_targets_stand_beside_what_they_aim_at_over_time() -> None:
    [panel] = [p for p in make_panels("care_members") if (p.basis, p.kind) == ("stock", "actual")]
    assert _ids(panel.aims) == ["members_target"]
    assert panel.form == "line"


@pytest.mark.parametrize(("years", "form"), [(1, "bars"), (2, "slope"), (3, "slope"), (4, "line")])
def test_slope_of_more_than_three_times_is_a_line_and_of_one_time_are_bars(years: int, form: str) -> None:
    rows = [copy("share_2024", figure=f"s{n}", period=str(2010 + n), printed="90%") for n in range(years)]
    charts = [change("care_share", kind="slope", across="")]
    [panel] = make_panels("care_share", figures=[*rows, remove("share_2024")], charts=charts)
    assert panel.form == form


def test_changes_on_the_year_and_on_the_month_before_are_never_in_one_drawing() -> None:
    growth = {"basis": "growth", "region": "110000"}
    figures = [
        copy("share_2024", figure="yearly", printed="增长3%", base="year_before", period="2024-05", **growth),
        copy(
            "share_2024", figure="monthly", printed="增长1%", base="period_before", period="2024-05", **growth
        ),
        remove("share_2024"),
    ]
    panels = make_panels("care_share", figures=figures, charts=[change("care_share", kind="line", across="")])
    assert sorted(_ids(panel.points) for panel in panels) == [["monthly"], ["yearly"]]
