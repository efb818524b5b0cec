"""What an edit makes of the CSVs as they are: an edition that is not published, or why there is none.

A trial is built in memory and stays there: it is not journaled, not kept in the archive, and no reader, API
or first view is given it. That it was never published its edition says itself: it has no `since`.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from publicstats.contract.problems import Problem, note_failure
from publicstats.contract.schema import SCHEMAS
from publicstats.editing import ConflictError, Edit
from publicstats.editing.applying import apply_edit
from publicstats.edition.builder import Builder
from publicstats.edition.model import Edition
from publicstats.publishing.attempts import Attempt, try_edit
from publicstats.publishing.changes import Changes
from publicstats.publishing.previews import Preview, Previews
from publicstats.publishing.raw import name_row, read_rows
from publicstats.publishing.saving import sign_contents
from publicstats.publishing.store import Snapshot, Store, shared_store
from publicstats.reading.folder import UnreadableError, load_files
from publicstats.reading.tables import fingerprint_files

MOST = 3
"""Trials that are kept in memory at the most."""
MOST_FIGURES = 300_000
"""Figures of all that are kept; of a larger folder one is, which takes as much memory as what readers see."""
IDLE = 900.0
"""Seconds after which one that nobody asks for is let go."""
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Trial:
    """What a preview shows: the edition that its edit makes, and what that changes of what readers see."""

    edition: Edition | None = None
    problems: tuple[Problem, ...] = ()
    """What keeps the edit from being published, else warnings."""
    conflict: ConflictError | None = None
    """Why the edit does not fit the files as they are."""
    changes: Changes | None = None
    """None where there is no edition."""
    is_moved: bool = False
    """Whether files that the edit changes are others than when the preview was made."""
    is_held: bool = False
    """Whether the CSVs have errors that are not the edit's, so that it is shown on what readers see."""
    is_saved: bool = False
    """Whether the CSVs say already what the edit is to make them say."""


@dataclass
class _Kept:
    """A trial in memory: what it was made of, and when it was asked for last."""

    trial: Trial
    serial: int
    files: str
    served: object
    """Names what readers saw: it must not be kept for this."""
    used: float

    @property
    def figures(self) -> int:
        """How many figures it takes the memory of."""
        return len(self.trial.edition.figures) if self.trial.edition else 0


