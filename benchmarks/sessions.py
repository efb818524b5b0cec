"""A Streamlit session without a browser: it opens a page, keeps what is on it, and does what a browser does.

Speaks the server's own protocol: one websocket, protobuf messages, reruns of `run_every` fragments at the
interval that the server asks for, a cache of large messages. Loopback addresses only.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets import Subprotocol

KEPT_RUNS = 20
"""Runs for which a browser keeps a large message, unless the server says otherwise."""


@dataclass
class Screen:
    """What one finished run of the whole page has drawn: its HTML, its page, and when it was complete."""

    text: str
    at: float
    page: str


@dataclass
class Session:
    """One reader; `screens` grows with each run of the whole page, `errors` with each fault."""

    port: int
    page: str = ""
    query: str = ""
    keep: bool = True
    """Whether all screens are kept, or the last one only."""
    screens: list[Screen] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    received: int = 0
    """Bytes of messages so far."""
    _parts: list[str] = field(default_factory=list)
    _cache: dict[str, tuple[str, int]] = field(default_factory=dict)
    _runs: int = 0
    _kept_runs: int = KEPT_RUNS
    _page_hash: str = ""
    _started: bool = False
    _repeat_task: asyncio.Task[None] | None = None

    @contextlib.asynccontextmanager
    async def connect(self) -> AsyncIterator[websockets.ClientConnection]:
        """The open websocket, closed at the end."""
        async with websockets.connect(
            f"ws://127.0.0.1:{self.port}/_stcore/stream",
            subprotocols=[Subprotocol("streamlit"), Subprotocol("PLACEHOLDER_AUTH_TOKEN")],
            additional_headers={"Origin": f"http://127.0.0.1:{self.port}"},
            max_size=None,
            compression=None,
            ping_interval=None,
            open_timeout=60,
            proxy=None,
        ) as socket:
            try:
                yield socket
            finally:
                if self._repeat_task is not None:
                    self._repeat_task.cancel()

    async def draw(self, socket: websockets.ClientConnection, page: str | None = None) -> float:
        """Seconds that a run takes: of the page that is open, or of another that is turned to."""
        if page is not None:
            self.page, self._page_hash = page, ""
        before, began = self._runs, time.perf_counter()
        self._started = False
        await socket.send(self._ask())
        while not self._started or (self._runs == before and not self.errors):
            self._take(await self._receive(socket), socket)
        return time.perf_counter() - began

    async def read(self, until: Callable[[Session], bool], seconds: float) -> None:
        """Opens the page and stays until `until` is content, or for so many seconds."""
        async with self.connect() as socket:
            await socket.send(self._ask())
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self.listen(socket, until)

    async def listen(self, socket: websockets.ClientConnection, until: Callable[[Session], bool]) -> None:
        """Takes what the server sends until `until` is content."""
        while not until(self):
            self._take(await self._receive(socket), socket)

    async def watch(self, socket: websockets.ClientConnection, seconds: float, seen: Screen | None) -> None:
        """Stays on the page until it is another screen than `seen`, or for so many seconds."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.listen(socket, lambda s: bool(s.errors) or s.screens[-1:] != [seen])

    async def _receive(self, socket: websockets.ClientConnection) -> ForwardMsg:
        data = await socket.recv()
        self.received += len(data)
        message = ForwardMsg()
        message.ParseFromString(data)
        return message

    async def _repeat(self, socket: websockets.ClientConnection, fragment: str, interval: float) -> None:
        while True:
            await asyncio.sleep(interval)
            await socket.send(self._ask(fragment))

    def _ask(self, fragment: str = "") -> bytes:
        message = BackMsg()
        run = message.rerun_script
        run.query_string, run.page_script_hash, run.fragment_id = self.query, self._page_hash, fragment
        run.page_name = "" if self._page_hash else self.page
        run.is_auto_rerun = bool(fragment)
        run.cached_message_hashes.extend(self._cache)
        run.context_info.url = f"http://127.0.0.1:{self.port}/{self.page}"
        data: bytes = message.SerializeToString()
        return data

    def _take(self, message: ForwardMsg, socket: websockets.ClientConnection) -> None:
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._started = True
            self._parts = []
            self._page_hash = message.new_session.page_script_hash or self._page_hash
            self._kept_runs = message.new_session.config.max_cached_message_age or KEPT_RUNS
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self._draw_element(message)
        elif kind == "ref_hash":
            self._draw_reference(message.ref_hash)
        elif kind == "navigation" and message.navigation.page_script_hash:
            self._page_hash = message.navigation.page_script_hash
        elif kind == "auto_rerun":
            if self._repeat_task is not None:
                self._repeat_task.cancel()
            rerun = message.auto_rerun
            self._repeat_task = asyncio.create_task(self._repeat(socket, rerun.fragment_id, rerun.interval))
        elif kind == "page_not_found":
            self.errors.append(f"page not found: {self.page}")
        elif kind == "script_finished":
            self._finish(message.script_finished)

    def _draw_element(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        if element.WhichOneof("type") == "exception":
            self.errors.append(element.exception.message)
        text = _text_of(element)
        if message.metadata.cacheable and message.hash:
            self._cache[message.hash] = (text, self._runs)
        self._parts.append(text)

    def _draw_reference(self, name: str) -> None:
        if name not in self._cache:
            self.errors.append("a cached message is asked for that was never sent, or long ago")
        text, _ = self._cache.get(name, ("", 0))
        self._cache[name] = (text, self._runs)
        self._parts.append(text)

    def _finish(self, status: int) -> None:
        if status == ForwardMsg.FINISHED_SUCCESSFULLY:
            if not self.keep:
                self.screens.clear()
            self.screens.append(Screen("\n".join(self._parts), time.monotonic(), self.page))
            self._runs += 1
            self._cache = {k: v for k, v in self._cache.items() if self._runs - v[1] <= self._kept_runs}
        elif status == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
            self.errors.append("the script does not compile")


def _text_of(element: object) -> str:
    kind = element.WhichOneof("type")  # type: ignore[attr-defined]
    part = getattr(element, kind)
    return str(getattr(part, "body", ""))
