"""``publicstats series``: what each series says, or every observation of it, as rows for a program."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

import pandas as pd

from publicstats import downloads
from publicstats.analysis.series_rows import (
    OBSERVATION_COLUMNS,
    SERIES_COLUMNS,
    describe_observations,
    describe_series,
)
from publicstats.analysis.today import find_today
from publicstats.cli.outcome import load_or_tell


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes besides the folder and the language."""
    parser.add_argument("--format", choices=("csv", "json"), default="csv")
    parser.add_argument("--observations", action="store_true", help="a row an observation, not a series")
    parser.add_argument(
        "--today",
        type=date.fromisoformat,
        default=None,
        metavar="DAY",
        help="the day that due and overdue are counted from (YYYY-MM-DD; default: today)",
    )


def run_series(folder: Path, options: argparse.Namespace) -> int:
    """Writes a row for each series to standard output: latest value, changes, target, what is overdue."""
    edition = load_or_tell(folder, options.lang)
    if edition is None:
        return 1
    today = options.today or find_today()
    rows = describe_observations(edition) if options.observations else describe_series(edition, today)
    columns = OBSERVATION_COLUMNS if options.observations else SERIES_COLUMNS
    table = pd.DataFrame(list(rows), columns=list(columns), dtype="str")
    write = downloads.write_json if options.format == "json" else downloads.write_csv
    sys.stdout.buffer.write(write(table))
    return 0
