"""Texts are sent compressed, hashed assets from memory, and nothing else is touched."""

import gzip
import hashlib
import random
import re
from base64 import b64encode
from collections.abc import Mapping
from itertools import product
from pathlib import Path

import brotli
import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send
from streamlit import file_util

from publicstats.server.compression import CompressionMiddleware, choose_encoding, is_text
from publicstats.server.shell import first_views, page
from tests.server.sites import LONG, list_scripts, open_site

SITE = open_site()
SCRIPTS = ["/" + path for path in list_scripts(SITE.get("/").text)]


@pytest.fixture(autouse=True)
def _first_views_are_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_views, "PATIENCE", 60)


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


@pytest.mark.parametrize("path", ["/", "/text", "/stream", SCRIPTS[0], "/favicon.png", "/api/nothing"])
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
            # A page hangs on the cookie of a preview as well.
            assert headers["vary"] == ("Cookie, Accept-Encoding" if path == "/" else "Accept-Encoding")
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


@pytest.mark.parametrize("accept", ["br", "gzip"])
def test_asset_is_kept_for_the_query_that_asked_for_it_alone(accept: str) -> None:
    served: list[str] = []

    async def site(scope: Scope, receive: Receive, send: Send) -> None:
        version = scope["query_string"].decode()
        served.append(version)
        lasting = "immutable" if version == "v=right" else "no-cache"
        await PlainTextResponse(version + LONG, headers={"cache-control": lasting})(scope, receive, send)

    client = TestClient(CompressionMiddleware(site), headers={"accept-encoding": accept})
    queries = ("v=right", "v=old", "v=right", "", "v=RIGHT", "v=right&v=old", "v=right")
    for query in queries:
        answer = client.get(f"/page.js?{query}" if query else "/page.js")
        assert answer.text == query + LONG
        assert ("immutable" in answer.headers["cache-control"]) == (query == "v=right")
    assert served == ["v=right", "v=old", "", "v=RIGHT", "v=right&v=old"]


@pytest.mark.parametrize("name", ["/page.js", "/page.css", "/shell.js"])
def test_wrong_version_of_our_own_file_is_not_kept_after_the_right_one(name: str) -> None:
    right = f"{name}?v={page.find_version(name)}"
    for _ in range(2):
        assert "immutable" in fetch(right)[1]["cache-control"]
        for wrong in (name, f"{name}?v=old", f"{right}0", f"{right}&v=old", f"{name}?V={right[-12:]}"):
            assert fetch(wrong)[1]["cache-control"] == "no-cache", wrong


@pytest.mark.parametrize("order", ["update", "roll-back"])
def test_no_version_is_kept_under_the_address_of_another_while_replicas_change(
    order: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = ["old", "new"] if order == "update" else ["new", "old"]
    replicas = [(open_site(), versions[0]) for _ in range(3)]
    kept: dict[str, str] = {}  # by address, as a browser keeps it

    def ask(replica: tuple[TestClient, str], address: str) -> str:
        site, version = replica
        monkeypatch.setitem(page.PARTS, "/page.js", lambda: version + LONG)
        page.find_version.cache_clear()
        page.write_head.cache_clear()
        if address in kept:
            return kept[address]
        answer = site.get(address, headers={"accept-encoding": "br"})
        if "immutable" in answer.headers["cache-control"]:
            kept[address] = answer.text
        return answer.text

    for changed in range(len(replicas) + 1):
        if changed:
            replicas[changed - 1] = (open_site(), versions[1])
        for page_from, part_from in product(replicas, repeat=2):
            (address,) = re.findall(r"page\.js\?v=\w+", ask(page_from, "/"))
            ask(part_from, f"/{address}")
    monkeypatch.undo()
    page.find_version.cache_clear()
    page.write_head.cache_clear()
    assert {text.removesuffix(LONG) for text in kept.values()} == {"old", "new"}
    for address, text in kept.items():
        assert address.endswith(hashlib.sha256(text.encode()).hexdigest()[:12])


def test_invented_addresses_fill_no_memory_and_lock_no_asset_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publicstats.server.compression.KEPT_BYTES", 3_000)
    served: list[str] = []
    noise = b64encode(random.Random(1).randbytes(600)).decode()

    async def site(scope: Scope, receive: Receive, send: Send) -> None:
        served.append(scope["path"])
        await PlainTextResponse(noise, headers={"cache-control": "immutable"})(scope, receive, send)

    middleware = CompressionMiddleware(site)
    client = TestClient(middleware)
    client.get("/real")
    for number in range(50):
        client.get(f"/asset?v={number}")
        client.get("/real")
    assert served.count("/real") == 1, "queries of another path push nothing out"
    for number in range(50):
        client.get(f"/./{number}")
        assert middleware.assets.count_bytes() <= 3_000
    client.get("/real")
    client.get("/real")
    assert served.count("/real") == 2, "what was pushed out is kept again"


@pytest.mark.parametrize("status", [404, 410, 500])
def test_what_is_not_there_is_not_kept(status: int) -> None:
    answers = iter((status, 200, 200))

    async def site(scope: Scope, receive: Receive, send: Send) -> None:
        headers = {"cache-control": "public, immutable"}
        await PlainTextResponse(LONG, next(answers), headers=headers)(scope, receive, send)

    client = TestClient(CompressionMiddleware(site))
    assert [client.get("/hashed").status_code for _ in range(3)] == [status, 200, 200]


def test_kept_asset_answers_who_reads_and_nobody_who_writes() -> None:
    body, headers, _ = fetch(SCRIPTS[0])
    with SITE.stream("HEAD", SCRIPTS[0], headers={"accept-encoding": "br"}) as asked:
        assert b"".join(asked.iter_raw()) == b""
        assert asked.headers == headers
    assert int(headers["content-length"]) == len(body)
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        answer = SITE.request(method, SCRIPTS[0], headers={"accept-encoding": "br"})
        assert answer.status_code == 405, method


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
