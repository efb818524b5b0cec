"""Putting an edition back into the data folder, whole or not at all, whenever the process or machine ends.

1. What is there is kept aside. All of the edition is written into ``.restoring.<random>`` inside the data
   folder: as it will be read, once more the files that differ, to be moved, and a manifest of what was there.
2. That folder is renamed to ``.restoring``. From now on the edition is back: `reading` takes it from there.
3. The files are moved into their places, and those that the edition does not have are removed.
4. The folder is renamed away and removed.

Killed before step 2, nothing has happened; after it, whoever may write there next, a command or a server,
does the rest (`finish_restore`). Nothing is written outside the data folder, whatever names an edition holds
and wherever links lead.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path

from filelock import FileLock, Timeout

from publicstats.publishing.archive import LOCK_SECONDS, Archive
from publicstats.publishing.folders import remove_leftovers, sync_folder
from publicstats.reading.folder import (
    FIGURES,
    MANIFEST,
    RESTORING,
    STAGED,
    UnreadableError,
    is_table_name,
    load_files,
    load_staged,
)
from publicstats.reading.tables import fingerprint_files

MOVES = "moves"
_LOG = logging.getLogger(__name__)


class RestoreError(Exception):
    """Why an edition was not put back: the key of the sentence that says so and what to do, and its facts."""

    def __init__(self, key: str, **facts: str) -> None:
        super().__init__(key)
        self.key = key
        self.facts = facts


def restore_files(folder: Path, archive: Archive, files: Mapping[str, bytes]) -> Path:
    """Makes these files the CSVs of a folder, and gives where those that were there are kept.

    `RestoreError` where that cannot be: nothing is changed then, unless it says so. `UnreadableError` with
    the problems of what is there and could not be kept.
    """
    for name in files:
        if not is_table_name(name):
            raise RestoreError("editions.foreign_name", name=ascii(name))
    is_committed = False
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder = folder.resolve()
        _check_places(folder)
        with hold_lock(archive, LOCK_SECONDS):
            _clear(folder, archive)
            present = load_files(folder)
            kept = commit_restore(folder, archive, files, present)
            is_committed = True
            _finish_moving(folder, archive)
            return kept
    except Timeout:
        raise RestoreError("editions.busy") from None
    except (OSError, NotImplementedError) as error:
        key = "editions.unfinished" if is_committed else "editions.unwritable"
        raise RestoreError(key, reason=str(error)) from error


def finish_restore(folder: Path, archive: Archive) -> bool:
    """Ends what a killed restore left in a folder, and says whether nothing of one is left.

    Never raises: where it may not write, `reading` takes the edition that is being put back nevertheless.
    """
    try:
        folder = folder.resolve()
        if not _list_leftovers(folder):
            return True
        with hold_lock(archive, 0):
            if os.path.lexists(folder / RESTORING):
                _finish_moving(folder, archive)
            _remove_leftovers(folder, archive)
        return True
    except Timeout:  # whoever restores is at it
        return False
    except Exception as error:  # noqa: BLE001 - whatever stands there, reading says what is wrong with it
        reason = f"{type(error).__name__}: {error}"
        _LOG.warning("a restore that was interrupted cannot be finished", extra={"reason": reason})
        return False


def hold_lock(archive: Archive, seconds: float) -> FileLock:
    """The lock of a state folder's restores, waited for so many seconds; `Timeout` where another holds it."""
    archive.folder.mkdir(parents=True, exist_ok=True)
    return FileLock(archive.folder / "restore.lock", timeout=seconds)


def _check_places(folder: Path) -> None:
    """Raises where files could not be moved into figures/ without leaving the data folder or its disk."""
    figures = folder / FIGURES
    is_folder = figures.is_dir() or not os.path.lexists(figures)
    if not is_folder or not figures.resolve().is_relative_to(folder):
        raise RestoreError("editions.figures_outside", place=str(figures.resolve()))
    if figures.is_dir() and figures.stat().st_dev != folder.stat().st_dev:
        raise RestoreError("editions.figures_elsewhere")
    for target in filter(Path.is_dir, (folder, figures)):
        if not os.access(target, os.W_OK | os.X_OK):
            raise RestoreError("editions.unwritable", reason=str(target))


def commit_restore(
    folder: Path, archive: Archive, files: Mapping[str, bytes], present: Mapping[str, bytes]
) -> Path:
    """Writes everything beside, then makes it what is read, in one step; gives where what was is kept."""
    staging = _name_beside(folder)
    try:
        # The first thing on disk is what tells of all others, should they be left behind.
        staging.mkdir()
        kept = archive.keep_aside(present)
        for name, data in files.items():
            _write(staging / STAGED / name, data)
            if present.get(name) != data:
                _write(staging / MOVES / name, data)
        before = {name: _digest(data) for name, data in present.items()}
        manifest = {"fingerprint": fingerprint_files(files), "before": before}
        _write(staging / MANIFEST, json.dumps(manifest).encode())
        for target in (staging, *(path for path in staging.rglob("*") if path.is_dir())):
            target.chmod(0o755)  # servers are other users
            sync_folder(target)
        staging.rename(folder / RESTORING)
        sync_folder(folder)
        return kept
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise


def _finish_moving(folder: Path, archive: Archive) -> None:
    """Moves what is staged into its places; may have been begun by a process that was killed."""
    files = load_staged(folder)
    if files is None:
        return
    staging = folder / RESTORING
    before = _read_before(staging)
    pending = {name for name in files if (staging / MOVES / name).is_file()}
    surplus = before.keys() - files.keys()
    _check_places(folder)
    saved = {name: (folder / name).read_bytes() for name in pending | surplus if (folder / name).is_file()}
    edits = {n: d for n, d in saved.items() if d != files.get(n) and _digest(d) != before.get(n)}
    if edits:  # saved by somebody after the restore was interrupted
        facts = {"files": sorted(edits), "kept": str(archive.keep_aside(edits))}
        _LOG.warning("files saved during a restore that was interrupted are kept aside", extra=facts)
    if any(name.startswith(FIGURES) for name in pending):
        (folder / FIGURES).mkdir(exist_ok=True)
    for name in pending:
        (staging / MOVES / name).replace(folder / name)
    for name in surplus:
        (folder / name).unlink(missing_ok=True)
    sync_folder(folder / FIGURES)
    sync_folder(folder)
    staging.rename(retired := _name_beside(folder))
    shutil.rmtree(retired, ignore_errors=True)


def _read_before(staging: Path) -> dict[str, str]:
    """The digest of each file that was there when the restore began."""
    before: dict[str, str] = json.loads((staging / MANIFEST).read_bytes())["before"]
    if not all(map(is_table_name, before)):
        raise ValueError("the manifest names files that are none of the contract")
    return before


def _clear(folder: Path, archive: Archive) -> None:
    """Ends an earlier restore; one that is damaged is given up, as another edition takes its place."""
    if os.path.lexists(folder / RESTORING):
        try:
            _finish_moving(folder, archive)
        except (UnreadableError, ValueError, LookupError, TypeError):
            (folder / RESTORING).rename(_name_beside(folder))
    _remove_leftovers(folder, archive)


def _remove_leftovers(folder: Path, archive: Archive) -> None:
    for path in _list_leftovers(folder):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    remove_leftovers(archive.replaced)


def _list_leftovers(folder: Path) -> list[Path]:
    try:
        names = [path.name for path in folder.iterdir()]
        return [folder / name for name in sorted(names) if name.startswith(RESTORING)]
    except OSError:
        return []


def _name_beside(folder: Path) -> Path:
    return folder / f"{RESTORING}.{secrets.token_hex(4)}"


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(0o644)
