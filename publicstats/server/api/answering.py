"""From a request to its answer: checked, revalidated by fingerprint, made beside the event loop."""

from __future__ import annotations

import zlib
from collections.abc import Awaitable, Callable, Hashable
from http import HTTPStatus
from itertools import chain

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from publicstats.edition.model import Edition
from publicstats.publishing import shared_store
from publicstats.server.api.operations import Operation
from publicstats.server.api.parameters import check_pairs
from publicstats.server.api.refusals import RefusalError
from publicstats.server.shell.page import KEPT

FORM = 1
"""Grows when the form of any answer changes, so that none kept from an older program counts as current."""


def build_endpoint(operation: Operation) -> Callable[[Request], Awaitable[Response]]:
    """What Starlette calls for an operation."""

    async def endpoint(request: Request) -> Response:
        edition = shared_store().snapshot.edition
        if edition is None:
            raise RefusalError(HTTPStatus.SERVICE_UNAVAILABLE, "api.unavailable")
        asked = dict(check_pairs(operation.accepted, request.query_params.multi_items()))
        wanted = await run_in_threadpool(operation.parse, edition, asked | request.path_params)
        kept = KEPT if operation.is_kept(wanted) else "no-cache"
        headers = {"etag": build_tag(edition, wanted), "cache-control": kept}
        if is_current(request.headers.get("if-none-match", ""), headers["etag"]):
            return Response(status_code=304, headers=headers)
        if operation.file_name:
            name = operation.file_name.format(edition=edition.fingerprint[:12], **request.path_params)
            headers["content-disposition"] = f'attachment; filename="{name}"'
        if request.method == "HEAD":
            answer = Response(headers=headers, media_type=operation.media_type)
            del answer.headers["content-length"]
            return answer
        body = await run_in_threadpool(operation.write, edition, wanted)
        if isinstance(body, bytes):
            return Response(body, headers=headers, media_type=operation.media_type)
        # The first part is made before the answer begins: where it fails, there is a sentence in its place.
        first = await run_in_threadpool(next, body)
        return StreamingResponse(chain((first,), body), headers=headers, media_type=operation.media_type)

    return endpoint


def build_tag(edition: Edition, wanted: Hashable) -> str:
    """The ETag of what is wanted of an edition."""
    return f'"{edition.fingerprint}-{zlib.crc32(repr((FORM, wanted)).encode()):08x}"'


def is_current(if_none_match: str, tag: str) -> bool:
    """Whether one of the tags that a browser has is this one; compressed answers have it as a weak tag."""
    tags = [known.strip().removeprefix("W/") for known in if_none_match.split(",")]
    return tag in tags or tags == ["*"]
