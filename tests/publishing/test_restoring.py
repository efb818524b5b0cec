"""Putting an edition back: whole or not at all, inside the data folder, and nothing left lying about."""

from __future__ import annotations

import io
import itertools
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from publicstats.__main__ import main
from publicstats.publishing import Archive, Store
from publicstats.publishing import restoring as module
from publicstats.publishing.changes import Changes
from publicstats.publishing.restoring import RestoreError, finish_restore, restore_files
from publicstats.reading.folder import load_files
from publicstats.reading.tables import fingerprint_files
from tests.helpers import FIGURES, change, make_files, save
from tests.publishing.faults import fault_after, list_temporary

OLD = make_files(figures=[change("members_2024", printed="1800多万名")])
NEW = make_files(figures=[change("members_2024", printed="1900多万名")], themes=[change("care", icon="home")])
NEW["figures/more.csv"] = NEW[FIGURES].split(b"\n")[0] + b"\n"
OLD["figures/less.csv"] = OLD[FIGURES].split(b"\n")[0] + b"\n"
FOREIGN = """
../x.csv /etc/x.csv figures/../../x.csv figures/a/b.csv figures/..\\x.csv figures\\x.csv x.csv figures/.x.csv
figures/~$x.csv figures/x\u2063.csv figures/x\u202e.csv figures/x\x07.csv figures/x.txt figures/ C:\\x.csv
.restoring/manifest.json datapackage.json themes.csv/ ./themes.csv
""".strip().split()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with the old edition."""
    return save(OLD, tmp_path / "data")


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive that keeps both editions."""
    archive = Archive(tmp_path / "data.state")
    for files in (OLD, NEW):
        keep(archive, files)
    return archive


def keep(archive: Archive, files: dict[str, bytes]) -> str:
    fingerprint = fingerprint_files(files)
    archive.record(fingerprint, files, 1, Changes(0, 0, 0, ()))
    return fingerprint


