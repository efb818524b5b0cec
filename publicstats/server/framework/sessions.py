"""The open pages of all readers: draws them anew for another edition, and knows when none is drawn.

Streamlit has no public call for either: this is what its own file watcher does for a changed script.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable
from threading import Event

from streamlit import runtime
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.session_manager import ActiveSessionInfo

PACE = 0.004
"""Seconds between two sessions: the clicks of other readers are answered in between."""
PATIENCE = 10.0
"""Seconds that a session may be busy; one that is busier still asks by itself, see `render_refresh`."""
QUIET = 0.5
"""Seconds without a run of any session after which the machine is free for work ahead."""
PAUSE = 0.02
"""Seconds left between two pieces of such work."""
REST_WATCHED = 20
"""How many times as long as a piece took is left while somebody has a page open: work ahead then takes a
twentieth of a processor."""


async def redraw_pages() -> None:
    """Has each open session draw its page; one that is drawing at the moment does so afterwards."""
    waiting = deque(info.session for info in _list_sessions())
    deadline = time.monotonic() + PATIENCE
    while waiting and time.monotonic() < deadline:
        session = waiting.popleft()
        if session._scriptrunner is not None:
            waiting.append(session)
        elif session._client_state.page_script_hash:  # blank: nothing drawn yet, so nothing to renew
            session.request_rerun(_forget_kept(session._client_state))
        await asyncio.sleep(PACE)


def _forget_kept(state: ClientState) -> ClientState:
    """The state without what the browser kept when it last asked: it may have let go of that since."""
    known = ClientState()
    known.CopyFrom(state)
    known.ClearField("cached_message_hashes")
    return known


class Lull:
    """Waits for moments in which no reader is served, until the server stops or there is no need any more."""

    def __init__(self, stop: Event, is_needed: Callable[[], bool]) -> None:
        self._stop = stop
        self._is_needed = is_needed
        self._runs = -1
        self._began = time.monotonic()

    def wait(self) -> bool:
        """True at the next such moment, False where waiting is over."""
        took = time.monotonic() - self._began
        while (runs := sum(info.script_run_count for info in _list_sessions())) != self._runs:
            self._runs = runs
            if not self._rest(QUIET):
                return False
        is_needed = self._rest(took * REST_WATCHED if _list_sessions() else PAUSE)
        self._began = time.monotonic()
        return is_needed

    def _rest(self, seconds: float) -> bool:
        """True after so many seconds, False at once where there is no need any more."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if self._stop.wait(min(left, QUIET)) or not self._is_needed():
                return False
        return not self._stop.is_set() and self._is_needed()


def _list_sessions() -> list[ActiveSessionInfo]:
    return runtime.get_instance()._session_mgr.list_active_sessions()
