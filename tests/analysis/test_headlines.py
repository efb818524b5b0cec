"""Which figures stand for a theme."""

from __future__ import annotations

from publicstats.analysis.filtering import select_figures
from publicstats.analysis.headlines import list_headlines
from publicstats.contract.records import Figure
from publicstats.edition.model import Edition
from tests.helpers import add, make_edition


def _ids(figures: tuple[Figure, ...]) -> list[str]:
    return [figure.id for figure in figures]


def test_headlines_are_printed_figures_of_the_first_card_row(small_edition: Edition) -> None:
    headlines = list_headlines(small_edition, small_edition.themes["care"])
    assert _ids(headlines) == ["members_2024", "share_2024", "money_2024"]
    assert list_headlines(small_edition, small_edition.themes["calls"]) == ()


def test_theme_without_charts_and_figures_is_no_error() -> None:
    edition = make_edition(themes=[add(theme="empty", title_zh="空", title_en="Empty", order="3")])
    assert list_headlines(edition, edition.themes["empty"]) == ()
    assert select_figures(edition, theme="empty") == ()
