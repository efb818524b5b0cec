"""`publicstats undo`: what was saved from a page is listed, and taken back by one command."""

from __future__ import annotations

from pathlib import Path

import pytest

from publicstats.__main__ import main
from publicstats.editing import Edit, MendedCell
from publicstats.publishing import Archive, Store, state_folder
from publicstats.publishing.saving import ANALYST, save_edit, sign_files
from publicstats.reading.folder import load_files
from tests.helpers import FIGURES, make_files, save

OLD = make_files()


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PUBLICSTATS_SAVING", "on")
    return save(OLD, tmp_path / "data")


def put(data: Path, row: int, was: str, now: str) -> str:
    edit = Edit(cells=(MendedCell(FIGURES, row, "printed", was, now),), origin="mending")
    archive = Archive(state_folder(data))
    return save_edit(data, archive, edit, sign_files(data, edit.files), ANALYST).id


def test_last_save_or_a_named_one_is_taken_back_and_listed_as_such(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["undo", "--list", "last", str(data), "--lang", "en"]) == 0
    assert "Nothing was saved" in capsys.readouterr().out
    first = put(data, 3, "1700多万名", "1800多万名")
    second = put(data, 4, "300万人", "310万人")
    monkeypatch.delenv("PUBLICSTATS_SAVING")
    assert main(["undo", "last", str(data), "--lang", "en"]) == 0
    assert second in capsys.readouterr().out
    assert main(["undo", first[:6], str(data)]) == 0
    assert load_files(data) == OLD
    capsys.readouterr()
    assert main(["undo", "--list", "last", str(data), "--lang", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[2:]] == [second, first]
    assert all(line.endswith("taken back") for line in lines[2:])
    assert f"a save taken back {first}" in lines[0]
    assert main(["undo", "last", str(data), "--lang", "en"]) == 1
    assert main(["undo", first, str(data), "--lang", "en"]) == 1
    assert "already" in capsys.readouterr().err


def test_list_of_editions_says_where_one_came_from(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = Store(data, state_folder(data))
    store.check()
    put(data, 3, "1700多万名", "1800多万名")
    store.check()
    assert main(["editions", "list", str(data), "--lang", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "saved from a page: mended cells (by an analyst)" in lines[0]
    assert "saved from a page" not in lines[1]
