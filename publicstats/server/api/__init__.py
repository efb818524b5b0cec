"""The edition for programs, and as files: all below /api, read only, described by /api/openapi.json.

A further address is a row of a module's OPERATIONS that stands in the list of `addresses`.
"""

from __future__ import annotations

from starlette.types import Receive, Scope, Send

from publicstats.server.exact import exact_mount

__all__ = ["ROUTES"]

PREFIX = "/api"


async def _answer(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers a request; the first loads what that needs, not every start."""
    from publicstats.server.api.addresses import API

    await API(scope, receive, send)


ROUTES = [exact_mount(PREFIX, _answer)]
