"""How long a million figures take to read and check, beside `pandas.read_csv(dtype=str)` on the same file.

    python -m benchmarks.reading [--rows 1000000] [--json]

Each measurement is a process of its own, one after the other; compare within one run only. "parsing" is what
reading the distinct printed figures and periods costs: work that `read_csv` does not do at all.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.datasets import ROOT, write_figures_alone

MEASURED = {
    "read_csv": "import pandas; pandas.read_csv(folder / 'figures' / 'bench.csv', dtype=str)",
    "read": (
        "from publicstats.reading.folder import load_files; "
        "from publicstats.reading.tables import read_tables; "
        "read_tables(load_files(folder))"
    ),
    "parse": (
        "from publicstats.reading.folder import load_files; "
        "from publicstats.reading.tables import read_tables; "
        "from publicstats.validation import ParsedTables; tables = read_tables(load_files(folder)).tables; "
        "began = time.perf_counter(); parsed = ParsedTables(tables); parsed.quantities; parsed.periods"
    ),
    "check": (
        "from publicstats.reading.folder import load_files; "
        "from publicstats.reading.tables import read_tables; "
        "from publicstats.validation import ParsedTables, check_tables; "
        "reading = read_tables(load_files(folder)); assert not reading.problems, reading.problems; "
        "found = check_tables(ParsedTables(reading.tables)); assert not found, found"
    ),
    "edition": "from publicstats.edition.model import load_edition; assert load_edition(folder).edition",
}
"""What is measured, as the code that each process runs; its imports are not counted."""


def main() -> None:
    """Prints the table, or JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        size = write_figures_alone(folder, options.rows)
        results = {name: measure(code, folder) for name, code in MEASURED.items()}
    base = results["read_csv"]["seconds"]
    parsing = results["parse"]["seconds"]
    report = {
        "rows": options.rows,
        "megabytes": round(size / 1e6, 1),
        "results": results,
        "check_without_parsing_per_read_csv": round((results["check"]["seconds"] - parsing) / base, 2),
    }
    if options.json:
        sys.stdout.write(json.dumps(report, indent=1) + "\n")
        return
    sys.stdout.write(f"{options.rows:,} rows, {report['megabytes']} MB\n")
    for name, result in results.items():
        ratio = result["seconds"] / base
        sys.stdout.write(
            f"{name:10} {result['seconds']:7.2f} s  x{ratio:5.2f}  {result['megabytes']:7.0f} MB\n"
        )
    sys.stdout.write(f"check less parsing: x{report['check_without_parsing_per_read_csv']} of read_csv\n")


def measure(code: str, folder: Path) -> dict[str, float]:
    """Seconds and peak memory of a process that runs the code, its imports done before the clock starts."""
    script = (
        "import sys, time, gc, pandas, publicstats.edition.model; from pathlib import Path; "
        f"folder = Path({str(folder)!r}); began = time.perf_counter(); {code}; "
        "print(time.perf_counter() - began)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False, timeout=600
    )
    if done.returncode:
        raise SystemExit(f"{code}\n{done.stderr}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {"seconds": round(float(done.stdout), 3), "megabytes": round(peak)}


if __name__ == "__main__":
    main()
