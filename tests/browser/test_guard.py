"""The guard can be seen to work: each small page here does one forbidden thing."""

import contextlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser

from tests.browser.guard import Guard

ICON = "<link rel=icon href=data:,>"
PAGES = {
    "/good": f"{ICON}<p>好</p>",
    "/console": f"{ICON}<script>console.error('坏了')</script>",
    "/uncaught": f"{ICON}<script>throw new Error('坏了')</script>",
    "/foreign": f"{ICON}<img src=http://example.com/a.png>",
    "/websocket": f"{ICON}<script>new WebSocket('ws://example.com/')</script>",
    "/missing": f"{ICON}<img src=/nothing.png>",
    "/closed": f"{ICON}<script>fetch('/hang-up').catch(() => 0)</script>",
    "/exception": f"{ICON}<div data-testid=stException>坏了</div>",
    "/alert": f"{ICON}<div data-testid=stAlertContentError>坏了</div>",
    "/no-icon": "<p>好</p>",
    "/foreign-icon": "<link rel=icon href=https://example.com/icon.svg>",
    "/popup": f"{ICON}<script>open('/console')</script>",
}


class Site(BaseHTTPRequestHandler):
    """Serves PAGES, hangs up on /hang-up, and answers 404 to the rest."""

    def do_GET(self) -> None:
        if self.path == "/hang-up":
            self.close_connection = True
            return
        body = PAGES.get(self.path, "").encode()
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def list_problems(browser: Browser, site: str, path: str) -> list[str]:
    with contextlib.closing(browser.new_context()) as context:
        guard = Guard(context, site)
        page = context.new_page()
        page.goto(site + path, wait_until="networkidle")
        page.wait_for_timeout(200)
        guard.inspect()
        return guard.problems


def test_page_that_does_nothing_wrong_has_no_problem(browser: Browser, site: str) -> None:
    assert list_problems(browser, site, "/good") == []


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("/console", "console error: 坏了"),
        ("/uncaught", "uncaught error: 坏了"),
        ("/foreign", "request to another host: http://example.com/a.png"),
        ("/websocket", "websocket to another host: ws://example.com/"),
        ("/missing", "response 404"),
        ("/closed", "request failed"),
        ("/exception", "error shown on"),
        ("/alert", "error shown on"),
        ("/no-icon", "response 404"),
        ("/foreign-icon", "favicon from another host: https://example.com/icon.svg"),
        ("/popup", "console error: 坏了"),
    ],
)
def test_guard_reports_what_a_page_does_wrong(browser: Browser, site: str, path: str, problem: str) -> None:
    assert any(found.startswith(problem) for found in list_problems(browser, site, path))
