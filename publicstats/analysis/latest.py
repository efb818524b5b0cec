"""Which figures are the latest: the last of each series, and when a period ends."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np
import pandas as pd

from publicstats.contract.records import Figure
from publicstats.edition.model import Edition


def find_latest(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Of each indicator, place, breakdown, basis and kind the figures of the latest period, in order."""
    figures = tuple(figures)
    last: dict[tuple[str, ...], date] = {}
    for figure in figures:
        key = name_series(figure)
        last[key] = max(last.get(key, date.min), figure.period.end)
    return tuple(figure for figure in figures if figure.period.end == last[name_series(figure)])


def name_series(figure: Figure) -> tuple[str, ...]:
    """What a figure shares with its earlier and later ones: indicator, place, breakdown, kind and basis."""
    breakdown = figure.breakdown.id if figure.breakdown else ""
    return figure.indicator.id, figure.region.id, breakdown, figure.kind, figure.basis


def find_period_ends(edition: Edition, frame: pd.DataFrame) -> pd.Series:
    """The last day of each figure's period, as a number that grows with time."""
    texts = frame["period"].cat
    ends = np.array([edition.periods[text].end.toordinal() for text in texts.categories], dtype=int)
    return pd.Series(ends[texts.codes], frame.index)
