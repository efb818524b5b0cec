"""What is being saved is built ahead, and published only if it is what is there when saving is over."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from publicstats.edition.builder import Builder
from publicstats.edition.model import Outcome
from publicstats.publishing import Store, Watcher
from publicstats.publishing import settling as settling_module
from tests.helpers import FIGURES, change, make_files, save

NEXT = make_files(figures=[change("members_2024", printed="1900多万名")])
LATER = make_files(figures=[change("members_2024", printed="2000多万名")])
HALF = NEXT[FIGURES][: len(NEXT[FIGURES]) // 2]


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The files of figures that editions are built of, one after the other."""
    done: list[bytes] = []
    build = Builder.build

    def spy(builder: Builder, files: dict[str, bytes], *report: object) -> Outcome:
        done.append(files.get(FIGURES, b""))
        return build(builder, files, *report)  # type: ignore[arg-type]

    monkeypatch.setattr(Builder, "build", spy)
    return done


@pytest.fixture
def store(tmp_path: Path, built: list[bytes]) -> Store:
    store = Store(save(make_files(), tmp_path / "data"), tmp_path / "state")
    store.check()
    built.clear()
    return store


def read(store: Store) -> str:
    edition = store.snapshot.edition
    assert edition is not None
    figure = edition.find("members_2024")
    assert figure is not None
    return figure.printed


def test_edit_that_was_built_ahead_is_published_by_the_check_without_another_build(
    store: Store, built: list[bytes]
) -> None:
    save(NEXT, store.data)
    before = store.snapshot
    store.prepare()
    assert store.snapshot is before
    assert len(store.archive.list_entries()) == 1
    store.check()
    assert read(store) == "1900多万名"
    assert built == [NEXT[FIGURES]]
    assert len(store.archive.list_entries()) == 2


def test_what_was_saved_after_it_was_built_ahead_is_built_as_it_is(store: Store, built: list[bytes]) -> None:
    save(NEXT, store.data)
    store.prepare()
    save(LATER, store.data)
    store.check()
    assert read(store) == "2000多万名"
    assert built == [NEXT[FIGURES], LATER[FIGURES]]
    assert len(store.archive.list_entries()) == 2


def test_what_was_built_ahead_serves_one_check_only(store: Store, built: list[bytes]) -> None:
    old = make_files()
    save(NEXT, store.data)
    store.prepare()
    save(LATER, store.data)
    store.check()
    save(NEXT, store.data)
    store.check()
    assert read(store) == "1900多万名"
    save(old, store.data)
    store.check()
    assert built == [files[FIGURES] for files in (NEXT, LATER, NEXT, old)]


def test_half_a_file_that_was_built_ahead_is_told_to_nobody(store: Store) -> None:
    before = store.snapshot
    (store.data / FIGURES).write_bytes(HALF)
    store.prepare()
    assert store.snapshot is before
    save(NEXT, store.data)
    store.check()
    assert read(store) == "1900多万名"
    assert store.snapshot.problems == ()
    assert store.snapshot.refused == 0


def test_half_a_file_that_stays_is_refused_as_ever(store: Store) -> None:
    (store.data / FIGURES).write_bytes(HALF)
    store.prepare()
    store.check()
    assert store.snapshot.problems
    assert not store.snapshot.is_current
    assert store.snapshot.refused == 1


def test_folder_that_cannot_be_read_is_told_by_the_check(store: Store, built: list[bytes]) -> None:
    (store.data / "units.csv").unlink()
    (store.data / "units.csv").mkdir()
    store.prepare()
    assert not store.snapshot.problems
    store.check()
    assert [problem.code for problem in store.snapshot.problems] == ["file_kind"]
    assert built == []


def test_nothing_is_built_ahead_where_nothing_changed(store: Store, built: list[bytes]) -> None:
    store.prepare()
    save(make_files(), store.data)
    store.prepare()
    assert built == []


def test_watcher_builds_an_edit_once_and_says_that_one_is_coming(
    store: Store, built: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling_module, "QUIET", 0.05)
    monkeypatch.setattr(settling_module, "SETTLE", 0.4)
    came: list[str] = []
    done = threading.Event()

    def announce() -> None:
        came.append("announced")
        done.set()

    watcher = Watcher(store, announce, lambda: came.append("expected"))
    before = store.snapshot.checked
    watcher.start()
    try:
        while store.snapshot.checked == before:  # until the watcher has read the folder itself
            time.sleep(0.02)
        save(NEXT, store.data)
        assert done.wait(30)
    finally:
        watcher.stop()
    assert built == [NEXT[FIGURES]]
    assert came[-2:] == ["expected", "announced"]
