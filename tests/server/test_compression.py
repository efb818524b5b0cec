"""Texts are sent compressed, hashed assets from memory, and nothing else is touched."""

import gzip
from collections.abc import Mapping
from pathlib import Path

import brotli
import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send
from streamlit import file_util

from publicstats.server.compression import CompressionMiddleware, choose_encoding, is_text
from tests.server.sites import LONG, list_scripts, open_site

SITE = open_site()
SCRIPTS = ["/" + path for path in list_scripts(SITE.get("/").text)]


def fetch(path: str, accept: str = "br", **headers: str) -> tuple[bytes, Mapping[str, str], int]:
    """An answer's bytes as they go over the wire, its headers and its status."""
    with SITE.stream("GET", path, headers={"accept-encoding": accept} | headers) as answer:
        return b"".join(answer.iter_raw()), answer.headers, answer.status_code


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("", None),
        ("identity", None),
        ("deflate, zstd", None),
        ("gzip, deflate", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("BR", "br"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.1, gzip;q=0.9", "gzip"),
        ("*", "br"),
        ("*;q=0", None),
        ("gzip;q=nonsense", None),
    ],
)
def test_encoding_is_the_best_that_the_browser_takes(accepted: str, chosen: str | None) -> None:
    assert choose_encoding(accepted) == chosen


@pytest.mark.parametrize("path", ["/", "/text", "/stream", SCRIPTS[0], "/icon.svg", "/api/nothing"])
def test_compressed_answer_holds_the_same_text(path: str) -> None:
    plain = SITE.get(path).content
    for accept, unpack in (("br", brotli.decompress), ("gzip", gzip.decompress)):
        for _ in range(2):  # the second time an asset comes out of memory
            body, headers, _ = fetch(path, accept)
            if len(plain) < 600:
                assert (body, headers.get("content-encoding")) == (plain, None)
            else:
                assert headers["content-encoding"] == accept
                assert unpack(body) == plain
                assert len(body) < len(plain)
            assert headers["vary"] == "Accept-Encoding"
            assert int(headers.get("content-length", len(body))) == len(body)


@pytest.mark.parametrize(
    ("path", "why"),
    [("/short", "too small"), ("/picture", "compressed by its nature"), ("/packed", "compressed already")],
)
def test_what_would_not_gain_is_sent_as_it_is(path: str, why: str) -> None:
    body, headers, _ = fetch(path)
    assert headers.get("content-encoding") in (None, "zstd"), why
    assert int(headers["content-length"]) == len(body)


def test_tag_of_a_compressed_answer_is_weak_and_still_recognised() -> None:
    tag = fetch(SCRIPTS[0])[1]["etag"]
    assert tag.startswith('W/"')
    assert fetch(SCRIPTS[0], **{"if-none-match": tag})[2] == 304
    assert SITE.get(SCRIPTS[0]).headers["etag"] == tag.removeprefix("W/")


def test_part_of_a_file_is_a_part_of_the_file_itself() -> None:
    whole = SITE.get(SCRIPTS[0]).content
    fetch(SCRIPTS[0])
    body, headers, status = fetch(SCRIPTS[0], range="bytes=100-199")
    assert (status, body) == (206, whole[100:200])
    assert "content-encoding" not in headers


PARTS: list[dict[str, str]] = [
    {"range": "bytes=0-9"},
    {"range": "bytes=-5"},
    {"range": "bytes=0-0,9-9"},
    {"range": "bytes=999999999-"},
    {"range": "nonsense"},
    {"range": "bytes=0-9", "if-range": '"any"'},
    {"if-modified-since": "Fri, 01 Jan 2100 00:00:00 GMT"},
    {"if-none-match": "*"},
]


@pytest.mark.parametrize("asked", PARTS, ids=str)
@pytest.mark.parametrize("encoding", ["identity", "gzip", "br"])
def test_page_is_made_anew_and_sent_whole_whatever_part_is_asked_for(
    asked: dict[str, str], encoding: str
) -> None:
    whole = SITE.get("/hotline?lang=en")
    for method in ("GET", "HEAD"):
        answer = SITE.request(method, "/hotline?lang=en", headers={"accept-encoding": encoding} | asked)
        assert answer.status_code == 200
        assert "accept-ranges" not in answer.headers
        assert "content-range" not in answer.headers
        assert answer.text == (whole.text if method == "GET" else "")
    assert "accept-ranges" not in whole.headers


@pytest.mark.parametrize("path", ["/", "/text", SCRIPTS[1]])
def test_head_says_what_get_would_send_and_has_no_wrong_length(path: str) -> None:
    accept = {"accept-encoding": "br"}
    asked = SITE.head(path, headers=accept)
    sent = SITE.get(path, headers=accept)
    assert asked.headers["content-encoding"] == "br"
    assert asked.headers.get("content-length") in (None, sent.headers["content-length"])
    assert asked.headers["vary"] == sent.headers["vary"]


def test_hashed_asset_is_read_and_compressed_once() -> None:
    served: list[str] = []

    async def site(scope: Scope, receive: Receive, send: Send) -> None:
        served.append(scope["path"])
        kept = scope["path"].startswith("/hashed")
        lasting = {"cache-control": "public, immutable" if kept else "no-cache"}
        await PlainTextResponse(LONG, headers=lasting)(scope, receive, send)

    client = TestClient(CompressionMiddleware(site))
    for path in ("/hashed", "/hashed", "/other", "/other", "/hashed"):
        assert client.get(path).text == LONG
    assert served == ["/hashed", "/other", "/other"]


def test_answer_with_a_cookie_is_nobody_elses() -> None:
    numbers = iter(range(10))

    async def site(scope: Scope, receive: Receive, send: Send) -> None:
        headers = {"cache-control": "public, immutable", "set-cookie": f"reader={next(numbers)}"}
        await PlainTextResponse(LONG, headers=headers)(scope, receive, send)

    client = TestClient(CompressionMiddleware(site))
    assert [client.get("/hashed").headers["set-cookie"] for _ in range(2)] == ["reader=0", "reader=1"]


def test_first_page_is_small() -> None:
    page = SITE.get("/").text
    sizes = {path: len(fetch(path)[0]) for path in SCRIPTS}
    assert sum(sizes.values()) < 500_000
    assert "woff" not in page, "the shell asks for no font"


@pytest.mark.parametrize("suffix", ["js", "css", "html", "json", "svg"])
def test_every_kind_of_text_among_the_assets_is_known(suffix: str) -> None:
    folder = Path(file_util.get_static_dir())
    name = next(folder.rglob(f"*.{suffix}")).relative_to(folder).as_posix()
    assert is_text(SITE.get(f"/{name}").headers["content-type"])


@pytest.mark.parametrize("kind", ["font/woff2", "image/png", "application/zip", "text/event-stream", ""])
def test_what_is_no_text_or_never_ends_is_not_compressed(kind: str) -> None:
    assert not is_text(kind)


def test_websockets_are_let_through() -> None:
    seen: list[Scope] = []

    async def site(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope)
        await send({"type": "websocket.accept"})
        await send({"type": "websocket.close"})

    with TestClient(CompressionMiddleware(site)).websocket_connect("/_stcore/stream"):
        assert [scope["type"] for scope in seen] == ["websocket"]
