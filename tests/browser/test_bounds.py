"""No page is longer than somebody with two minutes reads, of the shipped figures and of grown ones."""

from __future__ import annotations

import csv
import json
from base64 import b64decode
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, BrowserContext

from publicstats.server.access import FOR_ANALYSTS
from tests.browser.live import SAVING
from tests.browser.opening import wait_until_drawn
from tests.browser.servers import ROOT, Server

WIDE, NARROW = 1440, 390
"""Pixels of a screen on a desk, and of a phone's."""
MESSAGES, ELEMENTS = 300_000, 4_000
HEIGHTS = {WIDE: 8_000, NARROW: 14_000}
OVERVIEW = {WIDE: 2_600, NARROW: 5_500}
"""Of the shipped figures: what an official sees of everything."""
THEMES = ("health_insurance", "elder_care", "red_cross")
"""Those of most figures."""
SHIPPED = {row.partition(",")[0] for row in (ROOT / "data" / "themes.csv").read_text("utf-8").splitlines()}
ALONE = ("", "explore", "regions", "indicator", "calendar", "sources", "audit", "changes", *FOR_ANALYSTS)


class Measured(NamedTuple):
    """A page: bytes of messages, elements; by the width of the screen its height, and what is too wide."""

    messages: int
    elements: int
    heights: dict[int, int]
    widths: dict[int, int]


class Meter:
    """A reader of pages, one after the other, and what each takes."""

    def __init__(self, context: BrowserContext) -> None:
        context.add_init_script(SAVING)
        self.page = context.new_page()
        self._lengths: list[int] = []
        session = context.new_cdp_session(self.page)
        session.send("Network.enable")
        session.on("Network.webSocketFrameReceived", self._add)

    def _add(self, event: dict[str, dict[str, str]]) -> None:
        self._lengths.append(len(b64decode(event["response"]["payloadData"])))

    def measure(self, url: str) -> Measured:
        """What a page takes that is loaded on a desk, and turned to the width of a phone."""
        heights, widths = {}, {}
        self._set_width(WIDE)
        self._lengths.clear()
        self.page.goto(url)
        wait_until_drawn(self.page)
        elements = self.page.locator("*").count()
        for width in (WIDE, NARROW):
            self._set_width(width)
            self.page.wait_for_timeout(150)
            main = self.page.locator("#root .stMain")
            heights[width] = main.evaluate("main => main.scrollHeight")
            widths[width] = main.evaluate("main => main.scrollWidth - main.clientWidth")
        return Measured(sum(self._lengths), elements, heights, widths)

    def _set_width(self, width: int) -> None:
        self.page.set_viewport_size({"width": width, "height": 1000})


@pytest.fixture
def meter(browser: Browser) -> Iterator[Meter]:
    context = browser.new_context()
    yield Meter(context)
    context.close()


def list_longest(folder: Path) -> list[str]:
    """The addresses of pages that have most to show: of each kind that of most figures, and all themes."""
    rows: list[dict[str, str]] = []
    for path in sorted((folder / "figures").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows += csv.DictReader(file)

    def find_most(column: str) -> str:
        return Counter(row[column] for row in rows if row[column]).most_common(1)[0][0]

    indicator = find_most("indicator")
    figure = next(row["figure"] for row in rows if row["indicator"] == indicator)
    queries = (
        ("indicator", {"indicator": indicator}),
        ("regions", {"indicator": indicator}),
        ("regions", {"region": find_most("region")}),
        ("sources", {"source": find_most("source")}),
        ("figure", {"figure": figure}),
        ("explore", {"q": "1"}),
    )
    with (folder / "themes.csv").open(encoding="utf-8-sig", newline="") as file:
        themes = [row["theme"] for row in csv.DictReader(file)]
    return [*ALONE, *themes, *(f"{page}?{urlencode(query)}" for page, query in queries)]


def find_excess(measured: Measured) -> list[str]:
    """What of a page is too much."""
    said = []
    if measured.messages > MESSAGES:
        said.append(f"{measured.messages} bytes")
    if measured.elements > ELEMENTS:
        said.append(f"{measured.elements} elements")
    said += [f"{high} pixels at {w}" for w, high in measured.heights.items() if high > HEIGHTS[w]]
    return said + [f"{over} pixels beside it at {w}" for w, over in measured.widths.items() if over > 0]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_overview_of_the_shipped_figures_is_read_in_two_minutes(
    meter: Meter, server: Server, lang: str
) -> None:
    heights = meter.measure(f"{server.url}/?lang={lang}").heights
    assert {width: high for width, high in heights.items() if high > OVERVIEW[width]} == {}


def find_all_excess(meter: Meter, server: Server, addresses: Sequence[str]) -> dict[str, list[str]]:
    found = {}
    for address in addresses:
        # English is longer on nearly every line.
        query = "&lang=en" if "?" in address else "?lang=en"
        if excess := find_excess(meter.measure(f"{server.url}/{address}{query}")):
            found[address] = excess
    return found


def test_no_page_of_three_years_of_releases_is_endless(meter: Meter, grown: tuple[Server, Path]) -> None:
    server, folder = grown
    found = find_all_excess(meter, server, list_longest(folder))
    assert found == {}, json.dumps(found, indent=1)


def test_no_page_of_a_thousand_sources_is_endless(meter: Meter, wide: tuple[Server, Path]) -> None:
    server, folder = wide
    every = list_longest(folder)
    themes = [address for address in every if address.startswith("grown_theme")]
    addresses = [address for address in every if address not in themes and address not in SHIPPED]
    found = find_all_excess(meter, server, [*addresses, themes[0]])
    assert found == {}, json.dumps(found, indent=1)


def test_no_theme_of_the_shipped_figures_is_endless(meter: Meter, server: Server) -> None:
    addresses = [address for address in list_longest(ROOT / "data") if address in THEMES]
    assert addresses
    found = find_all_excess(meter, server, addresses)
    assert found == {}, json.dumps(found, indent=1)
