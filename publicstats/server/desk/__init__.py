"""What the analyst's desk asks the server by itself: everything below /desk, for analysts alone.

A further address is a row of a module's POSTS or GETS that stands in the list of `desk_addresses`.
"""

from __future__ import annotations

import re

from starlette.routing import Mount
from starlette.types import Receive, Scope, Send

__all__ = ["ROUTES"]

PREFIX = "/desk"


async def _answer(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers a request; the first loads what that needs, not every start."""
    from publicstats.server.desk.desk_addresses import DESK

    await DESK(scope, receive, send)


_MOUNT = Mount(PREFIX, app=_answer)
# An address with a line break is the desk's to refuse as well; Starlette's pattern stops at it.
_MOUNT.path_regex = re.compile(_MOUNT.path_regex.pattern, re.DOTALL)
ROUTES = [_MOUNT]
