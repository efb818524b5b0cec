"""The themes of config.toml, and having Streamlit look them up once.

Reached into: `streamlit.config.get_options_for_section` (Streamlit 1.67). Streamlit goes through all of its
options six times in each run for the theme, which never changes while the server runs: a sixth of the
processor time of a run. Without reading it a page would have Streamlit's own colours until its scripts have
run; without keeping it 200 readers would wait a sixth longer.
"""

from functools import cache

from streamlit import config


def read_theme(name: str = "") -> dict[str, object]:
    """What a theme section sets (`light`, `dark`; blank: what both share), by its names in config.toml."""
    options = config.get_options_for_section(f"theme.{name}" if name else "theme")
    return {key: value for key, value in options.items() if value is not None}


def keep_sections() -> None:
    """Has Streamlit keep the options of each section that it finds; to be called once, at the start."""
    config.get_options_for_section = cache(config.get_options_for_section)
