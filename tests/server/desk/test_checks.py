"""The desk's addresses for drafts: checks, choices, forms of releases, pasted tables."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from publicstats.edition.model import Edition
from publicstats.publishing import Store
from publicstats.server.desk import desk_checks
from publicstats.server.desk.desk_addresses import DESK
from tests.drafting.drafting import make_draft, make_row
from tests.server.conftest import make_store

HEADERS = {"content-type": "application/json", "origin": "http://testserver"}
CLIENT = TestClient(DESK)


@pytest.fixture(autouse=True)
def served(small_store: Store, monkeypatch: pytest.MonkeyPatch) -> Edition:
    """The edition of `make_files()`, which the desk asks."""
    monkeypatch.setattr(desk_checks, "shared_store", lambda: small_store)
    assert small_store.snapshot.edition is not None
    return small_store.snapshot.edition


def post(path: str, sent: Any, lang: str = "en") -> Any:
    return CLIENT.post(f"{path}?lang={lang}", json=sent, headers=HEADERS)


def test_draft_is_answered_with_problems_readings_and_its_edit() -> None:
    answered = post("/check", make_draft(make_row()))
    assert answered.status_code == 200
    said = answered.json()
    assert said["rows"]["1"]["reading"].startswith("Members (China")
    assert said["edit"]["origin"] == "draft"
    assert not [one for one in said["problems"] if one["severity"] == "error"]


def test_what_is_no_draft_is_refused_with_a_sentence() -> None:
    answered = post("/check", {"rows": "all"})
    assert answered.status_code == 400
    assert answered.json()["detail"].endswith(".")


def test_choices_are_sent_once_for_an_edition_and_a_language(served: Edition) -> None:
    first = CLIENT.get("/choices?lang=en")
    assert first.headers["etag"] == f'"{served.fingerprint}-en"'
    assert first.json()["units"][0] == ["人", "人", "people", "ren r"]
    again = CLIENT.get("/choices?lang=en", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert CLIENT.get("/choices?lang=zh", headers={"if-none-match": first.headers["etag"]}).status_code == 200


def test_form_is_of_what_is_named() -> None:
    sheet = post("/release", {"indicator": "members", "period": "2025"}).json()
    assert {row["cells"]["period"] for row in sheet["rows"]} == {"2025"}
    assert sheet["form"] == 1


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"indicator": "nothing"}, 404),
        ({"release": "nothing"}, 404),
        ({"indicator": "members", "period": "someday"}, 422),
        ({"indicator": "share"}, 422),
        ({}, 400),
        ([], 400),
        ({"indicator": "members", "source": "paper_a"}, 400),
        ({"indicator": 3}, 400),
        ({"indicator": "members", "period": ["2025"]}, 422),
    ],
)
def test_form_of_nothing_is_refused_with_a_sentence(sent: Any, status: int) -> None:
    answered = post("/release", sent)
    assert answered.status_code == status, answered.text
    assert answered.json()["detail"]


def test_pasted_table_fills_the_rows_of_a_form() -> None:
    sheet = post("/release", {"indicator": "members", "period": "2025"}).json()
    rows = [{name: row[name] for name in ("number", "cells", "like")} for row in sheet["rows"]]
    pasted = post("/paste", {"text": "青年\t310\n老年\t210\n合计\t1800", "rows": rows}).json()
    by_number = {str(row["number"]): row["cells"]["breakdown"] for row in rows}
    assert {by_number[number]: cells["printed"] for number, cells in pasted["cells"].items()} == {
        "young": "310万人",
        "old": "210万人",
        "": "1800万名",
    }


@pytest.mark.parametrize("sent", [None, {}, {"text": 3, "rows": []}, {"text": "", "rows": [3]}])
def test_what_is_no_table_is_refused(sent: Any) -> None:
    assert post("/paste", sent).status_code == 400


def test_desk_says_that_there_are_no_data_yet(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.setattr(desk_checks, "shared_store", lambda: make_store(tmp_path, {"units.csv": b""}))
    assert CLIENT.get("/choices").status_code == 503
