"""Pages that come from `st.navigation` alone.

Reached into: `PagesManager.uses_pages_directory` and `intended_page_name` (Streamlit 1.67). Until the first
call of `st.navigation` Streamlit takes the folder pages/ for its older kind of pages; without the first of
these the first reader of a theme page is told that there is no such page. Without the second nobody would
know which address was opened before there are pages.
"""

from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import get_script_run_ctx


def declare_navigation() -> None:
    """Tells Streamlit that the folder pages/ is none of its own."""
    PagesManager.uses_pages_directory = False


def find_opened_page() -> str:
    """The address of the page with which the session was opened; blank for the first page."""
    context = get_script_run_ctx()
    return (context.pages_manager.intended_page_name or "") if context else ""
