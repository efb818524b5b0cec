"""The editions on disk: each one's files, and when each was published.

``<state>/editions/<fingerprint>.zip`` holds the CSVs of an edition, written whole or not at all.
``<state>/journal.jsonl`` (see `journal`) has a line for each publication, ``<state>/saves.jsonl`` (see
`save_log`) for what was saved from a page. Any number of processes may share the folder: a lock that ends
with its process guards it.
"""

from __future__ import annotations

import io
import logging
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from filelock import FileLock

from publicstats.publishing.changes import Changes
from publicstats.publishing.folders import remove_leftovers, write_atomically
from publicstats.publishing.journal import FINGERPRINT, RECENT, Entry, Journal, Note, SaveNote
from publicstats.publishing.save_log import SaveLog
from publicstats.reading.early import MAX_BYTES
from publicstats.reading.steady import MovedError
from publicstats.reading.tables import fingerprint_parts

LOCK_SECONDS = 10
_LEVEL = 2
"""How hard zlib tries: less than half the time of its own 6, for a tenth more bytes."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
_PIECE = 1_000_000
"""Bytes of a file that are unpacked at a time, to see whether it is what it should be."""
_LOG = logging.getLogger(__name__)


class Archive:
    """The editions kept in a state folder. Methods that write raise OSError where they may not."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.journal = Journal(folder / "journal.jsonl")
        self.saves = SaveLog(folder / "saves.jsonl")
        self._seen: Note | None = None
        self._has_seen = False

    def list_entries(self, most: int | None = None) -> list[Entry]:
        """The last so many publications, or all, the oldest first; lines that are none are passed over."""
        return self.journal.list_entries(most)

    def list_latest(self) -> Iterator[tuple[str, datetime]]:
        """The fingerprint of every edition and since when it was published, the latest first.

        Those that are kept but of which no line can be read stand among the others by their files' times.
        """
        noted = self.journal.find_latest()
        kept = {name: since for name, since in self._list_kept().items() if name not in noted}
        unnoted = sorted(kept.items(), key=lambda item: item[1])
        for fingerprint, since in reversed(noted.items()):
            while unnoted and unnoted[-1][1] > since:
                yield unnoted.pop()
            yield fingerprint, since
        yield from reversed(unnoted)

    def load(self, fingerprint: str) -> dict[str, bytes] | None:
        """The files of an edition, or none where it is not kept or is damaged."""
        path = self._path(fingerprint)
        try:
            if not path.is_file() or path.stat().st_size > MAX_BYTES:
                return None
            with zipfile.ZipFile(path) as archive:
                if not _is_whole(archive, fingerprint):
                    return None
                return {member.filename: archive.read(member) for member in archive.infolist()}
        except Exception as error:  # noqa: BLE001 - zipfile has a dozen kinds of errors over damaged bytes
            facts = {"edition": fingerprint, "reason": type(error).__name__}
            _LOG.warning("a kept edition cannot be read and counts as lost", extra=facts)
            return None

    def find(self, text: str) -> str | None:
        """The one fingerprint that begins with a text, or none where there is no or more than one."""
        matches = [name for name, _ in self.list_latest() if text and name.startswith(text)]
        return matches[0] if len(matches) == 1 else None

    def see(self) -> None:
        """Remembers where the journal ends, the first time: what others note from then on is news."""
        if not self._has_seen:
            self._seen, self._has_seen = next(self.journal.read_notes(), None), True

    def catch_up(self, fingerprint: str) -> None:
        """Has nothing of the journal be news, where it ends in the edition that is served."""
        last = next(self.journal.read_notes(), None)
        if last is not None and last.fingerprint == fingerprint:
            self._seen, self._has_seen = last, True

    def record(
        self,
        fingerprint: str,
        files: Mapping[str, bytes],
        figures: int,
        changes: Changes,
        *,
        since: datetime | None = None,
        is_past: Callable[[], bool] = lambda: False,
    ) -> Note:
        """Keeps an edition and notes its publication, unless it is noted already: gives what is noted.

        It is noted already where it is the last one, or where another process noted it since this one
        looked. Where others noted something else meanwhile, and `is_past` says that the CSVs have moved on,
        `MovedError` is raised: a process that was stopped between reading and noting comes too late.
        """
        self.see()
        with self._hold_lock():
            remove_leftovers(self.folder / "editions")
            news, last = self._list_news()
            noted = next((note for note in news or last if note.fingerprint == fingerprint), None)
            if news and news[0] != noted and is_past():
                raise MovedError
            self._keep(fingerprint, files)
            if noted is None:
                saves = self._trace_saves(fingerprint, news[:1] or last)
                entry = Entry(fingerprint, since or datetime.now(UTC), figures, changes, saves)
                self.journal.append(entry)
                noted = Note(fingerprint, entry.since)
            self._seen = noted
            return noted

    def keep(self, fingerprint: str, files: Mapping[str, bytes]) -> None:
        """Keeps an edition without noting its publication."""
        with self._hold_lock():
            self._keep(fingerprint, files)

    def _trace_saves(self, fingerprint: str, before: list[Note]) -> tuple[SaveNote, ...]:
        """The saves that an edition came from which no publication has named."""
        traced = self.saves.trace(fingerprint, before[0].fingerprint if before else "")
        named = {note for entry in self.list_entries(RECENT) for note in entry.saves} if traced else ()
        return tuple(note for note in traced if note not in named)

    def _list_news(self) -> tuple[list[Note], list[Note]]:
        """What others noted since this process looked, the latest first, and the last note before it."""
        news: list[Note] = []
        for note in self.journal.read_notes():
            if note == self._seen:
                return news, [note]
            news.append(note)
        # Where the line is not there any more, it is another journal.
        return (news, []) if self._seen is None else ([], news[:1])

    def _hold_lock(self) -> FileLock:
        self.folder.mkdir(parents=True, exist_ok=True)
        return FileLock(self.folder / "lock", timeout=LOCK_SECONDS)

    def _keep(self, fingerprint: str, files: Mapping[str, bytes]) -> None:
        if files and self.load(fingerprint) is None:
            write_atomically(self._path(fingerprint), pack_files(files))

    def keep_aside(self, files: Mapping[str, bytes]) -> Path:
        """Keeps files that are about to be replaced, valid or not, and gives where."""
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
        path = self.replaced / f"{stamp}.zip"
        write_atomically(path, pack_files(files))
        return path

    @property
    def replaced(self) -> Path:
        """The folder with what restored editions replaced."""
        return self.folder / "replaced"

    def _path(self, fingerprint: str) -> Path:
        return self.folder / "editions" / f"{fingerprint}.zip"

    def _list_kept(self) -> dict[str, datetime]:
        kept = {}
        with suppress(OSError):
            for path in (self.folder / "editions").glob("*.zip"):
                if re.fullmatch(FINGERPRINT, path.stem):
                    kept[path.stem] = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        return kept


def _is_whole(archive: zipfile.ZipFile, fingerprint: str) -> bool:
    """Whether a zip holds exactly the files that a fingerprint names. Takes the memory of a piece of one.

    What the zip says of itself is not believed: of a few bytes it may make more than any memory holds.
    """
    members = sorted(archive.infolist(), key=lambda member: member.filename)
    if len({member.filename for member in members}) < len(members):
        return False
    if sum(member.file_size for member in members) > MAX_BYTES:
        return False
    if any(member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in members):
        return False
    parts = ((m.filename, m.file_size, _unpack(archive, m)) for m in members)
    return fingerprint_parts(parts) == fingerprint


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    file: IO[bytes]
    with archive.open(member) as file:
        while piece := file.read(_PIECE):
            yield piece


def pack_files(files: Mapping[str, bytes]) -> bytes:
    """The files as a zip whose bytes depend on nothing but the files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED, _LEVEL)
    return buffer.getvalue()
