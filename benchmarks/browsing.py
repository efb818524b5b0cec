"""How long a person waits in a real browser, to the frame in which a page is whole; and what is sent for it.

Cold: a fresh profile. Warm: a new tab of the same profile. A click counts from the press of the pointer. The
moment is taken inside the page, so that no round trip of the test tool is in it.
"""

from __future__ import annotations

import json
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import BrowserContext, Error, Page, sync_playwright

from tools.chromium import find_chromium

FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
SECONDS = 30
WATCH = """(() => {
  const watch = (window.__bench = {});
  addEventListener("pointerdown", () => { watch.down = performance.now(); }, true);
  addEventListener("keydown", ({ key }) => { if (key === "Enter") watch.down = performance.now(); }, true);
  watch.arm = (source) => {
    const isWhole = new Function("return " + source);
    watch.done = new Promise((resolve) => {
      const look = () => {
        let whole = false;
        try { whole = isWhole(); } catch (error) {}
        if (whole) requestAnimationFrame(() => resolve(performance.now())); else requestAnimationFrame(look);
      };
      look();
    });
  };
})();"""
FINISHED = """document.querySelector("[data-testid=stApp][data-test-script-state=notRunning]")"""
DRAWN = """[...document.querySelectorAll(".js-plotly-plot")].every(e => e.querySelector("svg.main-svg"))"""


@dataclass(frozen=True)
class Click:
    """Where to click (a Playwright selector), and when its effect is whole (a JavaScript expression).

    With `words` it is a field: they are typed, and sent by Enter.
    """

    selector: str
    whole: str
    words: str = ""


def measure_page(
    url: str, whole: str, clicks: Sequence[Click] = (), cold: int = 2, warm: int = 2, live: str = ""
) -> dict[str, float]:
    """Milliseconds of the quickest cold and warm load and of the median click; bytes and requests.

    `live` says when a page can be clicked as well, where that is later: a further kind of warm load.
    Bytes are what came over the wire in a cold load, headers and websocket messages included.
    """
    colds: list[dict[str, float]] = []
    warms: list[dict[str, float]] = []
    with _browser() as launch:
        for number in range(cold):
            with tempfile.TemporaryDirectory() as profile, launch(profile) as context:
                colds.append(_load(context, url, whole, live))
                if number == cold - 1:
                    warms = [_load(context, url, whole) for _ in range(warm)]
                    lives = [_load(context, url, live) for _ in range(warm if live else 0)]
                    waits = _click(context, url, live or whole, clicks)
    report = {
        "cold_ms": min(load["ms"] for load in colds),
        "megabytes": colds[-1]["bytes"] / 1e6,
        "requests": colds[-1]["requests"],
    }
    if warms:
        report["warm_ms"] = min(load["ms"] for load in warms)
    if lives:
        report["live_ms"] = min(load["ms"] for load in lives)
    if waits:
        report["click_ms"] = statistics.median(waits)
    return {name: round(value, 2) for name, value in report.items()}


@contextmanager
def _browser() -> Iterator[_Launch]:
    with sync_playwright() as playwright:
        yield _Launch(playwright.chromium)


class _Launch:
    """Opens a browser on a profile's folder."""

    def __init__(self, kind: object) -> None:
        self._kind = kind

    def __call__(self, profile: str) -> BrowserContext:
        return self._kind.launch_persistent_context(  # type: ignore[attr-defined]
            profile,
            executable_path=find_chromium(),
            headless=True,
            args=FLAGS,
            viewport={"width": 1400, "height": 1000},
        )


def _open(context: BrowserContext, url: str, whole: str) -> tuple[Page, float, dict[str, float]]:
    """The loaded page, the milliseconds until it was whole, and the counts, which go on growing."""
    page = context.new_page()
    counts = {"bytes": 0.0, "requests": 0.0}
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")

    def add(name: str, amount: float) -> None:
        counts[name] += amount

    wire.on("Network.requestWillBeSent", lambda event: add("requests", 1))
    wire.on("Network.loadingFinished", lambda event: add("bytes", event["encodedDataLength"]))
    wire.on("Network.webSocketFrameReceived", lambda event: add("bytes", _frame_size(event["response"])))
    page.add_init_script(f"{WATCH};window.__bench.arm({json.dumps(whole)});")
    page.goto(url, wait_until="commit", timeout=SECONDS * 1000)
    return page, _wait(page), counts


def _load(context: BrowserContext, url: str, whole: str, live: str = "") -> dict[str, float]:
    """What a load took until the page was whole, and all that it asked for until it was live as well."""
    page, took, counts = _open(context, url, whole)
    if live:
        page.evaluate("source => window.__bench.arm(source)", live)
        _wait(page)
    page.wait_for_timeout(400)  # what is still under way counts as well
    page.close()
    return {"ms": took, **counts}


def _click(context: BrowserContext, url: str, whole: str, clicks: Sequence[Click]) -> list[float]:
    if not clicks:
        return []
    page, _, _ = _open(context, url, whole)
    waits = []
    for click in clicks:
        page.wait_for_timeout(300)
        place = page.locator(click.selector).first
        if click.words:
            place.fill(click.words)
        page.evaluate("source => window.__bench.arm(source)", click.whole)
        if click.words:
            place.press("Enter")
        else:
            place.click(timeout=SECONDS * 1000)
        took = _wait(page)
        waits.append(took - float(page.evaluate("window.__bench.down")))
    page.close()
    return waits


def _wait(page: Page) -> float:
    wait = "ms => Promise.race([window.__bench.done, new Promise(give => setTimeout(() => give(-1), ms))])"
    took = float(page.evaluate(wait, SECONDS * 1000))
    if took < 0:
        raise Error(f"{page.url} was not whole within {SECONDS} s: {page.inner_text('body')[:200]}")
    return took


def _frame_size(frame: dict[str, object]) -> float:
    size = len(str(frame["payloadData"]))
    return size if frame["opcode"] == 1 else size * 3 / 4
