"""Editions on disk: whole or not at all, whatever happens, whoever else writes."""

import multiprocessing
from pathlib import Path

import pytest

from publicstats.publishing.archive import Archive
from publicstats.publishing.changes import Change, Changes
from publicstats.publishing.folders import write_atomically
from publicstats.reading.tables import fingerprint_files
from publicstats.text.i18n import Text

FILES = {"themes.csv": b"theme\n", "figures/a.csv": "figure\n数\n".encode()}
CHANGES = Changes(1, 0, 0, (Change("added", "a", Text("", ""), Text("甲", "A")),))


def record(archive: Archive, files: dict[str, bytes]) -> str:
    fingerprint = fingerprint_files(files)
    archive.record(fingerprint, files, 1, CHANGES)
    return fingerprint


def test_edition_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "state")
    fingerprint = record(archive, FILES)
    assert archive.load(fingerprint) == FILES
    (entry,) = archive.list_entries()
    assert (entry.fingerprint, entry.figures, entry.changes) == (fingerprint, 1, CHANGES)


def test_same_edition_twice_in_a_row_is_one_publication(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    record(archive, FILES)
    record(archive, FILES)
    record(archive, {"themes.csv": b"other"})
    record(archive, FILES)
    assert len(archive.list_entries()) == 3


def test_line_torn_by_a_crash_is_passed_over_and_spoils_no_other(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    first = record(archive, FILES)
    with (tmp_path / "journal.jsonl").open("ab") as journal:
        journal.write(b'{"fingerprint": "abc", "sin')
    second = record(archive, {"themes.csv": b"other"})
    assert [entry.fingerprint for entry in archive.list_entries()] == [first, second]


def test_damaged_edition_is_none(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    fingerprint = record(archive, FILES)
    path = tmp_path / "editions" / f"{fingerprint}.zip"
    path.write_bytes(path.read_bytes()[:40])
    assert archive.load(fingerprint) is None
    record(archive, FILES)
    assert archive.load(fingerprint) == FILES


def test_edition_is_found_by_the_beginning_of_its_fingerprint(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    fingerprint = record(archive, FILES)
    assert archive.find(fingerprint[:4]) == fingerprint
    assert archive.find("") is None
    assert archive.find("xyz") is None


def test_writing_that_fails_leaves_the_old_file_and_no_rubbish(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    write_atomically(target, b"old")
    with pytest.raises(TypeError):
        write_atomically(target, "text, not bytes")  # type: ignore[arg-type]
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def _write_many(folder: Path, writer: int) -> None:
    archive = Archive(folder)
    for number in range(5):
        record(archive, {"themes.csv": f"{writer}-{number}".encode()})


def test_many_processes_may_record_at_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write_many, args=(tmp_path, writer)) for writer in range(3)]
    for process in writers:
        process.start()
    for process in writers:
        process.join()
    entries = Archive(tmp_path).list_entries()
    assert len(entries) == 15
    assert all(Archive(tmp_path).load(entry.fingerprint) for entry in entries)
