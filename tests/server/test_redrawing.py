"""Another edition is drawn by every open page, whatever single ones are doing."""

from __future__ import annotations

import asyncio
import logging

import pytest

from publicstats.server import redrawing
from publicstats.server.redrawing import redraw_pages, redraw_soon


class Page:
    """A session that is busy for a number of questions before it takes a request, or breaks."""

    def __init__(self, busy: int = 0, *, breaks: bool = False) -> None:
        self.busy, self.breaks, self.drawn, self.left = busy, breaks, 0, 9

    def ask(self) -> bool:
        if self.breaks:
            raise AttributeError("_scriptrunner")
        if self.busy:
            self.busy -= 1
            return False
        self.drawn += 1
        return True

    def is_drawing(self) -> bool:
        self.left -= 1
        return self.left > 0


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> list[Page]:
    """The open pages, which a test fills."""
    opened: list[Page] = []
    monkeypatch.setattr(redrawing, "PACE", 0)
    monkeypatch.setattr(redrawing, "list_sessions", lambda: opened)
    monkeypatch.setattr(redrawing, "request_redraw", lambda page: page.ask())
    monkeypatch.setattr(redrawing, "is_drawing", lambda page: page.is_drawing())
    return opened


def test_every_page_is_drawn_once_and_a_busy_one_after_its_run(pages: list[Page]) -> None:
    pages += [Page(), Page(busy=3), Page()]
    asyncio.run(redraw_pages())
    assert [page.drawn for page in pages] == [1, 1, 1]


def test_page_that_cannot_be_asked_is_logged_and_costs_itself_only(
    pages: list[Page], caplog: pytest.LogCaptureFixture
) -> None:
    pages += [Page(), Page(breaks=True), Page()]
    with caplog.at_level(logging.ERROR):
        asyncio.run(redraw_pages())
    assert [page.drawn for page in pages] == [1, 0, 1]
    assert [record.message for record in caplog.records] == ["a page cannot be drawn anew"]


def test_page_that_stays_busy_is_given_up(pages: list[Page], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redrawing, "PATIENCE", 0.01)
    pages += [Page(busy=10**9), Page()]
    asyncio.run(redraw_pages())
    assert [page.drawn for page in pages] == [0, 1]


def test_few_pages_draw_at_the_same_time(pages: list[Page], monkeypatch: pytest.MonkeyPatch) -> None:
    drawing: list[int] = []

    def ask(page: Page) -> bool:
        drawing.append(sum(other.drawn > 0 and other.left > 0 for other in pages))
        return page.ask()

    monkeypatch.setattr(redrawing, "request_redraw", ask)
    pages += [Page() for _ in range(30)]
    asyncio.run(redraw_pages())
    assert [page.drawn for page in pages] == [1] * 30
    assert max(drawing) == redrawing.AT_ONCE - 1


def test_failure_of_the_whole_is_a_line_in_the_log_not_a_lost_future(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> list[Page]:
        raise RuntimeError("the framework has changed")

    monkeypatch.setattr(redrawing, "list_sessions", fail)

    async def redraw() -> None:
        redraw_soon(asyncio.get_running_loop())
        for _ in range(100):
            await asyncio.sleep(0.001)
            if caplog.records:
                return

    with caplog.at_level(logging.ERROR):
        asyncio.run(redraw())
    assert [record.message for record in caplog.records] == ["open pages cannot be drawn anew"]
