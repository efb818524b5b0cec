"""What a problem that stands for others says."""

from __future__ import annotations

from publicstats.contract.problems import Problem, count_more


def test_problem_that_counts_more_says_how_many_from_where_and_quotes_nothing() -> None:
    assert count_more("unit_unknown", "figures/a.csv", 12, "printed", 7, "warning") == Problem(
        "more",
        "figures/a.csv",
        12,
        "printed",
        typed="",
        severity="warning",
        facts={"code": "unit_unknown", "count": "7", "first": "12"},
    )
