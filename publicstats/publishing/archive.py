"""The editions on disk: each one's files, and a journal of when each was published and what it changed.

``<state>/editions/<fingerprint>.zip`` holds the CSVs of an edition, written whole or not at all.
``<state>/journal.jsonl`` has a line for each publication. Any number of processes may share the folder: a
lock that ends with its process guards the journal, and a line torn by a crash is passed over.
"""

from __future__ import annotations

import io
import json
import logging
import os
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from publicstats.publishing.changes import Changes, read_changes
from publicstats.publishing.folders import write_atomically
from publicstats.reading.files import fingerprint_files

LOCK_SECONDS = 10
_EPOCH = (1980, 1, 1, 0, 0, 0)
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Entry:
    """One publication: which edition, since when, how many figures it has, what it changed."""

    fingerprint: str
    since: datetime
    figures: int
    changes: Changes


class Archive:
    """The editions kept in a state folder. Methods that write raise OSError where they may not."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._journal = folder / "journal.jsonl"

    def list_entries(self) -> list[Entry]:
        """Every publication, the oldest first; lines that cannot be read are passed over."""
        try:
            lines = self._journal.read_bytes().splitlines()
        except OSError:
            return []
        return [entry for line in lines if (entry := _read_entry(line)) is not None]

    def load(self, fingerprint: str) -> dict[str, bytes] | None:
        """The files of an edition, or none where it is not kept or is damaged."""
        try:
            with zipfile.ZipFile(self._path(fingerprint)) as archive:
                files = {name: archive.read(name) for name in archive.namelist()}
        except (OSError, zipfile.BadZipFile, ValueError):
            return None
        return files if fingerprint_files(files) == fingerprint else None

    def find(self, text: str) -> str | None:
        """The one fingerprint that begins with a text, or none where there is no or more than one."""
        known = {entry.fingerprint for entry in self.list_entries()}
        matches = [fingerprint for fingerprint in known if text and fingerprint.startswith(text)]
        return matches[0] if len(matches) == 1 else None

    def record(self, fingerprint: str, files: Mapping[str, bytes], figures: int, changes: Changes) -> Entry:
        """Keeps an edition and notes its publication, unless it is the last one noted already."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with FileLock(self.folder / "lock", timeout=LOCK_SECONDS):
            if self.load(fingerprint) is None:
                write_atomically(self._path(fingerprint), _pack(files))
            entries = self.list_entries()
            if entries and entries[-1].fingerprint == fingerprint:
                return entries[-1]
            entry = Entry(fingerprint, datetime.now(UTC), figures, changes)
            self._append(entry)
            return entry

    def keep_aside(self, files: Mapping[str, bytes]) -> Path:
        """Keeps files that are about to be replaced, valid or not, and gives where."""
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
        path = self.folder / "replaced" / f"{stamp}.zip"
        write_atomically(path, _pack(files))
        return path

    def _path(self, fingerprint: str) -> Path:
        return self.folder / "editions" / f"{fingerprint}.zip"

    def _append(self, entry: Entry) -> None:
        record = {
            "fingerprint": entry.fingerprint,
            "since": entry.since.isoformat(),
            "figures": entry.figures,
            "changes": entry.changes.as_dict(),
        }
        line = json.dumps(record, ensure_ascii=False).encode() + b"\n"
        with self._journal.open("ab") as file:
            # What a crash left of a line is ended first, so that it spoils no other.
            if file.tell() and not self._ends_whole():
                line = b"\n" + line
            file.write(line)
            file.flush()
            os.fsync(file.fileno())

    def _ends_whole(self) -> bool:
        with self._journal.open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read(1) == b"\n"


def _read_entry(line: bytes) -> Entry | None:
    try:
        record = json.loads(line)
        return Entry(
            fingerprint=str(record["fingerprint"]),
            since=datetime.fromisoformat(record["since"]),
            figures=int(record["figures"]),
            changes=read_changes(record["changes"]),
        )
    except (ValueError, KeyError, TypeError):
        if line.strip():
            _LOG.warning("a line of the journal cannot be read and is passed over")
        return None


def _pack(files: Mapping[str, bytes]) -> bytes:
    """The files as a zip whose bytes depend on nothing but the files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
