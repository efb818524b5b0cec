"""The edition for programs, and as files: all below /api, read only, described by /api/openapi.json.

A further address is a row of a module's OPERATIONS that stands in the list below.
"""

from __future__ import annotations

import re

from starlette.applications import Starlette
from starlette.routing import Mount

from publicstats.edition.model import Edition
from publicstats.server.api import catalogues, figures, made_files, release_list, series_list, specifications
from publicstats.server.api.answering import build_endpoint
from publicstats.server.api.catalogues import dump
from publicstats.server.api.description import PREFIX, build_description
from publicstats.server.api.operations import Operation
from publicstats.server.api.refusals import HANDLERS
from publicstats.server.exact import exact_route

__all__ = ["API", "OPERATIONS", "ROUTES", "Operation"]


def _write_description(edition: Edition, wanted: object) -> bytes:
    return dump(build_description(OPERATIONS))


OPERATIONS: tuple[Operation, ...] = (
    *catalogues.OPERATIONS,
    *figures.OPERATIONS,
    *series_list.OPERATIONS,
    *release_list.OPERATIONS,
    *made_files.OPERATIONS,
    *specifications.OPERATIONS,
    Operation("/openapi.json", "This description", _write_description, schema={"type": "object"}),
)
"""Every address of the API."""

API = Starlette(
    routes=[exact_route(operation.path, build_endpoint(operation)) for operation in OPERATIONS],
    exception_handlers=HANDLERS,
)
_MOUNT = Mount(PREFIX, app=API)
# An address with a line break is the API's to refuse as well; Starlette's pattern stops at it.
_MOUNT.path_regex = re.compile(_MOUNT.path_regex.pattern, re.DOTALL)
ROUTES = [_MOUNT]
