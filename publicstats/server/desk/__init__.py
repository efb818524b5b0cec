"""What the analyst's desk asks the server by itself: everything below /desk, for analysts alone.

A further address is a row of a module's POSTS or GETS that stands in the list of `desk_addresses`.
"""

from __future__ import annotations

from starlette.types import Receive, Scope, Send

from publicstats.server.exact import exact_mount

__all__ = ["ROUTES"]

PREFIX = "/desk"


async def _answer(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers a request; the first loads what that needs, not every start."""
    from publicstats.server.desk.desk_addresses import DESK

    await DESK(scope, receive, send)


ROUTES = [exact_mount(PREFIX, _answer)]
