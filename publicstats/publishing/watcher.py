"""Notices by itself that CSVs have changed, and waits until saving has settled.

Looks at names, sizes and times only, so it works on network drives, and at the contents now and then,
where such a drive keeps times too coarsely.
"""

from __future__ import annotations

import logging
import math
import threading
import time
from collections.abc import Callable

from publicstats.publishing.store import Snapshot, Store
from publicstats.reading.folder import Signature, sign_folder

POLL = 0.25
"""Seconds between two looks."""
SETTLE = 1.0
"""Seconds without a change after which saving is over."""
SETTLE_SHRUNK = 3.0
"""The same where a file is shorter than before or gone: it may be in the middle of being rewritten."""
RECHECK = 30.0
"""Seconds between two looks at the contents where nothing seems to have changed."""
RETRY = 1.0
"""Seconds until a check that failed is tried again; twice as many after each more, up to the most."""
RETRY_MOST = 60.0
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
        self._due, self._wait = math.inf, RETRY

    def look(self, signature: Signature, now: float) -> bool:
        """Whether the folder is to be read now; each look gives the signature and the time in seconds."""
        if signature != self._seen:
            self._seen, self._changed = signature, now
        if self._seen == self._done:
            is_stale = now - self._checked >= RECHECK and _size(signature) <= RECHECK_BYTES
            if is_stale or now >= self._due:
                self._checked, self._due = now, math.inf
                return True
            return False
        if now - self._changed < (SETTLE_SHRUNK if _has_shrunk(self._done, self._seen) else SETTLE):
            return False
        self._done, self._checked, self._due = self._seen, now, math.inf
        return True

    def retry(self, now: float) -> None:
        """Has the folder read once more after a while, though nothing changes: a file was locked, say."""
        self._due = now + self._wait
        self._wait = min(2 * self._wait, RETRY_MOST)

    def rest(self) -> None:
        """Nothing is to be tried again."""
        self._due, self._wait = math.inf, RETRY


class Watcher:
    """A thread that lets a store check its CSVs whenever they have changed and settled.

    `announce` is called after each change of the edition that is served.
    """

    def __init__(self, store: Store, announce: Callable[[], None] = lambda: None) -> None:
        self._store = store
        self._announce = announce
        self._told = _name(store.snapshot)
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
        settling = Settling(sign_folder(self._store.data), time.monotonic())
        # What was saved between the store's first check and this look is read as well.
        self._turn(settling, at_once=True)
        while not self._stop.wait(POLL):
            self._turn(settling)

    def _turn(self, settling: Settling, *, at_once: bool = False) -> None:
        """One look; what fails in it is tried again after a while, and the watching goes on."""
        try:
            if at_once or settling.look(sign_folder(self._store.data), time.monotonic()):
                self._check(settling)
        except Exception:  # noqa: BLE001 - whatever an edit does, readers go on and the next one is seen
            _LOG.exception("an edition could not be announced; it is tried again")
            settling.retry(time.monotonic())

    def _check(self, settling: Settling) -> None:
        snapshot = self._store.check()
        if _name(snapshot) != self._told:
            self._announce()
            self._told = _name(snapshot)
        if snapshot.is_unsettled:
            settling.retry(time.monotonic())
        else:
            settling.rest()


def _name(snapshot: Snapshot) -> str:
    """The fingerprint of what is served; blank where nothing is."""
    return snapshot.edition.fingerprint if snapshot.edition else ""


def _size(signature: Signature) -> int:
    return sum(size for _, size, _, _ in signature)


def _has_shrunk(before: Signature, after: Signature) -> bool:
    sizes = {name: size for name, size, _, _ in after}
    return any(sizes.get(name, -1) < size for name, size, _, _ in before)
