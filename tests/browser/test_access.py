"""Sign-in at two real providers, in a real browser: the way in, the roles, the end of a session."""

from __future__ import annotations

import http.client
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from publicstats.text.i18n import translate
from tests.browser.opening import TIMEOUT, wait_until_drawn
from tests.browser.providers import Provider, list_settings, start_provider
from tests.browser.servers import Server, find_free_port

CLOSED = [
    "/_stcore/health",
    "/_stcore/host-config",
    "/_stcore/metrics",
    "/_stcore/script-health-check",
    "/_stcore/upload_file/any/any",
    "/_stcore/bidi-components/any/any.js",
    "/_stcore/agent/interact",
    "/_stcore/agent/openapi.json",
    "/_stcore/agent/mcp",
    "/_stcore/stream",
    "/media/0123456789abcdef.png",
    "/app/static/any.js",
    "/component/any/index.html",
    "/metrics",
    "/api",
    "/api/figures.csv",
    "/shell.js",
    "/",
    "/hotline",
    "/quality",
    "/static",
    "/static/../quality",
    "/healthz/",
    "/signin/",
    "//quality",
]
"""Addresses that answer nobody without a session, some of them written so as to look like open ones."""


@dataclass(frozen=True)
class Site:
    """A dashboard with sign-in, and its provider."""

    server: Server
    provider: Provider

    def sign_in(self, page: Page, who: str, path: str = "/") -> Page:
        """Opens a page as someone who must sign in first."""
        page.goto(self.server.url + path)
        page.locator("a.button").click()
        self.provider.sign_in(page, who)
        return page


@pytest.fixture(scope="module", params=["mock", "strict"])
def site(
    request: pytest.FixtureRequest, serve: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    port = find_free_port()
    settings = folder / "secrets.toml"
    settings.write_text(list_settings(port), encoding="utf-8")
    server = serve(PUBLICSTATS_SETTINGS=str(settings))
    provider = start_provider(request.param, port, f"{server.url}/oauth2callback", folder / "provider.log")
    yield Site(server, provider)
    provider.stop()
    server.stop()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with closing(browser.new_context(viewport={"width": 1440, "height": 900})) as context:
        context.set_default_timeout(TIMEOUT)
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def ask(server: Server, path: str, **headers: str) -> http.client.HTTPResponse:
    """The answer to a request without a browser, its body read."""
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)) as connection:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
    return answer


def open_websocket(server: Server, cookie: str = "") -> int:
    """The status of the answer to who asks for the websocket: 101 where it opens."""
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "MDEyMzQ1Njc4OWFiY2RlZg==",
        "Origin": server.url,
        "Cookie": cookie,
    }
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)) as connection:
        connection.request("GET", "/_stcore/stream", headers=upgrade)
        return connection.getresponse().status


def write_cookies(context: BrowserContext) -> str:
    """The cookies of a browser as a request sends them."""
    return "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in context.cookies())


def test_without_a_session_only_the_way_in_answers(site: Site) -> None:
    for path in CLOSED:
        for accept in ("*/*", "text/html"):
            answer = ask(site.server, path, Accept=accept)
            leads_in = answer.status == 303 and answer.headers["Location"].startswith("/signin?next=")
            assert answer.status in (400, 401) or leads_in, (path, accept, answer.status)
    assert open_websocket(site.server) == 403
    assert ask(site.server, "/signin").status == 200


@pytest.mark.parametrize("path", ["/signin", "/signin?failed=1&lang=en", "/hotline", "/"])
def test_sign_in_page_loads_only_what_answers_without_a_session(site: Site, page: Page, path: str) -> None:
    answers: list[tuple[str, int]] = []
    page.on("response", lambda answer: answers.append((answer.url, answer.status)))
    page.goto(site.server.url + path, wait_until="networkidle")
    assert page.locator("a.button").count() == 1
    assert [answer for answer in answers if answer[1] >= 400] == []
    asked = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    linked = page.locator("link[href], script[src], img[src]").evaluate_all(
        "found => found.map(element => element.href || element.src)"
    )
    assert linked == [f"{site.server.url}/favicon.png"]
    assert set(asked) <= set(linked)
    assert ask(site.server, "/favicon.png").status == 200


