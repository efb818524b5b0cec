"""A problem of each code of names and sizes of files, as `problem_examples` has the others."""

from __future__ import annotations

from publicstats.contract.problems import Problem

FILE_EXAMPLES: tuple[Problem, ...] = (
    Problem(
        "file_format",
        "figures/libraries.xlsx",
        typed="libraries.xlsx",
        severity="warning",
        facts={"meant": "figures/libraries.csv"},
    ),
    Problem(
        "file_misnamed",
        "figures/NEW.CSV",
        typed="NEW.CSV",
        severity="warning",
        facts={"meant": "figures/new.csv"},
    ),
    Problem("files_many", "figures", facts={"count": "1003", "most": "1000"}),
    Problem(
        "folder_unread",
        "figures/2024",
        typed="2024",
        severity="warning",
        facts={"meant": "figures/", "count": "1"},
    ),
    Problem("lines_many", "figures/libraries.csv", facts={"most": "1048576"}),
    Problem("more_files", "*.csv", facts={"code": "file_empty", "count": "10"}),
    Problem("rows_gone", "figures/buses.csv", severity="warning", facts={"count": "9"}),
    Problem("columns_many", "figures/buses.csv", 1, facts={"most": "100"}),
)
