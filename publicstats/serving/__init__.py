"""The server's side: what goes over the wire besides Streamlit's own messages."""

from streamlit.runtime.pages_manager import PagesManager

from publicstats.serving.lifespan import LIFESPAN
from publicstats.serving.shell import MIDDLEWARE, ROUTES

__all__ = ["LIFESPAN", "MIDDLEWARE", "ROUTES", "declare_navigation"]


def declare_navigation() -> None:
    """Tells Streamlit that pages come from `st.navigation`.

    Until the first call of that, it takes the folder pages/ for its older kind of pages, and the first
    reader of a theme page is told that there is no such page.
    """
    PagesManager.uses_pages_directory = False
