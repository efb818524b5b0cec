"""How often the figures of a series appear, told by the days on which their periods end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import pandas as pd

from publicstats.contract.records import Indicator
from publicstats.series.calendar_periods import CODES, find_alignment, number_day
from publicstats.series.lookups import Codes, Flags, Lookup
from publicstats.series.period_columns import Spans

NONE = -1
_LEVELS = ("", "month", "quarter", "half", "year")
QUARTERLY = _LEVELS.index("quarter")
_LEVEL_CODES = np.array([CODES[name or "irregular"] for name in _LEVELS], dtype=np.int8)
LIMIT = np.iinfo(np.int64).max


def level_periods(spans: Spans) -> Lookup:
    """The longest calendar period that ends with the last day of each figure's, as a number: 0 for none."""
    days = map(date.fromordinal, spans.end.said.tolist())
    return Lookup(np.array([_LEVELS.index(find_alignment(d)) for d in days], dtype=np.int8), spans.codes)


def find_paces(groups: Codes, levels: Codes) -> Codes:
    """The frequency in which the totals of each group end, one element a total."""
    return _LEVEL_CODES[_least(levels, groups, int(groups.max(initial=NONE)) + 1)][groups]


def find_instant_paces(
    frame: pd.DataFrame, indicators: Mapping[str, Indicator], things: Codes, spans: Spans, at: Codes
) -> Codes:
    """The frequency of the series of each state at some positions: what is declared, else what its days show.

    `things` are of all figures.
    """
    ids = frame["indicator"].cat
    declared = [CODES[f] if (f := indicators[name].frequency) else NONE for name in ids.categories]
    found = np.array(declared or [NONE], dtype=np.int8)[ids.codes.to_numpy()[at]]
    free = np.flatnonzero(found == NONE)
    if not len(free):
        return found
    wanted = at[free]
    group, back = np.unique(things[wanted], return_inverse=True)
    periods, period = np.unique(spans.codes[wanted], return_inverse=True)
    days, of_period = np.unique(spans.end.said[periods], return_inverse=True)
    day = of_period[period]
    dates = [date.fromordinal(int(d)) for d in days]
    level = _least(np.array([_LEVELS.index(find_alignment(d)) for d in dates])[day], back, len(group))
    of_year = np.array([32 * d.month + d.day for d in dates], dtype=np.int64)[day]
    of_month = np.array([d.month for d in dates], dtype=np.int64)[day]
    # A count taken on one day of the year, or at the end of one month, is a yearly one.
    yearly = _is_one(of_year, back, len(group)) | (_is_one(of_month, back, len(group)) & (level > 0))
    pace = np.where(yearly, CODES["year"], _LEVEL_CODES[level]).astype(np.int8)
    for odd in np.flatnonzero(~yearly & (level == 0)):
        pace[odd] = CODES[_find_pace([dates[d] for d in np.unique(day[back == odd])])]
    found[free] = pace[back]
    return found


def _least(values: Codes, groups: Codes, count: int) -> Codes:
    """The least value of each group."""
    least = np.full(count, LIMIT, dtype=np.int64)
    np.minimum.at(least, groups, values)
    return least


def _is_one(values: Codes, groups: Codes, count: int) -> Flags:
    """Whether all values of a group are the same."""
    one: Flags = _least(values, groups, count) == -_least(-values, groups, count)
    return one


def _find_pace(dates: Sequence[date]) -> str:
    """How often states appear that are taken within months."""
    for frequency in ("year", "half", "quarter", "month", "ten_days", "week"):
        if len({number_day(d, frequency) for d in dates}) == len(dates):
            return frequency
    return "day"
