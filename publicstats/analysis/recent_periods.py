"""The last periods of each series: what a table holds where a folder has grown."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from publicstats.contract.records import Figure
from publicstats.edition.model import Edition
from publicstats.series.keys import NONE, Flags

PERIODS, CHARTED = 12, 12
"""Periods of a series that a table shows, a year of months, and figures under a chart, at the most."""


def find_recent(edition: Edition, positions: np.ndarray, periods: int = PERIODS) -> Flags:
    """Which of the figures at some positions are of the last so many periods that their series has there."""
    keys = edition.series.keys
    code = np.where(keys.own[positions] != NONE, keys.own[positions], keys.running[positions])
    end = keys.spans.end[positions]
    order = np.lexsort((-end, code))
    code, end = code[order], end[order]
    begins = np.diff(code, prepend=NONE - 1) != 0
    steps = np.cumsum(begins | (np.diff(end, prepend=-1) != 0))
    rank = steps - np.maximum.accumulate(np.where(begins, steps, 0))
    recent = np.zeros(len(positions), dtype=bool)
    recent[order[rank < periods]] = True
    return recent


def keep_recent(edition: Edition, figures: Sequence[Figure], most: int) -> list[Figure]:
    """Figures of the last `PERIODS` of each series, each once, in order; of more than `most` the latest."""
    once = {figure.id: figure for figure in figures}
    positions = np.array([edition.locate(name) for name in once], dtype=int)
    recent = [
        figure for figure, kept in zip(once.values(), find_recent(edition, positions), strict=True) if kept
    ]
    latest = sorted(recent, key=lambda figure: figure.period.end, reverse=True)[:most]
    names = {figure.id for figure in latest}
    return [figure for figure in recent if figure.id in names]
