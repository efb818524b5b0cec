"""The journal of publications: a line of JSON for each, and nothing believed that is not one.

The file is shared, outlives programs, grows for years, and may have been torn by a crash or by a hand: a line
that is not exactly what this program writes is passed over and spoils no other. It is read from its end, and
no farther than is asked, so that its length costs nobody anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from publicstats.edition.model import History
from publicstats.publishing.changes import Changes, read_changes, read_count
from publicstats.publishing.line_files import DAMAGE, append_record, read_records_back, sign_file

FINGERPRINT = "[0-9a-f]{16}"
RECENT = 500
"""Publications that pages tell of: the last ones."""
_BLOCK = 16_000_000
_NAMED = re.compile(rb'(?m)^\{"fingerprint": "([0-9a-f]{16})", "since": "([0-9T:.+\-]{10,40})"')
"""How each line begins that this program writes."""
_NAMED_MOST = 100


class Note(NamedTuple):
    """That an edition was published, and when."""

    fingerprint: str
    since: datetime


class SaveNote(NamedTuple):
    """That a publication came from what a page saved into the CSVs: which save, from where, by which role."""

    save: str
    origin: str
    role: str


@dataclass(frozen=True)
class Entry:
    """One publication: which edition, since when, how many figures it has, what it changed."""

    fingerprint: str
    since: datetime
    figures: int
    changes: Changes
    saves: tuple[SaveNote, ...] = ()
    """The saves that it came from, the latest first; none where somebody edited the CSVs by hand."""

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
            return list(read_records_back(self._path, _parse_entry, None))[::-1]
        state = (most, sign_file(self._path))
        if self._recent is None or self._recent[0] != state:
            entries = list(islice(read_records_back(self._path, _parse_entry), most))[::-1]
            self._recent = (state, entries)
        return list(self._recent[1])

    def read_notes(self) -> Iterator[Note]:
        """The publications within the last 16 MB, the latest first; also those of newer programs."""
        return read_records_back(self._path, _parse_note)

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
                        with suppress(*DAMAGE):
                            fingerprint = name.decode()
                            moment = parse_moment(since.decode())
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
            "saves": [note._asdict() for note in entry.saves],
        }
        append_record(self._path, record)


def parse_moment(text: str) -> datetime:
    """The moment that a record names, in UTC; ValueError where it is none of any publication."""
    since = datetime.fromisoformat(text)
    # A moment without its zone is one of this program's too: it writes UTC alone.
    since = since.astimezone(UTC) if since.tzinfo else since.replace(tzinfo=UTC)
    if not datetime(1970, 1, 2, tzinfo=UTC) < since < datetime(9999, 1, 1, tzinfo=UTC):
        raise ValueError("no moment of any publication")
    return since


def _parse_note(record: Any) -> Note:
    """Which edition a record is of, and since when; one of the errors of `DAMAGE` where it is none."""
    since = parse_moment(record["since"])
    if not re.fullmatch(FINGERPRINT, record["fingerprint"]):
        raise ValueError("no fingerprint")
    return Note(record["fingerprint"], since)


def _parse_entry(record: Any) -> Entry:
    """The publication that a record is; one of the errors of `DAMAGE` where it is none."""
    note = _parse_note(record)
    changes = read_changes(record["changes"])
    return Entry(*note, read_count(record["figures"]), changes, tuple(_parse_saves(record)))


def _parse_saves(record: Any) -> Iterator[SaveNote]:
    """The saves that a record names; older programs name none, newer ones perhaps more of them."""
    for saved in record.get("saves") or []:
        match saved:
            case {"save": str(save), "origin": str(origin), "role": str(role)}:
                yield SaveNote(save, origin, role)
