"""Websockets are for the pages of this site: those of others are refused before Streamlit looks at them.

Streamlit refuses them too. But it compares a foreign origin with the machine's external address, for which it
asks a host outside, and every reader waits for up to two seconds until that has answered or not.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from publicstats.server.framework.origins import is_configured

REFUSED = 1008
"""The code of a policy violation (RFC 6455). Before it is open, the browser gets the status 403."""


class OriginMiddleware:
    """Lets a websocket pass from a page of this host, of `server.corsAllowedOrigins`, or from no browser."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request or websocket."""
        if scope["type"] == "websocket" and is_foreign(Headers(scope=scope)):
            await send({"type": "websocket.close", "code": REFUSED})
        else:
            await self.app(scope, receive, send)


def is_foreign(headers: Headers) -> bool:
    """True when a page of another site asks."""
    origin = headers.get("origin")
    if origin is None or urlsplit(origin).netloc == headers.get("host"):
        return False
    return not is_configured(origin)
