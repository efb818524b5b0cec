"""No other spelling of an address, and no other method, opens what the address itself does not."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from itertools import product
from typing import Any
from urllib.parse import quote, unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.types import Message
from starlette.websockets import WebSocket

from publicstats.server.access.middleware import AccessMiddleware
from publicstats.server.access.roles import ADDRESSES, METHODS, Role, exists, find_needed_role
from publicstats.server.access.sign_in import make_routes
from tests.server.test_access_gate import SETTINGS, Cookies, make_client, make_cookies

METHOD_NAMES = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "TRACE", "FOO")
LATER = time.time() + 86_400
"""When a session is over that has to outlast all tests: these are signed as the file is read."""
ROLES: dict[str, tuple[Role | None, Cookies]] = {
    "nobody": (None, {}),
    "without a role": (Role.NONE, make_cookies(roles=[], exp=LATER)),
    "reader": (Role.READER, make_cookies(roles=["reader"], exp=LATER)),
    "analyst": (Role.ANALYST, make_cookies(roles=["analyst"], exp=LATER)),
}

PROTECTED = {row: role for row, role in ADDRESSES.items() if role is not Role.NONE}
ODD: tuple[str, ...] = (
    "\n",
    "\r",
    "\r\n",
    "\0",
    "\t",
    " ",
    "/",
    "//",
    "/.",
    "/..",
    "/../",
    ";a=b",
    ".",
    "%0a",
    "%2f",
    "\\",
    "?",
    "#",
    *("\u2028", "\u0085", "\u200b", "\ufeff", "ａ", "ｍ", "а", "İ", "\ud800"),
)


async def _say_where(request: Request) -> Response:
    """Answers with the row by which Starlette found it, which a row may have in several spellings."""
    cleared = {"set-cookie": "_streamlit_user=; Max-Age=0"} if request.scope["row"] == "/auth/logout" else {}
    status = 404 if request.scope["row"] == "/api/" else 200  # the API itself refuses what it does not know
    return PlainTextResponse(f"row {request.scope['row']}", status, cleared)


class _Row(Route):
    """A route as Streamlit makes them, whose pattern ends before a line break."""

    def __init__(self, row: str) -> None:
        super().__init__(
            f"{row}{{rest:path}}" if row.endswith("/") else row, _say_where, methods=list(METHOD_NAMES)
        )
        self.row = row

    def matches(self, scope: Any) -> Any:
        match, child = super().matches(scope)
        return match, {**child, "row": self.row}


async def _open(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.close()


async def _send_page(scope: Any, receive: Any, send: Any) -> None:
    await PlainTextResponse("a page")(scope, receive, send)


SITE = Starlette(
    routes=[
        *make_routes(SETTINGS),
        *map(_Row, (row for row in ADDRESSES if row not in ("/signin", "/signin/start", "/_stcore/stream"))),
        WebSocketRoute("/_stcore/stream", _open),
        Mount("/", app=_send_page),
    ],
    middleware=[Middleware(AccessMiddleware, settings=SETTINGS)],
)


def ask(
    path: str,
    method: str = "GET",
    cookies: Mapping[str, str] = {},
    headers: Mapping[str, str] = {},
    root: str = "",
) -> tuple[int, str, list[tuple[bytes, bytes]]]:
    """Status, text and headers of the answer to an address as the server reads it; 101: a websocket opens."""
    heard: list[Message] = []
    websocket = method == "WEBSOCKET"

    async def receive() -> Message:
        return {"type": "websocket.connect"} if websocket else {"type": "http.request", "body": b""}

    async def send(message: Message) -> None:
        heard.append(message)

    pairs = {"host": "figures.example.org"} | dict(headers)
    if cookies:
        pairs["cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
    scope = {
        "type": "websocket" if websocket else "http",
        "scheme": "wss" if websocket else "https",
        "method": method,
        "path": root + path,
        "raw_path": quote(root + path, errors="replace").encode(),
        "root_path": root,
        "query_string": b"",
        "headers": [(name.encode("latin-1"), value.encode("latin-1")) for name, value in pairs.items()],
    }
    asyncio.run(SITE(scope, receive, send))
    if websocket:
        return 101 if heard[0]["type"] == "websocket.accept" else 403, "", []
    body = b"".join(message.get("body", b"") for message in heard[1:])
    return heard[0]["status"], body.decode(), heard[0]["headers"]


def check(path: str, method: str, who: str, **more: Any) -> None:
    """Fails where an answer comes from a row that is not for this person, or not of this address."""
    role, cookies = ROLES[who]
    if path == "/auth/logout":
        cookies = {}  # who signs out has no session for the next question
    status, text, _ = ask(path, method, cookies, **more)
    if status == 101:
        assert role in (Role.READER, Role.ANALYST)
        assert path == "/_stcore/stream"
    elif text.startswith("row "):
        row = text.removeprefix("row ")
        assert path == row or (row.endswith("/") and path.startswith(row))
        assert ADDRESSES[row] <= (Role.NONE if role is None else role)
    elif text == "a page":
        assert role in (Role.READER, Role.ANALYST) or find_needed_role(path) is Role.NONE
        assert exists(path)
    else:
        assert status in (200, 303, 401, 403, 404, 405), (status, text)
        assert status != 200 or find_needed_role(path) is Role.NONE


def list_spellings(path: str) -> list[str]:
    """The address written in ways that look like it to something between the reader and the figures."""
    first, rest = path[:2], path[2:]
    spelt = [f"{path}{odd}" for odd in ODD] + [f"{odd}{path}" for odd in ODD]
    spelt += [f"{first}{odd}{rest}" for odd in ODD]
    spelt += [path.upper(), path.title(), path.replace("/", "//"), path.replace("/", "\\"), path.lstrip("/")]
    return [
        *spelt,
        f"/x/..{path}",
        f"/./{path}",
        f"/static/..{path}",
        f"/api/..{path}",
        f"/static{path}",
        quote(path),
    ]


@pytest.mark.parametrize("who", ROLES)
@pytest.mark.parametrize("row", PROTECTED)
def test_no_spelling_of_an_address_opens_it_for_who_has_no_right_to_it(row: str, who: str) -> None:
    path = f"{row}a/b.js" if row.endswith("/") else row
    for spelling in [path, *list_spellings(path)]:
        for method in ("GET", "HEAD", "POST", "WEBSOCKET"):
            check(spelling, method, who)


@pytest.mark.parametrize(
    ("who", "method"), [(who, method) for who in ROLES for method in (*METHOD_NAMES, "WEBSOCKET")]
)
def test_no_method_opens_an_address_for_who_has_no_right_to_it(who: str, method: str) -> None:
    for row in ADDRESSES:
        check(f"{row}a" if row.endswith("/") else row, method, who)


@pytest.mark.parametrize("who", ROLES)
def test_header_of_a_proxy_is_no_part_of_an_address(who: str) -> None:
    for name in (
        "x-forwarded-prefix",
        "x-original-url",
        "x-rewrite-url",
        "x-forwarded-path",
        "x-script-name",
    ):
        for path in ("/", "/healthz", "/static/a.js", "/nowhere/"):
            check(path, "GET", who, headers={name: "/metrics"})


@pytest.mark.parametrize("root", ["/metrics", "/site", "/static", "/healthz"])
def test_place_below_which_the_site_is_served_opens_nothing(root: str) -> None:
    for row, who in product(ADDRESSES, ROLES):
        check(f"{row}a" if row.endswith("/") else row, "GET", who, root=root)


@given(
    path=st.sampled_from([f"{row}a" if row.endswith("/") else row for row in ADDRESSES]),
    changes=st.lists(st.tuples(st.integers(0, 40), st.sampled_from(ODD) | st.characters()), max_size=3),
    encoded=st.sets(st.integers(0, 60)),
    method=st.sampled_from((*METHOD_NAMES, "WEBSOCKET")),
    who=st.sampled_from(list(ROLES)),
)
@example(path="/metrics", changes=[(8, "\n")], encoded=set(), method="GET", who="reader")
def test_whatever_is_put_into_an_address_opens_nothing_more(
    path: str, changes: list[tuple[int, str]], encoded: set[int], method: str, who: str
) -> None:
    for place, sign in changes:
        path = path[:place] + sign + path[place:]
    raw = "".join(
        f"%{sign.encode(errors='replace').hex()}" if place in encoded and sign.isascii() else sign
        for place, sign in enumerate(path)
    )
    check(unquote(raw), method, who)


@pytest.mark.parametrize("who", ["reader", "analyst"])
def test_address_that_is_not_there_says_so(who: str) -> None:
    cookies = ROLES[who][1]
    for path in (
        "/metrics\n",
        "/METRICS",
        "/_stcore/x",
        "/component/a/b.js",
        "/app/static/x.js",
        "/hotline/",
        "//",
    ):
        status, text, _ = ask(path, cookies=cookies)
        assert status == 404
        assert "本站没有这个地址" in text
        assert "no such address" in text
    page = ask("/a/b", cookies=cookies, headers={"accept": "text/html"})
    assert page[0] == 404
    assert 'href="/"' in page[1]
    assert '<html lang="zh-CN">' in page[1]


def test_page_in_place_of_an_address_links_to_this_site_only() -> None:
    _, text, _ = ask("//evil.example.org/a", cookies=ROLES["reader"][1], headers={"accept": "text/html"})
    assert 'href="/evil.example.org/a?lang=en"' in text


SIGN_OUTS = ["/auth/logout", *list_spellings("/auth/logout"), "/auth/logout/%2e"]
SIGN_OUTS.remove("/static/auth/logout")  # a file below an open folder
MEANT: tuple[dict[str, str], ...] = ({}, {"sec-fetch-site": "same-origin", "sec-fetch-mode": "navigate"})
UNMEANT = (
    {"sec-purpose": "prefetch"},
    {"sec-purpose": "prefetch;prerender"},
    {"purpose": "prefetch"},
    {"x-moz": "prefetch"},
    {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"},
    {"sec-fetch-site": "same-site", "sec-fetch-mode": "navigate"},
    {"sec-fetch-site": "same-origin", "sec-fetch-mode": "no-cors"},
)


@pytest.mark.parametrize("headers", [*MEANT, *UNMEANT])
@pytest.mark.parametrize("method", METHOD_NAMES)
def test_sign_out_is_whole_or_refused(method: str, headers: dict[str, str]) -> None:
    for number, spelling in enumerate(dict.fromkeys(SIGN_OUTS)):
        cookies = make_cookies(sub=f"{method}{number}{headers}".replace('"', ""))
        status, _, sent = ask(spelling, method, cookies, headers)
        is_cleared = any(name == b"set-cookie" for name, _ in sent)
        is_over = ask("/", cookies=cookies)[0] == 401
        is_meant = method == "GET" and spelling == "/auth/logout" and headers not in UNMEANT
        assert (is_cleared, is_over) == (is_meant, is_meant), spelling
        assert is_meant or status >= 400, spelling


def test_encoded_spelling_of_the_sign_out_is_the_sign_out() -> None:
    cookies = make_cookies(sub="encoded")
    with make_client() as client:
        sent = {"cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
        client.get("/auth%2flog%6fut", headers=sent)
        assert client.get("/", headers=sent).status_code == 401


def test_sign_out_from_elsewhere_is_asked_about() -> None:
    headers = {"accept": "text/html", "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    status, text, _ = ask("/auth/logout", cookies=make_cookies(), headers=headers)
    assert status == 403
    assert 'href="/auth/logout"' in text


def test_every_address_that_does_something_is_for_one_method() -> None:
    assert METHODS.keys() <= ADDRESSES.keys()
    for path, methods in METHODS.items():
        status, _, headers = ask(path, "HEAD", ROLES["analyst"][1])
        assert status == 405
        assert (b"allow", methods[0].encode()) in headers
