"""The sign-ins of this process that are in use, and those that a reader has ended before their time."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict

from starlette.types import ASGIApp, Receive, Scope, Send

from publicstats.server.access.cookies import Session

ENDED = 1008
"""The code that a websocket is closed with when its sign-in ends (RFC 6455: policy violation)."""


class Sessions:
    """Serves websockets no longer than their sign-in lasts, and remembers those that were ended."""

    def __init__(self) -> None:
        self._ended: dict[str, float] = {}
        self._open: defaultdict[str, set[asyncio.Timeout]] = defaultdict(set)

    def is_ended(self, session: Session) -> bool:
        """True for a sign-in that was ended, though its cookie may still come."""
        return session.key in self._ended

    def end(self, session: Session) -> None:
        """Ends a sign-in: its cookie holds no longer, and its websockets are closed."""
        now = time.time()
        self._ended = {key: expires for key, expires in self._ended.items() if expires > now}
        self._ended[session.key] = session.reader.expires
        for limit in self._open.get(session.key, ()):
            if not limit.expired():
                limit.reschedule(asyncio.get_running_loop().time())

    async def serve(self, app: ASGIApp, scope: Scope, receive: Receive, send: Send, session: Session) -> None:
        """Serves a websocket until it closes or its sign-in ends; not a message costs more for it."""
        seconds = session.reader.expires - time.time()
        limit = asyncio.timeout(seconds)
        self._open[session.key].add(limit)
        try:
            async with limit:
                await app(scope, receive, send)
        except TimeoutError:
            if not limit.expired():
                raise
            await send({"type": "websocket.close", "code": ENDED})
        finally:
            self._open[session.key].discard(limit)
            if not self._open[session.key]:
                del self._open[session.key]
