"""The gate: every request and websocket passes here first, and only those who may go on."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import parse_qs

from starlette._utils import get_route_path
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from publicstats.server.access import sign_in, turning_away
from publicstats.server.access.cookies import (
    Headers,
    Session,
    read_new_session,
    read_session,
    secure_cookies,
    shorten_cookies,
)
from publicstats.server.access.mistakes import CALLBACK
from publicstats.server.access.roles import WEBSOCKET, Role, exists, find_needed_role, takes
from publicstats.server.access.sessions import ENDED, Sessions
from publicstats.server.access.settings import Settings

METRICS = "/metrics"


class AccessMiddleware:
    """Lets pass who has the role that an address asks for; without settings, everybody."""

    def __init__(self, app: ASGIApp, settings: Settings | None) -> None:
        self.app = app
        self.settings = settings
        self.sessions = Sessions()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request or websocket."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] == "http" and _is_behind_tls(scope, self.settings):
            send = change_headers(send, secure_cookies)
        if self.settings is None:
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._serve_websocket(scope, receive, send, self.settings)
        else:
            await self._serve_request(scope, receive, send, self.settings)

    async def _serve_websocket(self, scope: Scope, receive: Receive, send: Send, settings: Settings) -> None:
        path = get_route_path(scope)
        session = self._find_session(scope, settings)
        needed = max(find_needed_role(path), Role.READER)
        if session is None or session.reader.role < needed or not takes(path, WEBSOCKET):
            await send({"type": "websocket.close", "code": ENDED})  # before it opens: the answer is 403
            return
        await self.sessions.serve(self.app, scope, receive, send, session)

    async def _serve_request(self, scope: Scope, receive: Receive, send: Send, settings: Settings) -> None:
        path = get_route_path(scope)  # what the routes are compared with, too
        session = self._find_session(scope, settings)
        needed = find_needed_role(path)
        may_read = needed is Role.NONE or _may_read(scope, path, session, needed, settings)
        if not may_read:
            await turning_away.refuse(scope, session)(scope, receive, send)
        elif not exists(path):
            await turning_away.refuse_address(scope)(scope, receive, send)
        elif not takes(path, scope["method"]):
            await turning_away.refuse_method(path)(scope, receive, send)
        elif path == sign_in.SIGN_OUT and not sign_in.is_meant(HTTPConnection(scope).headers):
            await turning_away.ask_to_sign_out(scope)(scope, receive, send)
        elif path == sign_in.SIGN_IN and session is not None:
            await RedirectResponse("/", 303)(scope, receive, send)
        else:
            if path == sign_in.SIGN_OUT and session is not None:
                self.sessions.end(session)
            await self.app(scope, receive, _prepare(send, scope, path, needed, settings))

    def _find_session(self, scope: Scope, settings: Settings) -> Session | None:
        session = read_session(HTTPConnection(scope).cookies, settings, time.time())
        return None if session is None or self.sessions.is_ended(session) else session


def _may_read(scope: Scope, path: str, session: Session | None, needed: Role, settings: Settings) -> bool:
    """True for a session with the role, and for the program that may read the metrics, and only those."""
    if session is not None:
        return session.reader.role >= needed
    authorization = HTTPConnection(scope).headers.get("authorization", "")
    return path == METRICS and settings.is_metrics_token(authorization)


def _prepare(send: Send, scope: Scope, path: str, needed: Role, settings: Settings) -> Send:
    """A `send` that changes what must not go out as it is."""
    if path == sign_in.LOGIN:
        return lead_back(send, scope)
    if path == CALLBACK:
        return change_headers(send, lambda headers: finish_sign_in(headers, scope, settings))
    return send if needed is Role.NONE else change_headers(send, keep_private)


def finish_sign_in(headers: Headers, scope: Scope, settings: Settings) -> Headers:
    """The headers that end a sign-in: cookies no longer than the token, and the address that was wanted.

    An attempt that failed leads back to the sign-in page; the provider's answer to a sign-out has no state.
    """
    now = time.time()
    session = read_new_session(headers, settings, now)
    if session is not None:
        headers = shorten_cookies(headers, session.reader.expires - now)
        target = sign_in.find_wanted(HTTPConnection(scope).cookies)
    elif "state" in parse_qs(scope["query_string"].decode("latin-1")):
        target = sign_in.ask_again(HTTPConnection(scope).cookies)
    else:
        return headers
    return [(n, target.encode("latin-1") if n == b"location" else value) for n, value in headers]


def lead_back(send: Send, scope: Scope) -> Send:
    """A `send` that leads to the sign-in page in place of an error: the provider does not answer."""
    target = sign_in.ask_again(HTTPConnection(scope).cookies).encode()
    is_led_back = False

    async def send_instead(message: Message) -> None:
        nonlocal is_led_back
        if message["type"] == "http.response.start" and message["status"] >= 400:
            is_led_back = True
            message = {**message, "status": 303, "headers": [(b"location", target)]}
        elif is_led_back:
            message = {**message, "body": b""}
        await send(message)

    return send_instead


def keep_private(headers: Headers) -> Headers:
    """The headers with nothing that a shared cache would keep for the next reader."""
    return [
        (n, value.replace(b"public", b"private") if n == b"cache-control" else value) for n, value in headers
    ]


def change_headers(send: Send, change: Callable[[Headers], Headers]) -> Send:
    """A `send` that changes the headers of an answer on their way."""

    async def send_changed(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": change(list(message["headers"]))}
        await send(message)

    return send_changed


def _is_behind_tls(scope: Scope, settings: Settings | None) -> bool:
    """True where readers come by https; uvicorn believes a proxy of its own machine about the scheme."""
    return scope["scheme"] == "https" or (settings is not None and settings.behind_tls)
