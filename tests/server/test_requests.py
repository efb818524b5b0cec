"""Whatever stands in the headers of a request, a real server with sign-in answers it without failing."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from tests.browser.servers import Server, find_free_port, start_server
from tests.helpers import make_files, save
from tests.server.test_access_gate import SECRET, make_cookies

SETTINGS = """
[auth]
redirect_uri = "{origin}/oauth2callback"
cookie_secret = "{secret}"
client_id = "publicstats"
client_secret = "any"
server_metadata_url = "https://127.0.0.1:9/none"

[access]
claim = "roles"
readers = ["reader"]
analysts = ["analyst"]
"""
PATHS = (
    "/",
    "/shell.js",
    "/favicon.png",
    "/api/indicators.json",
    "/static/js/none.js",
    "/_stcore/health",
    "/signin",
    "/auth/login",
    "/oauth2callback?state=a&code=b",
    "/media/none.csv",
    "/metrics",
    "/metrics%0a",
    "/none/none",
)
HEADERS: dict[str, tuple[bytes, ...]] = {
    "Origin": (
        b"http://[",
        b"null",
        b"",
        b"a, b",
        b"\xff\xfe",
        b"http://127.0.0.1:99999",
        b"http://a:b:c",
        b"://",
    ),
    "Host": (b"[", b"", b"a b", b"\xff", b"a:99999", b"[zz]", b"a@b", b"a\r\nHost: b"),
    "Cookie": (
        b"\xff=\xff",
        b"=;;;=",
        b"_streamlit_user=\xff",
        b"_streamlit_user=chunks-99",
        b"_streamlit_session=\xff.a.b",
        b"_streamlit_xsrf=2|x|\xff|z",
        b"_streamlit_xsrf=2|zz|zz|zz",
        b"publicstats_return=%ff%00//[",
    ),
    "Range": (b"bytes=0-9", b"bytes=9-0", b"bytes=" + b"9" * 5000 + b"-", b"bytes=\xff", b"x"),
    "If-Range": (b"\xff", b"Mon, 01 Jan 99999 00:00:00 GMT"),
    "If-None-Match": (b"*", b"\xff", b'"', b"," * 2000),
    "If-Modified-Since": (b"Mon, 01 Jan 99999 00:00:00 GMT", b"\xff", b"Thu, 31 Feb 2024 99:99:99 GMT"),
    "Accept": (b"\xff", b"text/html;q=\xff"),
    "Accept-Encoding": (b"br;q=nan", b"br;q=x", b"gzip;q=1e999", b"\xff", b",,;;;q=", b"identity;q=0, *;q=0"),
    "Accept-Language": (b"\xff", b";" * 100),
    "Authorization": (b"\xff", b"Bearer \xff"),
    "Content-Length": (b"-1", b"x", b"99999999999999999999", b"1, 2"),
    "Expect": (b"x",),
    "Forwarded": (b"for=\xff;host=[", b"for=[;proto=x"),
    "X-Forwarded-For": (b"\xff", b"[", b"," * 100, b"a:b:c"),
    "X-Forwarded-Proto": (b"x", b"https", b"wss", b"\xff"),
    "X-Forwarded-Host": (b"[", b"\xff"),
    "X-Forwarded-Prefix": (b"/metrics", b"\xff"),
    "Sec-WebSocket-Protocol": (b"\xff", b",,,", b"streamlit, \xff, \xff"),
}
UPGRADE = (
    b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n"
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder, port = tmp_path_factory.mktemp("site"), find_free_port()
    settings = folder / "secrets.toml"
    settings.write_text(SETTINGS.format(origin=f"http://127.0.0.1:{port}", secret=SECRET), encoding="utf-8")
    data = save(make_files(), folder / "data")
    started = start_server(folder / "log", data, {"PUBLICSTATS_SETTINGS": str(settings)}, port)
    yield started
    started.stop()


def ask(
    server: Server, path: str, headers: dict[bytes, bytes], rest: bytes = b"Connection: close\r\n"
) -> int:
    """The status of the answer to a request that is sent as it stands."""
    lines = b"".join(name + b": " + value + b"\r\n" for name, value in headers.items())
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        connection.sendall(b"GET " + path.encode("latin-1") + b" HTTP/1.1\r\n" + lines + rest + b"\r\n")
        answer = connection.recv(100)
    return int(answer.split(b" ")[1])


def make_headers(server: Server) -> dict[bytes, bytes]:
    cookies = make_cookies(roles=["analyst"], origin=server.url)
    cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return {b"Host": f"127.0.0.1:{server.port}".encode(), b"Cookie": cookie.encode()}


@pytest.mark.parametrize("name", HEADERS)
def test_header_that_cannot_be_read_is_no_failure(server: Server, name: str) -> None:
    for value in HEADERS[name]:
        headers = make_headers(server) | {name.encode(): value}
        for path in PATHS:
            assert ask(server, path, headers) < 500, (path, value)
        assert ask(server, "/_stcore/stream", headers, UPGRADE) < 500, value
    if name == "Origin":
        assert ask(server, "/", make_headers(server) | {b"Origin": b"http://["}) == 403
        assert ask(server, "/_stcore/stream", make_headers(server) | {b"Origin": b"http://["}, UPGRADE) == 403


@pytest.mark.parametrize(
    "path", ["/metrics?\xff", "/shell.js?%ff", "/signin?next=%ff%00", "*", "/%ff", "/\xff", "\\"]
)
def test_address_that_cannot_be_read_is_no_failure(server: Server, path: str) -> None:
    assert ask(server, path, make_headers(server)) < 500


@pytest.mark.parametrize(
    "path", ["/metrics", "/", "/static/a.js", "/_stcore/stream%0a", "/_stcore/stream/", "/none/a"]
)
def test_websocket_opens_at_its_own_address_only(server: Server, path: str) -> None:
    assert ask(server, path, make_headers(server), UPGRADE) == 403
    assert ask(server, "/_stcore/stream", make_headers(server), UPGRADE) == 101
