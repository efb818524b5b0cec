"""What depends on the edition alone is written once for each edition and each other argument."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Event

import pytest
from markupsafe import escape

from publicstats.controls import kept_texts, sharing
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


def test_who_comes_while_a_text_is_written_waits_for_it(small_edition: Edition) -> None:
    drawn: list[int] = []
    begun, go_on = Event(), Event()

    def render(edition: Edition) -> None:
        begun.set()
        go_on.wait(10)
        drawn.append(1)
        show_html(escape("once"))

    page = Writing(render)
    with ThreadPoolExecutor(3) as readers:
        texts = [readers.submit(page.write, small_edition) for _ in range(3)]
        assert begun.wait(10)
        go_on.set()
    assert [text.result() for text in texts] == ["once"] * 3
    assert drawn == [1]


def test_texts_asked_for_longest_ago_are_let_go(
    small_edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_texts, "MOST", 2)
    page = Writing(lambda edition, word: show_html(escape(word)))
    for word in ("a", "b", "a", "c"):
        page.write(small_edition, word)
    assert [page.find(small_edition, word) for word in "abc"] == ["a", None, "c"]


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
