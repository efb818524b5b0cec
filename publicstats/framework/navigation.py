"""Pages that come from `st.navigation` alone.

Reached into: `PagesManager.uses_pages_directory` (Streamlit 1.67). Until the first call of `st.navigation`
Streamlit takes the folder pages/ for its older kind of pages; without this the first reader of a theme page
is told that there is no such page.
"""

from streamlit.runtime.pages_manager import PagesManager


def declare_navigation() -> None:
    """Tells Streamlit that the folder pages/ is none of its own."""
    PagesManager.uses_pages_directory = False
