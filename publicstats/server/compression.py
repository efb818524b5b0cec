"""Text goes over the wire compressed, by brotli where the browser takes it, else by gzip.

Streamlit sends its own scripts as they are, 2.1 MB for a page without charts. They are named by their
contents, so each is compressed once and kept. Fonts and pictures are compressed already.

Only what an answer calls immutable is kept, and only for the address that was asked: while an update rolls
through the replicas, the same path with another version's query is another file, which may not be kept.
"""

from __future__ import annotations

import zlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Literal, Protocol

import brotli
from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SMALLEST = 600
"""Bytes below which compression saves less than it costs."""
IN_THREAD = 64_000
"""Bytes from which compressing takes long enough (a millisecond) to be done beside the event loop."""
KEPT_BYTES = 32_000_000
"""Compressed assets that are kept; all that Streamlit has are 6 MB in each of the two encodings."""
_TEXTS = frozenset(
    {
        "application/json",
        "application/javascript",
        "application/xml",
        "application/wasm",
        "application/manifest+json",
        "application/problem+json",
        "application/openmetrics-text",
        "image/svg+xml",
    }
)
_PARTIAL = frozenset({"range", "if-none-match", "if-modified-since"})
"""What a request says that is content with less than the whole."""
_WITHOUT_BODY = (204, 206, 304)
"""Statuses of answers that have no body, or a part of one that is counted in bytes."""

Encoding = Literal["br", "gzip"]


class Compressor(Protocol):
    """Compresses a body part by part."""

    def process(self, part: bytes, /) -> bytes:
        """What is ready after a further part; often nothing yet."""

    def finish(self) -> bytes:
        """The rest."""


class _Gzip:
    def __init__(self) -> None:
        stream = zlib.compressobj(6, wbits=31)
        self.process, self.finish = stream.compress, stream.flush


# Quality 5 takes as long as gzip and saves another tenth; 11 saves a fifth, at eighty times the time.
_COMPRESSORS: dict[Encoding, Callable[[], Compressor]] = {
    "br": lambda: brotli.Compressor(quality=5),
    "gzip": _Gzip,
}


@dataclass(frozen=True)
class _Kept:
    """An asset's compressed answer, and the query that asked for it."""

    query: bytes
    headers: list[tuple[bytes, bytes]]
    body: bytes


class Assets:
    """Assets by address, of each path the query asked for last; those asked for least make room for more.

    Whoever invents queries or spellings of a path has others' assets compressed anew at worst.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, Encoding], _Kept] = OrderedDict()

    def find(self, scope: Scope, encoding: Encoding) -> _Kept | None:
        """What answers a request for an asset; none where it is not kept, or under another query."""
        key = scope["path"], encoding
        kept = self._kept.get(key)
        if scope["method"] not in ("GET", "HEAD") or kept is None or kept.query != scope["query_string"]:
            return None
        self._kept.move_to_end(key)
        return kept

    def keep(self, scope: Scope, encoding: Encoding, kept: _Kept) -> None:
        """Keeps an asset for the next who asks."""
        self._kept[scope["path"], encoding] = kept
        self._kept.move_to_end((scope["path"], encoding))
        while self.count_bytes() > KEPT_BYTES:
            self._kept.popitem(last=False)

    def count_bytes(self) -> int:
        """Bytes of all that is kept."""
        return sum(len(kept.body) for kept in self._kept.values())


class CompressionMiddleware:
    """Compresses texts; websockets, pictures, parts of files and packed answers pass untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.assets = Assets()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        encoding = choose_encoding(headers.get("accept-encoding", ""))
        asks_whole = _PARTIAL.isdisjoint(headers.keys())
        if encoding and asks_whole and (kept := self.assets.find(scope, encoding)):
            body = kept.body if scope["method"] == "GET" else b""
            await send({"type": "http.response.start", "status": 200, "headers": list(kept.headers)})
            await send({"type": "http.response.body", "body": body})
            return
        # What is inside is asked for plain text: it would compress every answer anew.
        plain = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
        answer = _Answer(scope, send, encoding, self.assets)
        await self.app({**scope, "headers": plain}, receive, answer.send)


