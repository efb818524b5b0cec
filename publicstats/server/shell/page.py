"""The page that Streamlit's scripts load into: its language, its title, its look, and where its server is.

Streamlit's own shell page is always ``lang="en"``, and on any page but the first it looks for its
server below the page's path before it looks at the root, which fills the console with errors. It also
fetches a font that no page uses, and points programs to an interface that is not offered here.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path
from urllib.parse import parse_qs

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from publicstats.charts import find_script
from publicstats.framework.static_files import static_folder
from publicstats.framework.theme_options import read_theme
from publicstats.markup.elements import BLANK
from publicstats.server.access.roles import is_page
from publicstats.server.exact import exact_route
from publicstats.server.seen import sees_preview, write_cookie
from publicstats.server.shell import notices
from publicstats.server.shell.first_views import FIRST_VIEWS
from publicstats.server.shell.live_words import write_live_words
from publicstats.server.shell.streamlit_words import write_words
from publicstats.server.shell.styles import spell_out
from publicstats.text.i18n import LANGUAGE_TAGS, Lang, choose_language, translate

ASSETS = Path(__file__).parent / "assets"
PAGE_ASSETS = ASSETS / "page"
"""Scripts and style sheets of the pages themselves."""
HEAD = """
    <script src="{/shell.js}"></script>
    <script>{browser.js}</script>
    <script src="{/page.js}" defer></script>
    <link rel="stylesheet" href="{/page.css}">"""
"""Before Streamlit's own scripts: the first two must have run by then, the other waits for what they draw."""
LIVE_ASSETS = ASSETS / "live"
"""Scripts that draw charts anew, alive; no page waits for them."""
DESK_ASSETS = ASSETS / "desk"
"""Scripts and the style sheet of the desk on which analysts draft rows."""
PAPER = "@page { margin: 14mm; }"
"""The one rule that is of no element."""
KEPT = "private, max-age=31536000, immutable"
"""How long a browser keeps what it asks for by its hash; nobody else does, as it is behind the sign-in."""
EARLY = ("Html", "purify.es")
"""Streamlit's scripts that every page needs, and that its client asks for late: when content has come."""
PARTIAL = frozenset({b"range", b"if-range", b"if-none-match", b"if-modified-since"})
"""What a request says of a part, or of what the browser has: true of the file that the page is made from."""
_FONT = re.compile(rb'<link\s+rel="preload"[^>]*\sas="font"[^>]*>')
_NO_SCRIPT = re.compile(rb"<noscript>.*?</noscript>", re.DOTALL)


class ShellMiddleware:
    """Rewrites the HTML of pages by `rewrite_shell` and sends it whole; everything else passes untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or not is_page(scope["path"]):
            await self.app(scope, receive, send)
            return
        whole = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] not in PARTIAL]}
        start: Message = {}
        parts: list[bytes] = []

        async def send_rewritten(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and _is_html(message):
                start = message
            elif message["type"] == "http.response.body" and start:
                parts.append(message.get("body", b""))
                if not message.get("more_body", False):
                    body = b"".join(parts)
                    sees = await sees_preview(scope)
                    if body:
                        view = BLANK if sees else await FIRST_VIEWS.find_in_time(scope)
                        body = rewrite_shell(body, read_language(scope), view)
                    start["headers"] = _headers(start, body, sees=sees)
                    await send(start)
                    await send({"type": "http.response.body", "body": body})
            else:
                await send(message)

        await self.app(whole, receive, send_rewritten)


def rewrite_shell(page: bytes, lang: Lang, first_view: Markup = BLANK) -> bytes:
    """The shell page in a language, with our title, told where its server is, with a first view."""
    title = translate("site.title", lang).encode()
    page = _FONT.sub(b"", _NO_SCRIPT.sub(notices.no_script(lang).encode(), page))
    return (
        page.replace(b'<html lang="en">', f'<html lang="{LANGUAGE_TAGS[lang]}">'.encode(), 1)
        .replace(b"<title>Streamlit</title>", b"<title>" + title + b"</title>", 1)
        .replace(b'href="./_stcore/agent/openapi.json"', b'href="./api/openapi.json"', 1)
        .replace(b"<head>", b"<head>" + write_head(), 1)
        .replace(b"</head>", list_preloads() + b"</head>", 1)
        .replace(b"</body>", first_view.encode() + b"</body>", 1)
    )


@cache
def list_preloads() -> bytes:
    """Links that have a browser fetch `EARLY` at once, by their names in the installed Streamlit."""
    folder = static_folder() / "static" / "js"
    names = [path.name for part in EARLY for path in folder.glob(f"{part}.*.js")]
    return "".join(f'<link rel="modulepreload" href="./static/js/{name}">\n' for name in names).encode()


def _is_html(message: Message) -> bool:
    return dict(message["headers"]).get(b"content-type", b"").startswith(b"text/html")


def read_language(scope: Scope) -> Lang:
    """The language that the address asks for, Chinese where it names none."""
    given = parse_qs(scope["query_string"].decode("latin-1")).get("lang", [])
    return choose_language(given[0] if len(given) == 1 else None)


def _headers(start: Message, body: bytes, *, sees: bool | None) -> list[tuple[bytes, bytes]]:
    """The headers for the rewritten body: its own length, and no validators of the original.

    `sees` says what became of the browser's preview: a cookie without one is taken back.
    """
    dropped = (b"content-length", b"etag", b"last-modified", b"cache-control", b"accept-ranges")
    kept = [(name, value) for name, value in start["headers"] if name.lower() not in dropped]
    length = [(b"content-length", str(len(body)).encode())] if body else []
    keeping = b"no-cache" if sees is None else b"no-store"
    taken_back = [(b"set-cookie", write_cookie("").encode())] if sees is False else []
    return [*kept, *length, (b"cache-control", keeping), (b"vary", b"Cookie"), *taken_back]


@cache
def write_head() -> bytes:
    """What the shell asks for of ours, each part by an address that changes with its content."""
    head = HEAD
    for name in PARTS:
        head = head.replace(f"{{{name}}}", name_address(name))
    return head.replace("{browser.js}", write_browser_script()).encode()


def name_address(name: str) -> str:
    """Where a page asks for a part: the address changes with its content."""
    return f".{name}?v={find_version(name)}"


@cache
def find_version(name: str) -> str:
    """A hash of a part's content; of plotly.js, for whose 4.5 MB no first page should wait, its version."""
    if name == PLOTLY:
        return version("plotly")
    return hashlib.sha256(PARTS[name]().encode()).hexdigest()[:12]


