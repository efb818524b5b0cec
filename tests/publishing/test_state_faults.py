"""A state folder that is spoilt, full, or left by a killed server: edits are published all the same."""

from __future__ import annotations

import itertools
import json
import shutil
from pathlib import Path

import pytest

from publicstats.publishing import Store
from publicstats.reading.tables import fingerprint_files
from tests.helpers import save
from tests.publishing.faults import fault_after, list_temporary
from tests.publishing.spoiling import GOOD, NEXT, is_current, put, served

IN_THE_STATE = {
    "a file for the folder": ("file", "."),
    "a folder for the lock": ("folder", "lock"),
    "a folder for the journal": ("folder", "journal.jsonl"),
    "a pipe for the journal": ("pipe", "journal.jsonl"),
    "a file for the editions": ("file", "editions"),
}


@pytest.mark.parametrize("name", IN_THE_STATE)
def test_state_that_is_spoilt_keeps_no_edit_back_and_is_written_once_it_is_mended(
    name: str, store: Store, data: Path, state: Path
) -> None:
    kind, place = IN_THE_STATE[name]
    put(kind, state / place)
    save(NEXT, data)
    restarted = Store(data, state)
    for each in (store, restarted):
        snapshot = each.check()
        assert (served(each), is_current(each)) == (fingerprint_files(NEXT), 1)
        assert snapshot.trouble == ("quality.state_unwritable",)
        assert snapshot.is_unsettled
    shutil.rmtree(state) if state.is_dir() else state.unlink()
    for each in (store, restarted):
        assert each.check().trouble == ()
        assert not each.snapshot.is_unsettled
    (entry,) = store.archive.list_entries()
    assert entry.fingerprint == fingerprint_files(NEXT)
    assert store.archive.load(entry.fingerprint) == NEXT


def test_edition_that_could_not_be_kept_is_kept_later_though_the_csvs_broke_meanwhile(
    store: Store, data: Path, state: Path
) -> None:
    put("file", state)
    save(NEXT, data)
    store.check()
    (data / "themes.csv").write_bytes(b"")
    state.unlink()
    store.check()
    restarted = Store(data, state)
    restarted.check()
    assert served(restarted) == fingerprint_files(NEXT)


def test_disk_that_is_full_at_any_step_of_publishing_keeps_no_edit_back(
    store: Store, data: Path, state: Path
) -> None:
    for steps, files in enumerate(itertools.cycle((NEXT, GOOD))):
        shutil.rmtree(state)
        save(files, data)
        with fault_after(steps, OSError) as reached:
            store.check()
        assert (served(store), is_current(store)) == (fingerprint_files(files), 1)
        assert store.check().trouble == ()
        assert list_temporary(state) == []
        assert store.archive.load(fingerprint_files(files)) == files
        if not reached:
            break
    assert steps > 5


def test_publishing_that_is_killed_at_any_step_leaves_a_state_to_go_on_from(
    store: Store, data: Path, state: Path
) -> None:
    for steps, files in enumerate(itertools.cycle((NEXT, GOOD))):
        before = served(store)
        save(files, data)
        (state / "editions" / f"{fingerprint_files(files)}.zip").unlink(missing_ok=True)
        with fault_after(steps) as reached:
            Store(data, state).check()
        (data / "themes.csv").write_bytes(b"")
        over_broken = Store(data, state)
        over_broken.check()
        assert served(over_broken) in {before, fingerprint_files(files)}
        save(files, data)
        store.check()
        assert (served(store), store.snapshot.trouble) == (fingerprint_files(files), ())
        assert list_temporary(state) == []
        if not reached:
            break
    assert steps > 5


def test_clock_that_goes_back_stops_nothing(
    store: Store, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = json.loads((store.archive.folder / "journal.jsonl").read_bytes())
    line["since"] = "2999-01-01T00:00:00+00:00"
    (store.archive.folder / "journal.jsonl").write_text(json.dumps(line) + "\n")
    save(NEXT, data)
    assert store.check().is_current
    assert [entry.fingerprint for entry in store.archive.list_entries()][-1] == fingerprint_files(NEXT)
