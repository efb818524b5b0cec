"""Three dashboards behind the project's own nginx, of which one dies while officials read."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import Page, WebSocket, expect

from tests.browser.opening import PageOpener, wait_until_drawn
from tests.browser.servers import ROOT, Server
from tests.deploy.site import COOKIE, Site, get, start_site
from tests.deploy.unit import limit_calls
from tools.deployment import find_program

# A page looks for a new edition once a second; one look may fall between the old connection and the new.
LOOKED_IN_VAIN = ("Cannot send rerun backMessage when disconnected from server",)
LIVE = 15_000
"""Milliseconds within which a page must be back, or an edit on the screen, on a busy machine too."""

# What a reader is shown over the page: dialogs, and the word for the state of the connection.
WATCH = """
window.shown = [];
new MutationObserver(() => {
  for (const found of document.querySelectorAll(
    "[role=dialog], [data-testid=stConnectionStatus], [data-testid=stException], [data-testid=stAlert]"))
    if (!window.shown.includes(found.innerText)) window.shown.push(found.innerText);
}).observe(document, {childList: true, subtree: true, characterData: true});
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data"))


@pytest.fixture
def start(serve: Callable[..., Server], data: Path, tmp_path: Path) -> Callable[[int | None], Server]:
    """Starts a replica, on a port that it had before, under the limits of the systemd unit where it can be.

    All share the folder of figures and the state.
    """
    limits = limit_calls() if find_program("systemd-analyze") else {}
    return lambda port: serve(data, port, PUBLICSTATS_STATE=str(tmp_path / "state"), **limits)


@pytest.fixture
def replicas(start: Callable[[int | None], Server]) -> list[Server]:
    with ThreadPoolExecutor() as pool:
        return list(pool.map(start, [None] * 3))


@pytest.fixture
def site(replicas: list[Server], tmp_path: Path) -> Iterator[Site]:
    site = start_site(tmp_path / "nginx", [replica.port for replica in replicas])
    yield site
    site.stop()


@pytest.fixture
def cookies(site: Site) -> dict[int, str]:
    """A cookie for each replica, by its port, found by asking nginx as many readers would."""
    for number in range(40):
        get(site, "/_stcore/health", Cookie=f"{COOKIE}=reader-{number}")
    return {int(replica.rpartition(":")[2]): cookie for cookie, replica, *_ in site.list_requests()}


def edit(data: Path, before: str, after: str) -> None:
    path = data / "figures" / "hotline.csv"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8", newline="")


def expect_figure(pages: list[Page], figure: str) -> None:
    for page in pages:
        expect(page.locator(".ps-card", has_text=figure)).to_have_count(1, timeout=LIVE)


def test_readers_keep_their_pages_when_a_replica_is_killed_and_comes_back(
    site: Site,
    replicas: list[Server],
    cookies: dict[int, str],
    start: Callable[[int | None], Server],
    data: Path,
    open_page: PageOpener,
) -> None:
    killed, *others = replicas
    entrance = Server(site.url, killed.process, killed.log_file)

    def read_at(replica: Server) -> Page:
        cookie = {COOKIE: cookies[replica.port]}
        page = open_page("/hotline", lang="en", server=entrance, allow=LOOKED_IN_VAIN, cookies=cookie)
        page.evaluate(WATCH)
        return page

    moved, *undisturbed = pages = [read_at(replica) for replica in (killed, *others)]
    reconnections: list[WebSocket] = []
    for page in undisturbed:
        page.on("websocket", lambda socket: reconnections.append(socket))

    with moved.expect_websocket(timeout=LIVE):
        killed.process.kill()
        killed.process.wait()
    wait_until_drawn(moved)
    assert moved.url == f"{site.url}/hotline?lang=en"
    expect(moved.get_by_role("heading", level=1)).to_have_text("12345 hotline")
    expect_figure(pages, "4.144 million")

    edit(data, "414.4万个", "414.5万个")
    expect_figure(pages, "4.145 million")

    start(killed.port)
    newcomer = read_at(killed)
    edit(data, "414.5万个", "414.6万个")
    expect_figure([*pages, newcomer], "4.146 million")
    moved.get_by_role("link", name="Sources", exact=True).click()
    wait_until_drawn(moved)
    expect(moved.get_by_role("heading", level=1)).to_have_text("Sources")
    assert "lang=en" in moved.url

    assert reconnections == []
    assert [page.evaluate("window.shown") for page in pages] == [[], [], []]
    asked = {tuple(request[1:-2]) for request in site.list_requests()}
    assert len(asked) > len(replicas)  # some were asked of the killed one first, and answered by another
