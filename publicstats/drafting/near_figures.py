"""Which figures of an edition the rows of a draft could meet: those of their series, and those they name."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from publicstats.contract.codelists import DERIVED
from publicstats.contract.schema import SCHEMAS
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.reading.tables import FILE, ROW
from publicstats.series.keys import Flags
from publicstats.validation.references import split_list

MOST = 2_000
"""Figures that are looked at, the last ones of the files: a series of thirty years by month has 360."""
COLUMNS = SCHEMAS["figures"].names


def find_near(edition: Edition, pairs: Collection[tuple[str, str]], names: Collection[str]) -> list[int]:
    """The positions of typed figures of some indicators in some places, and of those with some ids."""
    indicators, regions = edition.figures["indicator"], edition.figures["region"]
    mask = mark(indicators, {indicator for indicator, _ in pairs}) & _find_typed(edition)
    mask &= mark(regions, {region for _, region in pairs})
    near = np.flatnonzero(mask)
    cells = zip(indicators.iloc[near], regions.iloc[near], strict=True)
    near = near[np.fromiter((pair in pairs for pair in cells), bool, len(near))][-MOST:]
    named = {at for name in names if (at := edition.locate(name)) is not None and _find_typed(edition)[at]}
    return sorted({*near.tolist(), *named})


def write_near(edition: Edition, positions: list[int]) -> pd.DataFrame:
    """The figures at some positions as a table of texts; of what they replace, only those among them."""
    rows = edition.figures.iloc[positions][[*COLUMNS, FILE, ROW]]
    rows = rows.astype(dict.fromkeys([*COLUMNS, FILE], "str")).reset_index(drop=True)
    known = set(rows["figure"])
    rows["supersedes"] = [
        ";".join(name for name in split_list(cell) if name in known) for cell in rows["supersedes"]
    ]
    return rows


@memoize(1)
def find_last_rows(edition: Edition) -> dict[str, int]:
    """The last row of each file of figures, as a spreadsheet counts it."""
    frame = edition.figures
    last = np.zeros(len(frame[FILE].cat.categories), dtype=np.int64)
    np.maximum.at(last, frame[FILE].cat.codes.to_numpy(), frame[ROW].to_numpy())
    return dict(zip(map(str, frame[FILE].cat.categories), last.tolist(), strict=True))


@memoize(1)
def _find_typed(edition: Edition) -> Flags:
    """Which figures stand in a file."""
    return ~mark(edition.figures["status"], {DERIVED})


def mark(column: pd.Series, wanted: Collection[str]) -> Flags:
    """Which cells of a column are among some texts."""
    table = np.array([name in wanted for name in column.cat.categories] + [False])
    return table[column.cat.codes.to_numpy()]
