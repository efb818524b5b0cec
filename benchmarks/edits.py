"""Processor time of an edit of one cell, built on what is known and built anew, and what it takes in memory.

    python -m benchmarks.edits [--sizes 300,history,100000,1000000] [--json]

Each size is a process of its own. One edit is in a small file of figures, the other in the largest. `history`
is a folder of years of made-up releases with 3,000 figures (`benchmarks.history`).
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.datasets import HISTORY, SHIPPED, write_data, write_grown
from publicstats.edition.builder import Builder
from publicstats.edition.model import Outcome, build_edition
from publicstats.reading.folder import load_files

SMALL = "figures/hotline.csv"
GROWN = "history"
TRIES = 3


def main() -> None:
    """Prints a row a size, or JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default=f"{SHIPPED},{GROWN},100000,1000000")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    results = {}
    for size in options.sizes.split(","):
        with tempfile.TemporaryDirectory() as name, multiprocessing.get_context("spawn").Pool(1) as pool:
            if size == GROWN:
                write_grown(Path(name), HISTORY)
            else:
                write_data(Path(name), int(size))
            results[size] = pool.apply(measure, (name,))
    if options.json:
        sys.stdout.write(json.dumps(results, indent=1) + "\n")
        return
    for size, found in results.items():
        sys.stdout.write(f"{size:>9}  " + "  ".join(f"{name} {n}" for name, n in found.items()) + "\n")


def measure(folder: str) -> dict[str, float]:
    """Processor seconds of the first build and of edits, and megabytes that are held after them."""
    files, builder = load_files(Path(folder)), Builder()
    first, _ = take_time(lambda: builder.build(files))
    largest = max((name for name in files if name.startswith("figures/")), key=lambda name: len(files[name]))
    found = {"first": first}
    for title, name in {"small file": SMALL, "largest file": largest}.items():
        edits = [files | {name: move_figure(files[name], number)} for number in range(1, TRIES + 1)]
        found[title] = min(take_time(lambda edit=edit: builder.build(edit))[0] for edit in edits)  # type: ignore[misc]
    found["anew"] = min(take_time(lambda: build_edition(edits[-1]))[0] for _ in range(TRIES - 1))
    found["peak MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return found


def take_time(build: Callable[[], Outcome]) -> tuple[float, Outcome]:
    """The processor seconds that a build takes, and what it gives."""
    began = time.process_time()
    outcome = build()
    seconds = time.process_time() - began
    if outcome.edition is None:
        raise SystemExit(f"no edition: {outcome.problems[:3]}")
    return round(seconds, 3), outcome


def move_figure(data: bytes, number: int) -> bytes:
    """A file of figures whose first figure stands some lines further down in its article."""
    header, first, *rest = data.decode().split("\n")
    (cells,), at = csv.reader([first]), header.split(",").index("line")
    cells[at] = str(int(cells[at]) + number)
    written = io.StringIO()
    csv.writer(written, lineterminator="").writerow(cells)
    return "\n".join([header, written.getvalue(), *rest]).encode()


if __name__ == "__main__":
    main()
