"""All addresses of the desk, and the application that answers them."""

from __future__ import annotations

from http import HTTPStatus

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from publicstats.server.api.refusals import HANDLERS, build_refusal
from publicstats.server.desk import desk_checks, desk_previews, desk_releases, desk_saving
from publicstats.server.desk.asking import Get, Post, build_get_route, build_route
from publicstats.server.shell.page import read_language

POSTS: tuple[Post, ...] = (*desk_checks.POSTS, *desk_previews.POSTS, *desk_releases.POSTS, *desk_saving.POSTS)
"""Every address that takes JSON."""
GETS: tuple[Get, ...] = (*desk_checks.GETS,)
"""Every address that is read."""


def _answer_wrong_path(request: Request, error: Exception) -> Response:
    """The answer where there is no such address, or it takes no such method."""
    assert isinstance(error, HTTPException)
    status = HTTPStatus(error.status_code)
    key = "desk.post_only" if status is HTTPStatus.METHOD_NOT_ALLOWED else "desk.no_address"
    answer = build_refusal(status, key, read_language(request.scope))
    answer.headers.update(error.headers or {})
    return answer


DESK = Starlette(
    routes=[*map(build_route, POSTS), *map(build_get_route, GETS)],
    exception_handlers=HANDLERS | {HTTPException: _answer_wrong_path},
)
# What is none of the addresses is answered by nobody, also with a slash behind it.
DESK.router.redirect_slashes = False
