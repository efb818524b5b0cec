"""Who asks, and whom: what says so must be readable, and websockets are for the pages of this site alone.

Streamlit refuses the websockets of other sites too. But it compares a foreign origin with the machine's
external address, for which it asks a host outside, and every reader waits for up to two seconds until that
has answered or not; and it breaks at an origin that is no address.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from publicstats.framework.allowed_origins import is_configured
from publicstats.text.i18n import LANGS, translate

REFUSED = 1008
"""The code of a policy violation (RFC 6455). Before it is open, the browser gets the status 403."""
_HOST = re.compile(r"(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*")


class OriginMiddleware:
    """Refuses requests whose host (400) or origin (403) cannot be read, and websockets of other sites."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request or websocket."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        fault = find_fault(headers)
        if scope["type"] == "websocket" and (fault or is_foreign(headers)):
            await send({"type": "websocket.close", "code": REFUSED})
        elif fault:
            key, status = fault
            text = "\n".join(translate(key, lang) for lang in LANGS)
            await PlainTextResponse(text, status, {"cache-control": "no-store"})(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def find_fault(headers: Headers) -> tuple[str, int] | None:
    """The sentence and the status for a request that does not say clearly whom it asks, or from where."""
    if not has_clear_host(headers):
        return "answer.unclear_host", 400
    return None if has_clear_origin(headers) else ("answer.unclear_origin", 403)


def has_clear_host(headers: Headers) -> bool:
    """True for one host that can be read as one, and for none, as HTTP/1.0 asks."""
    hosts = headers.getlist("host")
    return not hosts or (len(hosts) == 1 and is_host(hosts[0]))


def has_clear_origin(headers: Headers) -> bool:
    """True for one origin with a host; `null` is of a page that hides where it is from."""
    origins = headers.getlist("origin")
    if not origins:
        return True
    scheme, _, host = origins[0].partition("://")
    return len(origins) == 1 and _SCHEME.fullmatch(scheme) is not None and is_host(host)


def is_host(text: str) -> bool:
    """True for a name or an address, with a port or without (RFC 3986, 3.2)."""
    if _HOST.fullmatch(text) is None:
        return False
    try:
        port = urlsplit(f"//{text}").port
    except ValueError:  # neither an address nor a port that there is
        return False
    return port != 0


def is_foreign(headers: Headers) -> bool:
    """True when a page of another site asks."""
    origin = headers.get("origin")
    if origin is None or origin.partition("://")[2] == headers.get("host"):
        return False
    return not is_configured(origin)
