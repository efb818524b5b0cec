"""Where Streamlit's own page, scripts and styles lie.

Reached into: `streamlit.file_util.get_static_dir` (Streamlit 1.67). Without it the policy of pages would
not know the script in Streamlit's shell, which browsers would then refuse.
"""

from pathlib import Path

from streamlit import file_util


def static_folder() -> Path:
    """The folder with Streamlit's `index.html` and `static/`."""
    return Path(file_util.get_static_dir())
