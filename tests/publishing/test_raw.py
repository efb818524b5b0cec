"""`publicstats diff` over editions that today's rules would not publish: row by row, and said so."""

from __future__ import annotations

from pathlib import Path

import pytest

from publicstats.__main__ import main
from publicstats.publishing import Archive
from publicstats.publishing.changes import LISTED, Changes
from publicstats.publishing.raw import compare_rows
from publicstats.reading.tables import fingerprint_files
from tests.helpers import FIGURES, add, change, drop, make_files, remove, save

NOW = make_files(figures=[change("members_2024", printed="1900多万名")])
OLDER = make_files(figures=[drop("note_en"), remove("fee")])
"""As a program kept it that did not know a column yet."""
NEWER = {name: data.replace(b"\n", b",weight\n", 1) for name, data in make_files().items()}
"""As a program kept it that knows one column more; a cell that is not there is blank."""
BROKEN = make_files(units=[change("人", kind="nonsense")])
"""Of rules that are no longer."""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with today's edition, and an archive that keeps all."""
    archive = Archive(tmp_path / "data.state")
    for files in (OLDER, NEWER, BROKEN, NOW):
        archive.record(fingerprint_files(files), files, 15, Changes(0, 0, 0, ()))
    return save(NOW, tmp_path / "data")


def test_edition_of_another_program_is_compared_row_by_row_and_that_is_said(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", fingerprint_files(OLDER), "data", str(data), "--lang", "en"]) == 0
    said, counted, *changes = capsys.readouterr().out.splitlines()
    assert fingerprint_files(OLDER) in said
    assert "as they were typed" in said
    assert counted.startswith("1 added, 2 changed, 0 removed")
    assert "  - printed=1700多万名" in changes
    assert "  + printed=1900多万名" in changes


def test_edition_whose_unknown_column_is_passed_over_is_compared_figure_by_figure(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", fingerprint_files(NEWER), "data", str(data), "--lang", "en"]) == 0
    counted, *changes = capsys.readouterr().out.splitlines()
    assert counted.startswith("0 added, 3 changed")
    assert any("members_2024" in line for line in changes)


def test_rows_of_other_tables_are_named_with_their_table(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", "data", fingerprint_files(BROKEN), str(data)]) == 0
    out = capsys.readouterr().out
    assert "units: 人" in out
    assert "kind=nonsense" in out


def test_file_that_holds_no_rows_is_named(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (data / "themes.csv").write_bytes(b"\xff\xff\xff")
    (data / FIGURES).write_bytes(b"name,value\n1,2\n")
    (data / "units.csv").write_bytes(b"")
    assert main(["diff", fingerprint_files(NOW), "data", str(data), "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert all(name in out for name in ("themes.csv", FIGURES, "units.csv"))


def test_data_that_cannot_be_read_are_said_with_their_problems(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (data / "figures" / "a.csv").mkdir()
    assert main(["diff", fingerprint_files(NOW), "data", str(data)]) == 1
    assert "file_kind" in capsys.readouterr().err


def test_more_changes_than_are_listed_are_counted() -> None:
    rows = [add(figure=f"more_{number}") for number in range(LISTED + 5)]
    changes = compare_rows(make_files(), make_files(figures=rows))
    assert (changes.added, len(changes.listed)) == (LISTED + 5, LISTED)
