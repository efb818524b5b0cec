"""What runs as long as the server does: the shared store, its watcher, and what follows an edition."""

from __future__ import annotations

import asyncio
import gc
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from streamlit.web.server.starlette.starlette_app import App

from publicstats.publishing import Watcher, shared_store
from publicstats.serving.sessions import Lull, redraw_pages
from publicstats.widgets import draw_ahead


@asynccontextmanager
async def run_watcher(app: App) -> AsyncIterator[None]:
    """Watches the CSVs from the server's start to its end; each edition is drawn and shown to all."""
    loop, stop = asyncio.get_running_loop(), threading.Event()

    def draw() -> None:
        edition = shared_store().snapshot.edition
        if edition is not None:
            lull = Lull(stop, lambda: shared_store().snapshot.edition is edition)
            threading.Thread(target=draw_ahead, args=(edition, lull.wait), daemon=True).start()

    def follow() -> None:
        asyncio.run_coroutine_threadsafe(redraw_pages(), loop)
        draw()

    watcher = Watcher(shared_store(), follow)
    watcher.start()
    # What lives as long as the process need not be looked through at every collection; nor now.
    gc.freeze()
    draw()
    yield
    stop.set()
    watcher.stop()


LIFESPAN = run_watcher