class Trials:
    """The previews of a store as editions: those asked for last are kept, and one is built at a time."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.previews = Previews(store.archive.folder)
        self._kept: dict[str, _Kept] = {}
        self._lock = threading.Lock()
        self._sweeper: threading.Timer | None = None

    def show(self, preview: Preview) -> Trial:
        """The trial of a preview on the CSVs as they are, built anew where they are others. Never raises."""
        served = self.store.snapshot
        kept = self._kept.get(preview.name)
        if kept is None or kept.serial != served.serial:
            with self._lock:
                kept = self._kept.pop(preview.name, None)
                if kept is None or kept.serial != served.serial:
                    kept = self._renew(kept, preview, served)
                self._kept[preview.name] = kept
                self._sweep_later()
        kept.used = time.monotonic()
        return kept.trial

    @property
    def kept(self) -> int:
        """How many are kept."""
        return len(self._kept)

    def forget(self, preview: Preview) -> None:
        """Lets go of what is kept of a preview that has ended."""
        with self._lock:
            self._kept.pop(preview.name, None)

    def _renew(self, kept: _Kept | None, preview: Preview, served: Snapshot) -> _Kept:
        """What is kept, if nothing that counts has changed since; else a new one in its place."""
        try:
            files = load_files(self.store.data)
        except UnreadableError as error:
            return _Kept(Trial(problems=error.problems), served.serial, "", None, time.monotonic())
        except Exception as error:  # noqa: BLE001 - whatever it is, the analyst is told in words
            return _Kept(Trial(problems=(note_failure(error),)), served.serial, "", None, time.monotonic())
        fingerprint = fingerprint_files(files)
        name = (served.edition.fingerprint, served.since) if served.edition else None
        if kept is not None and (kept.files, kept.served) == (fingerprint, name):
            return replace(kept, serial=served.serial)
        kept = None
        self._make_room(len(served.edition.figures) if served.edition else 0)
        began = time.perf_counter()
        trial = self._build(files, preview, served.edition)
        if trial.is_saved:
            self._end_saved(preview.edit)
        facts = {"problems": len(trial.problems), "seconds": round(time.perf_counter() - began, 3)}
        _LOG.info("preview built", extra=facts)
        return _Kept(trial, served.serial, fingerprint, name, time.monotonic())

    def _build(self, files: dict[str, bytes], preview: Preview, served: Edition | None) -> Trial:
        edit = preview.edit
        try:
            is_moved = sign_contents(files, edit.files) != dict(preview.base)
            builder = self.store.builder.branch()
            attempt, is_held = try_edit(builder, files, edit, served), False
            if attempt.edition is None and has_edit(files, edit):
                return Trial(problems=attempt.problems, is_saved=True)
            if attempt.edition is None:
                attempt, is_held = self._try_beside(builder, attempt, edit, served)
            if attempt.edition is None:
                return Trial(problems=attempt.problems, is_moved=is_moved)
            edition = replace(attempt.edition, history=served.history) if served else attempt.edition
            return Trial(edition, attempt.problems, None, attempt.changes, is_moved, is_held)
        except ConflictError as error:
            return Trial(conflict=error, is_moved=True, is_saved=has_edit(files, edit))
        except Exception as error:  # noqa: BLE001 - as above
            return Trial(problems=(note_failure(error),))

    def _try_beside(
        self, builder: Builder, attempt: Attempt, edit: Edit, served: Edition | None
    ) -> tuple[Attempt, bool]:
        """The attempt on what readers see, where all errors of the CSVs were there without the edit."""
        kept = self.store.archive.load(served.fingerprint) if served else None
        if kept is None or not attempt.verdict.may_be_saved:
            return attempt, False
        try:
            beside = try_edit(builder, kept, edit, served)
        except ConflictError:
            return attempt, False
        if beside.edition is None:
            return attempt, False
        return replace(beside, problems=(*attempt.verdict.remaining, *beside.problems)), True

    def _end_saved(self, edit: Edit) -> None:
        try:
            self.previews.end_saved(edit)
        except OSError as error:
            _LOG.warning("a preview that is saved cannot be removed", extra={"reason": str(error)})

    def _make_room(self, coming: int) -> None:
        """Lets go of those asked for longest ago, until one of so many figures has room."""
        by_use = sorted(self._kept, key=lambda key: self._kept[key].used)
        for key in by_use:
            total = coming + sum(kept.figures for kept in self._kept.values())
            if len(self._kept) < MOST and total <= MOST_FIGURES:
                return
            del self._kept[key]

    def _sweep_later(self) -> None:
        if self._sweeper is None and self._kept:
            self._sweeper = threading.Timer(IDLE, self.sweep)
            self._sweeper.daemon = True
            self._sweeper.start()

    def sweep(self) -> None:
        """Lets go of what nobody has asked for in a while: browsers are closed without a word."""
        with self._lock:
            now = time.monotonic()
            self._kept = {key: kept for key, kept in self._kept.items() if now - kept.used < IDLE}
            self._sweeper = None
            self._sweep_later()


def has_edit(files: Mapping[str, bytes], edit: Edit) -> bool:
    """Whether files say already what an edit is to make them say: by whatever way it came into them."""
    rows = read_rows({name: files[name] for name in edit.files if name in files})
    for row in edit.rows:
        table = row.file.partition("/")[0].removesuffix(".csv")
        found = rows.get(name_row(table, row.cells.get(SCHEMAS[table].key, "")), {})
        if any(found.get(column, "") != text.strip() for column, text in row.cells.items()):
            return False
    try:
        apply_edit(files, Edit(cells=tuple(replace(cell, was=cell.now) for cell in edit.cells)))
    except ConflictError:
        return False
    return True


@cache
def shared_trials() -> Trials:
    """The trials of this process, of its one store."""
    return Trials(shared_store())
