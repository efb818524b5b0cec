"""Of each series its last periods are kept, whatever the order of the figures."""

from __future__ import annotations

import numpy as np

from publicstats.analysis.recent_periods import find_recent, keep_recent
from publicstats.edition.model import Edition
from tests.helpers import copy, make_edition


def _grow() -> Edition:
    return make_edition(
        figures=[
            copy(
                "share_2024", figure=f"f{region}_{n}", region=region, period=f"{2000 + n}-05-31", printed="5%"
            )
            for n in (7, 3, 5, 1, 8)
            for region in ("310000", "110000")
        ]
    )


def test_last_periods_are_counted_series_by_series() -> None:
    edition = _grow()
    names = [name for name in edition.figures["figure"] if "0000_" in name]
    positions = np.array([edition.locate(name) for name in names])
    kept = [name for name, recent in zip(names, find_recent(edition, positions, 2), strict=True) if recent]
    assert kept == ["f310000_7", "f110000_7", "f310000_8", "f110000_8"]
    assert find_recent(edition, np.array([], dtype=int)).tolist() == []


def test_figures_that_disagree_are_of_one_period() -> None:
    other = copy("share_2024", figure="other", printed="90%", source="paper_a")
    edition = make_edition(figures=[other])
    positions = np.array([edition.locate(name) for name in ("share_2024", "other")])
    assert find_recent(edition, positions, 1).tolist() == [True, True]


def test_of_more_than_there_may_be_the_latest_are_kept_in_order_and_once() -> None:
    edition = _grow()
    names = ("f310000_1", "f110000_8", "f310000_7", "f110000_8", "f110000_3")
    figures = [edition.find(name) for name in names]
    kept = keep_recent(edition, [figure for figure in figures if figure], 2)
    assert [figure.id for figure in kept] == ["f110000_8", "f310000_7"]
