"""The results as tables of docs/performance.md, between markers, so that the words around them stay."""

from __future__ import annotations

import re
from typing import Any

from benchmarks.datasets import HISTORY, ROOT, WIDE
from benchmarks.goals import GOALS, Results, find_number, judge
from benchmarks.machine import DISTURBED

PAGE = ROOT / "docs" / "performance.md"
COLUMNS = {
    "start s": "start/start_s",
    "start, processor s": "start/start_cpu_s",
    "start from what is known s": "again/start_s",
    "processor s": "again/start_cpu_s",
    "memory MB": "one/memory_mb",
    "cold ms": "browser/cold_ms",
    "warm ms": "browser/warm_ms",
    "live ms": "browser/live_ms",
    "MB": "browser/megabytes",
    "requests": "browser/requests",
    "click ms": "browser/click_ms",
    "page switch ms": "switch/click_ms",
    "run ms": "one/median_ms",
    "processor ms a run": "one/cpu_ms",
    "runs/s of 50": "50/runs_per_s",
    "runs/s of 200": "200/runs_per_s",
    "memory MB of 200": "200/memory_mb",
    "edit s": "edit/p95_s",
    "search ms": "search/p95_ms",
    "search in the browser ms": "search/click_ms",
    "idle, cores": "idle/core_share",
}
"""What is shown of each server, by its place in the results."""
VARIANTS = {
    "dashboard": {
        "dashboard, overview": "overview",
        "dashboard, theme page": "theme",
        "dashboard, indicator page": "indicator",
    },
    "written": {"written, overview": "browser"},
    "same": {"dash, same theme page": "theme", "dash, same indicator page": "indicator"},
}
"""Servers with more than one page in the browser: a row for each that was measured."""
NAMES = {HISTORY: "history", WIDE: "wide"}


def write_section(name: str, text: str) -> None:
    """Puts text between `<!-- name -->` and `<!-- /name -->` of the page."""
    page = PAGE.read_text(encoding="utf-8")
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    replaced, times = pattern.subn(lambda _: f"{begin}\n{text.strip()}\n{end}", page)
    if times != 1:
        raise ValueError(f"{PAGE} has no place {begin} … {end}")
    PAGE.write_text(replaced, encoding="utf-8")


def describe_results(machine: dict[str, str], results: Results, seconds: float) -> str:
    """Both tables: the goals, and every server with its numbers."""
    where = "; ".join(machine.values())
    lines = [f"Measured in one run of {seconds:.0f} s: {where}.", ""]
    return "\n".join([*lines, *_list_goals(results), "", *_list_servers(results), *_list_failures(results)])


def _list_goals(results: Results) -> list[str]:
    lines = ["| goal | at most | came to | |", "|---|---|---|---|"]
    for goal in GOALS:
        came, met = judge(goal, results)
        disturbed = came is not None and _is_disturbed(results, goal.measured, goal.over)
        word = "not measured" if met is None else "met" if met else "**missed**"
        limit = f"{'at least ' if goal.at_least else ''}{goal.limit:.3g} {goal.unit}"
        shown = "–" if came is None else f"{came:.3g} {goal.unit}{' ~' if disturbed else ''}"
        lines.append(f"| {goal.title} | {limit} | {shown} | {word} |")
    return lines


def _list_servers(results: Results) -> list[str]:
    lines = [f"| | figures | {' | '.join(COLUMNS)} |", "|---" * (len(COLUMNS) + 2) + "|"]
    for key in results:
        server, rows = key.split("@")
        for title, browser in VARIANTS.get(server, {server: "browser"}).items():
            if browser not in results[key] and server in VARIANTS:
                continue
            paths = [path.replace("browser/", f"{browser}/") for path in COLUMNS.values()]
            cells = [_cell(results, f"{key}/{path}") for path in paths]
            lines.append(f"| {title} | {_name_size(int(rows))} | {' | '.join(cells)} |")
    return [*lines, "", f"~ others used more than {DISTURBED:.0%} of the machine meanwhile."]


def _name_size(rows: int) -> str:
    return f"{rows:,} ({NAMES[rows]})" if rows in NAMES else f"{rows:,}"


def _cell(results: Results, path: str) -> str:
    value = find_number(results, path)
    if value is None:
        return "–"
    return f"{value:,.3g}" if value < 100 else f"{value:,.0f}"


def _is_disturbed(results: Results, *paths: str) -> bool:
    places = [path.rpartition("/")[0] for path in paths if path]
    return any((find_number(results, f"{place}/others") or 0) > DISTURBED for place in places)


def _list_failures(results: Results) -> list[str]:
    failures: list[tuple[str, Any]] = [
        (f"{key} {name}", measured["failed"])
        for key, server in results.items()
        for name, measured in server.items()
        if isinstance(measured, dict) and "failed" in measured
    ]
    return [f"\nNot measured: {name}: {reason}" for name, reason in failures]
