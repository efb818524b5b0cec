"""The way in: the page that asks a reader to sign in, and the page for those who may read nothing here.

Both are plain HTML without a script: who has no session gets no websocket and none of Streamlit's messages.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

from markupsafe import Markup
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from publicstats.framework.login import generate_login_redirect_url
from publicstats.server.access.mistakes import CALLBACK
from publicstats.server.access.settings import Settings
from publicstats.server.exact import exact_route
from publicstats.text.i18n import LANGS, LANGUAGE_NAMES, LANGUAGE_TAGS, Lang, translate

SIGN_IN = "/signin"
START = "/signin/start"
LOGIN = "/auth/login"
SIGN_OUT = "/auth/logout"
RETURN_COOKIE = "publicstats_return"
"""Holds the address that a reader wanted, while they sign in."""
RETURN_SECONDS = 900
UNCACHED = {"cache-control": "no-store"}


def make_routes(settings: Settings) -> list[Route]:
    """The addresses of the sign-in."""

    async def show(request: Request) -> Response:
        return show_sign_in(request, settings)

    async def start(request: Request) -> Response:
        return start_sign_in(request, settings)

    return [exact_route(SIGN_IN, show), exact_route(START, start)]


def ask_to_sign_in(path: str, query: str) -> Response:
    """Sends a reader who wanted an address to the sign-in page, which brings them back."""
    wanted = quote(path) + (f"?{query}" if query else "")
    return RedirectResponse(f"{SIGN_IN}?{urlencode({'next': wanted})}", 303, UNCACHED)


def show_sign_in(request: Request, settings: Settings) -> Response:
    """The sign-in page, in the language of the address that the reader wanted."""
    wanted = clean_address(request.query_params.get("next", "/"))
    lang = find_language(request.query_params.get("lang", "")) or find_language(wanted) or LANGS[0]
    sentence = "access.failed" if "failed" in request.query_params else "access.lead"
    # The site's own name in the link: the cookies of the sign-in are of no use under another.
    button = f"{settings.origin}{START}?{urlencode({'next': wanted})}"
    languages = {other: f"{SIGN_IN}?{urlencode({'next': wanted, 'lang': other})}" for other in LANGS}
    page = build_page(lang, "access.title", sentence, (button, "access.sign_in"), languages)
    return HTMLResponse(page, headers=UNCACHED)


def show_no_role(path: str, query: str) -> Response:
    """The page for a person who is signed in and has no role here."""
    button = (SIGN_OUT, "access.sign_out")
    page = build_answer(path, query, "access.no_role", "access.no_role_lead", button)
    return HTMLResponse(page, 403, UNCACHED)


def build_answer(path: str, query: str, title: str, sentence: str, button: tuple[str, str]) -> str:
    """A plain page in place of the one at an address, in the language that the address names."""
    lang = find_language(f"?{query}") or LANGS[0]
    languages = {other: f"{_quote_path(path)}?{urlencode({'lang': other})}" for other in LANGS}
    return build_page(lang, title, sentence, button, languages)


def _quote_path(path: str) -> str:
    """A path as part of a link on this site: one that begins with // would lead to another."""
    return "/" + quote(path.lstrip("/\\"))


def is_meant(headers: Headers) -> bool:
    """True for a sign-out that a reader asked for.

    Not for one that a browser fetches ahead, that a page of another site leads to, or that is no navigation:
    Fetch Metadata tells (https://www.w3.org/TR/fetch-metadata/); a client without it sends none of the three.
    """
    is_ahead = "sec-purpose" in headers or "prefetch" in (headers.get("purpose"), headers.get("x-moz"))
    is_own = headers.get("sec-fetch-site", "none") in ("same-origin", "none")
    return not is_ahead and is_own and headers.get("sec-fetch-mode", "navigate") == "navigate"


def start_sign_in(request: Request, settings: Settings) -> Response:
    """Sends the reader to the provider, as `st.login` does, and keeps the address that they wanted."""
    response = RedirectResponse(generate_login_redirect_url("default"), 303, UNCACHED)
    wanted = quote(clean_address(request.query_params.get("next", "/")), safe="")
    response.set_cookie(
        RETURN_COOKIE,
        wanted,
        max_age=RETURN_SECONDS,
        httponly=True,
        samesite="lax",
        secure=settings.behind_tls,
    )
    return response


def find_wanted(cookies: Mapping[str, str]) -> str:
    """The address that a reader wanted before the sign-in began."""
    return clean_address(unquote(cookies.get(RETURN_COOKIE, "/")))


def ask_again(cookies: Mapping[str, str]) -> str:
    """The address of the sign-in page that says that an attempt failed."""
    return f"{SIGN_IN}?{urlencode({'failed': 1, 'next': find_wanted(cookies)})}"


def clean_address(typed: str) -> str:
    """An address of this site as it was typed, or `/` for one that leads elsewhere or back to the sign-in."""
    try:
        parts = urlsplit(typed)
    except ValueError:
        return "/"
    is_own = typed.startswith("/") and not parts.scheme and not parts.netloc
    is_plain = typed.isascii() and typed.isprintable() and not set(typed) & set('\\ "<>')
    is_page = not parts.path.startswith(("//", SIGN_IN, "/auth/", CALLBACK))
    return typed if is_own and is_plain and is_page else "/"


def find_language(address: str) -> Lang | None:
    """The language that an address (or `?lang=`) or a word names, or None."""
    for lang in LANGS:
        if address == lang or parse_qs(address.partition("?")[2]).get("lang") == [lang]:
            return lang
    return None


def build_page(
    lang: Lang, title: str, sentence: str, button: tuple[str, str], languages: dict[Lang, str]
) -> Markup:
    """A plain page: the site's name, a title, a sentence, one button, and a link to the other language."""
    address, label = button
    other = next(name for name in LANGS if name != lang)
    return _read_template().format(
        tag=LANGUAGE_TAGS[lang],
        site=translate("site.title", lang),
        title=translate(title, lang),
        sentence=translate(sentence, lang),
        address=address,
        button=translate(label, lang),
        other_address=languages[other],
        other_tag=LANGUAGE_TAGS[other],
        other_name=LANGUAGE_NAMES[other],
    )


@cache
def _read_template() -> Markup:
    template = (Path(__file__).parent / "gate.html").read_text(encoding="utf-8")
    return Markup(template)  # noqa: S704 - a file of the program; what is put into it is escaped
