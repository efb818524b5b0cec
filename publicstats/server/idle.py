"""Moments in which no reader is served: work ahead waits for them."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event

from publicstats.framework.open_pages import count_runs, is_drawing, list_sessions

QUIET = 0.5
"""Seconds without a request for a page and without a run after which the machine is free for work ahead."""
PAUSE = 0.02
"""Seconds left between two pieces of such work."""
REST_WATCHED = 20
"""How many times as long as a piece took is left while somebody has a page open: work ahead then takes a
twentieth of a processor."""


class IdleMoments:
    """Waits for moments in which nobody reads, until the server stops or there is no need any more.

    `count_asked` gives how many pages browsers have asked for: each asks first, and has a session later.
    """

    def __init__(self, stop: Event, is_needed: Callable[[], bool], count_asked: Callable[[], int]) -> None:
        self._stop = stop
        self._is_needed = is_needed
        self._count_asked = count_asked
        self.seen = (-1, -1)
        self._began = time.monotonic()

    def wait(self) -> bool:
        """True at the next such moment, False where waiting is over."""
        end = time.monotonic() + (time.monotonic() - self._began) * REST_WATCHED
        is_needed = self._rest(PAUSE)
        while is_needed and list_sessions() and (left := end - time.monotonic()) > 0:
            is_needed = self._rest(min(left, QUIET))
        while is_needed and self._is_busy():
            is_needed = self._rest(QUIET)
        self._began = time.monotonic()
        return is_needed

    def _is_busy(self) -> bool:
        """Whether a page is drawn at the moment, or was asked for or drawn since this was asked last."""
        before, self.seen = self.seen, (self._count_asked(), count_runs())
        return self.seen != before or any(map(is_drawing, list_sessions()))

    def _rest(self, seconds: float) -> bool:
        """True after so many seconds, False at once where there is no need any more."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if self._stop.wait(min(left, QUIET)) or not self._is_needed():
                return False
        return not self._stop.is_set() and self._is_needed()
