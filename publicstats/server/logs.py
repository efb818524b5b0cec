"""The log: one line of JSON for an event, on standard error; words where that is a terminal.

Nobody is named in it: there is no line for a request, and none has an address, a query or a name.
Streamlit's and uvicorn's own events go the same way.
"""

from __future__ import annotations

import logging
import sys
from typing import Any

from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter

from publicstats.framework.loggers import set_up_each

LEVELS = {"publicstats": logging.INFO, "streamlit": logging.WARNING, "uvicorn": logging.WARNING}
"""From which level on events are logged; uvicorn's lesser ones have readers' addresses in them."""

NAMES = {"message": "event", "levelname": "level", "name": "logger", "exc_info": "exception"}
"""What logging's own names are called in a line."""
JSON: dict[str, Any] = {"rename_fields": NAMES, "timestamp": True, "json_ensure_ascii": False}


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
    set_up_each(_hand_on)


def build_formatter(*, is_terminal: bool) -> logging.Formatter:
    """What makes a line of an event: its time (UTC), level, logger, words and facts, and its traceback."""
    return _Words("%(levelname)-8s%(name)s: %(message)s") if is_terminal else _Json(list(NAMES), **JSON)


class _Json(JsonFormatter):
    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        facts = {name: value for name, value in log_data.items() if value is not None}
        return facts | {"level": log_data["level"].lower()}


class _Words(logging.Formatter):
    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's own name
        facts = [f"{name}={value}" for name, value in vars(record).items() if name not in RESERVED_ATTRS]
        return "  ".join((super().formatMessage(record), *facts))


def _hand_on(logger: logging.Logger) -> None:
    """Leaves a logger's events to the handler of all."""
    logger.handlers = []
    logger.propagate = True
    logger.setLevel(max(logger.level, LEVELS[logger.name.partition(".")[0]]))
