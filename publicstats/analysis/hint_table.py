"""The printed figures that stand as columns of numbers, and which groups of them may look odd.

Each `group_` gives the positions of such figures in the order of the files; what it leaves out is certainly
all right, what it gives has still to be looked at by its exact ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np
import numpy.typing as npt
import pandas as pd

from publicstats.contract.codelists import DERIVED
from publicstats.contract.records import Indicator
from publicstats.edition.model import Edition
from publicstats.series.breaks import find_first_day
from publicstats.series.calendar_periods import A_YEAR
from publicstats.contract.codelists import FREQUENCIES
from publicstats.series.keys import GROWTH, NONE, YEAR_TO_DATE, Codes, Flags, combine

WHOLE = Decimal(100)
FEWEST = 3
"""Figures of one thing that tell what is usual for it."""
CLOSE = 1.25
"""Times that the largest of like figures is the smallest."""
_NEARLY = 90, 110
"""Sums of shares that are looked at."""
_SLACK = 1e-9
"""What floats may leave of exact ends."""
BACK = np.array([A_YEAR.get(name, 0) for name in FREQUENCIES], dtype=np.int64)
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
            "is_signed": _mark(edition, at, lambda i: i.signed),
            "is_additive": _mark(edition, at, lambda i: i.additive),
            **_describe_lanes(edition, at, place),
            "has_break": _mark(edition, at, lambda i: i.id in broken),
            "runs": (run != NONE) & adds_up & ~is_growth & ~_mark(edition, at, lambda i: i.signed),
            **{name: frame[name].to_numpy()[at] for name in ("value", "low", "high")},
        }
    )


def _describe_lanes(edition: Edition, at: Codes, place: Codes) -> dict[str, Codes]:
    """What `expectations` asks of each figure: its lanes, and what stands beside it."""
    frame, keys = edition.figures, edition.series.keys
    side, whole = find_sides(edition, at)
    own, running, shape = keys.own[at], keys.running[at], keys.shape[at]
    end = keys.spans.end[at]
    days, back = np.unique(end, return_inverse=True)
    dates = [date.fromordinal(int(day)) for day in days]
    year = np.array([d.year for d in dates], dtype=np.int64)[back]
    of_year = np.array([32 * d.month + d.day for d in dates], dtype=np.int64)[back]
    january = np.array([date(d.year, 1, 1).toordinal() for d in dates], dtype=np.int64)[back]
    frequency = np.where(own == NONE, 0, keys.frequency[own])
    run_frequency = np.where(running == NONE, 0, keys.frequency[running])
    kin = combine(
        keys.nature[at],
        keys.unit[at],
        *(_read_codes(frame, name, at) for name in ("indicator", "breakdown", "base", "comparability")),
        frequency,
        shape - shape.min(initial=0),
    )
    published = {name: s.published.end.toordinal() for name, s in edition.sources.items()}
    sources = frame["source"].cat
    days_ = np.array([published.get(name, 0) for name in sources.categories] or [0], dtype=np.int64)
    of_source = sources.codes.to_numpy()[at]
    region = _read_codes(frame, "region", at)
    same = (of_source[1:] == of_source[:-1]) & (end[1:] == end[:-1]) & (region[1:] == region[:-1])
    same &= (keys.spans.start[at][1:] == keys.spans.start[at][:-1]) & (keys.thing[at][1:] != keys.thing[at][:-1])
    same &= (keys.nature[at] != GROWTH)[1:] & (keys.nature[at] != GROWTH)[:-1]
    share = _mark(edition, at, lambda i: i.unit.kind == "share")
    same &= ~share[1:] & ~share[:-1]
    before, after = np.full(len(at), NONE), np.full(len(at), NONE)
    before[1:][same] = np.flatnonzero(same)
    after[:-1][same] = np.flatnonzero(same) + 1
    lane = np.where((own == NONE) | ~whole, NONE, combine(own + 1, side, shape - shape.min(initial=0)))
    series = np.where(own == NONE, NONE, combine(own + 1, shape - shape.min(initial=0)))
    run_lane = np.where((running == NONE) | ~whole, NONE, combine(running + 1, side))
    place_lane = np.where((place == NONE) | ~whole, NONE, combine(place + 1, side))
    settled = (frame["supersedes"] != "").to_numpy()[at] | frame["revision"].isin(["revised", "corrected"]).to_numpy()[at]
    return {
        "source": of_source.astype(np.int64), "unit": keys.unit[at],
        "side": side, "is_settled": settled,
        "lane": lane, "series": series, "run_lane": run_lane, "place_lane": place_lane, "kin": kin, "published": days_[of_source],
        "number": keys.number[at], "run_number": keys.running_number[at], "year": year, "of_year": of_year,
        "back": BACK[frequency], "run_back": BACK[run_frequency], "before": before, "after": after,
        "running": running, "thing": keys.thing[at], "start": keys.spans.start[at],
        "so_far": end - january + 1, "starts_year": keys.spans.start[at] == january,
        "is_span": ~keys.instant[at] & (keys.nature[at] != GROWTH) & (keys.spans.start[at] > 0),
        "adds": _mark(edition, at, lambda i: i.additive_time) | np.isin(keys.thing[at], keys.thing[(frame["basis"] == "cumulative").to_numpy()]),
    }


def find_sides(edition: Edition, at: Codes) -> tuple[Codes, Flags]:
    """After how many breaks each figure lies, and whether no break cuts it."""
    frame, keys = edition.figures, edition.series.keys
    side, whole = np.zeros(len(at), dtype=np.int64), np.ones(len(at), dtype=bool)
    end = keys.spans.end[at]
    start = np.where(keys.instant[at] | (keys.spans.start[at] == 0), end, keys.spans.start[at])
    names = {name: frame[name].cat for name in ("indicator", "region", "breakdown")}
    codes = {name: cells.codes.to_numpy()[at] for name, cells in names.items()}
    for each in edition.breaks.values():
        there = np.ones(len(at), dtype=bool)
        for name, cells in names.items():
            wanted = getattr(each, name)
            if wanted:
                there &= codes[name] == (cells.categories.get_loc(wanted) if wanted in cells.categories else NONE - 1)
        day = find_first_day(each)
        side += there & (start >= day)
        whole &= ~(there & (start < day) & (day <= end))
    return side, whole


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
