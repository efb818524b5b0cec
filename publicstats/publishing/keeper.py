"""Writes down what is known of the edition that is served: by itself, and while nobody waits for it."""

from __future__ import annotations

import logging
import math
import threading
import time
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from filelock import Timeout

from publicstats.edition.builder import Builder
from publicstats.edition.model import Edition
from publicstats.publishing.knowledge import Knowledge
from publicstats.publishing.memory import give_back

STAND = 20.0
"""Seconds that an edition must have stood: of edits that follow each other closely the last is written, and
a start has its first readers to itself."""
LOOK = 1.0
"""Seconds between two looks."""
STOP = 3.0
"""Seconds that a stop waits for what is due; what is not written by then is built by the next start."""
_LOG = logging.getLogger(__name__)


class _Due(NamedTuple):
    """An edition that is to be written, the digests of its files, and since when it stands."""

    edition: Edition
    before: Mapping[str, str]
    since: float


class Keeper:
    """Keeps what is known of the last edition that was noted; only once it is started by itself."""

    def __init__(self, folder: Path, builder: Builder) -> None:
        self.knowledge = Knowledge(folder)
        self._builder = builder
        self._due: _Due | None = None
        self._is_told = self._has_begun = False
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begins to look for what is due: once more, where it was stopped."""
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(self._stop,), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Has what is due written, and ends the thread."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(STOP)

    def recall(self, files: Mapping[str, bytes], fingerprint: str) -> Edition | None:
        """The edition of the first files that are read, if it is known; the builder begins with the rest."""
        if self._has_begun:
            return None
        self._has_begun = True
        name = self.knowledge.name(files)
        self._builder.recall(partial(self.knowledge.find_answers, name))
        return self.knowledge.find(name, fingerprint)

    def find(self, files: Mapping[str, bytes], fingerprint: str) -> Edition | None:
        """The edition of files that were published before, if it is known."""
        return self.knowledge.find(self.knowledge.name(files), fingerprint)

    def note(self, edition: Edition) -> None:
        """Takes notice of an edition that is served and, unless it is known, was built last."""
        before = self._builder.before
        self._due = _Due(edition, before, time.monotonic()) if before else None

    def write_due(self, now: float) -> None:
        """Writes down what has stood for long enough. Never raises."""
        due = self._due
        if due is None or now < due.since + STAND:
            return
        try:
            kept = self._builder.copy()
            if kept.before != due.before:  # something is being tried that readers may see next
                return
            self.knowledge.write(due.edition, kept)
            self._is_told = False
        except Timeout:  # another process writes: most likely the same
            return
        except Exception as error:  # noqa: BLE001 - readers have the edition, and a start can build it
            self._tell(error)
        if self._due is due:
            self._due = None
        del due
        give_back()

    def _tell(self, error: Exception) -> None:
        """Says in the log that it could not be written; once, until it could."""
        if not self._is_told:
            facts = {"folder": str(self.knowledge.folder), "reason": f"{type(error).__name__}: {error}"[:200]}
            _LOG.warning("what is known of the edition cannot be kept", extra=facts)
        self._is_told = True

    def _run(self, stop: threading.Event) -> None:
        while not stop.wait(LOOK):
            self.write_due(time.monotonic())
        self.write_due(math.inf)
