"""Plotly's own drawing of a figure as SVG, made on the server: no reader's browser needs plotly.js.

Plotly runs in an embedded JavaScript engine, in one process of its own (`plotter`). A drawing is kept by its
content, so that an edit draws anew only what it changed.
"""

from __future__ import annotations

import atexit
import hashlib
import json
import re
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from threading import Lock

import plotly.graph_objects as go

from publicstats.charts.style import FONT

KEPT = 1000
"""Drawings kept: those of three editions, about 4 kB each."""

_EMPTY = re.compile(r'<(g|defs)(?: (?:class|id)="[^"]*")*></\1>|<path class="[a-z-]+"/>')
_INVISIBLE = re.compile(r'<rect[^>]*fill-opacity: 0["; ][^>]*/>|<path class="[xy]lines-above[^>]*/>')
_FAMILY = re.compile(r"font-family: [^;\"]*; ")
_UID = re.compile(r'id="(?:top)?defs-([0-9a-f]{6})"')
_DOUBLED = re.compile(r'(<clipPath id="[^"]*" class="plotclip">.*?</clipPath>)(?=.*\1)')
_SIZE = re.compile(r'width="(\d+)" height="(\d+)"')


class PictureError(RuntimeError):
    """Plotly could not draw a figure."""


def write_svg(figure: go.Figure, width: int) -> str:
    """The figure as one SVG element, laid out for a width in pixels; `PictureError` where plotly fails.

    The same figure always gives the same text. Its ids are its own, so that many stand on one page.
    """
    spec = figure.to_plotly_json()
    return _write(json.dumps(spec, default=_plain, sort_keys=True), width)


def _plain(value: object) -> object:
    """What plotly keeps in its own types, as plain lists and dictionaries."""
    return value.to_plotly_json() if hasattr(value, "to_plotly_json") else list(value)  # type: ignore[call-overload]


@lru_cache(maxsize=KEPT)
def _write(spec: str, width: int) -> str:
    return _tidy(_PLOTTER.draw(spec, width), hashlib.sha256(f"{spec}{width}".encode()).hexdigest()[:8])


class _Plotter:
    """The process that draws, started by the first drawing, and anew should it ever end. One at a time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: subprocess.Popen[str] | None = None

    def draw(self, spec: str, width: int) -> str:
        """Plotly's SVG of a figure's JSON."""
        with self._lock:
            line = self._ask(f'{{"spec": {spec}, "width": {width}}}\n')
        answer = json.loads(line) if line else {"error": "the drawing process ended"}
        if "error" in answer:
            raise PictureError(answer["error"])
        return str(answer["svg"])

    def _ask(self, line: str) -> str:
        """The answer, blank where the process did not survive the question."""
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = _start()
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(line)
            self._process.stdin.flush()
            return self._process.stdout.readline()
        except OSError:
            return ""

    def close(self) -> None:
        """Ends the process."""
        if self._process is not None:
            self._process.terminate()
            self._process.communicate()
            self._process = None


def _start() -> subprocess.Popen[str]:
    """A process that ends by itself when this one does: nobody holds the other end of its input then."""
    path = str(Path(__file__).with_name("plotter.py"))
    # -P: the folder of the file is no place to import from. A terminal's Ctrl-C is for the server alone.
    return subprocess.Popen(
        [sys.executable, "-P", path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )


_PLOTTER = _Plotter()
atexit.register(_PLOTTER.close)


def _tidy(svg: str, name: str) -> str:
    """The drawing without what draws nothing, with its own ids, scaling with the page."""
    if uid := _UID.search(svg):
        svg = svg.replace(uid[1], name)
    svg = _DOUBLED.sub("", _INVISIBLE.sub("", _FAMILY.sub("", svg)))
    before = ""
    while before != svg:
        before, svg = svg, _EMPTY.sub("", svg)
    return _SIZE.sub(rf'viewBox="0 0 \1 \2" width="\1" height="\2" style="font-family: {FONT}"', svg, count=1)
