"""Streamlit's loggers, which each have a handler of their own.

Reached into: `streamlit.logger.setup_formatter` (Streamlit 1.67), called for each logger that is made.
Without it Streamlit's events would stand in the log twice, once as plain words.
"""

import logging
from collections.abc import Callable

from streamlit import logger as streamlit_logger


def set_up_each(set_up: Callable[[logging.Logger], None]) -> None:
    """Has each logger that Streamlit makes from now on set up so."""
    streamlit_logger.setup_formatter = set_up  # type: ignore[assignment]
