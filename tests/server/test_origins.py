"""Whose pages may open a websocket."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import NoReturn

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit import config

from publicstats.server.origins import OriginMiddleware

HOST = "figures.example.org:8443"


def ask(kind: str, **headers: str) -> list[Message]:
    """What a browser hears, of the middleware or of the application behind it."""
    heard: list[Message] = []

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "reached"})

    async def receive() -> Message:
        raise AssertionError("nothing is read from the browser")

    async def send(message: Message) -> None:
        heard.append(message)

    pairs = [(name.lower().encode(), text.encode()) for name, text in ({"host": HOST} | headers).items()]
    asyncio.run(OriginMiddleware(application)({"type": kind, "headers": pairs}, receive, send))
    return heard


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails whoever asks a host outside."""

    def fail() -> NoReturn:
        pytest.fail("a host outside was asked")

    monkeypatch.setattr("streamlit.net_util.get_external_ip", fail)


@pytest.mark.parametrize("headers", [{}, {"origin": f"https://{HOST}"}, {"origin": f"http://{HOST}"}])
def test_websocket_of_this_site_or_of_no_browser_passes(headers: dict[str, str]) -> None:
    assert ask("websocket", **headers) == [{"type": "reached"}]


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example.com",
        f"https://{HOST}.evil.example.com",
        "https://figures.example.org",
        "http://localhost:3000",
        "null",
        "",
    ],
)
def test_websocket_of_another_site_is_refused_and_no_host_is_asked(origin: str) -> None:
    assert ask("websocket", origin=origin) == [{"type": "websocket.close", "code": 1008}]


@pytest.fixture
def portal() -> Iterator[None]:
    """The settings allow one other site."""
    config.set_option("server.corsAllowedOrigins", ["https://portal.example.org"])
    yield
    config.set_option("server.corsAllowedOrigins", [])


@pytest.mark.usefixtures("portal")
def test_origin_that_the_settings_allow_passes() -> None:
    assert ask("websocket", origin="https://portal.example.org") == [{"type": "reached"}]


def test_other_requests_are_none_of_its_business() -> None:
    assert ask("http", origin="https://evil.example.com") == [{"type": "reached"}]
    assert ask("http", host="[::1]:8501") == ask("http", host="127.0.0.1") == [{"type": "reached"}]
    assert ask("lifespan") == [{"type": "reached"}]


UNREADABLE = [
    "",
    " ",
    "[",
    "[::1",
    "[zz]",
    "a:b:c",
    "a:",
    "a:0",
    "a:65536",
    "a b",
    "a/b",
    "a@b",
    "甲",
    "\xff",
    "a, b",
]


@pytest.mark.parametrize("host", UNREADABLE)
def test_request_whose_host_or_origin_cannot_be_read_is_refused_in_words(host: str) -> None:
    for headers, status in (({"host": host}, 400), ({"origin": f"http://{host}"}, 403)):
        start, body = ask("http", **headers)
        assert start["status"] == status
        assert len(body["body"].decode().splitlines()) == 2
        assert ask("websocket", **headers) == [{"type": "websocket.close", "code": 1008}]
    # Where both are the same, they are no proof of each other.
    refused = ask("websocket", host=host, origin=f"http://{host}")
    assert refused == [{"type": "websocket.close", "code": 1008}]


@pytest.mark.parametrize("origin", ["null", "", "http:/a", "://a", "//a", "a", "HTTP://a b", "http://"])
def test_origin_that_names_no_site_is_refused(origin: str) -> None:
    assert ask("http", origin=origin)[0]["status"] == 403


def test_request_with_two_hosts_or_two_origins_is_refused() -> None:
    assert ask("http", HOST="other")[0]["status"] == 400
    assert ask("http", origin="http://a", ORIGIN="http://a")[0]["status"] == 403
