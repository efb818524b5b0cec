"""What was saved from a page and is gone is named on the quality page, and put back there by a button."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from publicstats.editing import Edit, NewRow
from publicstats.editing.applying import apply_edit
from publicstats.publishing import Archive
from publicstats.publishing.saving import ANALYST, EVERYBODY, save_edit, sign_files
from tests.helpers import FIGURES, make_files, save
from tests.visiting import read_text

Visit = Callable[..., AppTest]
OLD = make_files()
CELLS = {"figure": "members_2022", "indicator": "members", "region": "cn", "period": "2022", "basis": "stock"}
EDIT = Edit((NewRow(FIGURES, CELLS | {"printed": "1500万名", "source": "paper_a", "line": "1"}),))


@pytest.fixture
def lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder over which a spreadsheet saved the copy that it had open."""
    monkeypatch.setenv("PUBLICSTATS_SAVING", "on")
    data = save(OLD, tmp_path / "data")
    save_edit(data, Archive(tmp_path / "state"), EDIT, sign_files(data, EDIT.files), ANALYST)
    (data / FIGURES).write_bytes(OLD[FIGURES])
    return data


def test_lost_row_is_named_and_saved_again(visit: Visit, lost: Path, tmp_path: Path) -> None:
    page = visit("quality", files=OLD, lang="en")
    assert "members_2022" in read_text(page)
    page.button("lost_again").click().run()
    assert (lost / FIGURES).read_bytes() == apply_edit(OLD, EDIT)[FIGURES]
    assert page.success
    assert Archive(tmp_path / "state").saves.load().all[0].role == EVERYBODY


def test_button_says_why_it_could_not_save(visit: Visit, lost: Path) -> None:
    page = visit("quality", files=OLD, lang="en")
    (lost / "figures" / "~$figures.csv").write_bytes(b"")
    page.button("lost_again").click().run()
    assert "open in a spreadsheet" in page.error[0].value
    assert (lost / FIGURES).read_bytes() == OLD[FIGURES]


def test_what_was_meant_is_let_go(visit: Visit, lost: Path) -> None:
    page = visit("quality", files=OLD, lang="en")
    page.button("lost_let_go").click().run()
    assert (lost / FIGURES).read_bytes() == OLD[FIGURES]
    assert "members_2022" not in read_text(page.run())


def test_button_says_which_file_keeps_it_from_letting_go(visit: Visit, lost: Path) -> None:
    page = visit("quality", files=OLD, lang="en")
    (lost / "units.csv").unlink()
    (lost / "units.csv").mkdir()
    page.button("lost_let_go").click().run()
    assert r"units\.csv" in page.error[0].value
    assert not page.success


@pytest.mark.usefixtures("lost")
def test_where_saving_is_off_the_row_is_named_without_the_button(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PUBLICSTATS_SAVING")
    page = visit("quality", files=OLD, lang="en")
    assert "members_2022" in read_text(page)
    assert [button.key for button in page.button] == ["lost_let_go"]


def test_page_says_nothing_where_nothing_is_gone(visit: Visit) -> None:
    assert "Saved, and gone since" not in read_text(visit("quality", lang="en"))
