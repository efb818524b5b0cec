"""The log: one line of JSON for an event, on standard error; words and colours where that is a terminal.

Nobody is named in it: there is no line for a request, and none has an address, a query or a name.
Streamlit's and uvicorn's own events go the same way.
"""

from __future__ import annotations

import logging
import sys

import structlog
from streamlit import logger as streamlit_logger

LEVELS = {"publicstats": logging.INFO, "streamlit": logging.WARNING, "uvicorn": logging.WARNING}
"""From which level on events are logged; uvicorn's lesser ones have readers' addresses in them."""


def configure_logs() -> None:
    """Sends every logger's events to one handler."""
    handler = logging.StreamHandler()
    handler.setFormatter(build_formatter(is_terminal=sys.stderr.isatty()))
    logging.root.handlers = [handler]
    for name, level in LEVELS.items():
        logging.getLogger(name).setLevel(level)
    for name in [*logging.root.manager.loggerDict, *LEVELS]:
        if name.partition(".")[0] in LEVELS:
            _hand_on(logging.getLogger(name))
    # Streamlit gives each of its loggers a handler of its own; later ones too.
    streamlit_logger.setup_formatter = _hand_on


def build_formatter(*, is_terminal: bool) -> logging.Formatter:
    """What makes a line of an event: its time (UTC), level, logger, words and facts, and its traceback."""
    last = (
        [structlog.dev.ConsoleRenderer()]
        if is_terminal
        else [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.ExtraAdder(),
        ],
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
    )


def _hand_on(logger: logging.Logger) -> None:
    """Leaves a logger's events to the handler of all."""
    logger.handlers = []
    logger.propagate = True
    logger.setLevel(max(logger.level, LEVELS[logger.name.partition(".")[0]]))
