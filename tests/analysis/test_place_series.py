"""What is known of a place: a row for each indicator and category, by theme, the latest first."""

from __future__ import annotations

from publicstats.analysis.place_series import list_known
from publicstats.edition.model import Edition
from tests.helpers import change, copy, make_edition


def _read(edition: Edition, region: str) -> dict[str, list[str]]:
    known = list_known(edition, edition.regions[region])
    return {
        theme: [headline.observation.figure.id for headline in headlines]
        for theme, headlines in known.items()
    }


def test_themes_are_in_their_order_and_of_each_series_the_latest_value_stands(small_edition: Edition) -> None:
    assert _read(small_edition, "310000") == {
        "care": ["money_hidden", "share_2024"],
        "calls": ["requests_sh"],
    }
    assert _read(small_edition, "110000") == {"calls": ["requests_bj"]}


def test_targets_and_changes_have_no_row_where_a_level_has(small_edition: Edition) -> None:
    shown = _read(small_edition, "cn")["care"]
    assert not {"members_target", "members_gain", "fee"} & set(shown)
    assert {"members_2024", "members_young", "members_old", "money_2024"} <= set(shown)


def test_latest_goes_first_whatever_its_indicator() -> None:
    edition = make_edition(figures=[change("share_2024", period="2025-12-31")])
    assert _read(edition, "310000")["care"] == ["share_2024", "money_hidden"]


def test_target_stands_where_nothing_else_is_known() -> None:
    edition = make_edition(figures=[copy("members_target", figure="aim", region="110000")])
    assert _read(edition, "110000")["care"] == ["aim"]


def test_place_without_figures_has_none(small_edition: Edition) -> None:
    edition = make_edition(figures=[change("requests_bj", region="310000")])
    assert _read(edition, "110000") == {}
