"""A start reads what the process before it knew; what is wrong with that costs a build and a log line."""

from __future__ import annotations

import itertools
import logging
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from publicstats.edition.builder import Builder
from publicstats.edition.model import build_edition
from publicstats.publishing import Store, keeper, knowledge
from publicstats.reading.tables import fingerprint_files
from tests.edition.test_builder import describe
from tests.helpers import FIGURES, save
from tests.publishing.faults import KilledError, fault_after, list_temporary
from tests.publishing.spoiling import GOOD, NEXT, make, served

CANNOT_USE = "what is known of an edition cannot be used"
CANNOT_KEEP = "what is known of the edition cannot be kept"
LATER = 2 * keeper.STAND


def keep(store: Store) -> None:
    """Lets what is served stand for long enough."""
    store.keeper.write_due(time.monotonic() + LATER)


def start(data: Path, state: Path) -> Store:
    store = Store(data, state)
    store.check()
    return store


def list_places(state: Path) -> list[Path]:
    return sorted(path for path in (state / "known").glob("[!.]*") if path.is_dir())


@pytest.fixture
def known(store: Store, state: Path) -> Path:
    """Where is what is known of the edition that is served."""
    keep(store)
    (place,) = list_places(state)
    return place


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[Builder]:
    """The builders that build."""
    builds: list[Builder] = []
    build = Builder.build

    def note(builder: Builder, *arguments: object) -> object:
        builds.append(builder)
        return build(builder, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Builder, "build", note)
    return builds


def test_second_start_builds_nothing_and_serves_the_same(
    store: Store, known: Path, data: Path, state: Path, built: list[Builder]
) -> None:
    second = start(data, state)
    assert not built
    assert describe(second.snapshot.edition) == describe(store.snapshot.edition)
    assert (second.snapshot.problems, second.snapshot.is_current) == (store.snapshot.problems, True)
    assert len(second.archive.list_entries()) == 1


def test_first_edit_after_a_second_start_reads_what_it_changed(known: Path, data: Path, state: Path) -> None:
    second = start(data, state)
    save(NEXT, data)
    second.check()
    assert served(second) == fingerprint_files(NEXT)
    assert describe(build_edition(NEXT).edition.series) == describe(second.snapshot.edition.series)  # type: ignore[union-attr]
    assert (second.builder.work.read, second.builder.work.rows) == (1, {FIGURES: 1})
    assert [entry.changes.changed > 0 for entry in second.archive.list_entries()] == [False, True]


def test_start_over_csvs_that_changed_while_nothing_ran_reads_what_changed(
    known: Path, data: Path, state: Path
) -> None:
    save(NEXT, data)
    second = start(data, state)
    assert served(second) == fingerprint_files(NEXT)
    assert (second.builder.work.read, second.builder.work.rows) == (1, {FIGURES: 1})
    assert [entry.changes.changed > 0 for entry in second.archive.list_entries()] == [False, True]


