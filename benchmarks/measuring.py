"""Every measurement of one server, by what it is: each a function from a running server to numbers."""

from __future__ import annotations

import asyncio
import csv
from collections.abc import Callable
from typing import Any

from benchmarks.browsing import DRAWN, FINISHED, Click, measure_page
from benchmarks.datasets import ROOT
from benchmarks.load import measure_idle, measure_runs
from benchmarks.machine import Others, read_memory
from benchmarks.servers import Running

THEME, OTHER = "hotline", "elder_care"
"""The theme page that is measured, and the one that is turned to."""
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
    whole = 'document.querySelector(".ps-card") && document.querySelector(".ps-edition")'
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
    with (ROOT / "data" / "themes.csv").open(encoding="utf-8-sig", newline="") as file:
        row = next(row for row in csv.DictReader(file) if row["theme"] == theme)
    return {lang: row[f"title_{lang}"] for lang in ("zh", "en")}
