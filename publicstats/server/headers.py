"""What every answer tells the browser: what it may load, who may frame it, what it may keep.

Pages need nothing from elsewhere, so the policy allows this server alone. Streamlit's style library
writes style elements at run time, which is why styles may stand in the page; scripts may not, but for
those in the shell, Streamlit's and ours, known by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from publicstats.framework.static_files import static_folder
from publicstats.server.shell.page import write_tail

PAGE_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
    "media-src": "'self'",
    "manifest-src": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
"""Content Security Policy of pages; the shell's own script is added to `script-src`."""
FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""Of everything else: an SVG opened by itself may have a style, but no script."""
FEATURES = ("camera", "display-capture", "geolocation", "microphone", "midi", "payment", "serial", "usb")
"""What no page may ask the reader for."""
HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": ", ".join(f"{feature}=()" for feature in FEATURES),
}
TRANSPORT = "max-age=31536000"
"""Strict-Transport-Security, where the answer goes over TLS: a year, this host alone."""
_INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)


class HeadersMiddleware:
    """Adds the headers to every HTTP answer; websockets pass untouched."""

    def __init__(self, app: ASGIApp, *, behind_tls: bool = False) -> None:
        self.app = app
        self.behind_tls = behind_tls

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                is_safe = self.behind_tls or scope["scheme"] == "https"
                secure(MutableHeaders(raw=message["headers"]), over_tls=is_safe)
            await send(message)

        await self.app(scope, receive, send_secured)


def secure(headers: MutableHeaders, *, over_tls: bool) -> None:
    """Adds to an answer's headers what its kind needs; an answer that does not say so is not kept unasked."""
    headers.update(HEADERS)
    is_page = headers.get("content-type", "").startswith("text/html")
    headers["content-security-policy"] = build_page_policy() if is_page else FILE_POLICY
    headers.setdefault("cache-control", "no-cache")
    if over_tls:
        headers["strict-transport-security"] = TRANSPORT


@cache
def build_page_policy() -> str:
    """The policy of pages, with the hashes of the scripts that stand in them: ours, and the shell's."""
    shell = (static_folder() / "index.html").read_bytes()
    scripts = " ".join([PAGE_POLICY["script-src"], *hash_scripts(shell + write_tail())])
    return "; ".join(f"{name} {allowed}" for name, allowed in (PAGE_POLICY | {"script-src": scripts}).items())


def hash_scripts(page: bytes) -> list[str]:
    """The hashes, as a policy writes them, of the scripts that stand in a page."""
    digests = (hashlib.sha256(script).digest() for script in _INLINE_SCRIPT.findall(page))
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]