@cache
def write_shell_script() -> str:
    """What runs before Streamlit's own scripts: what older browsers lack, where the server is, the themes."""
    script = _read_asset("fill.js") + _read_asset("shell.js")
    return script.replace("THEMES", json.dumps(list_themes(), ensure_ascii=False))


@cache
def write_browser_script() -> str:
    """What tells whether the browser is new enough. In the page itself: a first visit waits for files."""
    notice = json.dumps(notices.old_browser(), ensure_ascii=False).replace("<", r"\u003c")
    return _read_asset("browser.js").replace("NOTICE", notice)


def _read_asset(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")


def list_themes() -> dict[str, dict[str, object]]:
    """The light and the dark theme of config.toml, under the names by which Streamlit's client takes them."""
    font = {"bodyFont": read_theme()["font"]}
    return {f"{name.upper()}_THEME": font | read_theme(name) for name in ("light", "dark")}


@cache
def write_page_script() -> str:
    """What runs on every page: our words for Streamlit's, and each script of `assets/page/`."""
    script = "\n".join((write_words(), *_read_scripts(PAGE_ASSETS)))
    for name, parts in (("LIVE_PARTS", LIVE_PARTS), ("DESK_PARTS", DESK_PARTS)):
        script = script.replace(name, json.dumps([name_address(part) for part in parts]))
    return script


@cache
def write_live_script() -> str:
    """What brings charts to life, once plotly.js is there: our words, and each script of `assets/live/`."""
    script = "\n".join(_read_scripts(LIVE_ASSETS))
    return f"(() => {{\n{write_live_words()}{script}}})();\n"


@cache
def write_live_style() -> str:
    """How live charts look."""
    return spell_out((LIVE_ASSETS / "alive.css").read_text(encoding="utf-8"))


@cache
def write_desk_script() -> str:
    """What makes a place for a desk one: each script of `assets/desk/`; the place itself has the words."""
    script = "\n".join(_read_scripts(DESK_ASSETS))
    return f"(() => {{\n{script}}})();\n"


@cache
def write_desk_style() -> str:
    """How the desk looks."""
    return spell_out((DESK_ASSETS / "rows.css").read_text(encoding="utf-8"))


def write_plotly_script() -> str:
    """plotly.js; read anew each time, as browsers and `compression` keep it."""
    return find_script().read_text(encoding="utf-8")


@cache
def write_page_style() -> str:
    """How every page looks: each style sheet of `assets/page/`, so put that it outweighs Streamlit's."""
    sheets = (path.read_text(encoding="utf-8") for path in sorted(PAGE_ASSETS.glob("*.css")))
    return "\n".join((PAPER, spell_out("\n".join((write_theme_style(), *sheets)))))


def write_theme_style() -> str:
    """The font and the colours of config.toml, for what stands on the page before Streamlit has them."""
    light, dark = list_themes().values()
    colours = (f"--{name}: light-dark({light[name]}, {dark[name]});" for name in light if name != "bodyFont")
    return f".ps-first {{ --bodyFont: {light['bodyFont']}; {' '.join(colours)} }}"


def _read_scripts(folder: Path) -> Iterator[str]:
    return (path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.js")))


PLOTLY = "/plotly.js"
LIVE_PARTS = ("/live.css", PLOTLY, "/live.js")
"""What a page that is live asks for, in the order in which it counts."""
DESK_PARTS = ("/desk.css", "/desk.js")
"""What a page with a place for a desk asks for."""
PARTS: dict[str, Callable[[], str]] = {
    "/shell.js": write_shell_script,
    "/page.js": write_page_script,
    "/page.css": write_page_style,
    PLOTLY: write_plotly_script,
    "/live.css": write_live_style,
    "/live.js": write_live_script,
    "/desk.css": write_desk_style,
    "/desk.js": write_desk_script,
}
"""What the shell and the page ask for, by its address."""


async def _serve_part(request: Request) -> Response:
    """A part; one of another version than the address names is asked for anew at the next time."""
    name = request.scope["path"]
    is_named = request.query_params.get("v") == find_version(name)
    kind = "text/css" if name.endswith(".css") else "text/javascript"
    headers = {"cache-control": KEPT if is_named else "no-cache"}
    return Response(PARTS[name](), media_type=kind, headers=headers)


async def _serve_icon(request: Request) -> FileResponse:
    """The icon, where Streamlit's client looks for one: a page that names another has it sent at each run."""
    return FileResponse(ASSETS / "icon.svg")


ROUTES = [exact_route("/favicon.png", _serve_icon), *(exact_route(name, _serve_part) for name in PARTS)]
