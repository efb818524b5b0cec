"""The edition that every session of this process reads, and what became of the last edit."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from publicstats.contract.problems import Problem, note_failure, sort_problems
from publicstats.edition.model import Edition, build_edition
from publicstats.publishing.archive import Archive
from publicstats.publishing.changes import Changes, compare_editions, find_gone_rows, find_lost_zeros
from publicstats.publishing.folders import data_folder, state_folder
from publicstats.publishing.journal import Entry, trace_history
from publicstats.publishing.memory import give_back
from publicstats.publishing.restoring import finish_restore
from publicstats.reading.folder import UnreadableError, load_files
from publicstats.reading.lookalikes import find_lookalikes
from publicstats.reading.tables import fingerprint_files

_LOG = logging.getLogger(__name__)
RETRIED = {"check_failed", "file_unreadable", "restore_damaged"}
"""Problems that may go away though no file changes."""
TRIED = 5
"""Earlier editions that a start over broken CSVs tries: the program may have learnt stricter rules since."""


@dataclass(frozen=True)
class Snapshot:
    """What this process serves, at one moment. Sessions compare `serial`: it grows with every change."""

    serial: int = 0
    edition: Edition | None = None
    problems: tuple[Problem, ...] = ()
    """What is wrong with the CSVs as they are now; warnings of the edition where nothing is."""
    is_current: bool = False
    """Whether the edition is what the CSVs say now."""
    checked: datetime | None = None
    unread: tuple[Problem, ...] = ()
    """Warnings of files that are not read because of their names."""
    trouble: tuple[str, ...] = ()
    """Words (keys of the catalogues) for what is wrong around the CSVs; readers have the right edition."""
    refused: int = 0
    """Edits that were not published since the process began."""
    seconds: float = 0.0
    """How long the last check took, from reading the files to having them served or refused."""

    @property
    def since(self) -> datetime | None:
        """When the edition was published."""
        return self.edition.since if self.edition else None

    @property
    def told(self) -> tuple[Problem, ...]:
        """All that analysts are to know of the CSVs."""
        return sort_problems((*self.problems, *self.unread))

    @property
    def is_unsettled(self) -> bool:
        """Whether trying again may help though nothing changes: something could not be read or kept."""
        return bool(self.trouble) or any(problem.code in RETRIED for problem in self.problems)


@dataclass(frozen=True)
class Unkept:
    """An edition that is served and could not be kept yet."""

    edition: Edition
    files: Mapping[str, bytes]
    changes: Changes


class Store:
    """Checks the CSVs and swaps editions. One `check` at a time; reading `snapshot` never waits."""

    def __init__(self, data: Path, state: Path) -> None:
        self.data = data
        self.archive = Archive(state)
        self.snapshot = Snapshot()
        self._lock = threading.Lock()
        self._fingerprint = ""
        self._unkept: Unkept | None = None
        self._is_restored = True
        self._began = 0.0

    def check(self) -> Snapshot:
        """Reads the CSVs and publishes them if they are valid; what readers see changes only then.

        Never raises: whatever goes wrong is a problem of the snapshot, and readers go on with what they had.
        """
        with self._lock:
            self._began = time.perf_counter()
            try:
                self._check()
            except UnreadableError as error:
                self._refuse(error.problems)
            except Exception as error:  # noqa: BLE001 - an edit must not go unsaid, whatever it breaks
                self._refuse((note_failure(error),))
            self._swap(trouble=tuple(self._find_trouble()), unread=find_lookalikes(self.data))
            return self.snapshot

    def _check(self) -> None:
        # What a check does not come to the end of is read as if it were new.
        known, self._fingerprint = self._fingerprint, ""
        if self._unkept is not None:
            self._keep(self._unkept)
        self._is_restored = finish_restore(self.data, self.archive)
        files = load_files(self.data)
        fingerprint = fingerprint_files(files)
        if fingerprint != known:
            outcome = build_edition(files)
            if outcome.edition is not None:
                self._publish(outcome.edition, files, outcome.problems)
            else:
                self._refuse(outcome.problems)
            self._give_back()
        if not any(problem.code in RETRIED for problem in self.snapshot.problems):
            self._fingerprint = fingerprint

    def _give_back(self) -> None:
        """Frees what building took; that this failed is said beside what the edit's own problems are."""
        try:
            give_back()
        except Exception as error:  # noqa: BLE001 - as in `check`
            self._refuse((*self.snapshot.problems, note_failure(error)))

    def _find_trouble(self) -> Iterator[str]:
        if self._unkept is not None:
            yield "quality.state_unwritable"
        if not self._is_restored:
            yield "quality.restore_unfinished"

    def _publish(self, edition: Edition, files: Mapping[str, bytes], problems: tuple[Problem, ...]) -> None:
        served = self.snapshot.edition or self._load_before(edition.fingerprint)
        problems = (*problems, *find_lost_zeros(served, edition), *find_gone_rows(served, edition))
        changes = compare_editions(served, edition)
        entry = self._keep(Unkept(edition, files, changes))
        facts = {"edition": edition.fingerprint, "figures": len(edition.figures), "warnings": len(problems)}
        _LOG.info("edition served", extra=facts)
        noted = (
            [] if entry else [Entry(edition.fingerprint, datetime.now(UTC), len(edition.figures), changes)]
        )
        edition = self._date(edition, (entry or noted[0]).since, noted)
        self._swap(edition=edition, problems=problems, is_current=True)

    def _date(self, edition: Edition, since: datetime, unnoted: Iterable[Entry] = ()) -> Edition:
        """An edition that knows since when it is published, and what came with which edition until then."""
        entries = [entry for entry in self.archive.list_entries() if entry.since <= since]
        return replace(edition, since=since, history=trace_history([*entries, *unnoted]))

    def _keep(self, unkept: Unkept) -> Entry | None:
        """The journal's entry for an edition; none where it cannot be written: each check tries again."""
        self._unkept = None
        fingerprint, figures = unkept.edition.fingerprint, len(unkept.edition.figures)
        try:
            return self.archive.record(fingerprint, unkept.files, figures, unkept.changes)
        except (OSError, NotImplementedError) as error:  # the latter where a file system has no locks
            facts = {"folder": str(self.archive.folder), "reason": str(error)}
            _LOG.warning("the edition cannot be kept", extra=facts)
            self._unkept = unkept
            return None

    def _refuse(self, problems: tuple[Problem, ...]) -> None:
        """Keeps what is served; at a start, serves the last edition on disk."""
        edition, refused = self.snapshot.edition, self.snapshot.refused
        facts = {"problems": len(problems), "codes": sorted({problem.code for problem in problems})}
        if edition is None and (edition := self._load_last()) is not None:
            _LOG.warning("last edition served", extra=facts | {"edition": edition.fingerprint})
        elif problems != self.snapshot.problems:
            _LOG.warning("edit not published", extra=facts)
            refused += 1
        self._swap(edition=edition, problems=problems, is_current=False, refused=refused)

    def _swap(self, **facts: Any) -> None:
        """The next snapshot; its serial grows where there is something new in it to be seen."""
        before = self.snapshot
        is_new = before.checked is None or any(getattr(before, name) != fact for name, fact in facts.items())
        self.snapshot = replace(
            before,
            **facts,
            serial=before.serial + is_new,
            checked=datetime.now(UTC),
            seconds=time.perf_counter() - self._began,
        )

    def _load_before(self, fingerprint: str) -> Edition | None:
        """The edition that was served before this process began; none where it is the one named."""
        entries = self.archive.list_entries()
        if entries and entries[-1].fingerprint == fingerprint:
            return None
        return self._load_last()

    def _load_last(self) -> Edition | None:
        """The last edition on disk that still is one."""
        tried = 0
        try:
            for fingerprint, since in self.archive.list_latest():
                files = self.archive.load(fingerprint) if tried < TRIED else None
                edition = build_edition(files).edition if files is not None else None
                if edition is not None:
                    return self._date(edition, since)
                tried += files is not None
        except Exception as error:  # noqa: BLE001 - a state folder of whatever kind keeps no valid edit away
            note_failure(error)
        return None


@cache
def shared_store() -> Store:
    """The one store of this process, on the folders that the environment names."""
    data = data_folder()
    store = Store(data, state_folder(data))
    store.check()
    return store
