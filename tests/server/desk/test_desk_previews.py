"""A preview is answered figure by figure, and seen in the browser that asked for it alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from pages.plain import find_plain_page
from publicstats.editing import Edit
from publicstats.publishing import previews as kept
from publicstats.publishing import shared_store
from publicstats.publishing.trials import shared_trials
from publicstats.server.access import cookies as sign_ins
from publicstats.server.seen import COOKIE, find_preview
from publicstats.server.shell.first_views import FIRST_VIEWS
from publicstats.text.i18n import translate
from tests.edits import make_edit, mend
from tests.helpers import copy, make_files, save
from tests.server.sites import open_site
from tests.server.test_access_gate import SETTINGS, make_cookies
from tests.visiting import forget

OLD, NEW = "1700多万名", "1900多万名"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setenv("PUBLICSTATS_DATA", str(save(make_files(), tmp_path / "data")))
    monkeypatch.setenv("PUBLICSTATS_STATE", str(tmp_path / "state"))
    monkeypatch.setattr(FIRST_VIEWS, "find_page", find_plain_page)
    monkeypatch.setattr("publicstats.server.shell.first_views.PATIENCE", 60)
    forget()
    yield open_site()
    forget()


def ask(site: TestClient, edit: Edit | Any, lang: str = "en", path: str = "/desk/preview") -> Any:
    sent = {"edit": edit.as_dict()} if isinstance(edit, Edit) else edit
    return site.post(f"{path}?lang={lang}", json=sent, headers={"origin": "http://testserver"})


def open_page(site: TestClient, cookie: str = "", **headers: str) -> Any:
    """A page as a browser asks for it that has this cookie, if any."""
    site.cookies.clear()
    sent = headers | ({"cookie": f"{COOKIE}={cookie}"} if cookie else {})
    return site.get("/care", headers=sent)


def read_token(answer: Any) -> str:
    return SimpleCookie(answer.headers["set-cookie"])[COOKIE].value


def test_answer_says_figure_by_figure_and_card_by_card_what_readers_would_see(site: TestClient) -> None:
    answered = ask(site, make_edit(), "zh").json()
    assert answered["changes"]["added"] == 1
    (added,) = [entry for entry in answered["changes"]["listed"] if entry["action"] == "added"]
    assert (added["figure"], added["before"]) == ("members_2025", "")
    assert NEW in added["after"]
    assert answered["cards"] == [
        "“总览”页卡片“会员（全国）”：1700多万名（截至2024年） → 1900多万名（截至2025年）"
    ]
    assert answered["address"] == "./care"
    assert answered["base"].keys() == {"figures/figures.csv"}


def test_hints_and_warnings_are_those_that_are_new(site: TestClient) -> None:
    years = [
        copy("members_2024", figure=f"m{n}", period=str(n), printed=f"17{n}万名") for n in range(2010, 2020)
    ]
    save(make_files(figures=years), shared_store().data)
    shared_store().check()
    quiet = ask(site, make_edit(printed="1750万名")).json()
    odd = ask(site, make_edit(printed="17500000万名")).json()
    assert quiet["hints"] == []
    assert [hint["figures"][0] for hint in odd["hints"]] == ["members_2025"]
    assert "members_2025" not in odd["hints"][0]["words"]


def test_edit_that_cannot_be_published_has_its_problems_and_no_preview(site: TestClient) -> None:
    answer = ask(site, make_edit(printed="1900万公斤"))
    assert "set-cookie" not in answer.headers
    answered = answer.json()
    assert (answered["changes"], answered["address"]) == (None, "")
    assert [problem["code"] for problem in answered["problems"] if problem["severity"] == "error"] == [
        "unit_unknown"
    ]
    unfit = ask(site, mend("近1500万名", was="近1400万名")).json()
    assert unfit["changes"] is None
    assert "近1600万名" in unfit["problems"][0]["words"]


@pytest.mark.parametrize("sent", [[], 0, {}, {"edit": None}, {"edit": {"origin": "draft"}}, "edit"])
def test_what_is_no_edit_is_refused(site: TestClient, sent: Any) -> None:
    assert ask(site, sent).status_code == 400


def test_cookie_is_for_this_site_and_no_script(site: TestClient) -> None:
    answer = ask(site, make_edit())
    token = SimpleCookie(answer.headers["set-cookie"])[COOKIE]
    assert (token["path"], token["samesite"], bool(token["httponly"])) == ("/", "Strict", True)
    assert not token["max-age"]
    assert answer.headers["cache-control"] == "no-store"
    assert len(token.value) == 43


def test_cookie_goes_over_tls_alone_where_the_site_does(site: TestClient) -> None:
    secure = open_site("https://testserver")
    headers = {"origin": "https://testserver"}
    shown = secure.post("/desk/preview", json={"edit": make_edit().as_dict()}, headers=headers)
    ended = secure.post("/desk/preview/end", json={}, headers=headers)
    dead = secure.get("/care", headers={"cookie": f"{COOKIE}=x"})
    for answer in (shown, ended, dead):
        assert SimpleCookie(answer.headers["set-cookie"])[COOKIE]["secure"]


def test_browser_with_a_preview_gets_no_first_view_and_another_one_what_is_published(
    site: TestClient,
) -> None:
    token = read_token(ask(site, make_edit()))
    for encoding in ("identity", "gzip, br"):
        mine = open_page(site, token, **{"accept-encoding": encoding, "if-none-match": "*"})
        assert mine.status_code == 200
        assert 'id="root"' in mine.text
        assert not [words for words in (OLD, NEW, 'class="stApp ps-first"') if words in mine.text]
        assert mine.headers["cache-control"] == "no-store"
        other = open_page(site, **{"accept-encoding": encoding})
        assert OLD in other.text
        assert NEW not in other.text
        assert "set-cookie" not in other.headers
        for page in (mine, other):
            assert "Cookie" in page.headers["vary"]


def test_api_downloads_and_metrics_stay_with_what_is_published(site: TestClient) -> None:
    paths = ("/api/figures.json", "/api/figures.csv", "/api/edition.json", "/readyz")
    before = {path: (a := site.get(path)).content + a.headers.get("etag", "").encode() for path in paths}
    token = read_token(ask(site, make_edit()))
    for path in paths:
        answer = site.get(path, headers={"cookie": f"{COOKIE}={token}"})
        assert answer.content + answer.headers.get("etag", "").encode() == before[path]
    figures = len(shared_store().snapshot.edition.figures)  # type: ignore[union-attr]
    assert f"publicstats_figures {figures}.0" in site.get("/metrics").text


def test_end_takes_preview_and_cookie_back(site: TestClient) -> None:
    token = read_token(ask(site, make_edit()))
    ended = ask(site, {}, path="/desk/preview/end")
    assert "Max-Age=0" in ended.headers["set-cookie"]
    assert find_preview({COOKIE: token}) is None
    assert shared_trials().kept == 0
    assert ask(site, {}, path="/desk/preview/end").status_code == 200


def test_later_preview_of_a_browser_keeps_its_token_and_lets_go_of_the_earlier_one(site: TestClient) -> None:
    first = read_token(ask(site, make_edit()))
    for edit in (make_edit(), mend("近1500万名")):
        assert read_token(ask(site, edit)) == first
        assert shared_trials().kept == 1
    site.cookies.clear()
    assert read_token(ask(site, make_edit())) != first


@pytest.mark.parametrize("token", ["x", "..", "é", "a" * 5000, '"', "%0d%0a", "../../etc/passwd"])
def test_cookie_that_names_no_preview_changes_nothing_and_is_taken_back(site: TestClient, token: str) -> None:
    page = site.get("/care", headers=[(b"cookie", f"{COOKIE}={token}".encode())])
    assert OLD in page.text
    assert "Max-Age=0" in page.headers["set-cookie"]


def test_preview_that_is_over_is_taken_back(site: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    token = read_token(ask(site, make_edit()))
    monkeypatch.setattr(kept, "LASTING", timedelta(0))
    page = open_page(site, token)
    assert OLD in page.text
    assert "Max-Age=0" in page.headers["set-cookie"]


def test_state_folder_that_takes_nothing_is_said_in_words(site: TestClient) -> None:
    folder = shared_trials().previews.folder
    folder.parent.mkdir(exist_ok=True)
    folder.write_text("in the way")
    refused = ask(site, make_edit())
    assert refused.status_code == 503
    assert "set-cookie" not in refused.headers
    assert refused.json()["detail"].startswith(translate("desk.preview_unkept", "en", reason="")[:20])
    assert shared_trials().kept == 0


def test_preview_belongs_to_the_sign_in_that_made_it(
    site: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_ins, "load_settings", lambda: SETTINGS)
    mine, other = (make_cookies(roles=["analyst"], sub=name) for name in ("a", "b"))
    headers = {"origin": "http://testserver", "cookie": "; ".join(f"{n}={v}" for n, v in mine.items())}
    answer = site.post("/desk/preview", json={"edit": make_edit().as_dict()}, headers=headers)
    token = {COOKIE: read_token(answer)}
    assert find_preview(mine | token) is not None
    assert find_preview(other | token) is None
    assert find_preview(token) is None
