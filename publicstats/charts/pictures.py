"""Plotly's own drawing of a figure as SVG, made on the server: no reader's browser needs plotly.js.

Plotly runs in an embedded JavaScript engine, one for the process, in a thread of its own. A drawing is
kept by its content, so that an edit draws anew only what it changed.
"""

from __future__ import annotations

import hashlib
import json
import re
from concurrent.futures import ThreadPoolExecutor
from functools import cache, lru_cache

import mirage.fonts
import plotly.graph_objects as go
from mirage.engine import MirageEngine
from pylopdf_fonts_zh_cn import sans_path

from publicstats.charts.style import FONT

KEPT = 2000
"""Drawings kept: those of a few editions, about 4 kB each."""
LIFETIME = 50
"""Drawings of one engine; each leaves about half a megabyte behind, so that it is then made anew."""

_EMPTY = re.compile(r'<(g|defs)(?: (?:class|id)="[^"]*")*></\1>|<path class="[a-z-]+"/>')
_INVISIBLE = re.compile(r'<rect[^>]*fill-opacity: 0["; ][^>]*/>|<path class="[xy]lines-above[^>]*/>')
_FAMILY = re.compile(r"font-family: [^;\"]*; ")
_UID = re.compile(r'id="(?:top)?defs-([0-9a-f]{6})"')
_DOUBLED = re.compile(r'(<clipPath id="[^"]*" class="plotclip">.*?</clipPath>)(?=.*\1)')
_SIZE = re.compile(r'width="(\d+)" height="(\d+)"')

# Texts are measured with the font that comes with the program: the machine may have no Chinese one.
mirage.fonts.CANDIDATE_FONTS.insert(0, str(sans_path()))


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
    svg = _thread().submit(_Plotter.draw, spec, width).result()
    return _tidy(svg, hashlib.sha256(f"{spec}{width}".encode()).hexdigest()[:8])


@cache
def _thread() -> ThreadPoolExecutor:
    """The thread that the engine lives in: it must be used by the one that made it."""
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="publicstats-plotly")


class _Plotter:
    """The engine, and how many drawings it has made."""

    engine: MirageEngine | None = None
    drawn = 0

    @classmethod
    def draw(cls, spec: str, width: int) -> str:
        """Plotly's SVG of a figure's JSON."""
        if cls.engine is None or cls.drawn >= LIFETIME:
            cls.engine, cls.drawn = MirageEngine(), 0
        cls.drawn += 1
        content = json.loads(spec)
        try:
            return str(cls.engine.render_svg(content["data"], content["layout"], width=width))
        except Exception as error:
            cls.engine = None
            raise PictureError(str(error)) from error


def _tidy(svg: str, name: str) -> str:
    """The drawing without what draws nothing, with its own ids, scaling with the page."""
    if uid := _UID.search(svg):
        svg = svg.replace(uid[1], name)
    svg = _DOUBLED.sub("", _INVISIBLE.sub("", _FAMILY.sub("", svg)))
    before = ""
    while before != svg:
        before, svg = svg, _EMPTY.sub("", svg)
    return _SIZE.sub(rf'viewBox="0 0 \1 \2" width="\1" height="\2" style="font-family: {FONT}"', svg, count=1)
