"""What was worked out of the last editions, on disk: a start reads it in place of building an edition anew.

``<state>/known/<program>-<files>/`` is of one edition, named by digests of the program and of every CSV:
``edition.columns`` (`edition.known_editions`), ``answers.columns`` and a file for each CSV
(`edition.known_answers`), which the next edition has by a link. All of it may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, TypeVar

import pyarrow as pa
from filelock import FileLock

from publicstats.edition.known_answers import read_answers, write_common, write_file
from publicstats.edition.known_editions import read_edition, write_edition
from publicstats.edition.model import Edition
from publicstats.edition.program import name_program
from publicstats.publishing.folders import TEMPORARY
from publicstats.reading.by_type import Columns
from publicstats.reading.column_file import read_columns, write_columns
from publicstats.reading.kept import Kept, digest_files

MOST = 2
"""Editions of which is kept what is known."""
_EDITION, _ANSWERS = "edition", "answers"
_BYTES, _TIMES = 50_000_000, 20
"""A file may be so large: the former, and so many times the CSVs."""
_LOG = logging.getLogger(__name__)
Found = TypeVar("Found")


class Name(NamedTuple):
    """Where is what is known of some files, and how many bytes a file of it may have."""

    place: Path
    most: int


class Knowledge:
    """What is known of editions, in a folder. What is wrong with it is logged, and costs a build."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._program = name_program()

    def name(self, files: Mapping[str, bytes]) -> Name:
        """Where is what is known of files, and how large it may be: all that need be remembered of them."""
        most = _BYTES + _TIMES * sum(map(len, files.values()))
        return Name(self._place(digest_files(files)), most)

    def find(self, name: Name, fingerprint: str) -> Edition | None:
        """The edition of a fingerprint that the files of a name make, where that is known."""
        place = name.place

        def read() -> Edition:
            edition = read_edition(_read(place, _EDITION, place.name, name.most))
            if edition.fingerprint != fingerprint:
                raise ValueError("another edition")
            with suppress(OSError):
                os.utime(place)
            return edition

        return _try(place, read) if os.path.lexists(place) else None

    def find_answers(self, name: Name) -> Kept | None:
        """What a builder kept of the edition of files, else of the last one of this program."""
        place = name.place if os.path.lexists(name.place) else next(iter(self._list_own()), None)
        if place is None:
            return None

        def read_file(digest: str) -> list[pa.Array] | None:
            return _try(place / f"{digest}.columns", lambda: _read(place, digest, self._program, name.most))

        return _try(place, lambda: read_answers(_read(place, _ANSWERS, place.name, name.most), read_file))

    def write(self, edition: Edition, kept: Kept) -> None:
        """Keeps what is known of an edition, and forgets what is older than the one before.

        Raises OSError, `filelock.Timeout` where another process writes. Files are whole or not there; what a
        killed process leaves is removed by the next that writes.
        """
        place = self._place(kept.before)
        self.folder.mkdir(parents=True, exist_ok=True)
        with FileLock(self.folder / "lock", timeout=0):
            for left in self.folder.glob(f".*{TEMPORARY}"):
                shutil.rmtree(left)
            if not place.is_dir():
                self._fill(place, edition, kept)
            # By the clock it need not be the last one: that may have gone back.
            others = [other for other in self._list_places() if other != place]
            for old in others[MOST - 1 :]:
                _remove(old)

    def _fill(self, place: Path, edition: Edition, kept: Kept) -> None:
        before = self._list_own()
        # Not `mkdtemp` alone: what it makes only the owner may read, and servers may be different users.
        new = Path(tempfile.mkdtemp(dir=self.folder, prefix=".", suffix=TEMPORARY))
        try:
            new.chmod(0o755)
            for digest in sorted(set(kept.before.values())):
                if not _link(f"{digest}.columns", before, new) and (columns := write_file(kept, digest)):
                    _write(new, digest, self._program, columns)
            _write(new, _ANSWERS, place.name, write_common(kept))
            _write(new, _EDITION, place.name, write_edition(edition))
            new.rename(place)
        except BaseException:
            shutil.rmtree(new, ignore_errors=True)
            raise

    def _place(self, digests: Mapping[str, str]) -> Path:
        """Where is what is known of files of these digests."""
        told = "\n".join(f"{name}\0{digest}" for name, digest in sorted(digests.items()))
        return self.folder / f"{self._program}-{hashlib.sha256(told.encode()).hexdigest()}"

    def _list_own(self) -> list[Path]:
        """Where is what is known of each edition of this program, the last one first."""
        return [place for place in self._list_places() if place.name.startswith(self._program)]

    def _list_places(self) -> list[Path]:
        """The same, of any program."""
        found = {}
        with suppress(OSError):
            for path in self.folder.glob("[0-9a-f]*-[0-9a-f]*"):
                with suppress(OSError):
                    found[path] = path.stat().st_mtime_ns
        return sorted(found, key=lambda path: found[path], reverse=True)


def _read(place: Path, kind: str, name: str, most: int) -> list[pa.Array]:
    return read_columns(place / f"{kind}.columns", f"{kind} {name}", most)


def _write(place: Path, kind: str, name: str, columns: Columns) -> None:
    with (place / f"{kind}.columns").open("wb") as file:
        write_columns(file, f"{kind} {name}", columns)


def _try(path: Path, read: Callable[[], Found]) -> Found | None:
    """What is read; none where that fails in whatever way: it is said in the log, and `path` removed."""
    try:
        return read()
    except Exception as error:  # noqa: BLE001 - whatever lies there, all of it can be worked out
        facts = {"path": str(path), "reason": f"{type(error).__name__}: {error}"[:200]}
        _LOG.warning("what is known of an edition cannot be used", extra=facts)
        _remove(path)
        return None


def _remove(path: Path) -> None:
    """Removes a file, or a folder: under another name first, so that nobody finds half of it."""
    with suppress(OSError):
        if not path.is_dir() or path.is_symlink():
            path.unlink()
            return
        gone = Path(tempfile.mkdtemp(dir=path.parent, prefix=".", suffix=TEMPORARY))
        path.rename(gone / path.name)
        shutil.rmtree(gone)


def _link(name: str, places: list[Path], new: Path) -> bool:
    """Whether a file of a place could be shared with a new one."""
    for place in places:
        with suppress(OSError, NotImplementedError):
            os.link(place / name, new / name)
            return True
    return False
