"""What Streamlit finds out anew several times in every run, though it stays the same while the server runs.

It goes through all of its settings six times for the theme, makes a hash of the address of each page three
times, and finds the folder of the entry once for each page. Together this was a quarter of what a run cost.
"""

from __future__ import annotations

from functools import cache

from streamlit import config
from streamlit.navigation import page
from streamlit.runtime import app_session, pages_manager


def remember_settings() -> None:
    """Has Streamlit keep what it finds; to be called once, at the server's start."""
    config.get_options_for_section = cache(config.get_options_for_section)
    app_session.to_snake_case = cache(app_session.to_snake_case)  # type: ignore[attr-defined]
    page.calc_hash = cache(page.calc_hash)  # type: ignore[attr-defined]
    pages_manager.Path = cache(pages_manager.Path)  # type: ignore[attr-defined, assignment]
