"""From what a desk sends to its answer: of this site's own pages alone, JSON, beside the event loop."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from publicstats.editing import EditError
from publicstats.server.api.answering import is_current
from publicstats.server.api.refusals import RefusalError
from publicstats.server.exact import exact_route
from publicstats.server.origins import is_foreign
from publicstats.server.shell.page import read_language
from publicstats.text.i18n import Lang

MAX_BODY = 4_000_000
"""Bytes of what may be sent: a text of 50,000 characters and its rows have 200,000."""


@dataclass(frozen=True)
class Asked:
    """What was sent, by whom: the body's JSON, the page's language, the cookies of the browser."""

    sent: Any
    lang: Lang
    cookies: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """What goes back: JSON, or a file where it has a name; `headers` may set a cookie."""

    body: Mapping[str, Any] | bytes
    media_type: str = "application/json"
    file_name: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Post:
    """One address below /desk that takes JSON; `answer` may raise RefusalError or `EditError`."""

    path: str
    answer: Callable[[Asked], Answer]


@dataclass(frozen=True)
class Get:
    """One address below /desk that is read; `tag` names what it says now: a browser may have it already."""

    path: str
    answer: Callable[[Asked], Answer]
    tag: Callable[[Asked], str]


def build_get_route(get: Get) -> Route:
    """The route of an address that is read."""

    async def endpoint(request: Request) -> Response:
        asked = Asked(None, read_language(request.scope), request.cookies)
        tag = f'"{get.tag(asked)}"'
        headers = {"etag": tag, "cache-control": "private, no-cache"}
        if is_current(request.headers.get("if-none-match", ""), tag):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        answer = await run_in_threadpool(get.answer, asked)
        return Response(
            _write(answer.body), headers={**headers, **answer.headers}, media_type=answer.media_type
        )

    return exact_route(get.path, endpoint, methods=["GET"])


def build_route(post: Post) -> Route:
    """The route of an address."""

    async def endpoint(request: Request) -> Response:
        check_sender(request)
        asked = Asked(await _read(request), read_language(request.scope), request.cookies)
        try:
            answer = await run_in_threadpool(post.answer, asked)
        except EditError as error:
            raise RefusalError(HTTPStatus.BAD_REQUEST, "desk.not_understood", reason=str(error)) from error
        headers = {"cache-control": "no-store", **answer.headers}
        if answer.file_name:
            headers["content-disposition"] = f'attachment; filename="{answer.file_name}"'
        return Response(_write(answer.body), headers=headers, media_type=answer.media_type)

    return exact_route(post.path, endpoint, methods=["POST"])


def _write(body: Mapping[str, Any] | bytes) -> bytes:
    if isinstance(body, bytes):
        return body
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def check_sender(request: Request) -> None:
    """RefusalError for what no page of this site has sent.

    A form of another site can send neither this type nor, in its reader's browser, this origin.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise RefusalError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "desk.not_json")
    if "origin" not in request.headers or is_foreign(request.headers):
        raise RefusalError(HTTPStatus.FORBIDDEN, "desk.foreign")


async def _read(request: Request) -> Any:
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > MAX_BODY:
            raise RefusalError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "desk.too_large")
        parts.append(part)
    try:
        return json.loads(b"".join(parts))
    except (ValueError, RecursionError) as error:
        raise RefusalError(HTTPStatus.BAD_REQUEST, "desk.not_json") from error
