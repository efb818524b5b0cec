"""What tells lanes of figures apart, as columns: series, sides of breaks, places in the year, rows beside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from publicstats.contract.codelists import FREQUENCIES
from publicstats.contract.records import Break, Indicator
from publicstats.edition.model import Edition
from publicstats.series.breaks import find_first_day
from publicstats.series.calendar_periods import A_YEAR
from publicstats.series.keys import GROWTH, NONE, Codes, Flags, combine

BACK = np.array([A_YEAR.get(name, 0) for name in FREQUENCIES], dtype=np.int64)
"""Periods of a year by the code of a frequency; 0 where they are not as many each year."""
_THING = ("indicator", "breakdown", "base", "comparability")
_SETTLING = ("revised", "corrected")
Columns = dict[str, npt.NDArray[Any]]


def describe_lanes(edition: Edition, at: Codes, place: Codes) -> Columns:
    """The columns of the figures at some positions; `place` is a code of what is of one day of the year."""
    frame, keys = edition.figures, edition.series.keys
    side, whole = _find_sides(edition, at)
    own, running = keys.own[at], keys.running[at]
    shape = keys.shape[at] - keys.shape[at].min(initial=0)
    frequency = np.where(own == NONE, 0, keys.frequency[own])
    of_source, published = read_sources(edition, at)
    cumulative = keys.thing[(frame["basis"] == "cumulative").to_numpy()]
    columns = {
        "lane": np.where((own == NONE) | ~whole, NONE, combine(own + 1, side, shape)),
        "run_lane": np.where((running == NONE) | ~whole, NONE, combine(running + 1, side)),
        "place_lane": np.where((place == NONE) | ~whole, NONE, combine(place + 1, side)),
        "series": np.where(own == NONE, NONE, combine(own + 1, shape)),
        "kin": combine(
            keys.nature[at], keys.unit[at], *(read_codes(frame, n, at) for n in _THING), frequency, shape
        ),
        "topic": combine(*(read_codes(frame, name, at) for name in ("indicator", "region", "breakdown"))),
        "side": side,
        "is_settled": (frame["supersedes"] != "").to_numpy()[at] | _is_any(frame, "revision", _SETTLING, at),
        "source": of_source,
        "unit": keys.unit[at],
        "published": published,
        "number": keys.number[at],
        "run_number": keys.running_number[at],
        "back": BACK[frequency],
        "run_back": BACK[np.where(running == NONE, 0, keys.frequency[running])],
        "running": running,
        "thing": keys.thing[at],
        "is_span": ~keys.instant[at] & (keys.nature[at] != GROWTH) & (keys.spans.start[at] > 0),
        "adds": mark(edition, at, lambda i: i.additive_time) | np.isin(keys.thing[at], cumulative),
    }
    return columns | _describe_days(edition, at) | _find_beside(edition, at, of_source)


def read_sources(edition: Edition, at: Codes) -> tuple[Codes, Codes]:
    """A code of the source of each figure, and the last day of its publication."""
    cells = edition.figures["source"].cat
    published = {name: source.published.end.toordinal() for name, source in edition.sources.items()}
    days = np.array([published.get(name, 0) for name in cells.categories] or [0], dtype=np.int64)
    codes = cells.codes.to_numpy()[at].astype(np.int64)
    return codes, days[codes]


def read_codes(frame: pd.DataFrame, name: str, at: Codes) -> Codes:
    """The codes of a column of categories."""
    return frame[name].cat.codes.to_numpy()[at].astype(np.int64)


def mark(edition: Edition, at: Codes, holds: Callable[[Indicator], bool]) -> Flags:
    """Whether something holds of the indicator of each figure."""
    cells = edition.figures["indicator"].cat
    by_code = [holds(edition.indicators[name]) for name in cells.categories]
    return np.array(by_code or [False])[cells.codes.to_numpy()[at]]


def _is_any(frame: pd.DataFrame, name: str, texts: tuple[str, ...], at: Codes) -> Flags:
    return frame[name].isin(list(texts)).to_numpy()[at]


def _describe_days(edition: Edition, at: Codes) -> Columns:
    """The days of each figure's period, and where in the year it ends."""
    spans = edition.series.keys.spans
    start, end = spans.start[at], spans.end[at]
    days, back = np.unique(end, return_inverse=True)
    table = [
        (day.year, 32 * day.month + day.day, date(day.year, 1, 1).toordinal())
        for day in (date.fromordinal(int(ordinal)) for ordinal in days)
    ]
    year, of_year, january = np.array(table or [(0, 0, 0)], dtype=np.int64)[back].T
    return {
        "start": start,
        "end": end,
        "year": year,
        "of_year": of_year,
        "so_far": end - january + 1,
        "starts_year": start == january,
    }


def _find_beside(edition: Edition, at: Codes, of_source: Codes) -> Columns:
    """The rows of the figures that stand just before and after each, of one source, place and time.

    Only levels of counts, money and the like: two shares do not move together.
    """
    keys = edition.series.keys
    region = read_codes(edition.figures, "region", at)
    same = np.ones(max(len(at) - 1, 0), dtype=bool)
    for column in (of_source, region, keys.spans.start[at], keys.spans.end[at]):
        same &= column[1:] == column[:-1]
    same &= keys.thing[at][1:] != keys.thing[at][:-1]
    counts = (keys.nature[at] != GROWTH) & ~mark(edition, at, lambda i: i.unit.kind == "share")
    first = np.flatnonzero(same & counts[1:] & counts[:-1])
    before, after = np.full(len(at), NONE), np.full(len(at), NONE)
    before[first + 1], after[first] = first, first + 1
    return {"before": before, "after": after}


def _find_sides(edition: Edition, at: Codes) -> tuple[Codes, Flags]:
    """After how many breaks each figure lies, and whether no break cuts it."""
    keys = edition.series.keys
    side, whole = np.zeros(len(at), dtype=np.int64), np.ones(len(at), dtype=bool)
    end = keys.spans.end[at]
    start = np.where(keys.instant[at] | (keys.spans.start[at] == 0), end, keys.spans.start[at])
    for each in edition.breaks.values():
        there = np.flatnonzero(_is_concerned(edition, each, at))
        day = find_first_day(each)
        side[there] += start[there] >= day
        whole[there] &= (start[there] >= day) | (end[there] < day)
    return side, whole


def _is_concerned(edition: Edition, each: Break, at: Codes) -> Flags:
    """Which figures a break is of."""
    there = np.ones(len(at), dtype=bool)
    for name in ("indicator", "region", "breakdown"):
        wanted, cells = getattr(each, name), edition.figures[name].cat
        if wanted:
            code = cells.categories.get_loc(wanted) if wanted in cells.categories else NONE - 1
            there &= cells.codes.to_numpy()[at] == code
    return there
