"""The printed figures that stand as columns of numbers, and which groups of them may look odd.

Each `group_` gives the positions of such figures in the order of the files; what it leaves out is certainly
all right, what it gives has still to be looked at by its exact ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd

from publicstats.analysis.lane_columns import describe_lanes, mark, read_codes
from publicstats.contract.codelists import DERIVED
from publicstats.edition.model import Edition
from publicstats.series.keys import GROWTH, NONE, YEAR_TO_DATE, Codes, combine

WHOLE = Decimal(100)
FEWEST = 3
"""Figures of one thing that tell what is usual for it."""
CLOSE = 1.25
"""Times that the largest of like figures is the smallest."""
_NEARLY = 90, 110
"""Sums of shares that are looked at."""
_SLACK = 1e-9
"""What floats may leave of exact ends."""
_RATE = "[%％倍番持]|百分"
"""What a change has in its print that is no amount (增加12万人)."""
_WHOLE_KEY = ("indicator", "region", "base", "comparability", "source")


@dataclass(frozen=True)
class Finding:
    """What a rule found: the positions of the figures that it is about, the odd one first."""

    code: str
    rows: tuple[int, ...]
    expected: float | None = None
    """What was expected in place of the odd one, where that can be said."""
    years: int = 0
    """By how many years a period is most likely too early."""


def build_table(edition: Edition) -> pd.DataFrame:
    """The actual printed figures with a number that stand, in the order of the files, as codes and floats.

    Not those that only say what is expected.
    """
    frame, keys = edition.figures, edition.series.keys
    mask = edition.series.stands & frame["value"].notna().to_numpy()
    mask &= ((frame["kind"] == "actual") & ~frame["status"].isin([DERIVED, "forecast"])).to_numpy()
    at = np.flatnonzero(mask)
    begin = np.where(keys.instant[at], 0, keys.spans.start[at] + 1)
    parts = [read_codes(frame, name, at) for name in _WHOLE_KEY]
    run, place = _number_runs(edition, at)
    is_growth = keys.nature[at] == GROWTH
    is_rate = is_growth & frame["printed"].astype("str").iloc[at].str.contains(_RATE).to_numpy()
    is_signed = mark(edition, at, lambda i: i.signed)
    adds_up = mark(edition, at, lambda i: i.additive_time) | (frame["basis"] == "cumulative").to_numpy()[at]
    return pd.DataFrame(
        {
            "position": at,
            # Only what several sources say may differ by source; elsewhere each source speaks for itself.
            "whole": combine(keys.nature[at], keys.unit[at], begin, keys.spans.end[at], *parts),
            "observation": keys.observation[at],
            "own": keys.own[at],
            "run": run,
            "place": place,
            "is_part": (frame["breakdown"] != "").to_numpy()[at],
            "is_growth": is_growth,
            "is_rate": is_rate,
            "is_share": mark(edition, at, lambda i: i.unit.kind == "share") & ~is_growth,
            # What may be above zero or below it: 增加12万人, 净增.
            "is_balance": (is_growth & ~is_rate) | (is_signed & ~is_growth),
            "is_additive": mark(edition, at, lambda i: i.additive),
            "runs": (run != NONE) & adds_up & ~is_growth & ~is_signed,
            **describe_lanes(edition, at, place),
            **{name: frame[name].to_numpy()[at] for name in ("value", "low", "high")},
        }
    )


def group_shares(table: pd.DataFrame) -> Iterator[list[int]]:
    """Shares of one whole that come near to 100 together."""
    shares = table[table["is_share"] & table["is_part"]]
    sums = shares.groupby("whole")["value"].agg(["size", "sum"])
    near = sums.index[(sums["size"] >= FEWEST) & sums["sum"].between(*_NEARLY)]
    return _split(shares[shares["whole"].isin(near)], "whole")


def group_parts(table: pd.DataFrame) -> Iterator[list[int]]:
    """Wholes of additive indicators, each with its parts, where one of these may be larger."""
    rows = table[table["is_additive"]]
    wholes = rows[~rows["is_part"]].drop_duplicates("whole").set_index("whole")["high"]
    high = rows["whole"].map(wholes)
    above = rows["whole"][rows["is_part"] & (rows["low"] > high * (1 - _SLACK))]
    return _split(rows[rows["whole"].isin(above)], "whole")


def group_runs(table: pd.DataFrame) -> Iterator[list[int]]:
    """Totals of one start in order of time, where one may be smaller than the one before it."""
    rows = table[table["runs"]].sort_values(["run", "end", "position"])
    before = rows.groupby("run")["low"].shift()
    falling = rows["run"][rows["high"] < before * (1 + _SLACK)]
    return _split(rows[rows["run"].isin(falling)], "run")


def group_signs(table: pd.DataFrame) -> Iterator[int]:
    """Levels below zero among like ones above it, or the other way round: -110 between 100 and 120."""
    levels = table[(table["lane"] != NONE) & ~table["is_growth"] & (table["value"] != 0)]
    below = levels[(levels["value"] < 0)]["lane"].unique()
    for _, group in levels[levels["lane"].isin(below)].groupby("lane", sort=False):
        value = group["value"].to_numpy()
        odd = value < 0 if (value < 0).sum() == 1 else value > 0
        alike = np.abs(value).max() <= CLOSE * np.abs(value).min()
        if len(value) >= FEWEST and odd.sum() == 1 and alike:
            yield int(group["position"].to_numpy()[odd][0])


def group_disagreements(table: pd.DataFrame) -> Iterator[list[int]]:
    """Figures of one observation, where several stand."""
    return _split(table[table["observation"].duplicated(keep=False)], "observation")


def _split(rows: pd.DataFrame, name: str) -> Iterator[list[int]]:
    """The positions of each group of rows, in the order in which the groups begin."""
    for _, group in rows.groupby(name, sort=False)["position"]:
        if len(group) > 1:
            yield [int(position) for position in group]


def _number_runs(edition: Edition, at: Codes) -> tuple[Codes, Codes]:
    """Of totals a code of those that go on from one start, and one of those at one place in their years."""
    keys = edition.series.keys
    runs, places = np.full(len(at), NONE, dtype=np.int64), np.full(len(at), NONE, dtype=np.int64)
    running = keys.running[at]
    some = np.flatnonzero(running != NONE)
    if len(some):
        days, back = np.unique(keys.spans.end[at[some]], return_inverse=True)
        dates = [date.fromordinal(int(day)) for day in days]
        to_date = keys.accumulation[running[some]] == YEAR_TO_DATE
        years = np.array([day.year for day in dates], dtype=np.int64)[back]
        of_year = np.array([32 * day.month + day.day for day in dates], dtype=np.int64)[back]
        runs[some] = combine(running[some], np.where(to_date, years, 0))
        # Where totals go on for years there is no place in the year that would tell their size.
        places[some[to_date]] = combine(running[some], of_year)[to_date]
    return runs, places
