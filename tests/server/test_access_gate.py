"""The gate in front of everything: whose cookie it believes, what it answers to whom, and for how long."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from secrets import token_hex
from typing import Any

import pytest
from itsdangerous import URLSafeTimedSerializer
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect
from streamlit.auth_util import set_cookie_with_chunks

from publicstats.server.access.middleware import AccessMiddleware
from publicstats.server.access.readers import build_reader
from publicstats.server.access.roles import Role, find_needed_role
from publicstats.server.access.settings import Settings, parse_settings
from publicstats.server.access.sign_in import clean_address, make_routes

SECRET = "0123456789abcdef0123456789abcdef"
ORIGIN = "https://figures.example.org"
SETTINGS = parse_settings(
    {
        "auth": {
            "redirect_uri": f"{ORIGIN}/oauth2callback",
            "cookie_secret": SECRET,
            "client_id": "publicstats",
            "client_secret": "any",
            "server_metadata_url": "https://login.example.org/.well-known/openid-configuration",
        },
        "access": {"claim": "roles", "readers": ["reader"], "analysts": ["analyst"]},
    },
    Path("secrets.toml"),
)
Cookies = dict[str, str]
LONG = token_hex(6000)
"""A claim that does not fit into one cookie, and cannot be compressed to fit."""


def make_claims(**other: object) -> dict[str, Any]:
    """What Streamlit keeps of a reader's ID token; None takes a claim away."""
    claims = {
        "sub": "somebody",
        "roles": ["reader"],
        "exp": time.time() + 600,
        "origin": ORIGIN,
        "is_logged_in": True,
        "provider": "default",
    }
    return {name: value for name, value in (claims | other).items() if value is not None}


def make_cookies(secret: str = SECRET, **claims: object) -> Cookies:
    """The cookies of a sign-in, split and signed by Streamlit's own rule."""
    cookies: Cookies = {}

    def sign(name: str, value: str) -> bytes:
        return URLSafeTimedSerializer(secret, salt=name).dumps(value).encode()

    def keep(name: str, value: str) -> None:
        cookies[name] = sign(name, value).decode()

    set_cookie_with_chunks(keep, sign, "_streamlit_user", make_claims(**claims), cookie_attr_size=80)
    return cookies


async def _answer(request: Request) -> Response:
    if "fail" in request.query_params:
        return PlainTextResponse("Authentication error", 400)
    return PlainTextResponse("here", headers={"cache-control": "public, max-age=60"})


async def _answer_callback(request: Request) -> Response:
    response = Response(status_code=302, headers={"location": "/"})
    if "code" in request.query_params:
        for name, value in make_cookies(exp=time.time() + 60).items():
            response.set_cookie(name, value, max_age=2592000, httponly=True, samesite="lax")
    return response


async def _talk(websocket: WebSocket) -> None:
    await websocket.accept()
    with suppress(WebSocketDisconnect):
        while True:
            await websocket.send_text(await websocket.receive_text())


def make_client(settings: Settings | None = SETTINGS, cookies: Mapping[str, str] = {}) -> TestClient:
    """A visitor of a site that answers every address, behind the gate."""
    app = Starlette(
        routes=[
            *(make_routes(settings) if settings else []),
            Route("/oauth2callback", _answer_callback),
            WebSocketRoute("/_stcore/stream", _talk),
            Route("/{path:path}", _answer, methods=["GET", "POST", "PUT"]),
        ],
        middleware=[Middleware(AccessMiddleware, settings=settings)],
    )
    return TestClient(app, base_url=ORIGIN, cookies=dict(cookies), follow_redirects=False)


def _tamper(cookies: Cookies) -> Cookies:
    """The same signature under other claims."""
    moment_and_signature = cookies["_streamlit_user"].rsplit(".", 2)[1:]
    claims = json.dumps(make_claims(roles=["analyst"]))
    forged = URLSafeTimedSerializer("any", salt="_streamlit_user").dumps(claims).rsplit(".", 2)[0]
    return {"_streamlit_user": ".".join([forged, *moment_and_signature])}


WORTHLESS: dict[str, Callable[[], Cookies]] = {
    "none": dict,
    "empty": lambda: {"_streamlit_user": ""},
    "plain": lambda: {"_streamlit_user": json.dumps(make_claims()).replace('"', "'").replace(",", "")},
    "signed with another secret": lambda: make_cookies("f" * 32),
    "tampered with": lambda: _tamper(make_cookies()),
    "cut off": lambda: {name: value[:-1] for name, value in make_cookies().items()},
    "of another name": lambda: {"_streamlit_user": make_cookies(note=LONG)["_streamlit_user_1"]},
    "without its second part": lambda: {
        name: value for name, value in make_cookies(note=LONG).items() if name != "_streamlit_user_2"
    },
    "over": lambda: make_cookies(exp=time.time() - 1),
    "without an end": lambda: make_cookies(exp=None),
    "with an end that is no number": lambda: make_cookies(exp="later"),
    "with an end that is true": lambda: make_cookies(exp=True),
    "with an end that never comes": lambda: make_cookies(exp=float("nan")),
    "of another site": lambda: make_cookies(origin="https://other.example.org"),
    "not signed in": lambda: make_cookies(is_logged_in=None),
    "nearly signed in": lambda: make_cookies(is_logged_in="true"),
}


