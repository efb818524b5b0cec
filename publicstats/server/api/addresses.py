"""All addresses of the API, and the application that answers them."""

from __future__ import annotations

from starlette.applications import Starlette

from publicstats.edition.model import Edition
from publicstats.server.api import catalogues, figures, made_files, release_list, series_list, specifications
from publicstats.server.api.answering import build_endpoint
from publicstats.server.api.catalogues import dump
from publicstats.server.api.description import build_description
from publicstats.server.api.operations import Operation
from publicstats.server.api.refusals import HANDLERS
from publicstats.server.exact import exact_route


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
