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
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from threading import Lock

import plotly.graph_objects as go

from publicstats.charts.hover import silence
from publicstats.charts.specification import write_json

KEPT = 1000
"""Drawings kept: those of three editions, about 2 kB each."""
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


@lru_cache(maxsize=KEPT)
def draw_spec(spec: str, width: int) -> str:
    """The SVG of a figure's JSON, drawn once; `PictureError` where plotly fails."""
    return PLOTTER.draw(spec, width)


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


PLOTTER = Plotter()
atexit.register(PLOTTER.close)
