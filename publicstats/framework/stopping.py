"""A stop by SIGTERM is a clean end: nothing is accepted any more, sessions are closed, the exit code is 0.

Reached into: `uvicorn.Server`, found as the owner of the handler that it sets for SIGTERM (uvicorn 0.52, as
`streamlit run` starts it). Without it uvicorn waits for answers without end, and afterwards ends its own
process by the signal that it caught, which a supervisor takes for a crash.
"""

from __future__ import annotations

import logging
import signal
from types import FrameType

import uvicorn

GRACE = 5
"""Seconds that answers under way have; a long download does not keep the process."""
_LOG = logging.getLogger(__name__)


def stop_cleanly() -> None:
    """Has the server of this process end cleanly; where another one serves, nothing but a line in the log."""
    server = getattr(signal.getsignal(signal.SIGTERM), "__self__", None)
    if not isinstance(server, uvicorn.Server):
        _LOG.info("the server is not uvicorn's own: its way to stop is left as it is")
        return

    def stop(number: int, frame: FrameType | None) -> None:
        server.should_exit = True

    server.config.timeout_graceful_shutdown = GRACE
    signal.signal(signal.SIGTERM, stop)
