"""The edition that every session of this process reads, and what became of the last edit."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

from publicstats.contract.problems import Problem, note_failure, sort_problems
from publicstats.edition.builder import Builder
from publicstats.edition.model import Edition, Outcome
from publicstats.publishing.archive import Archive
from publicstats.publishing.changes import compare_editions, find_gone_rows, find_lost_zeros
from publicstats.publishing.earlier import Search
from publicstats.publishing.folders import data_folder, state_folder
from publicstats.publishing.journal import RECENT, Entry, trace_history
from publicstats.publishing.keeper import Keeper
from publicstats.publishing.losing import Lost, find_lost
from publicstats.publishing.memory import give_back, take_freely
from publicstats.publishing.recorder import Publication, Recorder
from publicstats.publishing.restoring import finish_restore
from publicstats.publishing.save_log import Saves
from publicstats.publishing.settling import SETTLE, SETTLE_SHRUNK, Settling
from publicstats.reading.folder import UnreadableError, load_files, sign_folder
from publicstats.reading.lookalikes import find_lookalikes
from publicstats.reading.steady import MovedError, Settled, load_steady
from publicstats.reading.tables import fingerprint_files

_LOG = logging.getLogger(__name__)
START = 10.0
"""Seconds that a start waits at the most for a save to be over."""
RETRIED = {"check_failed", "file_unreadable", "restore_damaged"}
"""Problems that may go away though no file changes."""


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
    size: int = 0
    """Bytes of the CSVs that were read last."""
    unnoted: int = 0
    """Publications that wait to be kept and noted, as the state folder cannot be written."""
    is_searching: bool = False
    """Whether nothing is served though there are kept editions that were not tried yet."""
    lost: Lost | None = None
    """What was saved from a page and is gone from the CSVs."""
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
        if self.trouble or self.is_searching:
            return True
        return any(problem.code in RETRIED for problem in self.problems)


class Store:
    """Checks the CSVs and swaps editions. One `check` at a time; reading `snapshot` never waits."""

    def __init__(self, data: Path, state: Path) -> None:
        self.data = data
        self.archive = Archive(state)
        self.snapshot = Snapshot()
        self.builder = Builder()
        """What builds the editions; a draft is built by a `branch` of it."""
        self.keeper = Keeper(state / "known", self.builder)
        self._lock = threading.Lock()
        self._recorder = Recorder(self.archive, self._amend)
        self._search = Search(self.archive, self.keeper.find)
        self._fingerprint = ""
        self._ready: tuple[str, Outcome] | None = None
        """What is likely to be published next, by its fingerprint."""
        self._searched: tuple[Saves, str] = (Saves(), "")
        self._was_past = False
        self.has_moved = False
        """Whether the last check left the CSVs for the next, as they had not settled after all."""
        self._is_restored = True
        self._began = 0.0

    def check(self, settled: Settled | None = None) -> Snapshot:
        """Reads the CSVs and publishes them if they are valid; what readers see changes only then.

        Whoever watches says how they had `settled`: what was written into since is left for the next check.
        Never raises: whatever goes wrong is a problem of the snapshot, and readers go on with what they had.
        """
        with self._lock:
            self._began = time.perf_counter()
            try:
                self._check_settled(settled)
            except UnreadableError as error:
                self._refuse(error.problems)
            except Exception as error:  # noqa: BLE001 - an edit must not go unsaid, whatever it breaks
                self._refuse((note_failure(error),))
            self._swap(
                trouble=tuple(self._find_trouble()),
                unread=find_lookalikes(self.data),
                unnoted=self._recorder.waiting,
                is_searching=self.snapshot.edition is None and self._search.is_open,
            )
            return self.snapshot

    def prepare(self) -> None:
        """Builds what the CSVs say at the moment, so that a check that finds the same need not.

        Nothing is said of it: what is half written now is read again when it has settled.
        """
        with self._lock:
            self._ready = None
            with suppress(UnreadableError):
                files = load_files(self.data)
                fingerprint = fingerprint_files(files)
                if fingerprint != self._fingerprint:
                    take_freely()
                    self._ready = fingerprint, self.builder.build(files)

    def _check_settled(self, settled: Settled | None) -> None:
        known, self.has_moved = self._fingerprint, False
        try:
            self._check(settled)
        except MovedError:
            if settled is None:
                self._check(None)
            else:
                self._fingerprint, self.has_moved = known, True
                return
        self._was_past = False

    def _check(self, settled: Settled | None) -> None:
        # What a check does not come to the end of is read as if it were new.
        known, self._fingerprint = self._fingerprint, ""
        self.archive.see()
        self._recorder.record_waiting()
        self._is_restored = finish_restore(self.data, self.archive)
        saves = self.archive.saves.load()  # before the files, which are then no older
        files = load_files(self.data) if settled is None else load_steady(self.data, settled)
        fingerprint = fingerprint_files(files)
        if fingerprint != known:
            outcome = self._build(files, fingerprint)
            if outcome.edition is not None:
                self._publish(outcome.edition, files, outcome.problems)
            else:
                self._refuse(outcome.problems)
            self._give_back()
        elif self.snapshot.is_current:
            self.archive.catch_up(fingerprint)
        elif self.snapshot.is_searching:
            self._refuse(self.snapshot.problems)
        self._look_for_lost(saves, files, fingerprint)
        self._swap(size=sum(map(len, files.values())))
        if not any(problem.code in RETRIED for problem in self.snapshot.problems):
            self._fingerprint = fingerprint

    def _build(self, files: Mapping[str, bytes], fingerprint: str) -> Outcome:
        """What files make: as it is known at a start, or as it was made ready, which is asked for once."""
        ready, self._ready = self._ready, None
        if (edition := self.keeper.recall(files, fingerprint)) is not None:
            return Outcome(edition, edition.problems)
        take_freely()
        return ready[1] if ready is not None and ready[0] == fingerprint else self.builder.build(files)

    def _look_for_lost(self, saves: Saves, files: Mapping[str, bytes], fingerprint: str) -> None:
        """Notes what was saved from a page and is gone, where the CSVs or the saves are others now."""
        if self._searched == (saves, fingerprint):
            return
        try:
            lost = find_lost(saves, files)
        except Exception:  # noqa: BLE001 - what is missed keeps no edit from its readers
            _LOG.exception("it cannot be told whether something that was saved is gone")
            lost = None
        self._searched = (saves, fingerprint)
        self._swap(lost=lost)

    def _give_back(self) -> None:
        """Frees what building took; that this failed is said beside the edit's own problems."""
        try:
            give_back()
        except Exception as error:  # noqa: BLE001 - as in `check`
            self._refuse((*self.snapshot.problems, note_failure(error)))

    def _find_trouble(self) -> Iterator[str]:
        if self._recorder.waiting:
            yield "quality.state_unwritable"
        if not self._is_restored:
            yield "quality.restore_unfinished"

    def _publish(self, edition: Edition, files: Mapping[str, bytes], problems: tuple[Problem, ...]) -> None:
        served = self.snapshot.edition or self._search.find_before(edition.fingerprint)
        problems = (*problems, *find_lost_zeros(served, edition), *find_gone_rows(served, edition))
        changes, now = compare_editions(served, edition), datetime.now(UTC)
        publication = Publication(edition.fingerprint, files, len(edition.figures), changes, now)
        note = self._recorder.record(publication, partial(self._is_past, edition.fingerprint))
        facts = {"edition": edition.fingerprint, "figures": publication.figures, "warnings": len(problems)}
        _LOG.info("edition served", extra=facts)
        waiting = [] if note else [Entry(edition.fingerprint, now, publication.figures, changes)]
        edition = self._date(edition, note.since if note else now, waiting)
        self._swap(edition=edition, problems=problems, is_current=True)
        self.keeper.note(edition)

    def _date(self, edition: Edition, since: datetime, unnoted: Iterable[Entry] = ()) -> Edition:
        """An edition that knows since when it is published, and what came with which edition until then."""
        entries = (entry for entry in self.archive.list_entries(RECENT) if entry.since <= since)
        return replace(edition, since=since, history=trace_history([*entries, *unnoted]))

    def _is_past(self, fingerprint: str) -> bool:
        """Whether the CSVs have moved on since they were read; not asked twice in a row: some never rest."""
        self._was_past = not self._was_past and fingerprint_files(load_files(self.data)) != fingerprint
        return self._was_past

    def _amend(self, publication: Publication) -> Publication:
        """A publication that had to wait, with what it changed where the edition before is known only now."""
        if not publication.changes.are_of_all:
            return publication
        before = self._search.find_before(publication.fingerprint)
        edition = self.builder.branch().build(publication.files).edition if before is not None else None
        return (
            publication
            if edition is None
            else replace(publication, changes=compare_editions(before, edition))
        )

    def _refuse(self, problems: tuple[Problem, ...]) -> None:
        """Keeps what is served; at a start, serves the last edition on disk."""
        edition, refused = self.snapshot.edition, self.snapshot.refused
        facts = {"problems": len(problems), "codes": sorted({problem.code for problem in problems})}
        if edition is None and (edition := self._search.find()) is not None:
            edition = self._date(edition, edition.since or datetime.now(UTC))
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


@cache
def shared_store() -> Store:
    """The one store of this process, on the folders that the environment names."""
    data = data_folder()
    store = Store(data, state_folder(data))
    store.check(_await_rest(data))
    if store.has_moved:
        store.check()
    return store


def _await_rest(folder: Path) -> Settled | None:
    """How the CSVs of a folder settled into which somebody just saved; none where nobody did."""
    signature, now = sign_folder(folder), time.monotonic()
    ages = (time.time() - changed / 1e9 for _, _, changed, _ in signature)
    if not any(0 <= age < SETTLE_SHRUNK for age in ages):
        return None
    settling, settled = Settling((), now), None
    while settled is None and time.monotonic() < now + START:
        time.sleep(SETTLE / 4)
        moment = time.monotonic()
        settled = settling.look(sign_folder(folder), moment)
    return settled
