"""Work ahead waits for a moment without readers, and is given up once it is of no use."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event

import pytest

from publicstats.server import idle
from publicstats.server.idle import IdleMoments


def no_page() -> int:
    """The pages that browsers have asked for where none has."""
    return 0


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The counts of runs of the open pages, one page each; waiting takes no time."""
    counts: list[int] = []
    monkeypatch.setattr(idle, "QUIET", 0)
    monkeypatch.setattr(idle, "PAUSE", 0)
    monkeypatch.setattr(idle, "REST_WATCHED", 0)
    monkeypatch.setattr(idle, "count_runs", lambda: sum(counts))
    monkeypatch.setattr(idle, "list_sessions", lambda: counts)
    monkeypatch.setattr(idle, "is_drawing", lambda session: False)
    return counts


def test_work_ahead_goes_on_once_no_page_is_drawn_any_more(runs: list[int]) -> None:
    runs += [3, 4]
    asked = []

    def is_needed() -> bool:
        asked.append(True)
        if len(asked) < 4:
            runs[0] += 1
        return True

    assert IdleMoments(Event(), is_needed, no_page).wait()
    assert runs == [6, 4]


def test_work_ahead_leaves_a_page_alone_that_takes_long_to_be_drawn(
    runs: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its run is counted at its end only."""
    runs.append(0)
    asked = []

    def is_needed() -> bool:
        asked.append(True)
        return True

    monkeypatch.setattr(idle, "is_drawing", lambda session: len(asked) < 9)
    assert IdleMoments(Event(), is_needed, no_page).wait()
    assert len(asked) >= 9


def test_work_ahead_heeds_the_reader_who_came_while_it_rested(runs: list[int]) -> None:
    runs.append(0)
    came: list[int] = []

    def is_needed() -> bool:
        came.append(runs[0])
        runs[0] += len(came) == 1  # in the rest between two pieces of work
        return True

    moments = IdleMoments(Event(), is_needed, no_page)
    moments.seen = (0, 0)
    assert moments.wait()
    assert came == [0, 1]


def test_work_ahead_waits_for_the_reader_whose_browser_has_just_asked_for_a_page(runs: list[int]) -> None:
    """No session runs yet."""
    asked: list[int] = [3]
    needed: list[int] = []

    def is_needed() -> bool:
        needed.append(asked[0])
        asked[0] += len(needed) == 1
        return True

    moments = IdleMoments(Event(), is_needed, lambda: asked[0])
    moments.seen = (3, 0)
    assert moments.wait()
    assert needed == [3, 4]


def test_work_ahead_rests_no_longer_than_somebody_has_a_page_open(
    runs: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(idle, "REST_WATCHED", 10**12)
    runs.append(0)
    open_pages: list[int] = []

    def is_needed() -> bool:
        open_pages.append(len(runs))
        if len(open_pages) == 5:
            runs.clear()
        return True

    assert IdleMoments(Event(), is_needed, no_page).wait()
    assert open_pages[:5] == [1] * 5
    assert set(open_pages[5:]) == {0}


def test_work_ahead_ends_with_its_edition_though_readers_never_rest(runs: list[int]) -> None:
    """Threads that wait for ever would keep an edition each."""
    runs.append(0)
    needed: Iterator[bool] = iter([True, True, False])

    def is_needed() -> bool:
        runs[0] += 1
        return next(needed)

    assert not IdleMoments(Event(), is_needed, no_page).wait()


def test_work_ahead_ends_with_the_server(runs: list[int]) -> None:
    stop = Event()
    stop.set()
    assert not IdleMoments(stop, lambda: True, no_page).wait()
