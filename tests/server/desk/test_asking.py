"""The desk answers this site's own pages alone, and says in a sentence why it does not."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from publicstats.editing import EditError
from publicstats.server.api.refusals import HANDLERS
from publicstats.server.desk.asking import MAX_BODY, Answer, Asked, Post, build_route

SITE = "http://testserver"
JSON = {"content-type": "application/json", "origin": SITE}


def answer(asked: Asked) -> Answer:
    if asked.sent == "no edit":
        raise EditError("an edit has rows")
    return Answer({"got": asked.sent, "lang": asked.lang})


CLIENT = TestClient(Starlette(routes=[build_route(Post("/echo", answer))], exception_handlers=HANDLERS))


def post(body: bytes, headers: dict[str, str]) -> Any:
    return CLIENT.post("/echo?lang=en", content=body, headers=headers)


def test_json_of_a_page_of_this_site_is_answered_and_kept_nowhere() -> None:
    answered = post(b'{"a": 1}', JSON)
    assert answered.json() == {"got": {"a": 1}, "lang": "en"}
    assert answered.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"content-type": "application/json"}, 403),
        (JSON | {"origin": "https://elsewhere.example"}, 403),
        (JSON | {"origin": "null"}, 403),
        (JSON | {"content-type": "text/plain"}, 415),
        (JSON | {"content-type": "application/x-www-form-urlencoded"}, 415),
    ],
)
def test_what_another_site_could_have_a_browser_send_is_refused(headers: dict[str, str], status: int) -> None:
    assert post(b"{}", headers).status_code == status


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"{", 400), (b"\xff", 400), (b"[" * 100_000, 400), (b" " * (MAX_BODY + 1), 413), (b'"no edit"', 400)],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(body: bytes, status: int) -> None:
    answered = post(body, JSON)
    assert (answered.status_code, answered.headers["content-type"]) == (status, "application/problem+json")
    assert answered.json()["detail"].endswith(".")