def test_reader_signs_in_comes_back_to_the_page_and_signs_out_everywhere(
    site: Site, page: Page, context: BrowserContext
) -> None:
    site.sign_in(page, "reader", "/hotline?lang=en")
    wait_until_drawn(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("12345 hotline")
    assert page.url == f"{site.server.url}/hotline?lang=en"
    kept = [cookie for cookie in context.cookies() if cookie["name"].startswith("_streamlit_user")]
    assert kept
    for cookie in kept:
        assert cookie["httpOnly"]
        assert cookie["sameSite"] == "Lax"
        assert 0 < cookie["expires"] - time.time() <= 3600
    for name in ("Data quality", "Draft from an article"):
        expect(page.get_by_role("link", name=name)).to_have_count(0)

    stolen = write_cookies(context)
    other = context.new_page()
    other.goto(f"{site.server.url}/quality?lang=en")
    wait_until_drawn(other)
    expect(other.get_by_role("heading", level=1)).to_have_text(translate("access.analysts_only", "en"))
    assert ask(site.server, "/_stcore/metrics", Cookie=stolen).status == 403
    assert ask(site.server, "/_stcore/host-config", Cookie=stolen).status == 200
    assert open_websocket(site.server, stolen) == 101

    page.get_by_role("link", name="Sign out").click()
    site.provider.confirm_sign_out(page)
    expect(page.locator("a.button")).to_have_text("登录")
    assert not [c for c in context.cookies() if c["name"].startswith("_streamlit_user")]
    # The other page is not served on, and a cookie that was copied before holds no longer.
    expect(other.locator("a.button")).to_have_text("Sign in")
    assert "next=%2Fquality%3Flang%3Den" in other.url
    assert ask(site.server, "/_stcore/host-config", Cookie=stolen).status == 401
    assert open_websocket(site.server, stolen) == 403


def test_analyst_sees_the_pages_for_analysts(site: Site, page: Page, context: BrowserContext) -> None:
    site.sign_in(page, "analyst", "/quality")
    wait_until_drawn(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("数据质量")
    expect(page.get_by_role("link", name="更新记录")).to_be_visible()
    assert ask(site.server, "/_stcore/metrics", Cookie=write_cookies(context)).status == 200


def test_person_without_a_role_is_told_so_and_gets_nothing_else(
    site: Site, page: Page, context: BrowserContext
) -> None:
    site.sign_in(page, "visitor", "/hotline")
    expect(page.get_by_role("heading", level=1)).to_have_text(translate("access.no_role", "zh"))
    cookies = write_cookies(context)
    assert open_websocket(site.server, cookies) == 403
    assert ask(site.server, "/_stcore/host-config", Cookie=cookies).status == 403
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(translate("access.no_role", "en"))
    page.get_by_role("link", name="Sign out").click()
    site.provider.confirm_sign_out(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("登录")


@pytest.mark.parametrize("site", ["strict"], indirect=True)  # the other has no token of a few seconds
def test_page_goes_to_the_sign_in_when_the_token_is_over(
    site: Site, page: Page, context: BrowserContext
) -> None:
    site.sign_in(page, "brief", "/hotline?lang=en")
    wait_until_drawn(page)
    cookies = write_cookies(context)
    assert open_websocket(site.server, cookies) == 101
    expect(page.locator("a.button")).to_have_text("Sign in", timeout=20_000)
    assert "next=%2Fhotline%3Flang%3Den" in page.url
    assert open_websocket(site.server, cookies) == 403
    assert ask(site.server, "/_stcore/host-config", Cookie=cookies).status == 401


def test_open_site_asks_nobody(server: Server) -> None:
    assert server.url.startswith("http://127.0.0.1:")
    assert ask(server, "/_stcore/host-config").status == 200
    assert ask(server, "/quality", Accept="text/html").status == 200
    assert open_websocket(server) == 101


def test_cookies_are_for_tls_only_where_a_proxy_of_this_machine_says_so(server: Server) -> None:
    plain = ask(server, "/_stcore/health").headers["Set-Cookie"]
    behind = ask(server, "/_stcore/health", **{"X-Forwarded-Proto": "https"}).headers["Set-Cookie"]
    assert "Secure" not in plain
    assert behind.endswith("; Secure")
