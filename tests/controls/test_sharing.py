"""What depends on the edition alone is written once for each edition and each other argument."""

from __future__ import annotations

from datetime import date

import pytest
from markupsafe import escape

from publicstats.controls import sharing
from publicstats.controls.sharing import Writing, show_html
from publicstats.edition.model import Edition
from publicstats.markup.elements import tag
from tests.helpers import make_edition


def test_text_is_written_once_for_each_edition_and_argument(small_edition: Edition) -> None:
    drawn: list[str] = []

    def render(edition: Edition, word: str) -> None:
        drawn.append(word)
        show_html(tag("p", escape(word)))

    page = Writing(render)
    assert page.find(small_edition, "a") is None
    assert page.write(small_edition, "a") == page.write(small_edition, "a") == "<p>a</p>"
    assert page.find(small_edition, "a") == "<p>a</p>"
    assert page.find(small_edition, "b") is None
    assert page.write(small_edition, "b") == "<p>b</p>"
    assert page.write(make_edition(), "a") == "<p>a</p>"
    assert drawn == ["a", "b", "a"]


def test_parts_of_a_text_stand_apart_and_a_single_one_as_it_is(small_edition: Edition) -> None:
    def render(edition: Edition, count: int) -> None:
        for number in range(count):
            show_html(escape(number))

    page = Writing(render)
    assert page.write(small_edition, 0) == ""
    assert page.write(small_edition, 1) == "0"
    assert page.write(small_edition, 2) == '<div class="ps-part">0</div><div class="ps-part">1</div>'


def test_text_of_yesterday_is_not_shown_today(
    small_edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = [date(2026, 11, 26)]
    monkeypatch.setattr(sharing, "find_today", lambda: days[-1])
    page = Writing(lambda edition: show_html(escape(days[-1])))
    assert page.write(small_edition) == page.find(small_edition) == "2026-11-26"
    days.append(date(2026, 11, 27))
    assert page.find(small_edition) is None
    assert page.write(small_edition) == page.find(small_edition) == "2026-11-27"


def test_parts_of_an_edition_have_another_name_each_day(
    small_edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = set()
    for day in (26, 27):
        monkeypatch.setattr(sharing, "find_today", lambda day=day: date(2026, 11, day))
        names.add(str(sharing.NAMES[Edition](small_edition)))
    assert len(names) == 2
