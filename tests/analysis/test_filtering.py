"""Which figures meet conditions, and in which order they come."""

from __future__ import annotations

from publicstats.analysis.filtering import select_figures
from publicstats.contract.records import Figure
from publicstats.edition.model import Edition
from tests.helpers import find


def _ids(figures: tuple[Figure, ...]) -> list[str]:
    return [figure.id for figure in figures]


def test_figures_are_selected_by_every_condition_given(small_edition: Edition) -> None:
    assert _ids(select_figures(small_edition, indicators=["share"])) == ["share_2024"]
    assert _ids(select_figures(small_edition, theme="calls", regions=["310000"])) == ["requests_sh"]
    assert _ids(select_figures(small_edition, source="paper_b", indicators=["money"])) == [
        "fee",
        "money_hidden",
    ]
    assert select_figures(small_edition, theme="calls", indicators=["share"]) == ()
    assert select_figures(small_edition, theme="nowhere") == ()
    assert len(select_figures(small_edition)) == 15


def test_figures_come_in_the_order_of_indicators_places_breakdowns_and_time(small_edition: Edition) -> None:
    figures = select_figures(small_edition, indicators=["requests", "members"], regions=["310000", "cn"])
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


def test_selected_figure_is_the_record_of_its_row(small_edition: Edition) -> None:
    (figure,) = select_figures(small_edition, indicators=["share"])
    assert figure == find(small_edition, "share_2024")
