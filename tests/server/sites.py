"""Streamlit's static files and a few answers of every kind behind the dashboard's own middleware."""

from __future__ import annotations

from collections.abc import AsyncIterator

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.testclient import TestClient
from streamlit import file_util
from streamlit.web.server.starlette.starlette_static_routes import create_streamlit_static_handler

from publicstats.server import EXCEPTION_HANDLERS, MIDDLEWARE, ROUTES

LONG = "政务服务数据，" * 400


async def _fail(request: Request) -> Response:
    raise ValueError(LONG)


async def _send_lines() -> AsyncIterator[str]:
    for _ in range(50):
        yield LONG


SAMPLES = [
    Route("/text", lambda request: PlainTextResponse(LONG, headers={"etag": '"one"'})),
    Route("/short", lambda request: PlainTextResponse("好")),
    Route("/picture", lambda request: Response(b"\x89PNG" * 500, media_type="image/png")),
    Route("/packed", lambda request: Response(b"x" * 900, headers={"content-encoding": "zstd"})),
    Route("/stream", lambda request: StreamingResponse(_send_lines(), media_type="text/csv")),
    Route("/failure", _fail),
]


def open_site(base_url: str = "http://testserver") -> TestClient:
    """A client of such a site, which takes no encoding unless a request names one."""
    static = create_streamlit_static_handler(file_util.get_static_dir(), "")
    app = Starlette(
        routes=[*SAMPLES, *ROUTES, Mount("/", app=static)],
        middleware=MIDDLEWARE,
        exception_handlers=EXCEPTION_HANDLERS,
    )
    client = TestClient(app, base_url=base_url, raise_server_exceptions=False)
    client.headers["accept-encoding"] = "identity"
    return client


def list_scripts(page: str) -> list[str]:
    """The addresses of the hashed scripts that a shell page loads."""
    return [part.partition('"')[0] for part in page.split('="./')[1:] if part.startswith("static/js/")]
