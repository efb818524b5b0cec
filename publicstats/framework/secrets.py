"""Where Streamlit reads its secrets from.

Reached into: `streamlit.config.set_option` for `secrets.files` (Streamlit 1.67), which `st.set_option`
refuses to set. Without it the file of settings could have no other name or place than Streamlit's own.
"""

from pathlib import Path

from streamlit import config


def read_secrets_from(path: Path) -> None:
    """Has Streamlit read its secrets from one file."""
    config.set_option("secrets.files", [str(path)])
