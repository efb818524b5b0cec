"""From a request to its answer: checked, revalidated by fingerprint, made beside the event loop."""

from __future__ import annotations

import zlib
from collections.abc import Awaitable, Callable, Hashable
from http import HTTPStatus
from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from publicstats.edition import Edition
from publicstats.publishing import shared_store
from publicstats.serving.api.operations import Body, Operation
from publicstats.serving.api.parameters import check_pairs
from publicstats.serving.api.refusals import RefusalError

FORM = 1
"""Grows when the form of any answer changes, so that none kept from an older program counts as current."""
KEPT_BYTES = 16_000_000


class Answers:
    """Answers of one edition, forgotten with it, and all together when they grow too big."""

    def __init__(self, limit: int = KEPT_BYTES) -> None:
        self._limit = limit
        self._lock = Lock()
        self._fingerprint = ""
        self._kept: dict[Hashable, bytes] = {}

    def get(self, edition: Edition, key: Hashable, make: Callable[[], Body]) -> Body:
        """The answer with a key, made where it is not there; iterators are handed through."""
        with self._lock:
            if edition.fingerprint == self._fingerprint and key in self._kept:
                return self._kept[key]
        answer = make()
        if isinstance(answer, bytes):
            self._keep(edition.fingerprint, key, answer)
        return answer

    def _keep(self, fingerprint: str, key: Hashable, answer: bytes) -> None:
        with self._lock:
            size = sum(map(len, self._kept.values())) + len(answer)
            if fingerprint != self._fingerprint or size > self._limit:
                self._fingerprint = fingerprint
                self._kept.clear()
            if len(answer) <= self._limit:
                self._kept[key] = answer


_ANSWERS = Answers()


def build_endpoint(operation: Operation) -> Callable[[Request], Awaitable[Response]]:
    """What Starlette calls for an operation."""

    async def endpoint(request: Request) -> Response:
        edition = shared_store().snapshot.edition
        if edition is None:
            raise RefusalError(HTTPStatus.SERVICE_UNAVAILABLE, "api.unavailable")
        asked = dict(check_pairs(operation.accepted, request.query_params.multi_items()))
        wanted = await run_in_threadpool(operation.parse, edition, asked | request.path_params)
        headers = {"etag": build_tag(edition, wanted), "cache-control": "no-cache"}
        if is_current(request.headers.get("if-none-match", ""), headers["etag"]):
            return Response(status_code=304, headers=headers)
        if operation.file_name:
            name = operation.file_name.format(edition=edition.fingerprint[:12])
            headers["content-disposition"] = f'attachment; filename="{name}"'
        if request.method == "HEAD":
            answer = Response(headers=headers, media_type=operation.media_type)
            del answer.headers["content-length"]
            return answer
        key = (operation.path, wanted)
        body = await run_in_threadpool(_ANSWERS.get, edition, key, lambda: operation.write(edition, wanted))
        if isinstance(body, bytes):
            return Response(body, headers=headers, media_type=operation.media_type)
        return StreamingResponse(body, headers=headers, media_type=operation.media_type)

    return endpoint


def build_tag(edition: Edition, wanted: Hashable) -> str:
    """The ETag of what is wanted of an edition."""
    return f'"{edition.fingerprint}-{zlib.crc32(repr((FORM, wanted)).encode()):08x}"'


def is_current(if_none_match: str, tag: str) -> bool:
    """Whether one of the tags that a browser has is this one; compressed answers have it as a weak tag."""
    tags = [known.strip().removeprefix("W/") for known in if_none_match.split(",")]
    return tag in tags or tags == ["*"]
