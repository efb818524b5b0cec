"""When a changed folder may be read: once what has changed has rested, or after a while. Pure.

Each file rests by itself: one that is written again and again keeps no edit of another waiting. It is read
nevertheless within ten seconds, and what is read of it must be the same twice (`reading.steady`).
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import median

from publicstats.reading.folder import Signature
from publicstats.reading.steady import Settled

SETTLE = 1.0
"""Seconds without a change after which saving is over."""
QUIET = 0.2
"""Seconds without a change after which what is there may well be all: it is built ahead, and published only
if it still is what is there when saving is over."""
SETTLE_SHRUNK = 3.0
"""The same where a file is shorter than before or gone: it may be in the middle of being rewritten."""
RESTLESS = 7.5
"""Seconds of changes after which a file, or a folder, never rests; and between two readings of it."""
RESTLESS_MOST = 8.5
"""The same, after which it is read though it is shorter than it usually is."""
RECHECK = 30.0
"""Seconds between two looks at the contents where nothing seems to have changed."""
RECHECK_BYTES = 20_000_000
"""Contents above this size are looked at less often, in proportion: every 150 seconds at 100 MB."""
RETRY = 1.0
"""Seconds until a check that failed is tried again; twice as many after each more, up to the most."""
RETRY_MOST = 60.0
_SEEN = 200
"""Lengths of a file that are remembered: those of ten seconds."""

_Stamp = tuple[int, int, int]


def find_pace(size: int) -> float:
    """Seconds between two looks at the contents of so many bytes."""
    return RECHECK * max(1.0, size / RECHECK_BYTES)


@dataclass
class _File:
    """What one file was when it was read last, and since when it has been changing."""

    done: _Stamp | None
    seen: _Stamp | None
    began: float
    changed: float
    lengths: deque[int] = field(default_factory=lambda: deque(maxlen=_SEEN))

    @property
    def is_shorter(self) -> bool:
        """Whether it is shorter than what was read, or gone."""
        return _length(self.seen) < _length(self.done)

    def look(self, stamp: _Stamp | None, now: float) -> None:
        """Notes what the file is now."""
        if stamp != self.seen:
            if self.is_resting(now):
                self.began = now
                self.lengths.clear()
            self.seen, self.changed = stamp, now
        self.lengths.append(_length(stamp))

    def is_resting(self, now: float) -> bool:
        """Whether it has not changed for long enough."""
        return now - self.changed >= (SETTLE_SHRUNK if self.is_shorter else SETTLE)

    def is_restless(self, now: float) -> bool:
        """Whether it has been changing for so long that it is read all the same."""
        return not self.is_resting(now) and now - self.began >= RESTLESS


class Settling:
    """Says when a folder may be read; asked again and again, with what it is and the time in seconds."""

    def __init__(self, signature: Signature, now: float) -> None:
        self._files = {name: _File(stamp, stamp, now, -math.inf) for name, stamp in _stamps(signature)}
        self._checked = now
        self._unread = math.inf
        """Since when there are changes that were not read."""
        self._due, self._wait = math.inf, RETRY
        self._is_foreseen = not signature
        """Whether what is to come has been looked at since the last reading; a start has just read all."""

    @property
    def is_moving(self) -> bool:
        """Whether there are changes that were not read."""
        return self._unread < math.inf

    def look(self, signature: Signature, now: float) -> Settled | None:
        """What is to be read now, if anything."""
        stamps = dict(_stamps(signature))
        for name in stamps.keys() - self._files.keys():
            self._files[name] = _File(None, None, now, -math.inf)
        for name, file in self._files.items():
            file.look(stamps.get(name), now)
        if any(file.seen != file.done for file in self._files.values()):
            self._unread = min(self._unread, now)
        if not self._is_due(now, sum(map(_length, stamps.values()))):
            return None
        settled = Settled(signature, self._find_lengths(now))
        for file in self._files.values():
            file.done = file.seen
        self._files = {name: file for name, file in self._files.items() if file.seen is not None}
        self._checked, self._due, self._unread = now, math.inf, math.inf
        self._is_foreseen = False
        return settled

    def foresee(self, now: float) -> bool:
        """Whether to build ahead what is there: once between two readings, in a quiet moment."""
        changed = [file for file in self._files.values() if file.seen != file.done]
        is_due = bool(changed) and not self._is_foreseen
        is_due = is_due and all(now - file.changed >= QUIET for file in self._files.values())
        self._is_foreseen = self._is_foreseen or is_due
        return is_due

    def retry(self, now: float) -> None:
        """Has the folder read once more after a while, though nothing changes: a file was locked, say."""
        self._due = now + self._wait
        self._wait = min(2 * self._wait, RETRY_MOST)

    def rest(self) -> None:
        """Nothing is to be tried again."""
        self._due, self._wait = math.inf, RETRY

    def _is_due(self, now: float, size: int) -> bool:
        moving = [file for file in self._files.values() if not file.is_resting(now)]
        if now - self._unread < RESTLESS and not all(file.is_restless(now) for file in moving):
            return False
        if now >= self._due or now - self._checked >= find_pace(size):
            return True
        changed = [file for file in self._files.values() if file.seen != file.done]
        return any(file.is_resting(now) for file in changed) or (
            bool(changed) and now - self._checked >= RESTLESS
        )

    def _find_lengths(self, now: float) -> Mapping[str, int]:
        """Of each file that never rests how long it is at least, where it is whole."""
        return {
            name: int(median(file.lengths)) if now - min(file.began, self._unread) < RESTLESS_MOST else 0
            for name, file in self._files.items()
            if not file.is_resting(now)
        }


def _stamps(signature: Signature) -> list[tuple[str, _Stamp]]:
    return [(name, (size, time, inode)) for name, size, time, inode in signature]


def _length(stamp: _Stamp | None) -> int:
    return -1 if stamp is None else stamp[0]
