"""What is answered to who may not read an address, or asks for one that is not there.

A page to those who open one, a sentence in each language to programs.
"""

from __future__ import annotations

from http import HTTPStatus

from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import Scope

from publicstats.server.access import sign_in
from publicstats.server.access.cookies import Session
from publicstats.server.access.roles import METHODS, Role
from publicstats.text.i18n import LANGS, translate


def refuse(scope: Scope, session: Session | None) -> Response:
    """The answer to who has no session, or one without the role."""
    path, query = scope["path"], scope["query_string"].decode("latin-1")
    if session is None:
        if _opens_page(scope):
            return sign_in.ask_to_sign_in(path, query)
        return _say(HTTPStatus.UNAUTHORIZED, "access.needs_session", {"www-authenticate": "Cookie"})
    if _opens_page(scope) and session.reader.role is Role.NONE:
        return sign_in.show_no_role(path, query)
    return _say(HTTPStatus.FORBIDDEN, "access.needs_role")


def refuse_address(scope: Scope) -> Response:
    """The answer for an address that is none of this site, or not written as it is."""
    if not _opens_page(scope):
        return _say(HTTPStatus.NOT_FOUND, "access.no_address")
    return _show(
        scope, HTTPStatus.NOT_FOUND, "access.no_address", "access.no_address_lead", ("/", "framework.home")
    )


def refuse_method(path: str) -> Response:
    """The answer to a method that an address does not take: nothing was done."""
    return _say(HTTPStatus.METHOD_NOT_ALLOWED, "access.no_method", {"allow": METHODS[path][0]})


def ask_to_sign_out(scope: Scope) -> Response:
    """The answer to a sign-out that the reader did not ask for here: a page from which they may."""
    button = (sign_in.SIGN_OUT, "access.sign_out")
    return _show(scope, HTTPStatus.FORBIDDEN, "access.sign_out", "access.sign_out_lead", button)


def _opens_page(scope: Scope) -> bool:
    return scope["method"] in ("GET", "HEAD") and "text/html" in HTTPConnection(scope).headers.get(
        "accept", ""
    )


def _show(scope: Scope, status: HTTPStatus, title: str, sentence: str, button: tuple[str, str]) -> Response:
    query = scope["query_string"].decode("latin-1")
    return HTMLResponse(
        sign_in.build_answer(scope["path"], query, title, sentence, button), status, sign_in.UNCACHED
    )


def _say(status: HTTPStatus, key: str, headers: dict[str, str] | None = None) -> Response:
    text = "\n".join(translate(key, lang) for lang in LANGS)
    return PlainTextResponse(text, status, sign_in.UNCACHED | (headers or {}))
