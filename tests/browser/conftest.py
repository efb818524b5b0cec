"""The dashboard in a real Chromium: one server and one browser for all tests, fresh pages for each."""

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from benchmarks.breadth import write_wide
from benchmarks.history import write_history
from tests.browser.opening import PageOpener, PageTurner
from tests.browser.servers import ROOT, Server, let_rest, start_server
from tools import chromium

HERE = Path(__file__).parent
LONGEST = (
    *("test_live_charts.py", "test_waking.py", "test_accessibility.py", "test_walks.py", "test_hostile.py"),
    *("test_pages.py", "test_regions.py", "test_live_lines.py", "test_bounds.py", "test_explore.py"),
    *("test_first_view.py", "test_replicas.py", "test_access.py", "test_visits.py", "test_previews.py"),
)
"""The files that take longest, longest first: no worker begins with one of them when the other has ended."""
GROWN = 3_000
"""Figures of a folder that has been in use for three years."""

NO_FEATURES = (
    *("PreloadTopChromeWebUI", "WebUIOmniboxAimPopup", "WebUIOmniboxPopup"),
    # Chromium takes the last list of such only: these are what Playwright itself does without.
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades"),
    *("HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding", "AimEnabled"),
    *("ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "TcpPortRandomizationWin"),
    *("OptimizationHints", "NetworkTimeServiceQuerying", "PreconnectToSearch"),
)
"""Popups of Chromium's own window, which it prepares with each page: a quarter of what opening one takes."""

FLAGS = (
    "--no-sandbox",  # the sandbox needs rights that root and containers do not have
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    "--no-proxy-server",  # the server is on this machine
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # who asks another host gets no answer
    f"--disable-features={','.join(NO_FEATURES)}",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the browser tests, and put them last: they are slow, and Playwright's event loop stays on."""
    places = {HERE / name: place for place, name in enumerate(LONGEST)}
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: (HERE in item.path.parents, places.get(item.path, len(places))))


@pytest.fixture(scope="session")
def ending() -> Iterator[list[Server]]:
    """Dashboards that were told to end: nobody waits for that before the session is over."""
    servers: list[Server] = []
    yield servers
    for server in servers:
        server.stop()


@pytest.fixture(scope="session")
def serve_on(
    tmp_path_factory: pytest.TempPathFactory, ending: list[Server]
) -> Iterator[Callable[..., Server]]:
    """`serve_on(data_dir, port=…, **environment)`: a further dashboard, for all tests of the session."""
    yield from _serving(tmp_path_factory, ending)


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory, ending: list[Server]) -> Iterator[Callable[..., Server]]:
    """The same, for the tests of a file: each that runs on takes a hundredth of a core for nothing."""
    yield from _serving(tmp_path_factory, ending)


def _serving(factory: pytest.TempPathFactory, ending: list[Server]) -> Iterator[Callable[..., Server]]:
    logs = factory.mktemp("servers")
    servers: list[Server] = []
    numbers = count(1)

    def start(data_dir: Path | str | None = None, port: int | None = None, **environment: str) -> Server:
        if isinstance(data_dir, Path):
            let_rest(data_dir)
        started = start_server(logs / f"server-{next(numbers)}.log", data_dir, environment, port)
        servers.append(started)
        return started

    yield start
    for server in servers:
        server.process.terminate()  # all end at the same time
    ending.extend(servers)


@pytest.fixture(scope="session")
def server(serve_on: Callable[..., Server]) -> Server:
    """The dashboard of this session, on the data in PUBLICSTATS_DATA, else on the project's own."""
    return serve_on(os.environ.get("PUBLICSTATS_DATA"))


@pytest.fixture(scope="session")
def grown(tmp_path_factory: pytest.TempPathFactory, serve_on: Callable[..., Server]) -> tuple[Server, Path]:
    """A dashboard on three years of releases, and its folder."""
    folder = tmp_path_factory.mktemp("grown") / "data"
    write_history(ROOT / "data", folder, figures=GROWN)
    return serve_on(folder), folder


@pytest.fixture(scope="session")
def wide(tmp_path_factory: pytest.TempPathFactory, serve_on: Callable[..., Server]) -> tuple[Server, Path]:
    """A dashboard on a thousand sources and hundreds of indicators, charts and places, and its folder."""
    folder = tmp_path_factory.mktemp("wide") / "data"
    write_wide(ROOT / "data", folder, sources=1_000, indicators=400, charts=250)
    return serve_on(folder), folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium that is installed; without one every browser test fails, and none is skipped."""
    path = chromium.find_chromium()
    if path is None:
        pytest.fail(chromium.MISSING, pytrace=False)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield started
        started.close()


def is_marked_alive(request: pytest.FixtureRequest) -> bool:
    """Whether a test has charts drawn by the browser as soon as its pages are live."""
    return request.node.get_closest_marker("alive") is not None


@pytest.fixture
def open_page(request: pytest.FixtureRequest, browser: Browser, server: Server) -> Iterator[PageOpener]:
    """Opens pages of the dashboard; afterwards the test fails on anything that their guard has seen."""
    opener = PageOpener(browser, server, is_alive=is_marked_alive(request))
    yield opener
    if problems := opener.close():
        pytest.fail("\n".join(problems), pytrace=False)


@pytest.fixture(scope="session")
def turner(browser: Browser, server: Server) -> Iterator[PageTurner]:
    """The tabs of all tests that only look."""
    turner = PageTurner(browser, server)
    yield turner
    turner.close()


@pytest.fixture
def look_at(request: pytest.FixtureRequest, turner: PageTurner) -> Iterator[PageTurner]:
    """`look_at(path, …)`: as `open_page`, for tests that only look; the page is a tab that others had."""
    turner.is_alive = is_marked_alive(request)
    yield turner
    if problems := turner.report():
        pytest.fail("\n".join(problems), pytrace=False)
