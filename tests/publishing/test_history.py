"""The history is whole: each publication is noted once, in order, by whoever comes first, however late."""

from __future__ import annotations

import io
import itertools
import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from publicstats.edition.builder import Builder
from publicstats.publishing import Archive, Store
from publicstats.publishing import backwards as backwards_module
from publicstats.publishing import earlier as earlier_module
from publicstats.publishing import recorder as recorder_module
from publicstats.publishing import store as store_module
from publicstats.publishing.backwards import read_lines_back
from publicstats.publishing.changes import Changes
from publicstats.reading.tables import fingerprint_files
from publicstats.server.metrics import collect_edition
from tests.helpers import change, make_files, save
from tests.publishing.spoiling import GOOD, NEXT, put, served

Files = dict[str, bytes]
THIRD = make_files(figures=[change("members_2024", printed="1950多万名")])
A, B, C = map(fingerprint_files, (GOOD, NEXT, THIRD))

pytestmark = pytest.mark.usefixtures("built_once")


def list_noted(state: Path) -> list[str]:
    return [entry.fingerprint for entry in Archive(state).list_entries()]


def count_unnoted(store: Store) -> float:
    families = collect_edition(store.snapshot, datetime.now(UTC))
    samples = [sample for family in families for sample in family.samples]
    return next(s.value for s in samples if s.name == "publicstats_publications_unnoted")


def publish(files: Files, *stores: Store) -> None:
    save(files, stores[0].data)
    for store in stores:
        store.check()


def test_all_that_was_published_over_an_unwritable_folder_is_noted_in_order_and_at_its_time(
    store: Store, data: Path, state: Path
) -> None:
    put("file", state)
    began = datetime.now(UTC)
    for count, files in enumerate((NEXT, THIRD, GOOD), 1):
        publish(files, store)
        assert (served(store), count_unnoted(store)) == (fingerprint_files(files), count)
        assert store.snapshot.trouble == ("quality.state_unwritable",)
    ended = datetime.now(UTC)
    state.unlink()
    store.check()
    assert (store.snapshot.trouble, count_unnoted(store), store.snapshot.is_unsettled) == ((), 0, False)
    entries = Archive(state).list_entries()
    assert [entry.fingerprint for entry in entries] == [B, C, A]
    assert [entry.changes.listed[0].after.en for entry in entries] != [""] * 3
    assert all(began <= entry.since <= ended for entry in entries)
    assert all(store.archive.load(name) is not None for name in (A, B, C))


def test_replicas_that_all_had_to_wait_note_each_publication_once(
    store: Store, data: Path, state: Path
) -> None:
    replicas = [store, *(Store(data, state) for _ in range(2))]
    publish(GOOD, *replicas)
    aside = state.rename(state.with_name("aside"))
    state.write_bytes(b"")
    for files in (NEXT, THIRD):
        publish(files, *replicas)
    state.unlink()
    aside.rename(state)
    for replica in reversed(replicas):
        assert replica.check().trouble == ()
    assert list_noted(state) == [A, B, C]


def test_what_waits_is_bounded_and_the_last_is_whole(
    store: Store, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recorder_module, "MOST", 3)
    monkeypatch.setattr(recorder_module, "MOST_BYTES", 1)
    put("file", state)
    for files in (NEXT, GOOD, NEXT, THIRD):
        publish(files, store)
    state.unlink()
    store.check()
    assert list_noted(state) == [A, B, C]
    assert [store.archive.load(name) is not None for name in (A, B, C)] == [False, False, True]


def test_journal_that_takes_nothing_keeps_no_edition_from_a_restart(
    store: Store, data: Path, state: Path
) -> None:
    put("folder", state / "journal.jsonl")
    for files in (NEXT, THIRD):
        publish(files, store)
    (data / "themes.csv").write_bytes(b"")
    restarted = Store(data, state)
    restarted.check()
    assert served(restarted) == C


def test_start_without_its_state_folder_says_what_changed_once_it_is_back(
    store: Store, data: Path, state: Path
) -> None:
    aside = state.rename(state.with_name("aside"))
    state.write_bytes(b"")
    save(NEXT, data)
    restarted = Store(data, state)
    assert restarted.check().trouble
    state.unlink()
    aside.rename(state)
    assert restarted.check().trouble == ()
    first, second = Archive(state).list_entries()
    assert (first.is_first, second.is_first) == (True, False)
    assert (second.changes.added, second.changes.removed) == (0, 0)
    assert "members_2024" in {change.figure for change in second.changes.listed}


