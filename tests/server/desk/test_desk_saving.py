"""The desk saves, takes back and gives away files; what it refuses it says in words and in problems."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from publicstats.editing import Edit, MendedCell, NewRow
from publicstats.editing.applying import apply_edit
from publicstats.publishing import Store
from publicstats.publishing.saving import EVERYBODY, sign_contents
from publicstats.server.desk.desk_addresses import DESK
from tests.helpers import FIGURES, make_files, save

JSON = {"content-type": "application/json", "origin": "http://testserver"}
OLD = make_files()
EDIT = Edit(cells=(MendedCell(FIGURES, 3, "printed", "1700多万名", "1800多万名"),))
WRONG = Edit((NewRow(FIGURES, {"figure": "x", "printed": "3人"}),))
CLIENT = TestClient(DESK)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("PUBLICSTATS_SAVING", "on")
    store = Store(save(OLD, tmp_path / "data"), tmp_path / "data.state")
    monkeypatch.setattr("publicstats.server.desk.desk_saving.shared_store", lambda: store)
    return store


def post(path: str, **sent: Any) -> Any:
    return CLIENT.post(f"{path}?lang=en", json=sent, headers=JSON)


def sent(edit: Edit, **more: Any) -> dict[str, Any]:
    return {"edit": edit.as_dict(), "base": sign_contents(OLD, edit.files), **more}


def test_edit_is_saved_and_taken_back(store: Store) -> None:
    done = post("/save", **sent(EDIT)).json()
    assert (store.data / FIGURES).read_bytes() == apply_edit(OLD, EDIT)[FIGURES]
    assert done["files"] == [FIGURES]
    assert store.check().edition.fingerprint == done["edition"]  # type: ignore[union-attr]
    assert store.archive.list_entries()[-1].saves[0].role == EVERYBODY
    undone = post("/undo", save=done["save"])
    assert undone.status_code == 200
    assert (store.data / FIGURES).read_bytes() == OLD[FIGURES]
    again = post("/undo", save=done["save"])
    assert (again.status_code, again.json()["key"]) == (409, "desk.undone_already")


@pytest.mark.usefixtures("store")
def test_edit_that_would_be_wrong_comes_back_with_its_problems() -> None:
    refused = post("/save", **sent(WRONG))
    assert (refused.status_code, refused.headers["content-type"]) == (422, "application/problem+json")
    problems = refused.json()["problems"]
    assert {problem["code"] for problem in problems} == {"row_sparse"}
    assert {problem["file"] for problem in problems} == {FIGURES}


def test_file_that_changed_or_is_open_is_a_conflict(store: Store) -> None:
    (store.data / "figures" / ".~lock.figures.csv#").write_bytes(b"")
    refused = post("/save", **sent(EDIT))
    assert (refused.status_code, refused.json()["key"]) == (409, "desk.file_open")
    assert FIGURES in refused.json()["detail"]
    assert post("/save", **sent(EDIT, anyway=True)).status_code == 200
    refused = post("/save", **sent(EDIT, anyway=True))
    assert (refused.status_code, refused.json()["key"]) == (409, "desk.file_changed")


@pytest.mark.usefixtures("store")
def test_nothing_is_written_where_the_setting_is_off_and_files_are_given_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("PUBLICSTATS_SAVING")
    assert post("/save", **sent(EDIT)).status_code == 403
    assert post("/undo", save="1f2e3d4c").status_code == 403
    one = post("/files", edit=EDIT.as_dict())
    assert one.content == apply_edit(OLD, EDIT)[FIGURES]
    assert one.headers["content-disposition"] == 'attachment; filename="figures.csv"'
    row = NewRow("figures/新.csv", {"figure": "a"})
    both = post("/files", edit=Edit((row,), EDIT.cells).as_dict())
    with zipfile.ZipFile(io.BytesIO(both.content)) as archive:
        assert set(archive.namelist()) == {FIGURES, "figures/新.csv"}
    alone = post("/files", edit=Edit((row,)).as_dict())
    assert alone.headers["content-type"] == "application/zip"


@pytest.mark.usefixtures("store")
def test_file_that_cannot_be_read_is_told(store: Store) -> None:
    (store.data / "figures" / "new.csv").mkdir()
    refused = post("/files", edit=EDIT.as_dict())
    assert refused.status_code == 409
    assert [problem["code"] for problem in refused.json()["problems"]] == ["file_kind"]


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("path", ["/save", "/undo", "/files"])
def test_what_is_no_edit_is_refused(path: str) -> None:
    assert post(path, edit=[], base=7).status_code == 400


@pytest.mark.usefixtures("store")
def test_half_of_a_character_in_a_request_is_refused_in_a_sentence() -> None:
    half = EDIT.as_dict()
    half["cells"] = [dict(half["cells"][0], was="\ud800")]
    for path, body in (
        ("/save", {"edit": half, "base": sign_contents(OLD, [FIGURES])}),
        ("/undo", {"save": "\ud800"}),
    ):
        refused = CLIENT.post(path, content=json.dumps(body), headers=JSON)
        assert (refused.status_code, "?" in refused.json()["detail"]) == (409, True)


@pytest.mark.parametrize("path", ["/save/", "/undo/", "/choices/", "//save", "/save%0a"])
def test_other_spelling_of_an_address_leads_nowhere(path: str) -> None:
    refused = CLIENT.post(path, json={}, headers=JSON, follow_redirects=False)
    assert refused.status_code == 404