@pytest.mark.parametrize("kind", WORTHLESS)
def test_cookie_that_proves_nothing_opens_nothing(kind: str) -> None:
    client = make_client(cookies=WORTHLESS[kind]())
    for path in (
        "/_stcore/host-config",
        "/media/a.png",
        "/api/figures.csv",
        "/api/briefing.docx",
        "/api/brief.docx",
        "/api/charts/care_bars.png",
        "/anything",
    ):
        assert client.get(path).status_code == 401, path
        assert client.put(path).status_code == 401, path
    page = client.get("/hotline?lang=en", headers={"accept": "text/html"})
    assert page.status_code == 303
    assert page.headers["location"] == "/signin?next=%2Fhotline%3Flang%3Den"
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/_stcore/stream"):
        pass


@pytest.mark.parametrize("note", ["", LONG])
def test_cookie_of_a_reader_opens_what_is_for_readers(note: str) -> None:
    client = make_client(cookies=make_cookies(note=note))
    answer = client.get("/media/a.png")
    assert answer.text == "here"
    assert answer.headers["cache-control"] == "private, max-age=60"
    for path in ("/metrics", "/_stcore/metrics", "/_stcore/upload_file/a/b", "/_stcore/agent/mcp"):
        assert client.get(path).status_code == 403, path
    with client.websocket_connect("/_stcore/stream") as websocket:
        websocket.send_text("hello")
        assert websocket.receive_text() == "hello"


def test_parts_of_two_sign_ins_make_no_third(monkeypatch: pytest.MonkeyPatch) -> None:
    now = make_cookies(note=LONG)
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() - 3600)
    before = make_cookies(note=LONG)
    monkeypatch.undo()
    assert make_client(cookies=now).get("/").status_code == 200
    assert (
        make_client(cookies=now | {"_streamlit_user_2": before["_streamlit_user_2"]}).get("/").status_code
        == 401
    )


@pytest.mark.parametrize(
    ("claims", "role"),
    [
        ({"roles": "reader"}, Role.READER),
        ({"roles": ["other", "reader", "analyst"]}, Role.ANALYST),
        ({"roles": ["Reader", "reader "]}, Role.NONE),
        ({"roles": {"reader": True}}, Role.NONE),
        ({"roles": [["reader"], 5, None]}, Role.NONE),
        ({"roles": []}, Role.NONE),
        ({"roles": None}, Role.NONE),
    ],
)
def test_role_comes_from_the_values_of_the_claim_and_nothing_else(
    claims: dict[str, object], role: Role
) -> None:
    assert build_reader(make_claims(**claims), SETTINGS, time.time()).role is role


def test_claim_may_lie_inside_another() -> None:
    settings = Settings(SETTINGS.auth, ORIGIN, "realm_access.roles", SETTINGS.roles)
    claims = make_claims(roles=None, realm_access={"roles": ["analyst"]})
    assert build_reader(claims, settings, time.time()).role is Role.ANALYST


def test_program_with_the_token_reads_the_metrics_and_nothing_else() -> None:
    client = make_client(replace(SETTINGS, metrics_token="m" * 32))
    right = {"authorization": f"Bearer {'m' * 32}"}
    assert client.get("/metrics", headers=right).status_code == 200
    for path in ("/_stcore/metrics", "/metrics/", "/api/figures.csv", "/media/a.png"):
        assert client.get(path, headers=right).status_code == 401, path
    for wrong in (f"Bearer {'m' * 31}", "Bearer ", "Bearer", f"Basic {'m' * 32}", "m" * 32, "Bearer \xe9"):
        headers = {b"authorization": wrong.encode("latin-1")}
        assert client.get("/metrics", headers=headers).status_code == 401, wrong
        assert make_client().get("/metrics", headers=headers).status_code == 401, wrong


def test_person_without_a_role_gets_one_page_and_nothing_else() -> None:
    client = make_client(cookies=make_cookies(roles=["guest"]))
    for path in ("/_stcore/host-config", "/media/a.png", "/page.js", "/metrics"):
        assert client.get(path).status_code == 403, path
    for lang, words in (("zh", "您的账号没有查阅权限"), ("en", "Your account has no access")):
        page = client.get(f"/?lang={lang}", headers={"accept": "text/html"})
        assert page.status_code == 403
        assert words in page.text
        assert 'href="/auth/logout"' in page.text
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/_stcore/stream"):
        pass


