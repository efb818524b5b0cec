"""Components of other packages, which the dashboard shows none of.

Reached into: `BidiComponentManager.discover_and_register_components` (Streamlit 1.67), called as the server
begins. Without it each start reads what every installed package says of itself, a twelfth of its time.
"""

from streamlit.components.v2.component_manager import BidiComponentManager


def declare_no_components() -> None:
    """Tells Streamlit to look for none."""
    BidiComponentManager.discover_and_register_components = _find_none  # type: ignore[assignment,method-assign]


def _find_none(manager: BidiComponentManager, *, start_file_watching: bool = True) -> None:
    return
