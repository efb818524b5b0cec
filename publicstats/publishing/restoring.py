"""Putting an edition back into the data folder, whole or not at all, whenever the process or machine ends.

1. What is there is kept aside (of a save, `saving`, its record tells what it changed). All of the edition is
   written into ``.restoring.<random>`` inside the data folder: as it will be read, once more the files that
   differ, to be moved, and a manifest of what was there.
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
import stat
from collections.abc import Callable, Mapping
from contextlib import suppress
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
        check_places(folder)
        with hold_lock(archive, LOCK_SECONDS):
            clear_way(folder, archive)
            present = load_files(folder)
            kept = commit_restore(folder, archive, files, present)
            is_committed = True
            finish_moving(folder, archive)
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
                finish_moving(folder, archive)
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


def check_places(folder: Path) -> None:
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
    """Makes these files what is read, in one step, and gives where those that were there are kept."""
    kept: list[Path] = []
    commit_files(folder, files, present, first=lambda: kept.append(archive.keep_aside(present)))
    return kept[0]


def commit_files(
    folder: Path,
    files: Mapping[str, bytes],
    present: Mapping[str, bytes],
    *,
    first: Callable[[], None] = lambda: None,
    last: Callable[[], None] = lambda: None,
    save: str = "",
) -> None:
    """Writes everything beside, then makes it what is read, in one step.

    `first` is called once there is something on disk that tells of what else may be left behind, `last` right
    before that one step: what it raises keeps all as it was. `save` is the save that the files are of.
    """
    staging = _name_beside(folder)
    try:
        staging.mkdir()
        first()
        for name, data in files.items():
            _write(staging / STAGED / name, data)
            if present.get(name) != data:
                _write(staging / MOVES / name, data)
                _liken(staging / MOVES / name, folder, name, present)
        before = {name: _digest(data) for name, data in present.items()}
        manifest = {"fingerprint": fingerprint_files(files), "before": before, "save": save}
        _write(staging / MANIFEST, json.dumps(manifest).encode())
        for target in (staging, *(path for path in staging.rglob("*") if path.is_dir())):
            target.chmod(0o755)  # servers are other users
            sync_folder(target)
        last()
        staging.rename(folder / RESTORING)
        sync_folder(folder)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise


def _liken(path: Path, folder: Path, name: str, present: Mapping[str, bytes]) -> None:
    """Gives a file the owner, group and rights of the one it replaces, or of one that lies beside it.

    Whoever edits it in a spreadsheet is another user than the server.
    """
    beside = (other for other in present if other.startswith(FIGURES) == name.startswith(FIGURES))
    model = folder / (name if name in present else next(beside, name))
    with suppress(OSError):
        found = model.stat()
        path.chmod(stat.S_IMODE(found.st_mode) | 0o644)
        for owner in (found.st_uid, -1):  # only root may give a file away; a group may have it nevertheless
            with suppress(OSError):
                os.chown(path, owner, found.st_gid)


def finish_moving(folder: Path, archive: Archive) -> None:
    """Moves what is staged into its places; may have been begun by a process that was killed."""
    files = load_staged(folder)
    if files is None:
        return
    staging = folder / RESTORING
    before, save = _read_manifest(staging)
    pending = {name for name in files if (staging / MOVES / name).is_file()}
    surplus = before.keys() - files.keys()
    check_places(folder)
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
    if save:
        archive.saves.confirm(save)
    staging.rename(retired := _name_beside(folder))
    shutil.rmtree(retired, ignore_errors=True)


def _read_manifest(staging: Path) -> tuple[dict[str, str], str]:
    """The digest of each file that was there when the restore began, and the save that it is of, if any."""
    manifest = json.loads((staging / MANIFEST).read_bytes())
    before: dict[str, str] = manifest["before"]
    if not all(map(is_table_name, before)):
        raise ValueError("the manifest names files that are none of the contract")
    return before, str(manifest.get("save", ""))


def clear_way(folder: Path, archive: Archive) -> None:
    """Ends an earlier restore; one that is damaged is given up, as another edition takes its place."""
    if os.path.lexists(folder / RESTORING):
        try:
            finish_moving(folder, archive)
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
