"""Planted slips are hinted at, nine in ten of each kind, and a history without them gives hardly any hint."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.history import write_history
from benchmarks.slip_folder import Folder
from benchmarks.slips import KINDS, find_slips, plant
from publicstats.analysis.hints import find_hints
from publicstats.edition.model import build_edition
from publicstats.reading.folder import load_files
from tests.helpers import make_files, save


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    base, out = (tmp_path_factory.mktemp(name) for name in ("small", "grown"))
    write_history(save(make_files(), base / "data"), out, seed=5)
    return Folder(load_files(out), "grown_")


@pytest.mark.parametrize("kind", KINDS)
def test_nine_in_ten_planted_slips_of_each_kind_are_found(folder: Folder, kind: str) -> None:
    slips = plant(folder, kind, seed=5, count=10)
    assert len(slips) >= 2  # of targets and totals a small history has few series
    assert len(find_slips(folder, slips)) >= 0.9 * len(slips)


def test_history_without_slips_gives_at_most_one_hint_in_a_hundred_figures(folder: Folder) -> None:
    edition = build_edition(folder.files).edition
    assert edition is not None
    assert len(find_hints(edition)) <= 0.01 * len(edition.figures)


def test_equal_seeds_plant_equal_slips_and_each_in_a_series_of_its_own(folder: Folder) -> None:
    slips = plant(folder, "dropped 万", seed=1)
    assert slips == plant(folder, "dropped 万", seed=1) != plant(folder, "dropped 万", seed=2)
    assert all("万" not in cells["printed"] for slip in slips for cells in slip.cells.values())


def test_planting_changes_the_rows_of_the_slips_alone(folder: Folder, tmp_path: Path) -> None:
    [slip] = plant(folder, "wrong year", seed=1, count=1)
    before, after = folder.files["figures/grown.csv"], folder.write([slip])["figures/grown.csv"]
    lines = zip(before.decode().splitlines(), after.decode().splitlines(), strict=True)
    changed = [old for old, new in lines if old != new]
    assert [line.split(",")[0] for line in changed] == list(slip.figures)
