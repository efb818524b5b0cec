"""What runs as long as the server does: the log, the store, its watcher, and what follows an edition."""

from __future__ import annotations

import asyncio
import gc
import logging
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import streamlit as st
from starlette.concurrency import run_in_threadpool

from publicstats.analysis.today import find_today
from publicstats.charts.pictures import PLOTTER
from publicstats.framework.stopping import stop_cleanly
from publicstats.framework.theme_options import keep_sections
from publicstats.publishing import Watcher, shared_store
from publicstats.server.idle import IdleMoments
from publicstats.server.logs import configure_logs
from publicstats.server.redrawing import redraw_soon
from publicstats.server.shell.first_views import FIRST_VIEWS

A_LOOK = 30.0
"""Seconds between two looks at the calendar."""
PATIENCE = 2.0
"""Seconds that a drawing under way may take before the server ends without it."""
_LOG = logging.getLogger(__name__)


@asynccontextmanager
async def run_watcher(app: st.App) -> AsyncIterator[None]:
    """Watches CSVs and calendar from the server's start to its end.

    Each edition, and each new day of it, is shown to all and written ahead.
    """
    gc.disable()  # until the edition is there: nothing of it is garbage
    configure_logs()
    stop_cleanly()
    keep_sections()
    loop, stop = asyncio.get_running_loop(), threading.Event()
    ahead: list[threading.Thread] = []

    def draw() -> None:
        edition = shared_store().snapshot.edition
        if edition is not None:
            idle = IdleMoments(
                stop, lambda: shared_store().snapshot.edition is edition, lambda: FIRST_VIEWS.asked
            )
            thread = threading.Thread(target=FIRST_VIEWS.write_ahead, args=(edition, idle.wait), daemon=True)
            ahead[:] = [*filter(threading.Thread.is_alive, ahead), thread]
            thread.start()

    def follow() -> None:
        redraw_soon(loop)
        draw()

    watcher = Watcher(shared_store(), follow, PLOTTER.warm_up)
    watcher.start()
    # What lives as long as the process need not be looked through at every collection; nor now.
    gc.freeze()
    gc.enable()
    draw()
    days = asyncio.create_task(follow_days(follow))
    _LOG.info("server started")
    yield
    stop.set()
    days.cancel()
    await run_in_threadpool(watcher.stop)
    for thread in ahead:  # else the process that draws ends under a drawing, which is then taken for a fault
        await run_in_threadpool(thread.join, PATIENCE)
    _LOG.info("server stopped")


async def follow_days(follow: Callable[[], None]) -> None:
    """Calls after every midnight of Beijing: pages say what is late, which is another matter each day."""
    day = find_today()
    while True:
        await asyncio.sleep(A_LOOK)
        if find_today() != day:
            day = find_today()
            try:
                follow()
            except Exception:  # noqa: BLE001 - whatever it is, tomorrow is another day
                _LOG.exception("pages cannot be drawn anew for another day")


LIFESPAN = run_watcher