def test_address_that_nobody_thought_of_is_closed() -> None:
    assert find_needed_role("/brand_new") is Role.READER
    for path in ("/healthz", "/readyz", "/signin", "/static/js/index.js"):
        assert find_needed_role(path) is Role.NONE, path
    for path in ("/healthz/", "/healthz2", "/static", "/auth/", "/STATIC/x", "//healthz", "/x/static/y"):
        assert find_needed_role(path) is not Role.NONE, path


def test_websocket_is_closed_when_its_session_is_over() -> None:
    client = make_client(cookies=make_cookies(exp=time.time() + 0.5))
    with client.websocket_connect("/_stcore/stream") as websocket:
        websocket.send_text("hello")
        assert websocket.receive_text() == "hello"
        with pytest.raises(WebSocketDisconnect) as closed:
            websocket.receive_text()
    assert closed.value.code == 1008


def test_sign_out_closes_the_websockets_of_that_sign_in_only_and_ends_its_cookie() -> None:
    mine, others = make_cookies(sub="me"), make_cookies(sub="you")
    with make_client() as client:

        def send(cookies: Cookies) -> dict[str, str]:
            return {"cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}

        with (
            client.websocket_connect("/_stcore/stream", headers=send(mine)) as left,
            client.websocket_connect("/_stcore/stream", headers=send(others)) as right,
        ):
            client.get("/auth/logout", headers=send(mine))
            with pytest.raises(WebSocketDisconnect):
                left.receive_text()
            right.send_text("hello")
            assert right.receive_text() == "hello"
        assert client.get("/", headers=send(mine)).status_code == 401
        assert client.get("/", headers=send(others)).status_code == 200


def test_sign_in_brings_back_to_the_address_with_cookies_as_short_as_the_token() -> None:
    client = make_client()
    client.get("/signin/start?next=/hotline%3Flang%3Den")
    answer = client.get("/oauth2callback?state=a&code=b")
    assert answer.headers["location"] == "/hotline?lang=en"
    (cookie,) = [
        text for text in answer.headers.get_list("set-cookie") if text.startswith("_streamlit_user=")
    ]
    attributes = dict(part.strip().partition("=")[::2] for part in cookie.split(";"))
    assert 55 <= int(attributes["Max-Age"]) <= 60
    assert {"Secure", "HttpOnly"} <= set(attributes)
    assert attributes["SameSite"] == "lax"


def test_provider_that_does_not_answer_leads_back_to_the_sign_in_page() -> None:
    client = make_client()
    client.get("/signin/start?next=/hotline%3Flang%3Den")
    page = client.get("/auth/login?fail=1", follow_redirects=True)
    assert "Signing in was not completed" in page.text
    assert "next=%2Fhotline%3Flang%3Den" in page.text
    assert client.get("/auth/login").text == "here"


def test_sign_in_that_failed_says_so_and_sign_out_at_the_provider_does_not() -> None:
    client = make_client()
    assert client.get("/oauth2callback?state=a&error=b").headers["location"] == "/signin?failed=1&next=%2F"
    assert client.get("/oauth2callback").headers["location"] == "/"
    assert "登录未完成" in client.get("/signin?failed=1").text


@pytest.mark.parametrize(
    "typed",
    [
        "https://example.org/",
        "//example.org/",
        "/\\example.org",
        "\\\\example.org",
        "javascript:alert(1)",
        "/signin?next=/signin",
        "/auth/logout",
        "/oauth2callback",
        '/"><script>',
        "/a\r\nset-cookie: b=c",
        "http://[",
        "",
    ],
)
def test_address_after_the_sign_in_is_a_page_of_this_site(typed: str) -> None:
    assert clean_address(typed) == "/"
    page = make_client().get("/signin", params={"next": typed})
    assert page.status_code == 200
    assert "next=%2F&quot;" in page.text or 'next=%2F"' in page.text


def test_open_site_hands_on_everything_untouched() -> None:
    seen: list[object] = []

    async def app(scope: object, receive: object, send: object) -> None:
        seen.extend((scope, receive, send))

    async def receive() -> dict[str, Any]:
        return {}

    async def send(message: object) -> None: ...

    gate = AccessMiddleware(app, None)
    for scope in ({"type": "websocket", "scheme": "ws"}, {"type": "http", "scheme": "http"}):
        seen.clear()
        asyncio.run(gate(scope, receive, send))
        assert seen == [scope, receive, send]


def test_open_site_behind_tls_sends_its_cookies_by_tls_only() -> None:
    client = make_client(settings=None)
    answer = client.get("/oauth2callback?code=a")
    assert all("; Secure" in text for text in answer.headers.get_list("set-cookie"))
