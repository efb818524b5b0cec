"""Which figures are the latest of their series."""

from __future__ import annotations

from publicstats.analysis.filtering import select_figures
from publicstats.analysis.latest import find_latest
from publicstats.contract.records import Figure
from publicstats.edition.model import Edition
from tests.helpers import copy, make_edition


def _ids(figures: tuple[Figure, ...]) -> list[str]:
    return [figure.id for figure in figures]


def test_latest_figures_are_those_of_the_last_period_of_each_series(small_edition: Edition) -> None:
    figures = select_figures(small_edition, indicators=["members"])
    assert _ids(find_latest(figures)) == [
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
    latest = find_latest(select_figures(edition, indicators=["members"]))
    assert {"members_2024", "other"} <= set(_ids(latest))


def test_later_figure_of_another_basis_does_not_displace_a_figure() -> None:
    edition = make_edition(figures=[copy("share_2024", figure="growth", basis="growth", period="2024-07")])
    latest = find_latest(select_figures(edition, indicators=["share"]))
    assert _ids(latest) == ["share_2024", "growth"]
