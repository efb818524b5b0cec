"""The server's side: what goes over the wire besides Streamlit's own messages."""

from starlette.middleware import Middleware
from streamlit.runtime.pages_manager import PagesManager

from publicstats.serving import access, shell
from publicstats.serving.access import SECRETS
from publicstats.serving.lifespan import LIFESPAN
from publicstats.serving.origins import OriginMiddleware

__all__ = ["LIFESPAN", "MIDDLEWARE", "ROUTES", "SECRETS", "declare_navigation"]

MIDDLEWARE = [Middleware(OriginMiddleware), *access.MIDDLEWARE, *shell.MIDDLEWARE]
"""From the outside in: who may not read an address gets no further than access."""
ROUTES = [*access.ROUTES, *shell.ROUTES]


def declare_navigation() -> None:
    """Tells Streamlit that pages come from `st.navigation`.

    Until the first call of that, it takes the folder pages/ for its older kind of pages, and the first
    reader of a theme page is told that there is no such page.
    """
    PagesManager.uses_pages_directory = False
