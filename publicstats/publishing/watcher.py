"""Notices by itself that CSVs have changed, and waits until saving has settled.

Looks at names, sizes and times only, so it works on network drives, and at the contents now and then,
where such a drive keeps times too coarsely.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from publicstats.publishing.settling import Settling
from publicstats.publishing.store import Snapshot, Store
from publicstats.reading.folder import sign_folder
from publicstats.reading.steady import Settled

POLL = 0.25
"""Seconds between two looks."""
POLL_MOVING = 0.05
"""The same while something has changed that was not read."""
STOP = 3.0
"""Seconds that a stop waits for a check that is under way; what it writes is whole or not there at all."""
_LOG = logging.getLogger(__name__)


class Watcher:
    """A thread that lets a store check its CSVs whenever they have changed and settled.

    `announce` is called after each change of the edition that is served, `expect` when one is likely soon.
    """

    def __init__(
        self,
        store: Store,
        announce: Callable[[], None] = lambda: None,
        expect: Callable[[], None] = lambda: None,
    ) -> None:
        self._store = store
        self._announce = announce
        self._expect = expect
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
        # What was saved between the store's first check and this look is read as well, once it has settled.
        settling = Settling((), time.monotonic())
        while not self._stop.wait(POLL_MOVING if settling.is_moving else POLL):
            self._turn(settling)

    def _turn(self, settling: Settling) -> None:
        """One look; what fails in it is tried again after a while, and the watching goes on."""
        try:
            # The time is that before the look: a process may be stopped in between.
            now = time.monotonic()
            settled = settling.look(sign_folder(self._store.data), now)
            if settled is not None:
                self._check(settling, settled)
            elif settling.foresee(now):
                self._expect()
                self._store.prepare()
        except Exception:  # noqa: BLE001 - whatever an edit does, readers go on and the next one is seen
            _LOG.exception("an edition could not be announced; it is tried again")
            settling.retry(time.monotonic())

    def _check(self, settling: Settling, settled: Settled) -> None:
        snapshot = self._store.check(settled)
        if _name(snapshot) != self._told:
            self._announce()
            self._told = _name(snapshot)
        if snapshot.is_unsettled or self._store.has_moved:
            settling.retry(time.monotonic())
        else:
            settling.rest()


def _name(snapshot: Snapshot) -> str:
    """The fingerprint of what is served; blank where nothing is."""
    return snapshot.edition.fingerprint if snapshot.edition else ""
