"""What a visit takes over the wire, and live charts after it, without any proxy that would compress again."""

from base64 import b64decode

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.live import SAVING, list_waking, wake
from tests.browser.opening import wait_until_drawn
from tests.browser.servers import Server


class Meter:
    """Adds up what a page's requests and its websocket bring, in bytes."""

    def __init__(self, page: Page) -> None:
        self.bytes = 0
        self.paths: list[str] = []
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", lambda event: self.paths.append(event["request"]["url"]))
        session.on("Network.loadingFinished", lambda event: self._add(event["encodedDataLength"]))
        session.on("Network.webSocketFrameReceived", lambda event: self._add_frame(event["response"]))

    def _add_frame(self, frame: dict[str, str]) -> None:
        self._add(len(b64decode(frame["payloadData"])))

    def _add(self, count: float) -> None:
        self.bytes += int(count)


@pytest.mark.parametrize(
    ("path", "limit"), [("/", 1_100_000), ("/elder_care", 2_000_000), ("/explore", 1_500_000)]
)
def test_first_visit_is_small_and_fetches_no_font_but_that_of_icons(
    browser: Browser, server: Server, path: str, limit: int
) -> None:
    context = browser.new_context()
    context.add_init_script(SAVING)  # charts wait for a reader
    page = context.new_page()
    meter = Meter(page)
    page.goto(server.url + path)
    wait_until_drawn(page)
    page.wait_for_load_state("networkidle")
    context.close()
    assert list_waking(meter.paths) == []
    assert 500_000 < meter.bytes < limit
    assert [part for part in meter.paths if "woff" in part and "MaterialSymbols" not in part] == []


def test_what_wakes_charts_comes_compressed_after_the_page(browser: Browser, server: Server) -> None:
    context = browser.new_context()
    context.add_init_script(SAVING)
    page = context.new_page()
    meter = Meter(page)
    page.goto(server.url + "/health_insurance")
    wait_until_drawn(page)
    page.wait_for_load_state("networkidle")
    before = meter.bytes
    page.locator("#root .ps-plot").first.hover()
    wake(page)
    assert 1_000_000 < meter.bytes - before < 1_500_000
    context.close()
