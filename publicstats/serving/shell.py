"""The page that Streamlit's scripts load into: its language, its title, and where its server is.

Streamlit's own shell page is always ``lang="en"``, and on any page but the first it looks for its
server below the page's path before it looks at the root, which fills the console with errors.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from urllib.parse import parse_qs

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from publicstats.i18n import LANGUAGE_TAGS, Lang, translate
from publicstats.serving.words import write_words

ASSETS = Path(__file__).parent / "assets"
SCRIPTS = b'<script src="./shell.js"></script>\n    <script src="./page.js" defer></script>'
"""Before Streamlit's own: the first must have run by then, the other waits for what they draw."""


class ShellMiddleware:
    """Rewrites HTML responses by `rewrite_shell`; everything else passes untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        start: Message = {}
        parts: list[bytes] = []

        async def send_rewritten(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and _is_html(message):
                start = message
            elif message["type"] == "http.response.body" and start:
                parts.append(message.get("body", b""))
                if not message.get("more_body", False):
                    body = rewrite_shell(b"".join(parts), _language(scope)) if any(parts) else b""
                    start["headers"] = _headers(start, body)
                    await send(start)
                    await send({"type": "http.response.body", "body": body})
            else:
                await send(message)

        await self.app(_without_compression(scope), receive, send_rewritten)


def rewrite_shell(page: bytes, lang: Lang) -> bytes:
    """The shell page in a language, with our title and icon, told where its server is."""
    title = translate("site.title", lang).encode()
    return (
        page.replace(b'<html lang="en">', f'<html lang="{LANGUAGE_TAGS[lang]}">'.encode(), 1)
        .replace(b"<title>Streamlit</title>", b"<title>" + title + b"</title>", 1)
        .replace(b'href="./favicon.png"', b'href="./icon.svg"', 1)
        .replace(b"<head>", b"<head>\n    " + SCRIPTS, 1)
    )


def _without_compression(scope: Scope) -> Scope:
    """The request of a page with no compression asked for, as what is compressed cannot be rewritten."""
    headers = dict(scope["headers"])
    if b"text/html" not in headers.get(b"accept", b""):
        return scope
    return {**scope, "headers": [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]}


def _is_html(message: Message) -> bool:
    headers = dict(message["headers"])
    return headers.get(b"content-type", b"").startswith(b"text/html") and b"content-encoding" not in headers


def _language(scope: Scope) -> Lang:
    query = parse_qs(scope["query_string"].decode("latin-1"))
    return "en" if query.get("lang") == ["en"] else "zh"


def _headers(start: Message, body: bytes) -> list[tuple[bytes, bytes]]:
    """The headers for the rewritten body: its own length, and no validators of the original."""
    dropped = (b"content-length", b"etag", b"last-modified", b"cache-control")
    kept = [(name, value) for name, value in start["headers"] if name.lower() not in dropped]
    length = [(b"content-length", str(len(body)).encode())] if body else []
    return [*kept, *length, (b"cache-control", b"no-cache")]


async def _serve_asset(request: Request) -> FileResponse:
    return FileResponse(ASSETS / request.url.path.lstrip("/"))


@cache
def write_script() -> str:
    """What runs on every page: our words for Streamlit's, and each script of `assets/page/`."""
    scripts = (path.read_text(encoding="utf-8") for path in sorted((ASSETS / "page").glob("*.js")))
    return "\n".join((write_words(), *scripts))


async def _serve_script(request: Request) -> Response:
    return Response(write_script(), media_type="text/javascript")


ROUTES = [
    *(Route(f"/{name}", _serve_asset) for name in ("shell.js", "icon.svg")),
    Route("/page.js", _serve_script),
]
MIDDLEWARE = [Middleware(ShellMiddleware)]
