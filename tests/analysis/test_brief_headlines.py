"""A brief tells one thing once: of a thing at a place the latest value that says what was."""

from __future__ import annotations

import numpy as np

from publicstats.analysis.brief_headlines import (
    MOST,
    Headlines,
    list_chosen_lines,
    list_overview_lines,
    list_theme_lines,
)
from publicstats.edition.model import Edition
from tests.helpers import add, change, copy, make_edition


def _choose(edition: Edition, *names: str) -> list[str]:
    positions = np.array([edition.locate(name) for name in names])
    return [figure.id for figure in list_chosen_lines(edition, positions).figures]


def test_theme_has_its_first_cards_and_overview_the_first_of_each(small_edition: Edition) -> None:
    cards = ["members_2024", "members_young", "members_old", "share_2024", "money_2024"]
    found = list_theme_lines(small_edition, small_edition.themes["care"])
    assert [figure.id for figure in found.figures] == cards
    assert [figure.id for figure in list_overview_lines(small_edition).figures] == cards[:1]


def test_theme_without_cards_has_a_line_for_each_place(small_edition: Edition) -> None:
    found = list_theme_lines(small_edition, small_edition.themes["calls"])
    assert [figure.id for figure in found.figures] == ["requests_sh", "requests_bj", "requests_total"]


def test_theme_without_figures_has_none() -> None:
    empty = add(theme="empty", title_zh="空", title_en="Empty", icon="call", order="3")
    edition = make_edition(themes=[empty])
    assert list_theme_lines(edition, edition.themes["empty"]) == Headlines((), 0)


def test_of_one_thing_the_latest_chosen_value_is_told(small_edition: Edition) -> None:
    assert _choose(small_edition, "members_2024", "members_2023", "members_target") == ["members_2024"]
    assert _choose(small_edition, "members_2023", "members_gain") == ["members_2023"]
    assert _choose(small_edition, "members_target") == ["members_target"]
    assert _choose(small_edition, "members_gain") == ["members_gain"]


def test_forecast_does_not_stand_in_for_what_was() -> None:
    edition = make_edition(figures=[copy("members_2024", figure="ahead", period="2025", status="forecast")])
    assert _choose(edition, "ahead", "members_2024") == ["members_2024"]
    assert _choose(edition, "ahead") == ["ahead"]


def test_order_is_that_of_the_choice_and_all_are_counted() -> None:
    places = [add(region=f"{n}0000", name_zh=f"地{n}", name_en=f"P{n}", level="area") for n in range(40, 90)]
    figures = [copy("share_2024", figure=f"share_{n}", region=f"{n}0000") for n in range(40, 90)]
    edition = make_edition(regions=places, figures=figures)
    positions = np.array([edition.locate(f"share_{n}") for n in range(89, 39, -1)])
    found = list_chosen_lines(edition, positions)
    assert [figure.id for figure in found.figures] == [f"share_{n}" for n in range(89, 89 - MOST, -1)]
    assert found.total == 50


def test_figure_that_was_replaced_can_still_be_told() -> None:
    new = copy(
        "members_2024",
        figure="right",
        printed="1710万名",
        source="paper_b",
        supersedes="members_2024",
        revision="corrected",
    )
    edition = make_edition(figures=[new], units=[change("名", name_en="members")])
    assert _choose(edition, "members_2024") == ["members_2024"]
