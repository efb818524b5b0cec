"""What runs as long as the server does: the log, the shared store and its watcher."""

from __future__ import annotations

import gc
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.concurrency import run_in_threadpool
from streamlit.web.server.starlette.starlette_app import App

from publicstats.publishing import Watcher, shared_store
from publicstats.serving.logs import configure_logs
from publicstats.serving.stopping import stop_cleanly

_LOG = logging.getLogger(__name__)


@asynccontextmanager
async def run_watcher(app: App) -> AsyncIterator[None]:
    """Watches the CSVs from the server's start to its end."""
    configure_logs()
    stop_cleanly()
    watcher = Watcher(shared_store())
    watcher.start()
    # What lives as long as the process need not be looked through at every collection.
    gc.collect()
    gc.freeze()
    _LOG.info("server started")
    yield
    await run_in_threadpool(watcher.stop)
    _LOG.info("server stopped")


LIFESPAN = run_watcher