def stop_while(step: str, monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    """Has something happen while a store that checks is stopped after a step, the first time it takes it."""
    place = Builder if step == "build" else store_module
    original, stopped = getattr(place, step), [False]

    def stop(*arguments: Any) -> Any:
        found = original(*arguments)
        if not stopped[0]:
            stopped[0] = True
            happens()
        return found

    monkeypatch.setattr(place, step, stop)


@pytest.mark.parametrize("step", ["load_files", "build", "compare_editions"])
@pytest.mark.parametrize("noted", [[NEXT, THIRD], [THIRD], [THIRD, GOOD], [THIRD, NEXT]])
def test_edition_that_a_stopped_replica_sees_late_is_not_published_as_new(
    step: str, noted: list[Files], store: Store, data: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Store(data, state)
    other.check()
    save(NEXT, data)

    def go_on() -> None:
        for files in noted:
            publish(files, other)

    stop_while(step, monkeypatch, go_on)
    store.check()
    expected = [fingerprint_files(files) for files in noted]
    assert list_noted(state) == [A, *expected]
    assert (served(store), store.snapshot.is_current) == (expected[-1], True)
    publish(GOOD, store, other)
    assert list_noted(state) == [A, *expected] + ([A] if expected[-1] != A else [])


def test_folder_that_never_rests_keeps_no_replica_from_publishing(
    store: Store, data: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, original = Store(data, state), Builder.build
    other.check()
    editions = itertools.cycle((NEXT, THIRD, GOOD))

    def move_on(builder: Builder, files: Files) -> Any:
        if not moving:
            moving.append(True)
            publish(next(editions), other)
            moving.clear()
        return original(builder, files)

    moving: list[bool] = []
    monkeypatch.setattr(Builder, "build", move_on)
    save(THIRD, data)
    assert store.check().is_current
    assert served(store) in (A, B, C)


def test_replica_whose_network_drive_lags_notes_nothing_anew(store: Store, data: Path, state: Path) -> None:
    lagging = Store(save(GOOD, data.with_name("lagging")), state)
    lagging.check()
    for files in (NEXT, THIRD):
        publish(files, store)
    for files in (NEXT, THIRD):
        publish(files, lagging)
        assert served(lagging) == fingerprint_files(files)
    assert list_noted(state) == [A, B, C]


def test_edition_that_comes_again_is_noted_again_by_each_who_is_first(
    store: Store, data: Path, state: Path
) -> None:
    other = Store(data, state)
    for first, second, files in ((store, other, NEXT), (other, store, GOOD), (other, store, NEXT)):
        publish(files, first, second)
    save(THIRD, data)
    store.check()
    publish(NEXT, other)  # which saw nothing of the third
    store.check()
    assert list_noted(state) == [A, B, A, B, C, B]


BROKEN_JOURNALS: dict[str, Callable[[Path], object]] = {
    "missing": Path.unlink,
    "empty": lambda path: path.write_bytes(b""),
    "cut off": lambda path: path.write_bytes(path.read_bytes()[:200]),
    "cut off in its last line": lambda path: path.write_bytes(path.read_bytes()[:-50]),
    "lines of garbage": lambda path: path.write_bytes(b"{nonsense}\n" * 1000),
    "garbage in one line": lambda path: path.write_bytes(b"x" * 3_000_000),
    "NUL": lambda path: path.write_bytes(bytes(100_000)),
    "a folder": lambda path: put("folder", path),
    "a pipe": lambda path: put("pipe", path),
}


@pytest.mark.parametrize("name", BROKEN_JOURNALS)
def test_start_over_broken_csvs_serves_the_newest_edition_whatever_the_journal_is(
    name: str, store: Store, data: Path, state: Path
) -> None:
    for files in (NEXT, THIRD):
        publish(files, store)
    BROKEN_JOURNALS[name](state / "journal.jsonl")
    (data / "themes.csv").write_bytes(b"")
    restarted = Store(data, state)
    assert restarted.check().edition is not None
    assert served(restarted) == C
    publish(NEXT, restarted)
    assert served(restarted) == B


def keep_many(archive: Archive, count: int) -> list[str]:
    """Editions in which something is wrong for this program, each published after the other."""
    names = []
    for number in range(count):
        files = make_files(figures=[change("fee", line=f"x{number}")])
        names.append(fingerprint_files(files))
        archive.record(names[-1], files, 15, Changes(0, 0, 0, ()))
    return names


@pytest.mark.parametrize("is_noted", [True, False])
def test_start_over_broken_csvs_tries_every_kept_edition(
    is_noted: bool, store: Store, data: Path, state: Path
) -> None:
    names = keep_many(store.archive, 12)
    if not is_noted:
        (state / "journal.jsonl").unlink()
    (data / "themes.csv").write_bytes(b"")
    restarted = Store(data, state)
    restarted.check()
    assert served(restarted) == A
    assert all(restarted.archive.load(name) is not None for name in names), "nothing is deleted"


def test_search_that_takes_long_goes_on_at_the_next_check(
    store: Store, data: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(earlier_module, "SECONDS", -1)
    keep_many(store.archive, 2)
    (data / "themes.csv").write_bytes(b"")
    restarted = Store(data, state)
    for _ in range(2):
        assert restarted.check().edition is None
        assert restarted.snapshot.is_unsettled
    restarted.check()
    assert (served(restarted), restarted.snapshot.is_unsettled) == (A, False)


def test_edition_that_is_kept_but_not_noted_stands_where_its_time_is(
    store: Store, data: Path, state: Path
) -> None:
    publish(NEXT, store)
    first, _ = (state / "journal.jsonl").read_bytes().splitlines(keepends=True)
    (state / "journal.jsonl").write_bytes(first)
    (data / "themes.csv").write_bytes(b"")
    restarted = Store(data, state)
    restarted.check()
    assert served(restarted) == B


def test_journal_is_read_from_its_end_and_no_farther_than_asked(
    store: Store, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(NEXT, store)
    path = state / "journal.jsonl"
    lines = path.read_bytes()
    path.write_bytes(lines.splitlines(keepends=True)[0] * 50 + lines)
    monkeypatch.setattr(backwards_module, "BLOCK", 1_000)
    read: list[int] = []

    class Counting(io.FileIO):
        def read(self, size: int | None = -1) -> Any:
            read.append(size or 0)
            return super().read(size)

    monkeypatch.setattr(Path, "open", lambda path, *_, **__: Counting(path))
    assert [entry.fingerprint for entry in store.archive.list_entries(2)] == [A, B]
    assert sum(read) < len(lines) + 3_000
    read.clear()
    store.archive.list_entries(2)
    assert not read, "what has not changed is not read again"


@pytest.mark.parametrize("block", [1, 2, 3, 6])
def test_lines_come_back_whole_whatever_pieces_a_file_is_read_in(
    block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backwards_module, "BLOCK", block)
    monkeypatch.setattr(backwards_module, "MAX_LINE", 6)
    for text in (
        b"",
        b"\n",
        b"a",
        b"a\n",
        b"\n\na\nbb\n\nccc",
        b"123456\n1234567\n" * 3,
        b"x" * 50 + b"\nab",
    ):
        whole = [line for line in text.split(b"\n") if len(line) <= 6]
        found = list(read_lines_back(io.BytesIO(text)))
        assert [line for line in found[::-1] if line] == [line for line in whole if line]
    assert list(read_lines_back(io.BytesIO(b"abc\nde\nf"), 3)) == [b"f"]


def test_line_that_a_full_disk_cut_off_is_taken_back(
    store: Store, data: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = state / "journal.jsonl"
    before = path.read_bytes()
    save(NEXT, data)
    with monkeypatch.context() as patch:
        patch.setattr(
            "os.fsync", lambda handle: (_ for _ in ()).throw(OSError(28, "No space left on device"))
        )
        store.check()
        assert path.read_bytes() == before
    assert served(store) == B
    store.check()
    assert list_noted(state) == [A, B]


def test_replica_of_a_newer_program_notes_what_this_one_does_not_note_again(
    store: Store, data: Path, state: Path
) -> None:
    path = state / "journal.jsonl"
    line = json.loads(path.read_bytes())
    line |= {"fingerprint": B, "changes": {"kinds": ["of another program"]}}
    with path.open("ab") as file:
        file.write(json.dumps(line).encode() + b"\n")
    store.archive.keep(B, NEXT)
    publish(NEXT, store)
    assert len(path.read_bytes().splitlines()) == 2
    shutil.rmtree(data)
    restarted = Store(data, state)
    restarted.check()
    assert served(restarted) == B