class _Answer:
    """One answer on its way out."""

    def __init__(self, scope: Scope, send: Send, encoding: Encoding | None, assets: Assets) -> None:
        self._scope = scope
        self._send = send
        self._encoding = encoding
        self._assets = assets
        self._start: Message | None = None
        """The answer's head, held back until the first part of its body says how it goes on."""
        self._parts: list[bytes] = []
        self._compressor: Compressor | None = None

    async def send(self, message: Message) -> None:
        """Takes the next message of what is inside."""
        if message["type"] == "http.response.start":
            if self._begin(message):
                self._start = message
            else:
                await self._send(message)
        elif message["type"] == "http.response.body" and self._start is not None:
            await self._send_body(message.get("body", b""), more=message.get("more_body", False))
        else:
            await self._send(message)

    def _begin(self, start: Message) -> bool:
        """Notes that the answer depends on what the browser takes; says whether it is to be compressed."""
        headers = MutableHeaders(raw=start["headers"])
        if not is_text(headers.get("content-type", "")):
            return False
        headers.add_vary_header("Accept-Encoding")
        return (
            self._encoding is not None
            and start["status"] not in _WITHOUT_BODY
            and "content-encoding" not in headers
            and int(headers.get("content-length", SMALLEST)) >= SMALLEST
        )

    async def _send_body(self, part: bytes, *, more: bool) -> None:
        assert self._start is not None
        assert self._encoding is not None
        headers = MutableHeaders(raw=self._start["headers"])
        if self._is_asset(headers):
            await self._send_kept(part, more=more)
            return
        first = self._compressor is None
        if self._compressor is None:
            self._compressor = _COMPRESSORS[self._encoding]()
            self._encode(headers)
        packed = await _compress(self._compressor, part, more=more)
        if first:
            # The length of one whole answer is known; one to HEAD has no body to count.
            if not more and part:
                headers["content-length"] = str(len(packed))
            await self._send(self._start)
            if not more and not part:
                packed = b""
        if packed or not more:
            await self._send({"type": "http.response.body", "body": packed, "more_body": more})

    def _is_asset(self, headers: MutableHeaders) -> bool:
        """Whether the whole answer may be given to whoever asks for the same address."""
        assert self._start is not None
        is_found = self._start["status"] == HTTPStatus.OK and self._scope["method"] in ("GET", "HEAD")
        return is_found and "immutable" in headers.get("cache-control", "") and "set-cookie" not in headers

    async def _send_kept(self, part: bytes, *, more: bool) -> None:
        """Gathers an asset, and sends and keeps it once it is whole."""
        assert self._start is not None
        assert self._encoding is not None
        self._parts.append(part)
        if more:
            return
        headers = MutableHeaders(raw=self._start["headers"])
        self._encode(headers)
        body = b"".join(self._parts)
        if body:
            body = await _compress(_COMPRESSORS[self._encoding](), body, more=False)
            headers["content-length"] = str(len(body))
            kept = _Kept(self._scope["query_string"], list(self._start["headers"]), body)
            self._assets.keep(self._scope, self._encoding, kept)
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": body})

    def _encode(self, headers: MutableHeaders) -> None:
        """Says that the body is compressed: its length is another, and its bytes are not the file's."""
        assert self._encoding is not None
        headers["content-encoding"] = self._encoding
        del headers["content-length"]
        if "accept-ranges" in headers:
            del headers["accept-ranges"]
        if (tag := headers.get("etag", "W/")) and not tag.startswith("W/"):
            headers["etag"] = f"W/{tag}"


async def _compress(compressor: Compressor, part: bytes, *, more: bool) -> bytes:
    def work() -> bytes:
        return compressor.process(part) + (b"" if more else compressor.finish())

    return await to_thread.run_sync(work) if len(part) > IN_THREAD else work()


def is_text(content_type: str) -> bool:
    """Whether a body of this type shrinks when it is compressed."""
    kind = content_type.partition(";")[0].strip().lower()
    return (kind.startswith("text/") and kind != "text/event-stream") or kind in _TEXTS


def choose_encoding(accepted: str) -> Encoding | None:
    """The better of the encodings that an Accept-Encoding header allows, or none."""
    weights: dict[str, float] = {}
    for item in accepted.lower().split(","):
        name, _, parameter = item.partition(";")
        value = parameter.strip().removeprefix("q=")
        try:
            weights[name.strip()] = float(value) if value else 1.0
        except ValueError:
            weights[name.strip()] = 0.0
    allowed: list[Encoding] = [name for name in _COMPRESSORS if weights.get(name, weights.get("*", 0.0)) > 0]
    return max(allowed, key=lambda name: weights.get(name, weights.get("*", 0.0)), default=None)
