"""What runs as long as the server does: the shared store and its watcher."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from streamlit.web.server.starlette.starlette_app import App

from publicstats.publishing import Watcher, shared_store


@asynccontextmanager
async def run_watcher(app: App) -> AsyncIterator[None]:
    """Watches the CSVs from the server's start to its end."""
    watcher = Watcher(shared_store())
    watcher.start()
    # What lives as long as the process need not be looked through at every collection.
    gc.collect()
    gc.freeze()
    yield
    watcher.stop()


LIFESPAN = run_watcher
