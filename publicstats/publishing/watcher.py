"""Notices by itself that CSVs have changed, and waits until saving has settled.

Looks at names, sizes and times only, so it works on network drives, and at the contents now and then,
where such a drive keeps times too coarsely.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

from publicstats.publishing.folders import Signature, sign_folder
from publicstats.publishing.store import Store

POLL = 0.25
"""Seconds between two looks."""
SETTLE = 1.0
"""Seconds without a change after which saving is over."""
SETTLE_SHRUNK = 3.0
"""The same where a file is shorter than before or gone: it may be in the middle of being rewritten."""
RECHECK = 30.0
"""Seconds between two looks at the contents where nothing seems to have changed."""
STOP = 3.0
"""Seconds that a stop waits for a check that is under way; what it writes is whole or not there at all."""
RECHECK_BYTES = 20_000_000
"""Contents up to this size are looked at so."""

_LOG = logging.getLogger(__name__)


class Settling:
    """Says when a changed folder may be read: once it has stayed the same for long enough. Pure."""

    def __init__(self, signature: Signature, now: float) -> None:
        self._done = self._seen = signature
        self._changed = self._checked = now

    def look(self, signature: Signature, now: float) -> bool:
        """Whether the folder is to be read now; each look gives the signature and the time in seconds."""
        if signature != self._seen:
            self._seen, self._changed = signature, now
        if self._seen == self._done:
            stale = now - self._checked >= RECHECK and _size(signature) <= RECHECK_BYTES
            if stale:
                self._checked = now
            return stale
        if now - self._changed < (SETTLE_SHRUNK if _has_shrunk(self._done, self._seen) else SETTLE):
            return False
        self._done, self._checked = self._seen, now
        return True

    def retry(self, now: float) -> None:
        """Has the folder read once more after a while, though nothing changes: a file was locked."""
        self._done, self._changed = (), now


class Watcher:
    """A thread that lets a store check its CSVs whenever they have changed and settled.

    `announce` is called after each change of the edition that is served.
    """

    def __init__(self, store: Store, announce: Callable[[], None] = lambda: None) -> None:
        self._store = store
        self._announce = announce
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="publicstats-watcher", daemon=True)

    def start(self) -> None:
        """Begins to watch."""
        self._thread.start()

    def stop(self) -> None:
        """Ends the thread; one in the middle of a long check ends with the process."""
        self._stop.set()
        self._thread.join(STOP)

    def _run(self) -> None:
        settling = Settling(_sign(self._store.data), time.monotonic())
        # What was saved between the store's first check and this look is read as well.
        served = self._check()
        while not self._stop.wait(POLL):
            if settling.look(_sign(self._store.data), time.monotonic()):
                before, served = served, self._check()
                if served != before:
                    self._announce()
                if self._store.snapshot.is_unread:
                    settling.retry(time.monotonic())

    def _check(self) -> str:
        """The fingerprint of what is served then."""
        try:
            self._store.check()
        except Exception:  # noqa: BLE001 - whatever an edit does, readers go on and the next edit is seen
            _LOG.exception("an edit could not be checked; what was served before is served on")
        edition = self._store.snapshot.edition
        return edition.fingerprint if edition else ""


def _sign(folder: Path) -> Signature:
    try:
        return sign_folder(folder)
    except OSError:
        return ()


def _size(signature: Signature) -> int:
    return sum(size for _, size, _, _ in signature)


def _has_shrunk(before: Signature, after: Signature) -> bool:
    sizes = {name: size for name, size, _, _ in after}
    return any(sizes.get(name, -1) < size for name, size, _, _ in before)
