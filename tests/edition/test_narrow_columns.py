"""What a figure takes in memory: counted on twenty thousand, as much for each as of a million."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from benchmarks.datasets import write_data
from benchmarks.memory import list_parts
from publicstats.downloads.table import build_flat_table
from publicstats.edition.builder import Builder
from publicstats.edition.figure_table import ENDS
from publicstats.edition.model import Edition
from publicstats.publishing.changes import compare_editions
from publicstats.reading.folder import load_files

FIGURES = 20_000
COLUMNS, SERIES, KEPT = 110, 35, 25
"""Bytes a figure at the most: of the table, of the series, and of what the builder keeps besides, catalogues
and all."""
NAME = "figures/bench.csv"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder: Path = tmp_path_factory.mktemp("many")
    write_data(folder, FIGURES)
    return load_files(folder)


@pytest.fixture(scope="module")
def builder() -> Builder:
    return Builder()


@pytest.fixture(scope="module")
def edition(files: dict[str, bytes], builder: Builder) -> Edition:
    edition = builder.build(files).edition
    assert edition is not None
    return edition


def test_figure_takes_few_bytes_in_table_series_and_what_is_kept(edition: Edition, builder: Builder) -> None:
    parts = list_parts(edition, builder)
    for begin, most in (("column ", COLUMNS), ("series", SERIES), ("kept: ", KEPT)):
        size = sum(size for title, size in parts.items() if title.startswith(begin))
        assert 0 < size / len(edition.figures) < most, {title: parts[title] for title in parts}


def test_cells_that_repeat_are_categories_and_row_numbers_have_four_bytes(edition: Edition) -> None:
    frame = edition.figures
    for name in ("indicator", "region", "period", "source", "line", "note_zh", "note_en"):
        assert isinstance(frame[name].dtype, pd.CategoricalDtype), name
    assert frame["_row"].dtype == np.int32


def test_what_is_kept_of_intervals_lies_in_the_edition_also_after_an_edit(
    files: dict[str, bytes], builder: Builder, edition: Edition
) -> None:
    branch = builder.branch()
    edited = branch.build(
        files | {NAME: files[NAME].replace("超17.7万人".encode(), "超18万人".encode())}
    ).edition
    assert edited is not None
    assert [change.figure for change in compare_editions(edition, edited).listed] == ["bench_figure_17"]
    parts = list_parts(edited, branch)
    assert not any(title.startswith("kept: ends") for title in parts)
    ends = [edited.figures[name].to_numpy() for name in ENDS]
    position = edited.locate("bench_figure_17")
    assert position is not None
    assert edited.figures["value"].iat[position] == 180_000
    assert all(np.shares_memory(end, ends[0].base) for end in ends)


def test_columns_of_categories_are_texts_in_what_readers_take_along(edition: Edition) -> None:
    flat = build_flat_table(edition, np.arange(FIGURES - 50, FIGURES))
    assert not any(isinstance(flat[name].dtype, pd.CategoricalDtype) for name in flat)
