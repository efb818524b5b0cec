"""The journal of publications: a line of JSON for each, and nothing believed that is not one.

The file is shared, outlives programs, and may have been torn by a crash or by a hand: a line that is not
exactly what this program writes is passed over and spoils no other.
"""

from __future__ import annotations

import errno
import json
import logging
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from publicstats.edition.model import History
from publicstats.publishing.changes import Changes, read_changes, read_count

FINGERPRINT = "[0-9a-f]{16}"
MAX_LINE = 16_000_000
"""Bytes of a line that is still read; two hundred changes with the longest names take a tenth of it."""
_DAMAGE = (ValueError, LookupError, TypeError, ArithmeticError, RecursionError, MemoryError)
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Entry:
    """One publication: which edition, since when, how many figures it has, what it changed."""

    fingerprint: str
    since: datetime
    figures: int
    changes: Changes


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

    def list_entries(self) -> list[Entry]:
        """Every publication, the oldest first; lines that cannot be read are passed over."""
        try:
            if not self._path.is_file():
                return []
            with self._path.open("rb") as file:
                return [entry for line in _read_lines(file) if (entry := _read_entry(line)) is not None]
        except OSError:
            return []

    def append(self, entry: Entry) -> None:
        """Notes a publication, so that the line outlives the machine."""
        record = {
            "fingerprint": entry.fingerprint,
            "since": entry.since.isoformat(),
            "figures": entry.figures,
            "changes": entry.changes.as_dict(),
        }
        line = json.dumps(record, ensure_ascii=False).encode() + b"\n"
        if self._path.exists() and not self._path.is_file():
            raise OSError(errno.EINVAL, "is no file", str(self._path))
        with self._path.open("ab") as file:
            # What a crash left of a line is ended first, so that it spoils no other.
            if file.tell() and not self._ends_whole():
                line = b"\n" + line
            file.write(line)
            file.flush()
            os.fsync(file.fileno())

    def _ends_whole(self) -> bool:
        with self._path.open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read(1) == b"\n"


def _read_lines(file: IO[bytes]) -> Iterator[bytes]:
    """The lines of a file, but for those that are too long to be one of the journal."""
    is_rest = False
    while line := file.readline(MAX_LINE):
        is_end = line.endswith(b"\n") or len(line) < MAX_LINE
        if is_end and not is_rest:
            yield line
        is_rest = not is_end


def _read_entry(line: bytes) -> Entry | None:
    if not line.strip():
        return None
    try:
        return _parse_entry(json.loads(line))
    except _DAMAGE as error:
        reason = type(error).__name__
        _LOG.warning("a line of the journal cannot be read and is passed over", extra={"reason": reason})
        return None


def _parse_entry(record: Any) -> Entry:
    """The publication that a record is; one of the errors of `_DAMAGE` where it is none."""
    since = datetime.fromisoformat(record["since"])
    # A moment without its zone is one of this program's too: it writes UTC alone.
    since = since.astimezone(UTC) if since.tzinfo else since.replace(tzinfo=UTC)
    if not re.fullmatch(FINGERPRINT, record["fingerprint"]):
        raise ValueError("no fingerprint")
    if not datetime(1970, 1, 2, tzinfo=UTC) < since < datetime(9999, 1, 1, tzinfo=UTC):
        raise ValueError("no moment of any publication")
    return Entry(record["fingerprint"], since, read_count(record["figures"]), read_changes(record["changes"]))
