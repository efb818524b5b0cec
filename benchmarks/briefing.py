"""How long what readers take along takes to make, each for the first time: briefings, workbook, pictures.

    python -m benchmarks.briefing [--json]

Every theme of data/ in both languages, with nothing drawn before; the first starts the process that draws. A
second reader gets what was made for the first.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

import numpy as np

from publicstats.downloads.briefing import write_theme_briefing
from publicstats.downloads.poster import draw_poster, list_drawn_panels, write_png
from publicstats.downloads.workbook import write_workbook
from publicstats.edition.model import load_edition
from publicstats.text.i18n import LANGS

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Prints the seconds, or JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    edition = load_edition(ROOT / "data").edition
    if edition is None:
        raise SystemExit("the data of data/ is not valid")
    results: dict[str, float] = {}

    def measure(name: str) -> None:
        nonlocal began
        results[name] = round(time.perf_counter() - began, 2)
        began = time.perf_counter()

    began = time.perf_counter()
    for theme in edition.themes.values():
        for lang in LANGS:
            write_theme_briefing(edition, theme, lang)
            measure(f"briefing {theme.id} {lang}")
    write_workbook(edition, np.arange(len(edition.figures)), "zh")
    measure("workbook of all figures")
    for chart in edition.charts.values():
        if list_drawn_panels(edition, chart):
            write_png(draw_poster(edition, chart, "zh"))
            measure(f"picture {chart.id}")
    if options.json:
        sys.stdout.write(json.dumps(results, indent=1) + "\n")
        return
    for kind in ("briefing", "workbook", "picture"):
        found = {name: seconds for name, seconds in results.items() if name.startswith(kind)}
        name, slowest = max(found.items(), key=lambda item: item[1])
        mean = sum(found.values()) / len(found)
        sys.stdout.write(
            f"{kind:10}{len(found):3} made, {mean:.2f} s each, the slowest {slowest:.2f} s ({name})\n"
        )


if __name__ == "__main__":
    main()
