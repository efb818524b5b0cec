"""The server's side: what goes over the wire besides Streamlit's own messages."""

from starlette.middleware import Middleware
from streamlit.runtime.pages_manager import PagesManager

from publicstats.serving import api, health, metrics, shell
from publicstats.serving.compression import CompressionMiddleware
from publicstats.serving.failures import EXCEPTION_HANDLERS
from publicstats.serving.headers import HeadersMiddleware
from publicstats.serving.lifespan import LIFESPAN
from publicstats.serving.metrics import RUNS, count_failure
from publicstats.serving.shell import ShellMiddleware

__all__ = [
    "EXCEPTION_HANDLERS",
    "LIFESPAN",
    "MIDDLEWARE",
    "ROUTES",
    "RUNS",
    "count_failure",
    "declare_navigation",
]

MIDDLEWARE = [
    Middleware(HeadersMiddleware),
    Middleware(CompressionMiddleware),
    Middleware(ShellMiddleware),
]
"""From the outside in: an answer is rewritten, then compressed, then given its headers."""
ROUTES = [*api.ROUTES, *health.ROUTES, *metrics.ROUTES, *shell.ROUTES]


def declare_navigation() -> None:
    """Tells Streamlit that pages come from `st.navigation`.

    Until the first call of that, it takes the folder pages/ for its older kind of pages, and the first
    reader of a theme page is told that there is no such page.
    """
    PagesManager.uses_pages_directory = False
