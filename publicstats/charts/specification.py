"""A drawing as plotly is told it: what the server draws, and a reader's browser again in its place."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import plotly.graph_objects as go


def write_json(settings: dict[str, Any]) -> str:
    """Settings of plotly as JSON; equal ones give the same text."""
    return json.dumps(settings, default=_plain, sort_keys=True)


def _plain(value: object) -> object:
    """What plotly keeps in its own types, as plain lists and dictionaries."""
    return value.to_plotly_json() if hasattr(value, "to_plotly_json") else list(value)  # type: ignore[call-overload]


def write_specification(figure: go.Figure) -> str:
    """The data and the layout of a figure as JSON, with what its points answer to a pointer."""
    return write_json(figure.to_plotly_json())


def name_specification(text: str) -> str:
    """A name that no other specification has."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


@cache
def find_script() -> Path:
    """plotly.js of the installed package plotly, which is of the version that writes the figures."""
    package = find_spec("plotly")
    assert package is not None
    assert package.origin is not None
    return Path(package.origin).with_name("package_data") / "plotly.min.js"
