"""Scans run apart: in processes of their own, few, each with a limit of time and of memory.

A scan takes the interpreter for itself. In the server's process every other reader would wait for it, and a
text that is made to be slow would stop the site. Here it is stopped, and the next one gets a new process.
"""

from __future__ import annotations

import atexit
import logging
import subprocess
import sys
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Empty, LifoQueue
from threading import BoundedSemaphore
from typing import Protocol, TypeVar

from publicstats.articles import worker
from publicstats.articles.drafts import check_length, list_known
from publicstats.articles.inputs import InputError, check_size
from publicstats.articles.precedents import Earlier
from publicstats.articles.worker import Document, Failure, Finding, Question
from publicstats.contract.records import Source
from publicstats.edition.model import Edition
from publicstats.period import Period

PROCESSES = 2
"""Scans at the same time; a process with the dictionary takes 150 MB, from the first scan on."""
WAITING = 4
"""Scans that wait for their turn; further ones are told to come back."""
SECONDS = 10.0
"""How long a scan may take: ten times what the longest archived page takes on a slow machine."""
START_SECONDS = 30.0
"""How long a process may take to start."""
_RUN = f"from {worker.__name__} import main; main()"
_ROOT = Path(__file__).resolve().parents[2]
_LOG = logging.getLogger(__name__)


Answer = TypeVar("Answer", covariant=True)


class Ask(Protocol[Answer]):
    """A question that a process answers: `worker.Question` or `worker.Document`."""

    def answer(self) -> Answer:
        """What it is answered with."""
        ...


class ApartError(Exception):
    """A scan that gave nothing; `key` is the message that says why and what to do."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class Scanner:
    """One process, started when it is first asked, and anew after it has ended."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds = seconds
        self.process: subprocess.Popen[bytes] | None = None
        self.pipe: Connection | None = None

    def ask(self, question: Ask[Answer]) -> Answer:
        """What is found; `ApartError` where the process does not answer in time, or not at all."""
        try:
            answer = self._ask(question)
        except (OSError, EOFError):
            self.close()
            _LOG.error("scan ended", extra={"reason": "the process ended"})
            raise ApartError("scan.broken") from None
        if isinstance(answer, Failure):
            _LOG.error("scan failed", extra={"reason": answer.kind, "where": answer.where})
            raise ApartError("scan.broken")
        return answer

    def _ask(self, question: Ask[Answer]) -> Answer | Failure:
        if self.pipe is None or self.process is None or self.process.poll() is not None:
            self.close()
            self._start()
        assert self.pipe is not None
        self.pipe.send(question)
        if not self.pipe.poll(self.seconds):
            self.close()
            _LOG.warning("scan ended", extra={"reason": "it took too long"})
            raise ApartError("scan.too_slow")
        answer: Answer | Failure = self.pipe.recv()
        return answer

    def _start(self) -> None:
        """Starts the process and waits until it is ready, which is no part of a scan's time."""
        self.pipe, end = Pipe()
        with end:
            self.process = subprocess.Popen(
                [sys.executable, "-c", _RUN, str(end.fileno())],
                cwd=_ROOT,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[end.fileno()],
                start_new_session=True,  # a terminal's Ctrl-C is for the server alone
            )
        if not self.pipe.poll(START_SECONDS) or self.pipe.recv() != worker.READY:
            raise EOFError

    def close(self) -> None:
        """Ends the process."""
        if self.pipe is not None:
            self.pipe.close()
        if self.process is not None:
            self.process.kill()
            self.process.wait()
        self.pipe = self.process = None


class Scanners:
    """A few processes, and a short queue before them."""

    def __init__(self, processes: int = PROCESSES, waiting: int = WAITING, seconds: float = SECONDS) -> None:
        self.all = [Scanner(seconds) for _ in range(processes)]
        self.patience = START_SECONDS + seconds * (waiting / processes + 1)
        self._places = BoundedSemaphore(processes + waiting)
        self.idle: LifoQueue[Scanner] = LifoQueue()  # the last one first: most of the time one does
        for scanner in self.all:
            self.idle.put(scanner)

    def ask(self, question: Ask[Answer]) -> Answer:
        """What is found, by the next process that is free; `ApartError` where the queue is full."""
        if not self._places.acquire(blocking=False):
            raise ApartError("scan.busy")
        try:
            scanner = self.idle.get(timeout=self.patience)
        except Empty:
            self._places.release()
            raise ApartError("scan.busy") from None
        try:
            return scanner.ask(question)
        finally:
            self.idle.put(scanner)
            self._places.release()

    def close(self) -> None:
        """Ends all processes."""
        for scanner in self.all:
            scanner.close()


_SCANNERS = Scanners()
atexit.register(_SCANNERS.close)


def scan_apart(
    pasted: str,
    edition: Edition,
    *,
    published: Period | None = None,
    source: Source | None = None,
    earlier: Earlier | None = None,
) -> Finding:
    """What `scan_article` and `list_rows` find, by another process.

    `LengthError` where a text is too long, `ApartError` where the scan takes too long, breaks, or too many
    wait.
    """
    check_length(pasted)
    if earlier is not None:
        check_length(earlier.text)
    return _SCANNERS.ask(Question(pasted, list_known(edition, source), published, source, earlier))


def read_apart(name: str, data: bytes) -> str:
    """The text of a file, by another process: `inputs.read_document` says of which kinds.

    `InputError` where it has none, `ApartError` as of `scan_apart`.
    """
    check_size(name, data)
    text = _SCANNERS.ask(Document(name, data))
    if isinstance(text, InputError):
        raise text
    return text
