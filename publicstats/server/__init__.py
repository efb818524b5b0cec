"""The server's side: what goes over the wire besides Streamlit's own messages.

Hands out the middleware, routes, lifespan and declarations that `dashboard.py` gives to `st.App`.
May ask: controls, markup, drafting, downloads, charts, analysis, publishing, edition, editing, reading,
contract, period, framework, text.
"""

from starlette.middleware import Middleware

from publicstats.framework.components import declare_no_components
from publicstats.framework.navigation import declare_navigation, find_opened_page
from publicstats.framework.runs import is_run
from publicstats.server import access, api, desk, health, metrics
from publicstats.server.access import SECRETS
from publicstats.server.compression import CompressionMiddleware
from publicstats.server.failures import EXCEPTION_HANDLERS, tell_failure
from publicstats.server.headers import HeadersMiddleware
from publicstats.server.lifespan import LIFESPAN
from publicstats.server.metrics import RUNS
from publicstats.server.origins import OriginMiddleware
from publicstats.server.shell import page
from publicstats.server.shell.first_views import declare_pages
from publicstats.server.shell.page import ShellMiddleware

__all__ = [
    "EXCEPTION_HANDLERS",
    "LIFESPAN",
    "MIDDLEWARE",
    "ROUTES",
    "RUNS",
    "SECRETS",
    "declare_navigation",
    "declare_no_components",
    "declare_pages",
    "find_opened_page",
    "is_run",
    "tell_failure",
]

MIDDLEWARE = [
    Middleware(HeadersMiddleware, behind_tls=access.BEHIND_TLS),
    Middleware(OriginMiddleware),
    *access.MIDDLEWARE,
    Middleware(CompressionMiddleware),
    Middleware(ShellMiddleware),
]
"""From the outside in: who may not read an address gets no further than access, and headers all the same.

An answer on its way out is rewritten, then compressed.
"""
ROUTES = [*access.ROUTES, *api.ROUTES, *desk.ROUTES, *health.ROUTES, *metrics.ROUTES, *page.ROUTES]
