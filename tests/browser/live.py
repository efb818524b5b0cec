"""What tests of live charts share: to wake one, and to read what it says."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

PLOTS = "#root .ps-plot"
PARTS = ("/plotly.js", "/live.", "/api/charts/")
"""What is asked for to wake a chart, and by nothing else."""
SAVING = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
"""Run before a page: its reader wants few bytes."""
ALIVE = re.compile(r"\bps-alive\b")
PATIENCE = 20_000
"""Milliseconds that waking may take on a busy machine."""

POINTS = """stage => {
  const { left, top, width } = stage.getBoundingClientRect();
  const scale = width / stage.clientWidth;
  const answering = stage._fullData.filter((trace) => trace.customdata && trace.visible === true);
  return answering.flatMap((trace) => Array.from(trace.customdata, (_, place) => {
    const isFlat = trace.orientation === "h";
    const inside = trace.type === "bar" ? 2 : 0; // pixels from the end of a bar
    const [x, y] = ["x", "y"].map((letter) => {
      const axis = stage._fullLayout[letter + "axis" + (trace[letter + "axis"] ?? "").slice(1)];
      const start = isFlat && letter === "x" ? (trace.base?.[place] ?? 0) : 0;
      return axis._offset + axis.c2p(axis.d2c(trace[letter][place]) + start);
    });
    return [left + scale * (x - (isFlat ? inside : 0)), top + scale * (y + (isFlat ? 0 : inside))];
  }));
}"""


def list_waking(paths: list[str]) -> list[str]:
    """Those of some addresses that are asked for to wake a chart."""
    return [path for path in paths if any(part in path for part in PARTS) and ".png" not in path]


def note_requests(page: Page) -> list[str]:
    """Grows with the address of every request of a page."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


def wake(page: Page, chart: int | str = 0) -> Locator:
    """A drawing of a page, by its place or its chart's id (its first), once it is alive."""
    plots = page.locator(PLOTS)
    plot = plots.nth(chart) if isinstance(chart, int) else page.locator(f"#chart-{chart} .ps-plot").first
    plot.scroll_into_view_if_needed()
    page.keyboard.press("Shift")  # somebody is there
    expect(plot).to_have_class(ALIVE, timeout=PATIENCE)
    return plot


def wake_all(page: Page) -> list[Locator]:
    """Every chart of a page, once all are alive."""
    return [wake(page, place) for place in range(page.locator(PLOTS).count())]


def read_tip(plot: Locator) -> str:
    """What the label of a chart says; blank where none is shown."""
    tip = plot.locator(".ps-tip")
    return tip.inner_text() if tip.is_visible() else ""


def read_heard(plot: Locator) -> str:
    """What is said of a chart to those who listen."""
    return plot.locator("xpath=following-sibling::*[1]").locator("[aria-live]").text_content() or ""


def find_bar(plot: Locator) -> Locator:
    """The buttons of a chart."""
    return plot.locator("xpath=following-sibling::*[1]").locator(".ps-buttons")


def list_points(plot: Locator) -> list[tuple[float, float]]:
    """Where the points of a live chart stand that answer, in pixels of the window."""
    found: list[tuple[float, float]] = plot.locator(".ps-live").evaluate(POINTS)
    return found
