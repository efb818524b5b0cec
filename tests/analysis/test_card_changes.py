"""What a reader who only glances at cards would see change, page by page."""

from __future__ import annotations

from publicstats.analysis.card_changes import CardChange, list_card_changes
from publicstats.text.i18n import LANGS
from tests.helpers import add, change, copy, make_edition, remove


def list_changes(**changes: object) -> list[tuple[str, str, str]]:
    after = make_edition(**changes)  # type: ignore[arg-type]
    return [(c.page, c.before, c.after) for c in list_card_changes(make_edition(), after, "zh")]


def test_card_that_says_something_new_is_named_once_on_the_page_that_most_see() -> None:
    newer = copy("members_2024", figure="members_2025", period="2025", printed="1900万名")
    assert list_changes(figures=[newer]) == [
        ("总览", "1700多万名（截至2024年）", "1900万名（截至2025年）"),
    ]


def test_figure_on_no_card_changes_none() -> None:
    assert list_changes(figures=[change("requests_bj", printed="超3700件")]) == []
    assert list_changes(figures=[change("members_2024", line="99", note_zh="注")]) == []


def test_card_that_comes_or_goes_has_one_side() -> None:
    cards = add(
        chart="calls_cards",
        theme="calls",
        order="0",
        kind="cards",
        title_zh="热线",
        title_en="Calls",
        indicators="requests",
    )
    assert {(before, bool(after)) for _, before, after in list_changes(charts=[cards])} == {("", True)}
    gone = list_changes(charts=[remove("care_cards")])
    assert gone
    assert {(bool(before), after) for _, before, after in gone} == {(True, "")}


def test_without_an_edition_before_every_card_is_new() -> None:
    found = list_card_changes(None, make_edition(), "en")
    assert found
    assert {change.before for change in found} == {""}


def test_change_is_a_line_in_either_language() -> None:
    for lang in LANGS:
        for before, after in (("1", "2"), ("", "2"), ("1", "")):
            line = CardChange("page", "card", before, after).describe(lang)
            assert "card" in line
            assert (before in line, after in line) == (True, True)
