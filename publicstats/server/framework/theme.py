"""The themes of config.toml.

Reached into: `streamlit.config.get_options_for_section` (Streamlit 1.67). Without it a page would have
Streamlit's own colours until its scripts have run.
"""

from streamlit import config


def read_theme(name: str = "") -> dict[str, object]:
    """What a theme section sets (`light`, `dark`; blank: what both share), by its names in config.toml."""
    options = config.get_options_for_section(f"theme.{name}" if name else "theme")
    return {key: value for key, value in options.items() if value is not None}
