"""A problem of each code of growth, replacements, breaks and rules, as `problem_examples` has the others."""

from __future__ import annotations

from publicstats.contract.problems import Problem

_LATER, _CALCULATIONS = "figures/later.csv", "calculations.csv"


def _warn(code: str, file: str, row: int, column: str, typed: str = "", **facts: str) -> Problem:
    return Problem(code, file, row, column, typed, "warning", facts)


SERIES_EXAMPLES: tuple[Problem, ...] = (
    Problem("base_blank", _LATER, 2, "base"),
    Problem("base_later", _LATER, 2, "base", "2024", facts={"period": "2024-H1"}),
    Problem("base_not_growth", _LATER, 2, "base", "year_before"),
    Problem(
        "base_printed",
        _LATER,
        2,
        "base",
        "period_before",
        facts={"printed": "同比增长3%", "meant": "year_before"},
    ),
    _warn("base_unstated", _LATER, 1, "base"),
    _warn("break_doubled", "breaks.csv", 3, "break", "lines_again", first="breaks.csv:2"),
    _warn("break_empty", "breaks.csv", 2, "indicator", "bus_trips"),
    Problem("comparability_not_growth", _LATER, 2, "comparability", "constant_prices"),
    _warn("flow_running", _LATER, 3, "period", "2019/2022", start="2019-01-01"),
    _warn("indicator_ended", "figures/buses.csv", 9, "period", "2024-Q2", id="bus_punctuality"),
    _warn("region_outside", "figures/buses.csv", 7, "period", "2023", id="310115"),
    _warn("release_early", "releases.csv", 2, "expected", "2023-07-31", period="2024-H1"),
    _warn(
        "release_repeats",
        "releases.csv",
        2,
        "indicators",
        "library_visits;library_readers;library_visits",
        id="library_visits",
    ),
    Problem(
        "revises_later",
        "sources.csv",
        2,
        "revises",
        "bulletin_2024",
        facts={"id": "bulletin_2024", "published": "2024-07-31"},
    ),
    Problem("revision_missing", _LATER, 2, "revision", "corrected"),
    _warn("revision_of_nothing", _LATER, 2, "revision", "final"),
    Problem(
        "rule_compare",
        _CALCULATIONS,
        5,
        "compare_with",
        "spending_per_visits",
        facts={"id": "spending_per_visits", "nearest": "spending_per_visit"},
    ),
    Problem("rule_dash", _CALCULATIONS, 3, "breakdown", "-"),
    Problem("rule_days", _CALCULATIONS, 5, "formula", "library_readers / days"),
    _warn(
        "rule_empty", _CALCULATIONS, 5, "formula", "library_spending / library_visits", id="library_spending"
    ),
    Problem("rule_growth", _CALCULATIONS, 5, "basis", "growth"),
    Problem(
        "rule_id_unknown",
        _CALCULATIONS,
        5,
        "formula",
        "library_spending / library_visit",
        facts={"id": "library_visit", "nearest": "library_visits"},
    ),
    _warn("rule_never", _CALCULATIONS, 5, "formula", "library_spending / library_loans"),
    Problem("rule_period", _CALCULATIONS, 3, "period", facts={"id": "spending_2024"}),
    _warn("stock_span", _LATER, 2, "period", "2024-01/2024-06", day="2024-06-30"),
    _warn("successor_unended", "indicators.csv", 12, "successor", "library_spending", end="ended"),
    _warn("supersedes_elsewhere", _LATER, 2, "supersedes", "readers_2024", id="readers_2024"),
    Problem("supersedes_indicator", _LATER, 2, "supersedes", "loans_2024", facts={"id": "loans_2024"}),
    Problem("supersedes_kind", _LATER, 2, "supersedes", "readers_target", facts={"id": "readers_target"}),
    Problem(
        "supersedes_later", _LATER, 2, "supersedes", "satisfaction_2024", facts={"id": "satisfaction_2024"}
    ),
    _warn("time_not_additive", "indicators.csv", 6, "additive_time", "yes", found="%"),
    Problem("valid_order", "regions.csv", 5, "valid_to", "2019-12-31", facts={"valid_from": "2024-07-01"}),
    Problem("withdrawn_printed", _LATER, 2, "revision", "withdrawn"),
)
