"""The made-up wide folder: valid, the same for the same seed, and as wide as is asked."""

from __future__ import annotations

from pathlib import Path

from benchmarks.breadth import write_wide
from benchmarks.ledger import read_table
from publicstats.reading.folder import load_files
from tests.benchmarks.test_history import load_valid
from tests.helpers import DATA

ASKED = {"sources": 300, "indicators": 260, "charts": 150}


def test_folder_is_valid_and_has_as_many_of_each_as_were_asked_for(tmp_path: Path) -> None:
    count = write_wide(DATA, tmp_path, **ASKED)
    edition = load_valid(tmp_path)
    assert {name: len(read_table(tmp_path / f"{name}.csv")[1]) for name in ASKED} == ASKED
    assert count == (edition.figures["source"] != "").sum()
    drawn = {chart.kind for chart in edition.charts.values() if chart.id.startswith("grown_")}
    assert {"cards", "table", "line", "bars", "columns"} <= drawn
    assert len(edition.themes) == ASKED["indicators"] // 13


def test_equal_seeds_give_equal_bytes_and_others_other_ones(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        write_wide(DATA, tmp_path / name, seed, **ASKED)
    one, again, other = (load_files(tmp_path / name) for name in ("one", "again", "other"))
    assert one == again
    assert one["figures/grown.csv"] != other["figures/grown.csv"]
