"""Every measurement of one server, by what it is: each a function from a running server to numbers."""

from __future__ import annotations

import asyncio
import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.browsing import DRAWN, FINISHED, Click, measure_page
from benchmarks.datasets import ROOT
from benchmarks.likeness import write_charts, write_overview
from benchmarks.load import measure_idle, measure_runs
from benchmarks.machine import Others, read_memory
from benchmarks.searching import measure_search
from benchmarks.servers import Running

THEME, OTHER = "hotline", "elder_care"
"""The theme page that is measured, and the one that is turned to."""
PAGES = {"theme": "{theme}", "indicator": "indicator?indicator={indicator}"}
"""The pages whose charts Dash draws as well, by the names of their measurements."""
SEARCHED = ("热线", "yanglao", "health insurance", "rexain", "2023")
LANGUAGES = ("lang=zh", "lang=en")
_CHARTS = (
    f'{DRAWN} && document.querySelectorAll(".js-plotly-plot .gtitle").length == 4'
    ' && [...document.querySelectorAll(".js-plotly-plot .gtitle")].every(e => e.textContent.endsWith("{0}"))'
)
_SHOWS = "[...document.querySelectorAll('{0}')].some(e => e.textContent.trim() == '{1}')"
_RADIO = 'label:has-text("{0}")'
LIVE = f'{FINISHED} && !document.querySelector(".ps-first")'
"""When the dashboard's page has taken the place of its first view."""
WHOLE = {
    "static": _CHARTS,
    "bare": _SHOWS.format("[data-testid=stMarkdown]", "ok"),
    "naive": _CHARTS + ' && document.querySelector("[data-testid=stDataFrame] canvas")',
    "dash": _CHARTS + ' && document.querySelector("#table td")',
}
"""When a peer's page is whole, its filter at {0}: the last chart, figure and table are drawn."""


def measure_start(server: Running) -> dict[str, float]:
    """Seconds, processor seconds and megabytes from nothing to the first answer."""
    return {
        "start_s": round(server.start, 2),
        "start_cpu_s": round(server.start_cpu, 2),
        "memory_mb": round(read_memory(server.pid), 1),
    }


def measure_peer(server: Running, cold: int = 2, warm: int = 2) -> dict[str, float]:
    """A peer's page in the browser; clicks are on its filter."""
    whole = WHOLE[server.name]
    filters = [] if server.name == "bare" else ["Health", "Water", "Courts", "All"]
    clicks = [Click(_RADIO.format(name), whole.replace("{0}", name)) for name in filters]
    address = f"http://127.0.0.1:{server.port}/"
    return measure_page(address, whole.replace("{0}", "All"), clicks, cold, warm)


def write_likenesses(server: Running, data: Path, folder: Path, rows: int) -> dict[str, float]:
    """Writes what the peers show that have the dashboard's own content; how much that is."""
    letters = write_overview(server.port, folder / f"overview_{rows}.html")
    pages = {name: address.format(**find_fullest(data)) for name, address in PAGES.items()}
    drawings = write_charts(server.port, pages, folder / f"charts_{rows}.json")
    return {"letters": letters, **drawings}


def measure_written(server: Running, cold: int = 2, warm: int = 2) -> dict[str, float]:
    """The overview as a plain page, to its last figure."""
    whole = 'document.getElementById("end")'
    return measure_page(f"http://127.0.0.1:{server.port}/", whole, (), cold, warm)


def measure_same(server: Running, name: str, drawings: int, cold: int = 2, warm: int = 2) -> dict[str, float]:
    """A page of the dashboard's charts on Dash, to the last of them."""
    whole = f'{DRAWN} && document.querySelectorAll(".js-plotly-plot").length == {drawings}'
    return measure_page(f"http://127.0.0.1:{server.port}/{name}/", whole, (), cold, warm)


def measure_charted(server: Running, address: str, cold: int = 2, warm: int = 2) -> dict[str, float]:
    """A page of the dashboard with charts, to the last of them."""
    drawn = f'document.querySelector(".ps-plot") && document.querySelector(".ps-edition") && {DRAWN}'
    live = f"{LIVE} && {drawn}"
    return measure_page(f"http://127.0.0.1:{server.port}/{address}", drawn, (), cold, warm, live)


def measure_typed(server: Running) -> dict[str, float]:
    """Searches as they are typed, on the server; and in the browser, from the press that sends them."""
    found = asyncio.run(measure_search(server))
    drawn = f'{FINISHED} && !document.querySelector("[data-stale=true]")'
    sent = 'new URLSearchParams(location.search).get("q") == {0}'
    clicks = [
        Click(".st-key-explore_q input", f"{drawn} && {sent.format(json.dumps(words))}", words)
        for words in SEARCHED
    ]
    page = f"http://127.0.0.1:{server.port}/explore"
    in_browser = measure_page(page, LIVE, clicks, cold=1, warm=0)
    return found | {"click_ms": in_browser["click_ms"]}


