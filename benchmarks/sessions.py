"""A Streamlit session without a browser: it opens a page, keeps what is on it, and does what a browser does.

Speaks the server's own protocol: one websocket, protobuf messages, reruns of `run_every` fragments at the
interval that the server asks for. Loopback addresses only.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


@dataclass
class Screen:
    """What one finished run of the whole page has drawn: its HTML, and the moment it was complete."""

    text: str
    at: float


@dataclass
class Session:
    """One reader of one page; `screens` grows with each run of the whole page, `errors` with each fault."""

    port: int
    page: str
    query: str = ""
    screens: list[Screen] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _cache: dict[str, str] = field(default_factory=dict)
    _page_hash: str = ""

    async def read(self, until: Callable[[Session], bool], seconds: float) -> None:
        """Opens the page and stays until `until` is content, or for so many seconds."""
        url = f"ws://127.0.0.1:{self.port}/_stcore/stream"
        async with websockets.connect(
            url,
            subprotocols=["streamlit", "PLACEHOLDER_AUTH_TOKEN"],
            additional_headers={"Origin": f"http://127.0.0.1:{self.port}"},
            max_size=None,
            ping_interval=None,
            open_timeout=60,
            proxy=None,
        ) as socket:
            repeats: dict[str, asyncio.Task[None]] = {}
            await socket.send(self._ask())
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    while not until(self):
                        message = ForwardMsg()
                        message.ParseFromString(await socket.recv())  # type: ignore[arg-type]
                        if message.WhichOneof("type") == "auto_rerun":
                            rerun = message.auto_rerun
                            if task := repeats.pop("fragment", None):
                                task.cancel()
                            repeats["fragment"] = asyncio.create_task(
                                self._repeat(socket, rerun.fragment_id, rerun.interval)
                            )
                        self._take(message)
            for task in repeats.values():
                task.cancel()

    async def _repeat(self, socket: websockets.ClientConnection, fragment: str, interval: float) -> None:
        while True:
            await asyncio.sleep(interval)
            await socket.send(self._ask(fragment))

    def _ask(self, fragment: str = "") -> bytes:
        message = BackMsg()
        run = message.rerun_script
        run.query_string, run.page_script_hash, run.fragment_id = self.query, self._page_hash, fragment
        run.page_name = "" if self._page_hash else self.page
        run.cached_message_hashes.extend(self._cache)
        run.context_info.url = f"http://127.0.0.1:{self.port}/{self.page}"
        data: bytes = message.SerializeToString()
        return data

    def _take(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._parts = []
            self._page_hash = message.new_session.page_script_hash or self._page_hash
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self._draw(message)
        elif kind == "ref_hash":
            if message.ref_hash not in self._cache:
                self.errors.append("a cached message is asked for that was never sent")
            self._parts.append(self._cache.get(message.ref_hash, ""))
        elif kind == "navigation" and message.navigation.page_script_hash:
            self._page_hash = message.navigation.page_script_hash
        elif kind == "page_not_found":
            self.errors.append(f"page not found: {self.page}")
        elif kind == "script_finished":
            self._finish(message.script_finished)

    def _draw(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        if element.WhichOneof("type") == "exception":
            self.errors.append(element.exception.message)
        text = _text_of(element)
        if message.metadata.cacheable and message.hash:
            self._cache[message.hash] = text
        self._parts.append(text)

    def _finish(self, status: int) -> None:
        if status == ForwardMsg.FINISHED_SUCCESSFULLY:
            self.screens.append(Screen("\n".join(self._parts), time.monotonic()))
        elif status == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
            self.errors.append("the script does not compile")


def _text_of(element: object) -> str:
    kind = element.WhichOneof("type")  # type: ignore[attr-defined]
    part = getattr(element, kind)
    return str(getattr(part, "body", ""))
