"""Saving an edit into the CSVs of a folder, and taking one back: all files or none, and nobody's work undone.

What is saved goes the way of a restored edition (`restoring`): under its lock, which all replicas share, and
in one step. It is refused where a file is not what the edit was made for, where it adds an error (`judging`),
and where a spreadsheet has the file open, unless the analyst says to go on.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import Timeout

from publicstats.contract.problems import Problem
from publicstats.editing.applying import apply_splices, splice_edit
from publicstats.editing.edit import ConflictError, Edit, EditError
from publicstats.editing.looking_up import read_keys
from publicstats.editing.taking_back import Applied, take_back
from publicstats.edition.model import Build, build_edition, ignore_steps
from publicstats.publishing.archive import LOCK_SECONDS, Archive
from publicstats.publishing.folders import may_save
from publicstats.publishing.judging import judge_edit
from publicstats.publishing.restoring import (
    RestoreError,
    check_places,
    clear_way,
    commit_files,
    finish_moving,
    hold_lock,
)
from publicstats.publishing.save_log import UNDO, Save
from publicstats.reading.early import refuse_amount
from publicstats.reading.folder import UnreadableError, load_files
from publicstats.reading.tables import fingerprint_files

ANALYST, EVERYBODY, COMMAND = "analyst", "everybody", "command"
"""Who saves: somebody signed in as an analyst, whoever comes to a site without sign-in, a command."""
_OPEN = ("~${}", ".~{}", ".~lock.{}#")
"""What Excel, WPS and LibreOffice lay beside a file that they have open."""


class SaveError(Exception):
    """Why nothing was saved: the key of the sentence, its facts, and what would be wrong with the CSVs."""

    def __init__(self, key: str, problems: Iterable[Problem] = (), **facts: str) -> None:
        super().__init__(key)
        self.key = key
        self.problems = tuple(problems)
        self.facts = facts


@dataclass(frozen=True)
class _Plan:
    """What a save makes of the files (none: the file goes), and how that is noted."""

    files: Mapping[str, bytes | None]
    applied: Applied
    origin: str
    undoes: str = ""
    back_to: str = ""
    """The fingerprint of the CSVs before the save that is taken back."""


def sign_files(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """What these files of a folder are now, for whoever is to say later what an edit was made for."""
    return sign_contents(load_files(folder), names)


def sign_contents(files: Mapping[str, bytes], names: Iterable[str]) -> dict[str, str]:
    """Sixteen hexadecimal digits of each file's bytes; blank where there is no such file."""
    return {name: _digest(files[name])[:16] if name in files else "" for name in names}


def can_save(folder: Path) -> bool:
    """Whether pages may save into this folder: the setting is on, and the folder may be written."""
    try:
        check_places(folder.resolve())
    except (RestoreError, OSError):
        return False
    return may_save()


def save_edit(
    folder: Path,
    archive: Archive,
    edit: Edit,
    base: Mapping[str, str],
    role: str,
    *,
    anyway: bool = False,
    build: Build | None = None,
) -> Save:
    """Saves an edit made for files of these signatures (`sign_files`), and gives what is noted of it.

    `anyway`: also where a spreadsheet has a file open; `build`: that of a builder which knows the folder.
    `SaveError`, `ConflictError`: nothing was saved, unless the sentence says so; `EditError` where a file has
    no signature.
    """
    if missing := set(edit.files) - base.keys():
        raise EditError(f"no base of {sorted(missing)}")
    if not may_save():
        raise SaveError("desk.saving_off")

    def plan(files: dict[str, bytes]) -> _Plan:
        for name, signed in sign_contents(files, edit.files).items():
            if signed != base[name]:
                raise ConflictError("desk.file_changed", file=name)
        splices = {name: tuple(found) for name, found in splice_edit(files, edit).items()}
        after = {name: apply_splices(files.get(name, b""), found) for name, found in splices.items()}
        if all(files.get(name) == data for name, data in after.items()):
            raise SaveError("mend.unchanged")
        keys = tuple(read_keys(after, [(cell.file, cell.row) for cell in edit.cells]))
        return _Plan(after, Applied(edit, keys, splices, frozenset(after.keys() - files.keys())), edit.origin)

    return _save(folder, archive, plan, role, anyway=anyway, build=build)


