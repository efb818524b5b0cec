"""``publicstats export``: the flat table of all figures."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from publicstats import downloads
from publicstats.cli.outcome import load_or_tell


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes besides the folder and the language."""
    parser.add_argument("--format", choices=("csv", "json"), default="csv")


def run_export(folder: Path, options: argparse.Namespace) -> int:
    """Writes the flat table of all figures to standard output, or says why there is none."""
    edition = load_or_tell(folder, options.lang)
    if edition is None:
        return 1
    table = downloads.build_flat_table(edition)
    write = downloads.write_json if options.format == "json" else downloads.write_csv
    sys.stdout.buffer.write(write(table))
    return 0
