"""``publicstats export``: the flat table of all figures."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from publicstats import downloads
from publicstats.cli.outcome import show_progress, write_verdict
from publicstats.contract.problems import write_problem
from publicstats.edition.model import load_edition


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes besides the folder and the language."""
    parser.add_argument("--format", choices=("csv", "json"), default="csv")


def run_export(folder: Path, options: argparse.Namespace) -> int:
    """Writes the flat table of all figures to standard output, or says why there is none."""
    with show_progress() as report:
        outcome = load_edition(folder, report)
    if outcome.edition is None:
        for problem in outcome.problems:
            print(write_problem(problem, options.lang), file=sys.stderr)
        print(write_verdict(outcome, options.lang), file=sys.stderr)
        return 1
    table = downloads.build_flat_table(outcome.edition)
    write = downloads.write_json if options.format == "json" else downloads.write_csv
    sys.stdout.buffer.write(write(table))
    return 0