def find_fullest(data: Path) -> dict[str, str]:
    """The indicator with the most figures of a folder, and its theme, whose page has most to show."""
    counts: dict[str, int] = {}
    for path in sorted((data / "figures").glob("*.csv")):
        for row in _read_rows(path):
            counts[row["indicator"]] = counts.get(row["indicator"], 0) + 1
    themes = {row["indicator"]: row["theme"] for row in _read_rows(data / "indicators.csv")}
    of_theme: dict[str, int] = {}
    for indicator, count in counts.items():
        of_theme[themes[indicator]] = of_theme.get(themes[indicator], 0) + count
    return {
        "indicator": max(counts, key=counts.__getitem__),
        "theme": max(of_theme, key=of_theme.__getitem__),
    }


def _read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def measure_naive_switch(server: Running) -> dict[str, float]:
    """Turning between the two pages of the naive Streamlit site."""
    whole = WHOLE["naive"].replace("{0}", "All")
    clicks = [
        Click(
            f'[data-testid=stSidebarNavLink]:has-text("{name}")',
            f"{FINISHED} && {whole} && {_SHOWS.format('h1', name)}",
        )
        for name in ("Second", "First", "Second", "First", "Second")
    ]
    return measure_page(f"http://127.0.0.1:{server.port}/", whole, clicks, cold=1, warm=0)


def measure_overview(server: Running, cold: int = 2, warm: int = 2) -> dict[str, float]:
    """The dashboard's landing page, to its last headline figure."""
    whole = 'document.querySelector(".ps-themes .ps-value") && document.querySelector(".ps-edition")'
    live = f"{LIVE} && {whole}"
    return measure_page(f"http://127.0.0.1:{server.port}/", whole, (), cold, warm, live)


def measure_theme(server: Running, cold: int = 2, warm: int = 2) -> dict[str, float]:
    """A theme's page of the dashboard, to its last chart; clicks are on the language."""
    drawn = f'document.querySelector(".ps-plot") && document.querySelector(".ps-edition") && {DRAWN}'
    titles = read_titles(THEME)
    words = {"zh": "中文", "en": "English"}
    clicks = [
        Click(
            f'.ps-langs a:has-text("{words[lang]}")',
            f"{FINISHED} && {drawn} && {_SHOWS.format('h1', titles[lang])}",
        )
        for lang in ("en", "zh", "en", "zh")
    ]
    live = f"{LIVE} && {drawn}"
    return measure_page(f"http://127.0.0.1:{server.port}/{THEME}", drawn, clicks, cold, warm, live)


def measure_switch(server: Running) -> dict[str, float]:
    """Turning between two theme pages of the dashboard."""
    drawn = f'{LIVE} && document.querySelector(".ps-plot") && {DRAWN}'
    clicks = [
        Click(
            f'[data-testid=stSidebar] .ps-menu a[href="./{theme}"]',
            f"{FINISHED} && {drawn} && {_SHOWS.format('h1', read_titles(theme)['zh'])}",
        )
        for theme in (OTHER, THEME, OTHER, THEME, OTHER)
    ]
    return measure_page(f"http://127.0.0.1:{server.port}/{THEME}", drawn, clicks, cold=1, warm=0)


def measure_interaction(server: Running) -> dict[str, float]:
    """One session that interacts again and again: the dashboard's changes its language."""
    if server.name == "dashboard":
        return asyncio.run(measure_runs(server, THEME, 1, 60, queries=LANGUAGES))
    return asyncio.run(measure_runs(server, "", 1, 60))


def measure_crowd(server: Running, sessions: int) -> dict[str, float]:
    """That many sessions that all interact at once."""
    if server.name == "dashboard":
        return asyncio.run(measure_runs(server, THEME, sessions, 5, queries=LANGUAGES))
    return asyncio.run(measure_runs(server, "", sessions, 5))


def measure_idle_crowd(server: Running) -> dict[str, float]:
    """A hundred open pages while nothing changes."""
    return asyncio.run(measure_idle(server, THEME, 100))


def watch(measure: Callable[..., dict[str, float]], *arguments: Any) -> dict[str, Any]:
    """A measurement with the share of the machine that others used meanwhile, or with why it failed."""
    others = Others()
    try:
        result: dict[str, Any] = dict(measure(*arguments))
    except Exception as error:  # noqa: BLE001 - one measurement that fails must not lose the others
        result = {"failed": f"{type(error).__name__}: {error}"[:300]}
    return result | {"others": round(others.share(), 2)}


def read_titles(theme: str) -> dict[str, str]:
    """A theme's titles by language."""
    row = next(row for row in _read_rows(ROOT / "data" / "themes.csv") if row["theme"] == theme)
    return {lang: row[f"title_{lang}"] for lang in ("zh", "en")}
