"""How long scanning an article takes: a page of 20,000 characters, after start-up.

    python -m benchmarks.scan [--characters 20000] [--json]

The page is put together from the made-up articles of tests/articles/cases. "start-up" is what comes once: the
dictionary of words, the patterns, the data. Each number is the best of a few runs in one process.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from publicstats.articles import list_rows, scan_article
from publicstats.articles.finding import find_mentions
from publicstats.articles.text import read_article
from publicstats.edition.model import load_edition

ROOT = Path(__file__).resolve().parents[1]
RUNS = 5


def main() -> None:
    """Prints the seconds, or JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--characters", type=int, default=20_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    text = build_text(options.characters)
    edition = load_edition(ROOT / "data").edition
    if edition is None:
        raise SystemExit("the data of data/ is not valid")
    began = time.perf_counter()
    scan = scan_article(text[:500], edition)
    results = {"start-up": time.perf_counter() - began}
    scan = scan_article(text, edition)
    steps: dict[str, Callable[[], object]] = {
        "find quantities": lambda: find_mentions(read_article(text), edition.units),
        "fill the rows": lambda: scan_article(text, edition),
        "find identities": lambda: list_rows(scan),
    }
    results |= {name: measure(step) for name, step in steps.items()}
    if options.json:
        sys.stdout.write(
            json.dumps({"characters": len(text), "rows": len(scan.drafts), **results}, indent=1) + "\n"
        )
        return
    sys.stdout.write(f"{len(text):,} characters, {len(scan.drafts)} rows\n")
    for name, seconds in results.items():
        sys.stdout.write(f"{name:16} {seconds:6.3f} s\n")


def build_text(characters: int) -> str:
    """Articles one after the other until there are so many characters."""
    articles = [
        path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests/articles/cases").glob("*/*.txt"))
    ]
    whole = "\n\n".join(articles)
    return (whole * (characters // len(whole) + 1))[:characters]


def measure(step: Callable[[], object]) -> float:
    """Seconds of the quickest of a few runs."""
    best = float("inf")
    for _ in range(RUNS):
        began = time.perf_counter()
        step()
        best = min(best, time.perf_counter() - began)
    return round(best, 3)


if __name__ == "__main__":
    main()
