"""The edition that every session of this process reads, and what became of the last edit."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from filelock import Timeout

from publicstats.contract.problems import Problem
from publicstats.edition.model import Edition, Outcome, build_edition
from publicstats.publishing.archive import Archive, Entry
from publicstats.publishing.changes import compare_editions, find_lost_zeros
from publicstats.publishing.folders import data_folder, state_folder
from publicstats.publishing.memory import give_back
from publicstats.reading.files import UnreadableError, fingerprint_files, load_files

_LOG = logging.getLogger(__name__)
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
    trouble: tuple[str, ...] = ()
    """Words (keys of the catalogues) for what keeps the archive from being written."""
    refused: int = 0
    """Edits that were not published since the process began."""
    seconds: float = 0.0
    """How long the last check took, from reading the files to having them served or refused."""

    @property
    def since(self) -> datetime | None:
        """When the edition was published."""
        return self.edition.since if self.edition else None

    @property
    def is_unread(self) -> bool:
        """Whether the CSVs could not even be read, so that trying again may help."""
        return any(problem.code == "file_unreadable" for problem in self.problems)


class Store:
    """Checks the CSVs and swaps editions. One `check` at a time; reading `snapshot` never waits."""

    def __init__(self, data: Path, state: Path) -> None:
        self.data = data
        self.archive = Archive(state)
        self.snapshot = Snapshot()
        self._lock = threading.Lock()
        self._fingerprint = ""
        self._began = 0.0

    def check(self) -> Snapshot:
        """Reads the CSVs and publishes them if they are valid; what readers see changes only then."""
        with self._lock:
            self._began = time.perf_counter()
            try:
                files = load_files(self.data)
            except UnreadableError as error:
                self._fingerprint = ""
                self._refuse((Problem("file_unreadable", error.file),))
                return self.snapshot
            fingerprint = fingerprint_files(files)
            if fingerprint != self._fingerprint:
                self._fingerprint = fingerprint
                outcome = build_edition(files)
                if outcome.edition is not None:
                    self._publish(outcome.edition, files, outcome.problems)
                else:
                    self._refuse(outcome.problems)
                give_back()
            return self.snapshot

    def _publish(self, edition: Edition, files: Mapping[str, bytes], problems: tuple[Problem, ...]) -> None:
        served = self.snapshot.edition or self._load_before(edition.fingerprint)
        problems = (*problems, *find_lost_zeros(served, edition))
        entry, trouble = self._record(edition, files, served)
        facts = {"edition": edition.fingerprint, "figures": len(edition.figures), "warnings": len(problems)}
        _LOG.info("edition served", extra=facts)
        since = entry.since if entry else datetime.now(UTC)
        self._swap(replace(edition, since=since), problems, is_current=True, trouble=trouble)

    def _record(
        self, edition: Edition, files: Mapping[str, bytes], served: Edition | None
    ) -> tuple[Entry | None, tuple[str, ...]]:
        """The journal's entry for the edition; where it cannot be written, none and the words for why."""
        try:
            changes = compare_editions(served, edition)
            return self.archive.record(edition.fingerprint, files, len(edition.figures), changes), ()
        except (OSError, Timeout) as error:
            facts = {"folder": str(self.archive.folder), "reason": str(error)}
            _LOG.warning("the edition cannot be kept", extra=facts)
            return None, ("quality.state_unwritable",)

    def _refuse(self, problems: tuple[Problem, ...]) -> None:
        """Keeps what is served; at a start, serves the last edition on disk."""
        edition, refused = self.snapshot.edition, self.snapshot.refused
        facts = {"problems": len(problems), "codes": sorted({problem.code for problem in problems})}
        if edition is None and (edition := self._load_last()) is not None:
            _LOG.warning("last edition served", extra=facts | {"edition": edition.fingerprint})
        elif problems != self.snapshot.problems:
            _LOG.warning("edit not published", extra=facts)
            refused += 1
        self._swap(edition, problems, is_current=False, trouble=self.snapshot.trouble, refused=refused)

    def _swap(
        self,
        edition: Edition | None,
        problems: tuple[Problem, ...],
        *,
        is_current: bool,
        trouble: tuple[str, ...],
        refused: int | None = None,
    ) -> None:
        self.snapshot = replace(
            self.snapshot,
            serial=self.snapshot.serial + 1,
            edition=edition,
            problems=problems,
            is_current=is_current,
            checked=datetime.now(UTC),
            trouble=trouble,
            refused=self.snapshot.refused if refused is None else refused,
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
        for entry in self.archive.list_entries()[: -TRIED - 1 : -1]:
            files = self.archive.load(entry.fingerprint)
            outcome = build_edition(files) if files is not None else Outcome(None, ())
            if outcome.edition is not None:
                return replace(outcome.edition, since=entry.since)
        return None


@cache
def shared_store() -> Store:
    """The one store of this process, on the folders that the environment names."""
    data = data_folder()
    store = Store(data, state_folder(data))
    store.check()
    return store
