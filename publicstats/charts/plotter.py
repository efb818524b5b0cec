"""The process that plotly.js runs in: reads a question in each line, answers with the figure's SVG.

    {"spec": {"data": …, "layout": …}, "width": 640, "name": "p1"}  ->  {"svg": "<svg …"}  or  {"error": "…"}

plotly.js is that of the installed package plotly. It runs in V8 with a document of our own (`document.js` and
`drawing.js`), in a process of its own, so that what it takes goes with it: time, memory, and a drawing that
never ends. The process is run by its path, with its limits in seconds, and imports nothing of the program.
"""

from __future__ import annotations

import ctypes
import json
import os
import re
import select
import signal
import struct
import sys
from contextlib import suppress
from importlib.util import find_spec
from mmap import PAGESIZE, PROT_EXEC, PROT_READ, PROT_WRITE, mmap
from pathlib import Path
from typing import Any

from py_mini_racer import (
    DEFAULT_V8_FLAGS,
    JSEvalException,
    JSPromise,
    JSPromiseError,
    MiniRacer,
    init_mini_racer,
)
from pylopdf_fonts_zh_cn import sans_path

NICENESS = 10
"""How far it steps back where the processors are wanted elsewhere, by nice(1): a drawing ahead can wait."""
STARTING = 60
"""Seconds that the start may take."""
PAUSE = 0.25
"""Seconds without a question after which what drawing took is given back: 40 MB, in 50 ms."""
MEMORY_LIMIT = 400_000_000
"""Bytes that plotly.js may fill: enough for 50,000 points."""
FLAGS = (*DEFAULT_V8_FLAGS, "--max-semi-space-size=4")
"""A small space for what is young: half the memory of a large drawing, in the same time."""
_WIDE = re.compile("[\u0100-\uffff]")
ALL_OF_UNICODE = (3, 10)
"""The platform and encoding of the character map that is read from a font."""


def main(time_limit: int, idle: int) -> None:
    """Answers until there is nobody to ask, or nobody has asked for a while."""
    with suppress(PermissionError):  # a unit of systemd may forbid it
        os.nice(NICENESS)
    # An alarm ends the process whatever it is at, an answer that nobody is left to read ends it quietly.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    signal.alarm(STARTING)
    engine = start_engine()
    signal.alarm(0)
    answer = {"svg": ""}
    # After an error nobody knows what plotly has left behind: the next process draws the next figure.
    while "svg" in answer and has_question(engine, idle) and (question := sys.stdin.readline()):
        signal.alarm(time_limit)
        answer = draw(engine, question)
        signal.alarm(0)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def has_question(engine: MiniRacer, idle: int) -> bool:
    """Whether there is something to read within so many seconds; gives back what drawing took."""
    if select.select([sys.stdin], [], [], PAUSE)[0]:
        return True
    engine.low_memory_notification()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
    return bool(select.select([sys.stdin], [], [], idle)[0])


def draw(engine: MiniRacer, question: str) -> dict[str, str]:
    """What answers a question."""
    try:
        drawing = engine.eval(f"draw({json.dumps(question)})")
        assert isinstance(drawing, JSPromise)
        return {"svg": str(drawing.get())}
    except (JSEvalException, JSPromiseError) as error:
        # What follows the first line is plotly's source.
        return {"error": str(error).partition("\n")[0]}


def start_engine() -> MiniRacer:
    """V8 with a document, a font and plotly.js, ready to `draw`."""
    init_mini_racer(flags=FLAGS if may_compile() else (*FLAGS, "--jitless"))
    engine = MiniRacer()
    engine.set_hard_memory_limit(MEMORY_LIMIT)
    here, plotly = Path(__file__).parent, find_spec("plotly")
    assert plotly is not None
    assert plotly.origin is not None
    for script in (
        here / "document.js",
        here / "drawing.js",
        Path(plotly.origin).with_name("package_data") / "plotly.min.js",
    ):
        engine.eval(escape(script.read_text(encoding="utf-8")))
    # Texts are measured with the font that comes with the program: the machine may have no Chinese one.
    engine.eval(f"learnFont({json.dumps(read_font(Path(sans_path())))})")
    return engine


def escape(script: str) -> str:
    """The script without characters above U+00FF, for which V8 would hold all of it in two bytes each."""
    return _WIDE.sub(lambda found: f"\\u{ord(found[0]):04x}", script)


def may_compile() -> bool:
    """Whether memory may be written and executed here; V8 can do without, at half the speed.

    Units of systemd (MemoryDenyWriteExecute) and SELinux may refuse it.
    """
    try:
        mmap(-1, PAGESIZE, prot=PROT_READ | PROT_WRITE | PROT_EXEC).close()
    except PermissionError:
        return False
    return True


def read_font(path: Path) -> dict[str, Any]:
    """A font's height above and below the line, and runs of characters `[first, last, width]`, in its units.

    `em` is how many of these an em has. By the tables head, hhea, hmtx and cmap of OpenType.
    """
    font = path.read_bytes()

    def read(layout: str, start: int, count: int = 1) -> list[tuple[Any, ...]]:
        end = start + struct.calcsize(f">{layout}") * count
        return list(struct.iter_unpack(f">{layout}", font[start:end]))

    ((_, tables),) = read("IH", 0)
    start = {tag: offset for tag, _, offset, _ in read("4sIII", 12, tables)}
    ((em,),) = read("H", start[b"head"] + 18)
    ((ascent, descent),) = read("hh", start[b"hhea"] + 4)
    ((measured,),) = read("H", start[b"hhea"] + 34)
    advances = [advance for advance, _ in read("Hh", start[b"hmtx"], measured)]
    ((_, maps),) = read("HH", start[b"cmap"])
    offsets = {(platform, of): offset for platform, of, offset in read("HHI", start[b"cmap"] + 4, maps)}
    unicode = start[b"cmap"] + offsets[ALL_OF_UNICODE]
    ((groups,),) = read("I", unicode + 12)
    runs: list[list[int]] = []
    for first, last, glyph in read("III", unicode + 16, groups):
        for code in range(first, last + 1):
            width = advances[min(glyph + code - first, measured - 1)]
            if runs and runs[-1][1:] == [code - 1, width]:
                runs[-1][1] = code
            else:
                runs.append([code, code, width])
    return {"em": em, "ascent": ascent, "descent": -descent, "runs": runs}


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
