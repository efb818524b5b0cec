"""Moments in which no reader is served: work ahead waits for them."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event

from publicstats.framework.open_pages import count_runs, is_drawing, list_sessions

QUIET = 0.5
"""Seconds without a run of any session after which the machine is free for work ahead."""
PAUSE = 0.02
"""Seconds left between two pieces of such work."""
REST_WATCHED = 20
"""How many times as long as a piece took is left while somebody has a page open: work ahead then takes a
twentieth of a processor."""


class IdleMoments:
    """Waits for moments without a run, until the server stops or there is no need any more."""

    def __init__(self, stop: Event, is_needed: Callable[[], bool]) -> None:
        self._stop = stop
        self._is_needed = is_needed
        self._runs = -1
        self._began = time.monotonic()

    def wait(self) -> bool:
        """True at the next such moment, False where waiting is over."""
        took = time.monotonic() - self._began
        is_needed = self._rest(took * REST_WATCHED if list_sessions() else PAUSE)
        while is_needed and self._is_busy():
            is_needed = self._rest(QUIET)
        self._began = time.monotonic()
        return is_needed

    def _is_busy(self) -> bool:
        """Whether a page is drawn at the moment, or was since this was asked last."""
        before, self._runs = self._runs, count_runs()
        return self._runs != before or any(map(is_drawing, list_sessions()))

    def _rest(self, seconds: float) -> bool:
        """True after so many seconds, False at once where there is no need any more."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if self._stop.wait(min(left, QUIET)) or not self._is_needed():
                return False
        return not self._stop.is_set() and self._is_needed()
