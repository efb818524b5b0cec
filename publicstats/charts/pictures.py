"""Plotly's own drawing of a figure as SVG, made on the server: no reader's browser needs plotly.js.

Plotly runs in an embedded JavaScript engine, in one process of its own (`plotter`). A drawing is kept by its
content, so that an edit draws anew only what it changed.
"""

from __future__ import annotations

import atexit
import hashlib
import json
import signal
import subprocess
import sys
from collections import OrderedDict
from contextlib import suppress
from pathlib import Path
from threading import Lock

import plotly.graph_objects as go

from publicstats.charts.hover import silence
from publicstats.charts.specification import write_json

KEPT_BYTES = 64_000_000
"""Of drawings that are kept: those of five editions with 400 charts each, in both languages and widths."""
TIME_LIMIT = 20
"""Seconds after which a drawing is given up; the largest that was tried took half a second."""
IDLE = 20
"""Seconds without a question after which the process ends, as it holds 140 MB; the next one starts it."""


class PictureError(RuntimeError):
    """Plotly could not draw a figure."""


def write_svg(figure: go.Figure, width: int) -> str:
    """The figure as one SVG element, laid out for a width in pixels; `PictureError` where plotly fails.

    The same figure always gives the same text. Its ids are its own, so that many stand on one page.
    """
    spec = silence(figure.to_plotly_json())
    return draw_spec(write_json(spec), width)


def draw_spec(spec: str, width: int) -> str:
    """The SVG of a figure's JSON, drawn once; `PictureError` where plotly fails."""
    name = hashlib.sha256(f"{spec}{width}".encode()).digest()
    drawing = DRAWINGS.find(name)
    if drawing is None:
        drawing = PLOTTER.draw(spec, width)
        DRAWINGS.keep(name, drawing)
    return drawing


class Drawings:
    """Drawings by a hash of what they are of, as many as there is room for: those asked for last.

    By bytes, not by their number: an edition that has more of them than are kept would draw all of them anew
    after every edit.
    """

    def __init__(self, most: int) -> None:
        self._most, self._bytes = most, 0
        self._kept: OrderedDict[bytes, str] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def find(self, name: bytes) -> str | None:
        """The drawing of a name, or none."""
        with self._lock:
            if name in self._kept:
                self._kept.move_to_end(name)
            return self._kept.get(name)

    def keep(self, name: bytes, drawing: str) -> None:
        """Keeps a drawing; those that were asked for least make room."""
        with self._lock:
            self._bytes += len(drawing) - len(self._kept.pop(name, ""))
            self._kept[name] = drawing
            while self._bytes > self._most and len(self._kept) > 1:
                self._bytes -= len(self._kept.popitem(last=False)[1])

    def clear(self) -> None:
        """Forgets all."""
        with self._lock:
            self._kept.clear()
            self._bytes = 0


class Plotter:
    """The process that draws, started by the first drawing, and anew should it ever end. One at a time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.process: subprocess.Popen[str] | None = None

    def draw(self, spec: str, width: int) -> str:
        """Plotly's SVG of a figure's JSON."""
        name = hashlib.sha256(f"{spec}{width}".encode()).hexdigest()[:8]
        question = f'{{"spec": {spec}, "width": {width}, "name": "p{name}"}}\n'
        with self._lock:
            try:
                answer = json.loads(self._ask(question))
            except OSError as error:
                raise PictureError("there is no process that draws") from error
        if "error" in answer:
            raise PictureError(answer["error"])
        return str(answer["svg"])

    def _ask(self, question: str) -> str:
        """The answer to a question; `PictureError` where the process did not survive it."""
        process = self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        with suppress(BrokenPipeError):
            process.stdin.write(question)
            process.stdin.flush()
        if answer := process.stdout.readline():
            return answer
        ended = process.wait()
        self.close()
        if ended == 0:
            # It had waited long enough, and went just now without reading the question.
            return self._ask(question)
        took = f"longer than {TIME_LIMIT} s" if ended == -signal.SIGALRM else "the process with it"
        raise PictureError(f"the drawing took {took} ({ended})")

    def warm_up(self) -> None:
        """Starts the process unless it runs, for somebody will soon ask it; what fails is said to them."""
        if self._lock.acquire(blocking=False):  # else it is drawing
            try:
                with suppress(OSError):
                    self._start()
            finally:
                self._lock.release()

    def _start(self) -> subprocess.Popen[str]:
        if self.process is None or self.process.poll() is not None:
            self.close()
            self.process = start_process()
        return self.process

    def close(self) -> None:
        """Ends the process."""
        if self.process is not None:
            self.process.terminate()
            self.process.communicate()
            self.process = None


def start_process() -> subprocess.Popen[str]:
    """A process that ends by itself when this one does: nobody holds the other end of its input then."""
    path = str(Path(__file__).with_name("plotter.py"))
    # -P: the folder of the file is no place to import from. A terminal's Ctrl-C is for the server alone.
    return subprocess.Popen(
        [sys.executable, "-P", path, str(TIME_LIMIT), str(IDLE)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )


DRAWINGS = Drawings(KEPT_BYTES)
"""Those of this process."""
PLOTTER = Plotter()
atexit.register(PLOTTER.close)
