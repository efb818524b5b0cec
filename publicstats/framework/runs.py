"""Whether code runs for a reader, or because the server imports the file.

Reached into: `streamlit.runtime.scriptrunner.get_script_run_ctx` (Streamlit 1.67). Without it the import of
dashboard.py for `app` would draw a page that nobody sees.
"""

from streamlit.runtime.scriptrunner import get_script_run_ctx


def is_run() -> bool:
    """True while a session draws its page."""
    return get_script_run_ctx(suppress_warning=True) is not None