def test_start_over_csvs_that_are_wrong_serves_what_is_known(
    store: Store, known: Path, data: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(files: object) -> None:
        raise AssertionError("it is known")

    monkeypatch.setattr("publicstats.publishing.earlier.build_kept", fail)
    (data / "themes.csv").write_bytes(b"")
    second = start(data, state)
    assert (served(second), second.snapshot.is_current) == (fingerprint_files(GOOD), False)
    assert second.snapshot.problems
    save(GOOD, data)
    assert second.check().is_current
    assert second.builder.work.read == 0


def test_start_over_a_folder_that_is_away_reads_what_is_known_when_it_is_back(
    known: Path, data: Path, state: Path, built: list[Builder]
) -> None:
    data.rename(data.with_name("away"))
    data.write_bytes(b"")
    second = start(data, state)
    assert not second.snapshot.is_current
    data.unlink()
    data.with_name("away").rename(data)
    assert second.check().is_current
    assert not built


def test_edition_that_has_not_stood_is_not_written(store: Store, data: Path, state: Path) -> None:
    store.keeper.write_due(time.monotonic())
    assert not (state / "known").exists()
    save(NEXT, data)
    store.check()
    keep(store)
    (place,) = list_places(state)
    assert start(data, state).builder.work.read == 0
    before = place.stat().st_mtime_ns
    keep(store)
    assert place.stat().st_mtime_ns == before


def test_edit_that_is_refused_is_not_written_and_keeps_nothing_else_from_being_written(
    store: Store, data: Path, state: Path, built: list[Builder]
) -> None:
    (data / "themes.csv").write_bytes(b"")
    store.check()
    keep(store)
    save(GOOD, data)
    built.clear()
    assert start(data, state).snapshot.is_current
    assert not built


def test_last_two_editions_stay_and_share_the_files_that_are_the_same(
    store: Store, known: Path, data: Path, state: Path
) -> None:
    save(NEXT, data)
    store.check()
    keep(store)
    assert len(list_places(state)) == 2
    (new,) = set(list_places(state)) - {known}
    shared = [path for path in new.iterdir() if path.stat().st_nlink == 2]
    assert len(shared) == len(GOOD) - 1
    (data / "breaks.csv").unlink()
    store.check()
    keep(store)
    assert len(list_places(state)) == 2
    assert not known.exists()
    assert start(data, state).builder.work.read == 0


def spoil_each(change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        path.write_bytes(change(path.read_bytes()))

    return spoil


def put(kind: str) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        path.unlink()
        if kind != "nothing":
            make(kind, path)

    return spoil


DAMAGE: dict[str, Callable[[Path], None]] = {
    "empty": spoil_each(lambda data: b""),
    "cut": spoil_each(lambda data: data[:-7]),
    "a bit": spoil_each(lambda data: data[:700] + bytes([data[700] ^ 4]) + data[701:]),
    "another file": spoil_each(lambda data: b"figure,indicator\n" * 100),
    **{kind: put(kind) for kind in ("nothing", "folder", "pipe", "circle")},
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_edition_that_is_damaged_is_told_once_built_and_written_anew(
    damage: str, known: Path, data: Path, state: Path, caplog: pytest.LogCaptureFixture, built: list[Builder]
) -> None:
    DAMAGE[damage](known / "edition.columns")
    with caplog.at_level(logging.WARNING):
        second = start(data, state)
    assert [record.message for record in caplog.records] == [CANNOT_USE]
    assert len(built) == 1
    assert served(second) == fingerprint_files(GOOD)
    keep(second)
    third = start(data, state)
    assert (len(built), served(third)) == (1, fingerprint_files(GOOD))


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("which", ["answers", "a csv's"])
def test_answers_that_are_damaged_are_told_and_worked_out(
    which: str, damage: str, known: Path, data: Path, state: Path, caplog: pytest.LogCaptureFixture
) -> None:
    paths = {"answers": known / "answers.columns", "a csv's": min(known.glob("[0-9]*.columns"))}
    DAMAGE[damage](paths[which])
    with caplog.at_level(logging.WARNING):
        second = start(data, state)
        assert not caplog.records  # nobody looks at them before an edit
        save(NEXT, data)
        second.check()
    assert [record.message for record in caplog.records] == [CANNOT_USE]
    assert served(second) == fingerprint_files(NEXT)
    assert describe(second.snapshot.edition.series) == describe(build_edition(NEXT).edition.series)  # type: ignore[union-attr]
    assert second.builder.work.read in ({len(GOOD)} if which == "answers" else {1, 2})
    keep(second)
    assert start(data, state).builder.work.read == 0


def test_what_another_program_knew_is_not_looked_at(
    known: Path, data: Path, state: Path, monkeypatch: pytest.MonkeyPatch, built: list[Builder]
) -> None:
    monkeypatch.setattr(knowledge, "name_program", lambda: "0" * 64)
    second = start(data, state)
    assert len(built) == 1
    assert second.builder.work.read == len(GOOD)
    keep(second)
    assert len(list_places(state)) == 2
    for path in list_places(state)[0].iterdir():
        assert path.stat().st_nlink == 1


def test_what_is_known_of_other_files_is_not_taken_for_theirs(
    known: Path, data: Path, state: Path, caplog: pytest.LogCaptureFixture
) -> None:
    save(NEXT, data)
    store = start(data, state)
    keep(store)
    (new,) = set(list_places(state)) - {known}
    shutil.copy(known / "edition.columns", new / "edition.columns")
    assert served(start(data, state)) == fingerprint_files(NEXT)
    assert [r.message for r in caplog.records if r.levelno >= logging.WARNING] == [CANNOT_USE]


SPOILT_STATE = {"a file for the folder": "known", "a folder for the lock": "known/lock"}


@pytest.mark.parametrize("name", SPOILT_STATE)
def test_folder_that_takes_nothing_is_told_once_and_keeps_no_edit_back(
    name: str, store: Store, data: Path, state: Path, caplog: pytest.LogCaptureFixture
) -> None:
    if name.endswith("lock"):
        (state / "known" / "lock").mkdir(parents=True)
    else:
        (state / "known").write_bytes(b"")
    for files in (NEXT, GOOD, NEXT):
        save(files, data)
        assert store.check().is_current
        keep(store)
    assert [r.message for r in caplog.records if r.levelno >= logging.WARNING] == [CANNOT_KEEP]
    assert store.snapshot.trouble == ()
    assert served(start(data, state)) == fingerprint_files(NEXT)


def test_disk_that_is_full_at_any_step_is_told_once_and_leaves_a_folder_to_go_on_from(
    store: Store, data: Path, state: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert fail_at_each_step(store, state, OSError) > 5
    assert {r.message for r in caplog.records if r.levelno >= logging.WARNING} == {CANNOT_KEEP}
    assert start(data, state).builder.work.read == 0


def test_writing_that_is_killed_at_any_step_leaves_a_folder_to_go_on_from(
    store: Store, data: Path, state: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert fail_at_each_step(store, state, KilledError) > 5
    assert not [r for r in caplog.records if r.levelno >= logging.WARNING]
    assert start(data, state).builder.work.read == 0


def fail_at_each_step(store: Store, state: Path, error: type[BaseException]) -> int:
    """Has writing fail at one step after the other, and done again; how many steps there are."""
    edition = store.snapshot.edition
    assert edition is not None
    for steps in itertools.count():
        shutil.rmtree(state / "known", ignore_errors=True)
        store.keeper.note(edition)
        with fault_after(steps, error) as reached:
            keep(store)
        if not reached:
            return steps
        assert not (state / "known").exists() or list_places(state) == []
        store.keeper.note(edition)
        keep(store)
        assert list_temporary(state) == []
        assert len(list_places(state)) == 1
    raise AssertionError("it never ends")


def test_of_two_processes_one_writes_and_the_other_tries_again(store: Store, data: Path, state: Path) -> None:
    other = start(data, state)
    (state / "known").mkdir()
    with FileLock(state / "known" / "lock"):
        keep(store)
        assert list_places(state) == []
    keep(store)
    (place,) = list_places(state)
    written = {path.name: path.stat().st_ino for path in place.iterdir()}
    keep(other)
    assert {path.name: path.stat().st_ino for path in place.iterdir()} == written


def test_edition_that_another_process_forgets_meanwhile_costs_a_build(
    known: Path, data: Path, state: Path
) -> None:
    second = start(data, state)
    shutil.rmtree(state / "known")
    save(NEXT, data)
    assert second.check().is_current
    assert second.builder.work.read == len(GOOD)


def test_what_is_written_may_be_read_by_other_users(known: Path) -> None:
    assert known.stat().st_mode & 0o777 == 0o755
    assert {path.stat().st_mode & 0o444 for path in known.iterdir()} == {0o444}


def test_keeper_that_is_stopped_writes_what_is_due(store: Store, state: Path) -> None:
    store.keeper.start()
    store.keeper.note(store.snapshot.edition)  # type: ignore[arg-type]
    store.keeper.stop()
    assert len(list_places(state)) == 1


def test_keeper_that_is_started_writes_by_itself_and_ends(
    store: Store, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper, "STAND", 0.0)
    monkeypatch.setattr(keeper, "LOOK", 0.01)
    for _ in range(2):
        store.keeper.start()
        store.keeper.stop()
    store.keeper.note(store.snapshot.edition)  # type: ignore[arg-type]
    store.keeper.start()
    until = time.monotonic() + 20
    while not ((state / "known").is_dir() and list_places(state)) and time.monotonic() < until:
        time.sleep(0.01)
    store.keeper.stop()
    assert len(list_places(state)) == 1


def test_last_edition_stays_though_the_clock_went_back(
    store: Store, known: Path, data: Path, state: Path
) -> None:
    os.utime(known, (time.time() + 10**8,) * 2)
    for files in (NEXT, GOOD | {"breaks.csv": GOOD["breaks.csv"] + b"\n"}):
        save(files, data)
        store.check()
        keep(store)
        assert start(data, state).builder.work.read == 0
