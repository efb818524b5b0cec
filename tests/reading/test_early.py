"""What is refused by its size or its beginning, before it is held in memory."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from publicstats.edition.model import load_edition
from publicstats.reading.early import HEAD, MAX_BYTES, MAX_FILES, MAX_LINES, SMALL
from publicstats.reading.tolerant import read_records
from tests.helpers import FIGURES, make_files, save

NEW = "figures/new.csv"
HEADER = make_files()[FIGURES].split(b"\n", 1)[0] + b"\n"
LARGE = SMALL + HEAD


def fill(start: bytes, unit: bytes) -> Callable[[Path], object]:
    """A file that begins as told, and goes on so far with one thing that sizes alone refuse nothing."""
    return lambda path: path.write_bytes(start + unit * (LARGE // len(unit)))


BEGINNINGS: dict[str, tuple[str, Callable[[Path], object]]] = {
    "a log": ("header_missing", fill(b"", b"2024-07-18 09:30:00,INFO,served,ok\n")),
    "one line": ("header_missing", fill(b"", b"x" * 1000)),
    "a quote never closed": ("quote_open", fill(HEADER + b'"', b"2024,a,b\n")),
    "a quote never closed in one line": ("quote_open", fill(HEADER + b'"', b"x")),
    "a log below the header": ("row_length", fill(HEADER, b"2024-07-18,INFO\n")),
    "zeros": ("nul_bytes", lambda path: make_sparse(path, b"")),
    "zeros below the header": ("nul_bytes", lambda path: make_sparse(path, HEADER)),
    "Big5": ("encoding_big5", fill(HEADER, "統計數字,資料\n".encode("big5"))),
    "blank lines": ("lines_many", fill(HEADER, b"\n")),
    "blank lines of old Macs": ("lines_many", fill(HEADER.replace(b"\n", b"\r"), b"\r")),
}


def make_sparse(path: Path, start: bytes) -> None:
    """A file of much more than its bytes take on the disk."""
    path.write_bytes(start)
    os.truncate(path, LARGE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return save(make_files(), tmp_path / "data")


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read as wholes."""
    names: list[str] = []
    read_bytes = Path.read_bytes

    def note(path: Path) -> bytes:
        names.append(path.name)
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", note)
    return names


def list_codes(folder: Path) -> set[tuple[str, str]]:
    """File and code of each problem, but for how many more there are."""
    problems = load_edition(folder).problems
    return {(problem.file, problem.code) for problem in problems if problem.code != "more"}


@pytest.mark.parametrize("kind", BEGINNINGS)
def test_large_file_of_junk_is_told_by_its_beginning_and_never_read_whole(
    kind: str, folder: Path, read: list[str]
) -> None:
    code, make = BEGINNINGS[kind]
    make(folder / NEW)
    assert list_codes(folder) == {(NEW, code)}
    assert read == []


@pytest.mark.parametrize("count", [1, 7])
def test_too_much_is_refused_by_size_before_any_of_it_is_opened(
    count: int, folder: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(count):
        (folder / f"figures/new{number}.csv").touch()
        os.truncate(folder / f"figures/new{number}.csv", MAX_BYTES // count + number)
    monkeypatch.setattr(Path, "open", None)
    assert list_codes(folder) == {(f"figures/new{count - 1}.csv", "files_large")}
    assert read == []


def test_more_files_than_are_read_are_one_problem(folder: Path, read: list[str]) -> None:
    for number in range(MAX_FILES):
        (folder / f"figures/new{number}.csv").write_bytes(b"junk\n")
    assert list_codes(folder) == {("figures", "files_many")}
    assert read == []


def test_as_many_lines_as_a_spreadsheet_has_are_read(folder: Path) -> None:
    ends = MAX_LINES - HEADER.count(b"\n")
    (folder / NEW).write_bytes(HEADER + b"\n" * ends)
    assert list_codes(folder) == set()


def test_large_folder_of_tables_is_read_whatever_its_cells_hold_where_its_beginning_ends(
    folder: Path,
) -> None:
    row = make_files()[FIGURES].splitlines()[1].split(b",")
    # A note of two lines, over and over: wherever the beginning ends, it ends in one.
    row[11] = b'"' + "说明\n第二行".encode() + b'"'
    line = b",".join(row) + b"\n"
    (folder / NEW).write_bytes(HEADER + line * (LARGE // len(line)))
    assert {code for _, code in list_codes(folder)} <= {"id_doubled", "figure_overlaps"}


def test_quote_never_closed_is_found_without_a_copy_of_four_bytes_a_letter() -> None:
    text = 'a,b\n"' + "x,y\n" * 1_000_000
    problems: list = []
    assert list(read_records("a.csv", text, problems)) == [(1, ["a", "b"])]
    assert [(problem.code, problem.row) for problem in problems] == [("quote_open", 2)]