def read_disk(folder: Path) -> dict[str, bytes]:
    """Every file under a folder, hidden ones included."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


def kill_everywhere(data: Path, archive: Archive) -> Iterator[int]:
    """Restores the new edition and is killed at its first step, at its second, until it comes through."""
    for steps in itertools.count():
        finish_restore(data, archive)
        restore_files(data, archive, OLD)
        assert read_disk(data) == OLD
        with fault_after(steps) as reached:
            restore_files(data, archive, NEW)
        if not reached:
            return
        yield steps


def test_restored_folder_holds_the_edition_and_nothing_else(data: Path, archive: Archive) -> None:
    kept = restore_files(data, archive, NEW)
    assert read_disk(data) == NEW
    with zipfile.ZipFile(kept) as replaced:
        assert {name: replaced.read(name) for name in replaced.namelist()} == OLD


def test_restore_killed_at_any_step_is_never_read_as_a_mixture(data: Path, archive: Archive) -> None:
    seen = []
    for _ in kill_everywhere(data, archive):
        found = load_files(data)
        assert found in (OLD, NEW)
        seen.append(found == NEW)
    assert seen == sorted(seen), "once it is back, it stays"
    assert 5 < seen.count(True) < len(seen) - 5


@pytest.mark.usefixtures("built_once")
def test_next_command_or_server_ends_what_was_killed_and_leaves_nothing(data: Path, archive: Archive) -> None:
    for steps in kill_everywhere(data, archive):
        found = load_files(data)
        if steps % 2:
            Store(data, archive.folder).check()
        else:
            main(["check", str(data)])
        assert read_disk(data) == found
        assert list_temporary(data, archive.folder) == []


def test_whoever_ends_it_may_be_killed_at_any_step_as_well(data: Path, archive: Archive) -> None:
    for steps in itertools.count():
        restore_files(data, archive, OLD)
        commit(data, NEW)
        with fault_after(steps) as reached:
            finish_restore(data, archive)
        assert load_files(data) == NEW
        assert finish_restore(data, archive)
        assert read_disk(data) == NEW
        if not reached:
            break
    assert steps > 5


def commit(data: Path, files: dict[str, bytes]) -> None:
    """Leaves a folder as a restore does that is killed at the moment from which it counts."""
    module.commit_restore(data, Archive(data.with_name("data.state")), files, load_files(data))


def test_full_disk_changes_nothing_or_ends_later(data: Path, archive: Archive) -> None:
    for steps in itertools.count():
        finish_restore(data, archive)
        restore_files(data, archive, OLD)
        with fault_after(steps, OSError) as reached:
            try:
                restore_files(data, archive, NEW)
            except RestoreError as error:
                wanted = NEW if error.key == "editions.unfinished" else OLD
            else:
                wanted = NEW
        assert load_files(data) == wanted
        if not reached:
            break
    assert steps > 20


def test_folder_that_may_only_be_read_shows_the_edition_from_the_moment_it_counts(
    data: Path, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(data, archive.folder)
    store.check()
    commit(data, NEW)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "read-only")

    with monkeypatch.context() as patch:
        patch.setattr(module, "finish_moving", refuse)
        snapshot = store.check()
    assert snapshot.edition is not None
    assert (snapshot.edition.fingerprint, snapshot.is_current) == (fingerprint_files(NEW), True)
    assert snapshot.trouble == ("quality.restore_unfinished",)
    assert snapshot.is_unsettled
    assert store.check().trouble == ()
    assert read_disk(data) == NEW


def test_edit_saved_into_a_restore_that_was_killed_is_kept_aside(data: Path, archive: Archive) -> None:
    commit(data, NEW)
    (data / "themes.csv").write_bytes(b"edited meanwhile")
    assert finish_restore(data, archive)
    assert read_disk(data) == NEW
    kept = max(archive.replaced.glob("*.zip"))
    with zipfile.ZipFile(kept) as replaced:
        assert {name: replaced.read(name) for name in replaced.namelist()} == {
            "themes.csv": b"edited meanwhile"
        }


def test_second_restore_waits_its_turn_and_is_told_so(
    data: Path, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LOCK_SECONDS", 0)
    with module.hold_lock(archive, 0), pytest.raises(RestoreError) as caught:
        restore_files(data, archive, NEW)
    assert caught.value.key == "editions.busy"
    assert read_disk(data) == OLD


@pytest.mark.parametrize("name", FOREIGN)
def test_edition_with_a_file_that_is_none_of_the_contract_is_refused(
    name: str, data: Path, archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fingerprint = keep(archive, {**NEW, name: NEW[FIGURES]})
    before = sorted(tmp_path.rglob("*"))
    assert main(["editions", "restore", fingerprint, str(data), "--lang", "en"]) == 1
    assert capsys.readouterr().err
    assert read_disk(data) == OLD
    assert sorted(tmp_path.rglob("*")) == before
    with pytest.raises(RestoreError):
        restore_files(data, archive, {**NEW, name: b"x"})
    assert sorted(tmp_path.rglob("*")) == before


def test_link_in_a_zip_is_a_file_of_its_text_and_leads_nowhere(
    data: Path, archive: Archive, tmp_path: Path
) -> None:
    files = {**NEW, "figures/link.csv": b"../../secret"}
    fingerprint = keep(archive, files)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, content in files.items():
            info = zipfile.ZipInfo(name)
            info.external_attr = 0o120777 << 16
            packed.writestr(info, content)
    (archive.folder / "editions" / f"{fingerprint}.zip").write_bytes(buffer.getvalue())
    assert archive.load(fingerprint) == files
    restore_files(data, archive, files)
    assert not (data / "figures" / "link.csv").is_symlink()
    assert not (tmp_path / "secret").exists()


def test_linked_folder_and_linked_files_are_restored_without_writing_through_links(
    tmp_path: Path, archive: Archive
) -> None:
    save(OLD, tmp_path / "real")
    outside = tmp_path / "outside.csv"
    (tmp_path / "real" / "themes.csv").rename(outside)
    (tmp_path / "real" / "themes.csv").symlink_to(outside)
    (tmp_path / "data").symlink_to("real")
    restore_files(tmp_path / "data", archive, NEW)
    assert (tmp_path / "data").is_symlink()
    assert outside.read_bytes() == OLD["themes.csv"]
    assert read_disk(tmp_path / "real") == NEW


def test_figures_that_lead_out_of_the_folder_are_refused(
    data: Path, archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (data / "figures").rename(tmp_path / "elsewhere")
    (data / "figures").symlink_to(tmp_path / "elsewhere")
    before = read_disk(tmp_path)
    assert main(["editions", "restore", fingerprint_files(NEW), str(data), "--lang", "en"]) == 1
    assert "elsewhere" in capsys.readouterr().err
    assert read_disk(tmp_path) == before


def test_edition_that_would_not_be_published_now_is_refused_with_its_problems(
    data: Path, archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    fingerprint = keep(archive, {**NEW, "units.csv": b"unit\n"})
    assert main(["editions", "restore", fingerprint, str(data), "--lang", "en"]) == 1
    err = capsys.readouterr().err
    assert fingerprint in err
    assert "header_missing" in err
    assert read_disk(data) == OLD


def test_things_that_cannot_be_kept_aside_are_named_and_nothing_is_changed(
    data: Path, archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    (data / "figures" / "new.csv").mkdir()
    assert main(["editions", "restore", fingerprint_files(NEW), str(data), "--lang", "en"]) == 1
    assert "file_kind" in capsys.readouterr().err
    assert read_disk(data) == OLD


def test_damaged_edition_is_told_from_an_unknown_one(
    data: Path, archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    fingerprint = fingerprint_files(NEW)
    (archive.folder / "editions" / f"{fingerprint}.zip").write_bytes(b"torn")
    assert main(["editions", "restore", fingerprint, str(data), "--lang", "en"]) == 1
    assert "damaged" in capsys.readouterr().err


def test_file_with_the_longest_name_is_restored(data: Path, archive: Archive) -> None:
    files = {**NEW, f"figures/{'x' * 251}.csv": NEW["figures/more.csv"]}
    restore_files(data, archive, files)
    assert read_disk(data) == files
