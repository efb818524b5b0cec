"""Two questions of a supervisor: does the process answer, and has it something to show?"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse

from publicstats.publishing import shared_store
from publicstats.server.exact import exact_route

UNKEPT = {"cache-control": "no-store"}


async def _serve_health(request: Request) -> JSONResponse:
    return JSONResponse({"status": "alive"}, headers=UNKEPT)


async def _serve_readiness(request: Request) -> JSONResponse:
    snapshot = shared_store().snapshot
    if snapshot.edition is None:
        return JSONResponse({"status": "no edition"}, status_code=503, headers=UNKEPT)
    facts = {"edition": snapshot.edition.fingerprint, "current": snapshot.is_current}
    return JSONResponse({"status": "ready", **facts}, headers=UNKEPT)


ROUTES = [exact_route("/healthz", _serve_health), exact_route("/readyz", _serve_readiness)]
