"""The journal of publications: a line of JSON for each, and nothing believed that is not one.

The file is shared, outlives programs, grows for years, and may have been torn by a crash or by a hand: a line
that is not exactly what this program writes is passed over and spoils no other. It is read from its end, and
no farther than is asked, so that its length costs nobody anything.
"""

from __future__ import annotations

import errno
import json
import logging
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from publicstats.edition.model import History
from publicstats.publishing.backwards import read_lines_back
from publicstats.publishing.changes import Changes, read_changes, read_count

FINGERPRINT = "[0-9a-f]{16}"
RECENT = 500
"""Publications that pages tell of: the last ones."""
RECENT_BYTES = 16_000_000
"""Bytes at the end of the journal in which the last publications are looked for."""
_BLOCK = 16_000_000
_NAMED = re.compile(rb'(?m)^\{"fingerprint": "([0-9a-f]{16})", "since": "([0-9T:.+\-]{10,40})"')
"""How each line begins that this program writes."""
_NAMED_MOST = 100
_LEAST = 60
"""Bytes that a line has at least."""
_UNREAD_MOST = 10_000
"""Lines at the end of the journal that are none, after which no more is looked for."""
_DAMAGE = (ValueError, LookupError, TypeError, ArithmeticError, RecursionError, MemoryError)
_LOG = logging.getLogger(__name__)
_T = TypeVar("_T")


class Note(NamedTuple):
    """That an edition was published, and when."""

    fingerprint: str
    since: datetime


@dataclass(frozen=True)
class Entry:
    """One publication: which edition, since when, how many figures it has, what it changed."""

    fingerprint: str
    since: datetime
    figures: int
    changes: Changes

    @property
    def is_first(self) -> bool:
        """Whether there was no edition before, so that all of it is new."""
        return self.changes.are_of_all and self.changes.added == self.figures


def trace_history(entries: Iterable[Entry]) -> History:
    """When editions were published, the oldest first, and with which each source came first."""
    moments: list[datetime] = []
    arrivals: dict[str, datetime] = {}
    for entry in entries:
        moments.append(entry.since)
        for source in entry.changes.sources:
            arrivals.setdefault(source, entry.since)
    return History(tuple(moments), arrivals)


class Journal:
    """The publications noted in a file. `append` raises OSError where it may not write."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._recent: tuple[object, list[Entry]] | None = None
        """The last publications that were asked for, and of what state of the file: readers ask often."""

    def list_entries(self, most: int | None = None) -> list[Entry]:
        """The last so many publications, or all, the oldest first; lines that cannot be read are passed over.

        The last ones are looked for in the last 16 MB.
        """
        if most is None:
            return list(self._read_back(_parse_entry, None))[::-1]
        state = (most, self._sign())
        if self._recent is None or self._recent[0] != state:
            entries = list(islice(self._read_back(_parse_entry, RECENT_BYTES), most))[::-1]
            self._recent = (state, entries)
        return list(self._recent[1])

    def read_notes(self) -> Iterator[Note]:
        """The publications within the last 16 MB, the latest first; also those of newer programs."""
        return self._read_back(_parse_note, RECENT_BYTES)

    def find_latest(self) -> dict[str, datetime]:
        """When each edition was published last, in this order. Reads the whole file, 100 MB in a moment."""
        latest: dict[str, datetime] = {}
        rest = b""
        with suppress(OSError):
            if not self._path.is_file():
                return {}
            with self._path.open("rb") as file:
                while block := file.read(_BLOCK):
                    for name, since in _NAMED.findall(rest + block):
                        with suppress(*_DAMAGE):
                            fingerprint = name.decode()
                            moment = _parse_moment(since.decode())
                            latest.pop(fingerprint, None)
                            latest[fingerprint] = moment
                    rest = block[-_NAMED_MOST:]
        return latest

    def append(self, entry: Entry) -> None:
        """Notes a publication, so that the line outlives the machine; wholly or not at all."""
        record = {
            "fingerprint": entry.fingerprint,
            "since": entry.since.isoformat(),
            "figures": entry.figures,
            "changes": entry.changes.as_dict(),
        }
        line = json.dumps(record, ensure_ascii=False).encode() + b"\n"
        if self._path.exists() and not self._path.is_file():
            raise OSError(errno.EINVAL, "is no file", str(self._path))
        with self._path.open("ab", buffering=0) as file:
            size = file.tell()
            # What a crash left of a line is ended first, so that it spoils no other.
            if size and not self._ends_whole():
                line = b"\n" + line
            try:
                while line:
                    line = line[file.write(line) :]
                os.fsync(file.fileno())
            except OSError:  # a full disk took a part of it
                with suppress(OSError):
                    file.truncate(size)
                raise

    def _sign(self) -> tuple[int, ...]:
        with suppress(OSError):
            found = self._path.stat()
            return found.st_size, found.st_mtime_ns, found.st_ino
        return ()

    def _ends_whole(self) -> bool:
        with self._path.open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read(1) == b"\n"

    def _read_back(self, parse: Callable[[Any], _T], most: int | None) -> Iterator[_T]:
        """What the lines say, the last first, of so many bytes at the end."""
        passed = 0
        try:
            if not self._path.is_file():
                return
            with self._path.open("rb") as file:
                for line in read_lines_back(file, most):
                    found = _read_line(line, parse)
                    if found is not None:
                        yield found
                        continue
                    passed += bool(line)
                    if most is not None and passed > _UNREAD_MOST:
                        return
        except OSError:
            return
        finally:
            if passed:
                facts = {"lines": passed}
                _LOG.warning("lines of the journal cannot be read and are passed over", extra=facts)


def _read_line(line: bytes, parse: Callable[[Any], _T]) -> _T | None:
    if len(line) < _LEAST or not line.startswith(b"{"):
        return None
    try:
        return parse(json.loads(line))
    except _DAMAGE:
        return None


def _parse_moment(text: str) -> datetime:
    since = datetime.fromisoformat(text)
    # A moment without its zone is one of this program's too: it writes UTC alone.
    since = since.astimezone(UTC) if since.tzinfo else since.replace(tzinfo=UTC)
    if not datetime(1970, 1, 2, tzinfo=UTC) < since < datetime(9999, 1, 1, tzinfo=UTC):
        raise ValueError("no moment of any publication")
    return since


def _parse_note(record: Any) -> Note:
    """Which edition a record is of, and since when; one of the errors of `_DAMAGE` where it is none."""
    since = _parse_moment(record["since"])
    if not re.fullmatch(FINGERPRINT, record["fingerprint"]):
        raise ValueError("no fingerprint")
    return Note(record["fingerprint"], since)


def _parse_entry(record: Any) -> Entry:
    """The publication that a record is; one of the errors of `_DAMAGE` where it is none."""
    note = _parse_note(record)
    return Entry(*note, read_count(record["figures"]), read_changes(record["changes"]))
