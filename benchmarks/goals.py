"""The goals, as rows: what is compared with what in one run, and how much it may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Results = dict[str, Any]
"""`{"dashboard@300": {"theme": {"cold_ms": …}, …}, …}`"""


@dataclass(frozen=True)
class Goal:
    """A path in the results over another (or over a constant), with a limit above which it is missed.

    Paths are `server@rows/measurement/number`. With `at_least` the limit is one from below.
    """

    title: str
    measured: str
    limit: float
    over: str = ""
    unit: str = "x"
    at_least: bool = False


GOALS = [
    Goal("processor time per interaction, theme page, over bare Streamlit",
         "dashboard@300/one/cpu_ms", 3, "bare@300/one/cpu_ms"),
    Goal("200 sessions, runs per second, over bare Streamlit",
         "dashboard@300/200/runs_per_s", 0.5, "bare@300/200/runs_per_s", at_least=True),
    Goal("first load of the overview over the wire", "dashboard@300/overview/megabytes", 1.1, unit="MB"),
    Goal("first load of a theme page over the wire", "dashboard@300/theme/megabytes", 2.0, unit="MB"),
    Goal("theme page, cold load to the last chart, over Dash",
         "dashboard@300/theme/cold_ms", 1, "dash@300/browser/cold_ms"),
    *(Goal(f"{page} page of the history, cold load to the last chart, over Dash with the same charts",
           f"dashboard@3000/{page}/cold_ms", 0.6, f"same@3000/{page}/cold_ms")
      for page in ("theme", "indicator")),
    Goal("theme page, warm load to the last chart, over Dash",
         "dashboard@300/theme/warm_ms", 1.2, "dash@300/browser/warm_ms"),
    Goal("overview, cold load to its last headline figure, over bare Streamlit",
         "dashboard@300/overview/cold_ms", 1.2, "bare@300/browser/cold_ms"),
    Goal("overview, cold load to its last figure, over the same as a plain page written by hand",
         "dashboard@300/overview/cold_ms", 1.5, "written@300/browser/cold_ms"),
    Goal("all charts drawn, both languages and widths, processor time",
         "dashboard@300/drawings/cpu_s", 8, unit="s"),
    Goal("drawings after an edit of one figure, over those that show it",
         "dashboard@300/drawings/drawn_after_edit", 1, "dashboard@300/drawings/showing_edit"),
    *(Goal(f"search as typed, 95th percentile, {figures}",
           f"dashboard@{size}/search/p95_ms", limit, unit="ms")
      for figures, size, limit in (("history", 3_000, 50), ("1,000,000 figures", 1_000_000, 200))),
    Goal("page switch in the browser, over naive Streamlit",
         "dashboard@300/switch/click_ms", 0.5, "naive@300/switch/click_ms"),
    *(Goal(f"saved CSV to the screens of 100 sessions, 95th percentile, {figures}",
           f"dashboard@{size}/edit/p95_s", limit, unit="s")
      for figures, size, limit in (("shipped", 300, 1.6), ("history", 3_000, 1.8),
                                   ("100,000 figures", 100_000, 2.5), ("1,000,000 figures", 1_000_000, 5))),
    Goal("100 open pages while nothing changes, share of a core",
         "dashboard@300/idle/core_share", 0.1, unit="cores"),
    Goal("interaction at 1,000,000 figures over that at 300",
         "dashboard@1000000/one/cpu_ms", 1.15, "dashboard@300/one/cpu_ms"),
    Goal("memory at 1,000,000 figures over the CSVs' size",
         "dashboard@1000000/one/memory_mb", 4, "dashboard@1000000/data/megabytes"),
    Goal("start to the first answer over bare Streamlit",
         "dashboard@300/start/start_s", 2, "bare@300/start/start_s"),
    *(Goal(f"start from what is known to the first answer over bare Streamlit, {figures}",
           f"dashboard@{size}/again/start_s", limit, "bare@300/start/start_s")
      for figures, size, limit in (("shipped", 300, 2), ("1,000,000 figures", 1_000_000, 6))),
]  # fmt: skip


def find_number(results: Results, path: str) -> float | None:
    """The number at a path, or none where it was not measured."""
    found: Any = results
    for name in path.split("/"):
        found = found.get(name) if isinstance(found, dict) else None
    return float(found) if isinstance(found, int | float) else None


def judge(goal: Goal, results: Results) -> tuple[float | None, bool | None]:
    """What the goal's measure came to, and whether that is good enough; nones where it was not measured."""
    value = find_number(results, goal.measured)
    base = find_number(results, goal.over) if goal.over else 1.0
    if value is None or not base:
        return None, None
    came = value / base
    return came, came >= goal.limit if goal.at_least else came <= goal.limit
