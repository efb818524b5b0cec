"""Work ahead waits for a moment without readers, and is given up once it is of no use."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event
from types import SimpleNamespace

import pytest
from streamlit.proto.ClientState_pb2 import ClientState

from publicstats.server.framework import sessions
from publicstats.server.framework.sessions import Lull


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The counts of runs of the open pages, one page each; waiting takes no time."""
    counts: list[int] = []
    monkeypatch.setattr(sessions, "QUIET", 0)
    monkeypatch.setattr(sessions, "PAUSE", 0)
    monkeypatch.setattr(sessions, "REST_WATCHED", 0)
    monkeypatch.setattr(
        sessions, "_list_sessions", lambda: [SimpleNamespace(script_run_count=count) for count in counts]
    )
    return counts


def test_page_that_is_drawn_anew_is_sent_whole_at_the_same_place() -> None:
    """What a browser kept when it last asked, it may have let go of."""
    state = ClientState(query_string="lang=en", page_script_hash="page", cached_message_hashes=["kept"])
    known = sessions._forget_kept(state)
    assert list(known.cached_message_hashes) == []
    assert (known.query_string, known.page_script_hash) == ("lang=en", "page")
    assert list(state.cached_message_hashes) == ["kept"]


def test_work_ahead_goes_on_once_no_page_is_drawn_any_more(runs: list[int]) -> None:
    runs += [3, 4]
    asked = []

    def is_needed() -> bool:
        asked.append(True)
        if len(asked) < 4:
            runs[0] += 1
        return True

    assert Lull(Event(), is_needed).wait()
    assert runs == [6, 4]


def test_work_ahead_ends_with_its_edition_though_readers_never_rest(runs: list[int]) -> None:
    """Threads that wait for ever would keep an edition each."""
    runs.append(0)
    needed: Iterator[bool] = iter([True, True, False])

    def is_needed() -> bool:
        runs[0] += 1
        return next(needed)

    assert not Lull(Event(), is_needed).wait()


def test_work_ahead_ends_with_the_server(runs: list[int]) -> None:
    stop = Event()
    stop.set()
    assert not Lull(stop, lambda: True).wait()