def undo_save(
    folder: Path,
    archive: Archive,
    name: str,
    role: str,
    *,
    anyway: bool = False,
    build: Build | None = None,
) -> Save:
    """Takes back a save by its id, and gives what is noted of that; raises as `save_edit` does.

    A file that is as it was left becomes what it was, byte for byte; of another the save's own rows and
    cells are taken out.
    """

    def plan(files: dict[str, bytes]) -> _Plan:
        save = _find(archive, name)
        untouched = [file for file, digest in save.after.items() if _digest(files.get(file, b"")) == digest]
        after = take_back(files, save.applied, untouched)
        changed = {file: data for file, data in after.items() if data != files.get(file)}
        if not changed:
            raise ConflictError("desk.undo_nothing")
        return _Plan(changed, Applied(Edit(), (), {}, frozenset()), UNDO, save.id, save.before)

    return _save(folder, archive, plan, role, anyway=anyway, build=build)


def _find(archive: Archive, name: str) -> Save:
    """The save that a beginning of its id names."""
    saves = archive.saves.load()
    found = [save for save in saves.all if name and save.id.startswith(name)]
    if len(found) != 1:
        raise SaveError("desk.undo_unknown", save=name[:20])
    if found[0].undoes:
        raise SaveError("desk.undo_of_undo", save=found[0].id)
    if found[0].id in saves.undone:
        raise SaveError("desk.undone_already", save=found[0].id)
    return found[0]


def _save(
    folder: Path,
    archive: Archive,
    plan: Callable[[dict[str, bytes]], _Plan],
    role: str,
    *,
    anyway: bool,
    build: Build | None,
) -> Save:
    is_committed = False
    try:
        folder = folder.resolve()
        check_places(folder)
        with hold_lock(archive, LOCK_SECONDS):
            clear_way(folder, archive)
            present = load_files(folder)
            planned = plan(present)
            _refuse_places(folder, planned.files, anyway=anyway)
            files = {name: data for name, data in {**present, **planned.files}.items() if data is not None}
            save = _describe(planned, present, files, role)
            _refuse_errors(planned, present, files, build or build_edition)
            archive.saves.note(save)
            last = _build_last_look(folder, present, planned.files)
            commit_files(folder, files, present, last=last, save=save.id)
            is_committed = True
            finish_moving(folder, archive)
            return save
    except Timeout:
        raise SaveError("desk.busy") from None
    except RestoreError as error:
        is_apart = "place" in error.facts or not error.facts
        reason = Path(error.facts.get("reason", "")).name  # its folders are the server's own matter
        raise SaveError("desk.figures_apart" if is_apart else "desk.save_unwritable", reason=reason) from None
    except UnreadableError as error:
        raise SaveError("desk.data_unreadable", error.problems) from None
    except (OSError, NotImplementedError) as error:
        key = "desk.save_unfinished" if is_committed else "desk.save_unwritable"
        raise SaveError(key, reason=getattr(error, "strerror", None) or type(error).__name__) from error


def _describe(planned: _Plan, present: Mapping[str, bytes], files: Mapping[str, bytes], role: str) -> Save:
    return Save(
        secrets.token_hex(4),
        datetime.now(UTC),
        planned.origin,
        role,
        fingerprint_files(present),
        fingerprint_files(files),
        planned.applied,
        {name: _digest(files[name]) for name in planned.files if name in files},
        planned.undoes,
    )


def _refuse_errors(planned: _Plan, present: dict[str, bytes], files: dict[str, bytes], build: Build) -> None:
    """Raises for errors that are added. What takes a save back whole may bring back what was wrong before."""
    if planned.back_to == fingerprint_files(files):
        return
    if too_much := refuse_amount(files):
        raise SaveError("desk.invalid", too_much, count=str(len(too_much)))
    outcome = build(files, ignore_steps)
    if outcome.edition is None:
        verdict = judge_edit(planned.applied.edit, build(present, ignore_steps).problems, outcome.problems)
        if not verdict.may_be_saved:
            raise SaveError("desk.invalid", verdict.added, count=str(len(verdict.added)))


def _refuse_places(folder: Path, names: Iterable[str], *, anyway: bool) -> None:
    """Raises for a link, which moving would take from its owner, and for a file that somebody has open."""
    for name in names:
        path = folder / name
        if path.is_symlink():
            raise SaveError("desk.file_linked", file=name)
        beside = [path.with_name(form.format(path.name)) for form in _OPEN]
        if not anyway and any(map(os.path.lexists, beside)):
            raise SaveError("desk.file_open", file=name)


def _build_last_look(folder: Path, present: Mapping[str, bytes], names: Iterable[str]) -> Callable[[], None]:
    """What is asked right before the one step: whether somebody saved while the edit was being checked."""

    def look() -> None:
        for name in names:
            path = folder / name
            now = path.read_bytes() if path.is_file() else None
            if now != present.get(name):
                raise ConflictError("desk.file_changed", file=name)

    return look


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
