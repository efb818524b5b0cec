"""The edition for programs, and as files: all below /api, read only, described by /api/openapi.json.

A further address is a row of a module's OPERATIONS that stands in the list of `addresses`.
"""

from __future__ import annotations

import re

from starlette.routing import Mount
from starlette.types import Receive, Scope, Send

__all__ = ["ROUTES"]

PREFIX = "/api"


async def _answer(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers a request; the first loads what that needs, not every start."""
    from publicstats.server.api.addresses import API

    await API(scope, receive, send)


_MOUNT = Mount(PREFIX, app=_answer)
# An address with a line break is the API's to refuse as well; Starlette's pattern stops at it.
_MOUNT.path_regex = re.compile(_MOUNT.path_regex.pattern, re.DOTALL)
ROUTES = [_MOUNT]
