"""Publications on their way into the archive: noted in order, and kept in memory until they can be.

A state folder may be full, read-only or away for a while. What is published meanwhile reaches readers, waits
here, and is noted when it can be, each publication by itself.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from publicstats.publishing.archive import Archive
from publicstats.publishing.changes import Changes
from publicstats.publishing.journal import Note

MOST = 200
"""Publications that wait at the most; beyond that the oldest are lost."""
MOST_BYTES = 200_000_000
"""Bytes of the CSVs of those that wait; of the older ones only what they changed is noted then."""
_UNWRITABLE = (OSError, NotImplementedError)
"""What a folder says that takes nothing; the latter where its file system has no locks."""
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Publication:
    """An edition that is published: its files, how many figures it has, what it changed, since when."""

    fingerprint: str
    files: Mapping[str, bytes]
    figures: int
    changes: Changes
    since: datetime

    @property
    def size(self) -> int:
        """Bytes of the files."""
        return sum(map(len, self.files.values()))


class Recorder:
    """Notes publications in an archive. `amend` is asked for each that had to wait, before it is noted."""

    def __init__(self, archive: Archive, amend: Callable[[Publication], Publication]) -> None:
        self._archive = archive
        self._amend = amend
        self._waiting: deque[Publication] = deque()

    @property
    def waiting(self) -> int:
        """How many publications wait to be noted."""
        return len(self._waiting)

    def record(self, publication: Publication, is_past: Callable[[], bool]) -> Note | None:
        """What is noted of a publication; none where it has to wait.

        Raises `reading.steady.MovedError`, as `Archive.record` does.
        """
        if self.record_waiting() and (note := self._note(publication, is_past)) is not None:
            return note
        self._waiting.append(publication)
        self._drop_surplus()
        # Noted it can be only after those that wait before it, but a start should find it.
        with suppress(*_UNWRITABLE):
            self._archive.keep(publication.fingerprint, publication.files)
        return None

    def record_waiting(self) -> bool:
        """Notes those that wait, the oldest first, and says whether none is left."""
        while self._waiting:
            # One over which the program fails is not met again: it would keep back all that follow.
            publication = self._waiting.popleft()
            if self._note(self._amend(publication)) is None:
                self._waiting.appendleft(publication)
                return False
        return True

    def _note(self, publication: Publication, is_past: Callable[[], bool] = lambda: False) -> Note | None:
        try:
            return self._archive.record(
                publication.fingerprint,
                publication.files,
                publication.figures,
                publication.changes,
                since=publication.since,
                is_past=is_past,
            )
        except _UNWRITABLE as error:
            facts = {"folder": str(self._archive.folder), "reason": str(error)}
            _LOG.warning("the edition cannot be kept", extra=facts)
            return None

    def _drop_surplus(self) -> None:
        while len(self._waiting) > MOST:
            lost = self._waiting.popleft()
            _LOG.error("a publication is lost to the journal", extra={"edition": lost.fingerprint})
        size = sum(publication.size for publication in self._waiting)
        for place, publication in enumerate(list(self._waiting)[:-1]):
            if size <= MOST_BYTES:
                return
            size -= publication.size
            self._waiting[place] = replace(publication, files={})
