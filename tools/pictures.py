"""Take the README's pictures anew: `python -m tools.pictures`, or `make pictures`.

Each is what a browser of the tests shows of the shipped figures, without a reader's own fonts or scale.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import FLAGS
from tests.browser.opening import wait_until_drawn
from tests.browser.servers import ROOT, start_server
from tools.chromium import MISSING, find_chromium

FOLDER = ROOT / "docs" / "pictures"


class Picture(NamedTuple):
    """A picture's name, the address that it shows, and the size of the screen in pixels."""

    name: str
    address: str
    width: int
    height: int


PICTURES = (
    Picture("overview", "/", 1280, 900),
    Picture("indicator", "/indicator?indicator=cross_province_settlement_visits&lang=en", 1280, 900),
)


def main() -> int:
    """Writes every picture; 1 where there is no browser to take them."""
    path = find_chromium()
    if path is None:
        print(MISSING, file=sys.stderr)
        return 1
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        state = {"PUBLICSTATS_STATE": str(Path(place) / "state")}
        server = start_server(Path(place) / "server.log", ROOT / "data", state)
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            for picture in PICTURES:
                take(browser, server.url, picture)
        finally:
            browser.close()
            server.stop()
    return 0


def take(browser: Browser, url: str, picture: Picture) -> None:
    """Writes one picture once the page and its charts are drawn."""
    page = browser.new_page(viewport={"width": picture.width, "height": picture.height})
    page.goto(url + picture.address)
    wait_until_drawn(page)
    page.wait_for_load_state("networkidle")
    target = FOLDER / f"{picture.name}.png"
    page.screenshot(path=target)
    page.close()
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    raise SystemExit(main())
