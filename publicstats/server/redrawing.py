"""Every open page is drawn anew for another edition, one after the other."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from concurrent.futures import Future

from publicstats.framework.open_pages import Session, is_drawing, list_sessions, request_redraw

AT_ONCE = 4
"""Sessions that draw at the same time: the clicks of other readers are answered in between."""
PACE = 0.001
"""Seconds between two looks whether the next may begin."""
PATIENCE = 10.0
"""Seconds that a session may be busy; one that is busier still asks by itself, see `render_refresh`."""
_LOG = logging.getLogger(__name__)


async def redraw_pages() -> None:
    """Has each open session draw its page; one that is drawing at the moment does so afterwards.

    A session that cannot be asked costs itself only: it is logged, and its page asks by itself later.
    """
    waiting = deque(list_sessions())
    drawing: list[Session] = []
    deadline = time.monotonic() + PATIENCE
    while waiting and time.monotonic() < deadline:
        session = waiting.popleft()
        try:
            drawing = [one for one in drawing if is_drawing(one)]
            if len(drawing) < AT_ONCE and request_redraw(session):
                drawing.append(session)
            else:
                waiting.append(session)
        except Exception:  # noqa: BLE001 - whatever the framework says, the other pages are drawn
            _LOG.exception("a page cannot be drawn anew")
        await asyncio.sleep(PACE)


def redraw_soon(loop: asyncio.AbstractEventLoop) -> None:
    """Begins `redraw_pages` on the server's event loop, from any thread; what becomes of it is logged."""
    asyncio.run_coroutine_threadsafe(redraw_pages(), loop).add_done_callback(_log_failure)


def _log_failure(redrawing: Future[None]) -> None:
    if not redrawing.cancelled() and (error := redrawing.exception()) is not None:
        _LOG.error("open pages cannot be drawn anew", exc_info=error)
