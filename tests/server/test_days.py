"""Pages that are open over midnight are drawn anew: what is late is another matter each day."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import date

import pytest

from publicstats.server import lifespan


def follow(days: list[date], monkeypatch: pytest.MonkeyPatch, fail: bool = False) -> int:
    """How often pages are drawn anew while the calendar shows one day after the other."""
    shown, drawn = iter(days), []
    today = [next(shown)]

    async def sleep(seconds: float) -> None:
        day = next(shown, None)
        if day is None:
            raise asyncio.CancelledError
        today[0] = day

    def draw() -> None:
        drawn.append(today[0])
        if fail:
            raise OSError("no")

    monkeypatch.setattr(asyncio, "sleep", sleep)
    monkeypatch.setattr(lifespan, "find_today", lambda: today[0])
    with suppress(asyncio.CancelledError):
        asyncio.run(lifespan.follow_days(draw))
    return len(drawn)


FIRST, SECOND, THIRD = (date(2026, 11, day) for day in (26, 27, 28))


def test_pages_are_drawn_anew_once_for_each_new_day(monkeypatch: pytest.MonkeyPatch) -> None:
    assert follow([FIRST, FIRST, FIRST], monkeypatch) == 0
    assert follow([FIRST, FIRST, SECOND, SECOND, THIRD], monkeypatch) == 2


def test_day_that_cannot_be_drawn_is_told_and_the_next_one_is(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assert follow([FIRST, SECOND, THIRD], monkeypatch, fail=True) == 2
    assert len(caplog.records) == 2
