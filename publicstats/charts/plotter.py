"""The process that plotly.js runs in: reads a figure and a width in each line, answers with its SVG.

    {"spec": {"data": …, "layout": …}, "width": 640}  ->  {"svg": "<svg …"}  or  {"error": "…"}

A process of its own, as a drawing would stop the server's other threads for a tenth of a second. It is run
by its path and imports nothing of the program, so that it starts quickly and stays small.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress

import mirage.fonts
from mirage.engine import MirageEngine
from pylopdf_fonts_zh_cn import sans_path

LIFETIME = 50
"""Drawings of one engine; each leaves about half a megabyte behind, so that it is then made anew."""

KINDNESS = 10
"""How far it steps back where the processors are wanted elsewhere, by nice(1): a drawing ahead can wait."""

# Texts are measured with the font that comes with the program: the machine may have no Chinese one.
mirage.fonts.CANDIDATE_FONTS.insert(0, str(sans_path()))


def main() -> None:
    """Answers until there is nobody to ask."""
    with suppress(PermissionError):  # the systemd unit forbids it
        os.nice(KINDNESS)
    engine, drawn = None, 0
    for line in sys.stdin:
        if engine is None or drawn >= LIFETIME:
            engine, drawn = MirageEngine(), 0
        drawn += 1
        asked = json.loads(line)
        try:
            spec = asked["spec"]
            answer = {"svg": engine.render_svg(spec["data"], spec["layout"], width=asked["width"])}
        except Exception as error:  # noqa: BLE001 - whatever plotly stumbles over, the next figure is drawn
            engine, answer = None, {"error": str(error)}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
