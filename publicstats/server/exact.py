"""Routes that match a whole address: what the gate has judged is what is served."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from starlette.routing import Mount, Route
from starlette.types import ASGIApp


def exact_route(path: str, endpoint: Callable[..., Any], methods: Sequence[str] | None = None) -> Route:
    """A route as Starlette makes it, which does not match an address with a line break at its end.

    Starlette ends its pattern with `$`, and `/metrics%0a` is then taken for `/metrics`.
    """
    route = Route(path, endpoint, methods=methods)
    route.path_regex = re.compile(rf"{route.path_regex.pattern.removesuffix('$')}\Z")
    return route


def exact_mount(prefix: str, app: ASGIApp) -> Mount:
    """All below an address for an application, which refuses an address with a line break itself.

    Starlette's pattern would stop at it.
    """
    mount = Mount(prefix, app=app)
    mount.path_regex = re.compile(mount.path_regex.pattern, re.DOTALL)
    return mount
