"""Which figures stand for a theme."""

from __future__ import annotations

from publicstats.analysis.filtering import select_figures
from publicstats.analysis.headlines import list_headlines
from publicstats.contract.records import Figure
from publicstats.edition.model import Edition
from tests.helpers import add, change, copy, make_edition

CARDS = {
    "chart": "calls_cards",
    "theme": "calls",
    "order": "0",
    "kind": "cards",
    "title_zh": "要览",
    "title_en": "At a glance",
    "indicators": "requests",
    "regions": "110000",
}


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


def test_quarter_that_printed_totals_give_stands_for_its_theme() -> None:
    totals = [
        copy("requests_bj", figure=f"to_{month}", period=f"2024-01/2024-{month}", printed=printed)
        for month, printed in (("06", "8000件"), ("09", "12000件"))
    ]
    edition = make_edition(
        figures=[change("requests_bj", printed="3600件"), *totals],
        indicators=[change("requests", additive_time="yes")],
        charts=[add(**CARDS)],
    )
    headlines = list_headlines(edition, edition.themes["calls"])
    assert [figure.period.text for figure in headlines] == ["2024-Q3"]
    assert headlines[0].value == 4000
