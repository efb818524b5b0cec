"""How an edition's rows use its indicators: in which file, place, category, basis and source each stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from publicstats.contract.codelists import DERIVED
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.reading.tables import FILE
from publicstats.series.keys import Flags

Counts = Mapping[str, Counter[str]]
"""By the id of an indicator how many of its typed figures have each value of a column."""
NOTHING: Counter[str] = Counter()


@dataclass(frozen=True)
class Usage:
    """How many typed figures of each indicator have which file, place, category, basis, kind and source."""

    files: Counts
    regions: Counts
    breakdowns: Counts
    bases: Counts
    sources: Counts


@memoize(1)
def count_usage(edition: Edition) -> Usage:
    """The usage of an edition: of a million figures in a tenth of a second, once."""
    frame = edition.figures
    typed = frame[(frame["status"] != DERIVED).to_numpy()]
    counted = (_count(typed, name) for name in (FILE, "region", "breakdown", "basis", "source"))
    return Usage(*counted)


def find_home(edition: Edition, indicator: str, theme: str = "") -> str:
    """The file in which most figures of an indicator stand, else most of its theme; or the theme's own."""
    usage = count_usage(edition)
    if indicator in edition.indicators:
        theme = edition.indicators[indicator].theme
    found = usage.files.get(indicator) or _count_by_theme(edition).get(theme, NOTHING)
    if found:
        return min(found, key=lambda file: (-found[file], file))
    return f"figures/{theme}.csv" if theme else ""


def find_file(edition: Edition, figure: str) -> str:
    """The file in which a figure is typed; blank where there is none such."""
    position = edition.locate(figure) if figure else None
    return "" if position is None else str(edition.figures[FILE].iat[position])


def find_usual_place(edition: Edition, sources: Collection[str]) -> str:
    """The place that most typed figures of some sources are of; blank where they have none."""
    frame = edition.figures
    regions = frame["region"][mark(frame["source"], sources)].value_counts()
    return str(regions.index[0]) if sources and len(regions) and regions.iloc[0] else ""


def mark(column: pd.Series, wanted: Collection[str]) -> Flags:
    """Which cells of a column of categories are among some texts."""
    table = np.array([name in wanted for name in column.cat.categories] + [False])
    return table[column.cat.codes.to_numpy()]


@memoize(1)
def _count_by_theme(edition: Edition) -> Counts:
    themes: dict[str, Counter[str]] = {}
    for name, files in count_usage(edition).files.items():
        themes.setdefault(edition.indicators[name].theme, Counter()).update(files)
    return themes


def _count(frame: pd.DataFrame, column: str) -> Counts:
    """How many rows of each indicator have each value of a column; a blank counts as one."""
    indicators, values = frame["indicator"].cat, frame[column].cat
    width = max(len(values.categories), 1)
    codes = indicators.codes.to_numpy().astype(np.int64) * width + values.codes.to_numpy()
    found: dict[str, Counter[str]] = {}
    for code, count in zip(*np.unique(codes, return_counts=True), strict=True):
        name = str(indicators.categories[int(code) // width])
        found.setdefault(name, Counter())[str(values.categories[int(code) % width])] = int(count)
    return found
