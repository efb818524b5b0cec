"""The printed figures that stand as columns of numbers, and which groups of them may look odd.

Each `group_` gives the positions of such figures in the order of the files; what it leaves out is certainly
all right, what it gives has still to be looked at by its exact ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import numpy as np
import numpy.typing as npt
import pandas as pd

from publicstats.contract.codelists import DERIVED
from publicstats.contract.records import Indicator
from publicstats.edition.model import Edition
from publicstats.series.keys import GROWTH, NONE, YEAR_TO_DATE, Codes, Flags, combine

WHOLE = Decimal(100)
FEWEST = 3
"""Figures of one thing that tell what is usual for it."""
SLIP = 8
"""Times larger or smaller than all others, which are within `SPREAD` times of each other."""
SPREAD = 3
_NEARLY = 90, 110
"""Sums of shares that are looked at."""
_SLACK = 1e-9
"""What floats may leave of exact ends."""
_SPREAD = SPREAD * (1 + _SLACK)
_WHOLE_KEY = ("indicator", "region", "base", "comparability", "source")


def build_table(edition: Edition) -> pd.DataFrame:
    """The actual printed figures with a number that stand, in the order of the files, as codes and floats."""
    frame, keys = edition.figures, edition.series.keys
    mask = edition.series.stands & frame["value"].notna().to_numpy()
    mask &= ((frame["status"] != DERIVED) & (frame["kind"] == "actual")).to_numpy()
    at = np.flatnonzero(mask)
    begin = np.where(keys.instant, 0, keys.spans.start + 1)[at]
    parts = [_read_codes(frame, name, at) for name in _WHOLE_KEY]
    run, place = _number_runs(edition, at)
    is_growth = keys.nature[at] == GROWTH
    broken = {each.indicator for each in edition.breaks.values()}
    adds_up = _mark(edition, at, lambda i: i.additive_time) | (frame["basis"] == "cumulative").to_numpy()[at]
    return pd.DataFrame(
        {
            "position": at,
            # Only what several sources say may differ by source; elsewhere each source speaks for itself.
            "whole": combine(keys.nature[at], keys.unit[at], begin, keys.spans.end[at], *parts),
            "observation": keys.observation[at],
            "own": keys.own[at],
            "run": run,
            "place": place,
            "end": keys.spans.end[at],
            "is_part": (frame["breakdown"] != "").to_numpy()[at],
            "is_growth": is_growth,
            "is_share": _mark(edition, at, lambda i: i.unit.kind == "share") & ~is_growth,
            "is_additive": _mark(edition, at, lambda i: i.additive),
            "has_break": _mark(edition, at, lambda i: i.id in broken),
            "runs": (run != NONE) & adds_up & ~is_growth & ~_mark(edition, at, lambda i: i.signed),
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


def group_slips(table: pd.DataFrame) -> Iterator[list[int]]:
    """Levels of one series of which one may lie far from the rest; totals by their place in the year."""
    rows = table[~table["is_growth"] & (table["value"] != 0)]
    for name in ("own", "place"):
        levels = rows[rows[name] != NONE]
        far = _find_far(levels[name].to_numpy(), levels["value"].to_numpy())
        # What lies on two sides of a break is looked at apart.
        wanted = levels[name].isin(far) | levels["has_break"]
        yield from _split(levels[wanted], name)


def group_disagreements(table: pd.DataFrame) -> Iterator[list[int]]:
    """Figures of one observation, where several stand."""
    return _split(table[table["observation"].duplicated(keep=False)], "observation")


def _find_far(series: Codes, values: npt.NDArray[np.float64]) -> Codes:
    """The series whose largest or smallest value is far from the next, or whose signs differ."""
    sizes = np.abs(values)
    order = np.lexsort((sizes, series))
    sizes, names = sizes[order], series[order]
    found, starts, counts = np.unique(names, return_index=True, return_counts=True)
    several = counts >= FEWEST
    found, starts, ends = found[several], starts[several], (starts + counts)[several]
    # The odd one is the largest or the smallest, and the others lie close together.
    above = (sizes[ends - 1] > SLIP * sizes[ends - 2]) & (sizes[ends - 2] < _SPREAD * sizes[starts])
    beneath = (sizes[starts] * SLIP < sizes[starts + 1]) & (sizes[ends - 1] < _SPREAD * sizes[starts + 1])
    below = pd.Series(values < 0).groupby(series).agg(["any", "all"]).loc[found]
    return found[above | beneath | (below["any"] & ~below["all"]).to_numpy()]


def _split(rows: pd.DataFrame, name: str) -> Iterator[list[int]]:
    """The positions of each group of rows, in the order in which the groups begin."""
    for _, group in rows.groupby(name, sort=False)["position"]:
        if len(group) > 1:
            yield [int(position) for position in group]


def _read_codes(frame: pd.DataFrame, name: str, at: Codes) -> Codes:
    return frame[name].cat.codes.to_numpy()[at].astype(np.int64)


def _mark(edition: Edition, at: Codes, holds: Callable[[Indicator], bool]) -> Flags:
    """Whether something holds of the indicator of each figure."""
    cells = edition.figures["indicator"].cat
    by_code = [holds(edition.indicators[name]) for name in cells.categories]
    return np.array(by_code or [False])[cells.codes.to_numpy()[at]]


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
