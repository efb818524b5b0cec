"""A stop by SIGTERM is a clean end: nothing is accepted any more, sessions are closed, the exit code is 0."""

from __future__ import annotations

import signal
from types import FrameType

import uvicorn

GRACE = 5
"""Seconds that answers under way have; a long download does not keep the process."""


def stop_cleanly() -> None:
    """Has the server of this process end cleanly.

    uvicorn waits for answers without end, and afterwards ends its own process by the signal that it caught,
    which a supervisor takes for a crash. Elsewhere (tests, another server) nothing is changed.
    """
    server = getattr(signal.getsignal(signal.SIGTERM), "__self__", None)
    if not isinstance(server, uvicorn.Server):
        return

    def stop(number: int, frame: FrameType | None) -> None:
        server.should_exit = True

    server.config.timeout_graceful_shutdown = GRACE
    signal.signal(signal.SIGTERM, stop)
