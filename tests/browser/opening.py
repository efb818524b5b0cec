"""Open pages of the dashboard in guarded browser contexts."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from types import MappingProxyType
from typing import Literal, NamedTuple
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from tests.browser.guard import Guard
from tests.browser.live import SAVING
from tests.browser.servers import Server

Scheme = Literal["light", "dark"]
LANGUAGE_PARAMETER = "lang"
LOCALES = {"zh": "zh-CN", "en": "en-GB"}
TIMEOUT = 60_000
LOG_LINES = 30
NO_COOKIES: Mapping[str, str] = MappingProxyType({})

# Streamlit names the state of a page on its outermost element: a run is over, and nothing is to be replaced.
UNFINISHED = ".ps-first, [data-stale=true], [data-testid=stSkeleton], [data-testid=stAppSkeleton]"
DRAWN = (
    f"body:not(:has({UNFINISHED}))"
    " [data-testid=stApp][data-test-connection-state=CONNECTED][data-test-script-state=notRunning]"
)
BRIEF = 2_000
"""Milliseconds. A wait as short as this looks every 100 of them; a longer one soon looks twice a second."""


class PageOpener:
    """Opens pages, and remembers their guards until `close` says what went wrong.

    Drawing every chart of every page a second time takes seconds, so that only `is_alive` has them drawn.
    """

    def __init__(self, browser: Browser, server: Server, *, is_alive: bool) -> None:
        self.browser = browser
        self.server = server
        self.is_alive = is_alive
        self._opened: list[tuple[Guard, Server, int, Sequence[str]]] = []

    def __call__(
        self,
        path: str = "/",
        *,
        lang: str = "zh",
        width: int = 1440,
        height: int = 2400,
        color_scheme: Scheme = "light",
        server: Server | None = None,
        allow: Sequence[str] = (),
        cookies: Mapping[str, str] = NO_COOKIES,
    ) -> Page:
        """A page that Streamlit has drawn, in a fresh context of its own.

        `path` begins with "/". `server` is another than the session's. A problem that contains one of `allow`
        is what the test is about, and no failure. `cookies` are what the reader brings along.
        """
        server = server or self.server
        context = make_context(self.browser, lang, width, height, color_scheme)
        context.add_cookies(
            [{"name": name, "value": value, "url": server.url} for name, value in cookies.items()]
        )
        if not self.is_alive:
            context.add_init_script(SAVING)
        guard = Guard(context, server.url)
        self._opened.append((guard, server, len(server.read_log()), allow))
        page = context.new_page()
        page.goto(server.url + add_language(path, lang))
        wait_until_drawn(page)
        guard.inspect()
        return page

    def close(self) -> list[str]:
        """Close every page; return the problems, and after them what the server printed meanwhile."""
        report = []
        for guard, server, start, allow in self._opened:
            guard.inspect()
            guard.context.close()
            found = [problem for problem in guard.problems if not any(words in problem for words in allow)]
            report += tell(found, server, start)
        self._opened.clear()
        return report


class Tab(NamedTuple):
    """A page that is used again and again, its guard, and its server."""

    page: Page
    guard: Guard
    server: Server


class PageTurner:
    """Goes from page to page in the same tab, which takes half of the work that a fresh context takes.

    There is one tab for each server and language. Who uses it may look, click and type, and may change the
    size, the colours, the medium and the page's routes: each use begins with a page loaded anew, and with its
    own of these. Nothing else may be left behind: no scripts, listeners or permissions.
    """

    def __init__(self, browser: Browser, server: Server) -> None:
        self.browser = browser
        self.server = server
        self.is_alive = False
        self._tabs: dict[tuple[str, str, bool], Tab] = {}
        self._used: list[tuple[Tab, int]] = []

    def __call__(
        self,
        path: str = "/",
        *,
        lang: str = "zh",
        width: int = 1440,
        height: int = 2400,
        color_scheme: Scheme = "light",
        server: Server | None = None,
    ) -> Page:
        """A page that Streamlit has drawn, loaded anew in a tab that may have shown others."""
        server = server or self.server
        tab = self._find_tab(server, lang)
        self._used.append((tab, len(server.read_log())))
        if tab.page.viewport_size != (size := ViewportSize(width=width, height=height)):
            # The page that goes need not be drawn in another size. A blank one would be of another process.
            tab.page.goto(f"{server.url}/healthz")
            tab.page.set_viewport_size(size)
        tab.page.emulate_media(media="null", color_scheme=color_scheme)
        tab.page.goto(server.url + add_language(path, lang))
        wait_until_drawn(tab.page)
        tab.guard.inspect()
        return tab.page

    def _find_tab(self, server: Server, lang: str) -> Tab:
        """The tab of a server and a language, which remembers nothing of what was in it."""
        for old, tab in list(self._tabs.items()):
            if tab.server.process.poll() is not None:  # else it would ask for ever whether its server is back
                self._tabs.pop(old).guard.context.close()
        key = (server.url, lang, self.is_alive)
        if key in self._tabs:
            # Streamlit remembers whether its menu was open.
            self._tabs[key].page.evaluate("localStorage.clear(), sessionStorage.clear()")
            self._tabs[key].page.unroute_all()
            return self._tabs[key]
        context = make_context(self.browser, lang)
        if not self.is_alive:
            context.add_init_script(SAVING)
        guard = Guard(context, server.url)
        self._tabs[key] = Tab(context.new_page(), guard, server)
        return self._tabs[key]

    def report(self) -> list[str]:
        """What went wrong in the tabs since the last report."""
        report = []
        for tab, start in self._used:
            tab.guard.inspect()
            report += tell(list(tab.guard.problems), tab.server, start)
            tab.guard.problems.clear()
        self._used.clear()
        return report

    def close(self) -> None:
        """Close every tab."""
        for tab in self._tabs.values():
            tab.guard.context.close()


def make_context(
    browser: Browser, lang: str, width: int = 1440, height: int = 2400, color_scheme: Scheme = "light"
) -> BrowserContext:
    """A context of a reader: nothing in it is of another."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=color_scheme,
        locale=LOCALES[lang],
        ignore_https_errors=True,  # a test's own certificate
    )
    context.set_default_timeout(TIMEOUT)
    return context


def tell(problems: list[str], server: Server, start: int) -> list[str]:
    """The problems, and after them, where there are any, what the server printed since."""
    if not problems:
        return []
    printed = server.read_log()[start:].splitlines()[-LOG_LINES:]
    return problems + [f"    server: {line}" for line in printed]


def add_language(path: str, lang: str) -> str:
    """The path with the reader's language in its query; Chinese is what a page without one shows."""
    if lang == "zh":
        return path
    return path + ("&" if urlsplit(path).query else "?") + urlencode({LANGUAGE_PARAMETER: lang})


def wait_until_drawn(page: Page) -> None:
    """Return when Streamlit's run is over and nothing is stale or to be replaced; of use after a click, too.

    By selectors only: a script that polls in the page needs eval, which a content security policy forbids.
    """
    page.wait_for_timeout(150)  # a click reaches the server, and a widget's debounce ends
    for _ in range(3):
        with suppress(PlaywrightTimeoutError):
            page.wait_for_selector(DRAWN, state="attached", timeout=BRIEF)
            return
    page.wait_for_selector(DRAWN, state="attached", timeout=TIMEOUT)
