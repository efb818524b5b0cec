"""What drawing every chart costs, in both languages and widths, and how many an edit of a figure draws anew.

    python -m benchmarks.drawings [DATA]

Processor seconds of a fresh process and of the one in which plotly runs, its start included.
"""

from __future__ import annotations

import multiprocessing
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.datasets import ROOT
from benchmarks.machine import read_cpu

EDITED = ("figures/hotline.csv", "181.5万件", "182.5万件")
"""A file, what is printed in it, and what an edit makes of that."""


def main() -> None:
    """Prints what was measured."""
    folder = Path(sys.argv[1]) if sys.argv[1:] else ROOT / "data"
    sys.stdout.write("\n".join(f"{name}: {number}" for name, number in measure(folder).items()) + "\n")


def measure(folder: Path) -> dict[str, float]:
    """The numbers of a folder, measured in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_measure, (str(folder),))


def _measure(folder: str) -> dict[str, float]:
    from publicstats.charts.pictures import DRAWINGS, PLOTTER
    from publicstats.edition.builder import Builder
    from publicstats.reading.folder import load_files

    files, builder = load_files(Path(folder)), Builder()
    edition = _build(builder, files)
    began = time.process_time()
    _draw_all(edition)
    drawn = len(DRAWINGS)
    assert PLOTTER.process is not None
    spent = time.process_time() - began + read_cpu(PLOTTER.process.pid)
    path, old, new = EDITED
    changed = files[path].replace(old.encode(), new.encode())
    edited = _build(builder, files | {path: changed})
    showing = _draw_all(edited, old=edition)
    again = len(DRAWINGS) - drawn
    PLOTTER.close()
    return {"cpu_s": round(spent, 2), "drawn": drawn, "drawn_after_edit": again, "showing_edit": showing}


def _build(builder: Any, files: dict[str, bytes]) -> Any:
    edition = builder.build(files).edition
    if edition is None:
        raise SystemExit("the data is not valid")
    return edition


def _draw_all(edition: Any, old: Any = None) -> int:
    """Draws each chart of an edition for each language and width; how many show a figure unlike in `old`."""
    from publicstats.analysis.chart_figures import list_chart_figures
    from publicstats.charts.layouts import LAYOUTS
    from publicstats.controls.chart_blocks import draw_plot
    from publicstats.text.i18n import LANGS

    panels = [panel for shown in list_chart_figures(edition, _list_drawn(edition)) for panel in shown.panels]
    for lang in LANGS:
        for number, panel in enumerate(panels):
            draw_plot(panel, number, lang)
    changed = [
        panel
        for panel in panels
        if old is not None and any(_is_new(figure, old) for figure in (*panel.cited, *panel.masked))
    ]
    return len(changed) * len(LANGS) * len(LAYOUTS)


def _list_drawn(edition: Any) -> list[Any]:
    from publicstats.analysis.chart_figures import LISTS

    return [chart for chart in edition.charts.values() if chart.kind not in LISTS]


def _is_new(figure: Any, old: Any) -> bool:
    before = old.find(figure.id)
    return before is None or (before.printed, before.value) != (figure.printed, figure.value)


if __name__ == "__main__":
    main()
