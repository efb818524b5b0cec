"""What each figure is an observation of: codes for the thing, the observation, and the series it belongs to.

A *thing* is an indicator in a place and category, of one kind, one basis (stock, growth, or totals, whether
typed as flow or cumulative), one base, comparability and base unit. An *observation* is a thing in one span
of days, or on one day. All is worked out on whole columns; only what tells periods apart is asked one by one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from publicstats.contract.codelists import FREQUENCIES
from publicstats.contract.records import Indicator
from publicstats.period import Period
from publicstats.series.calendar_periods import CODES, DOUBLE, SHORT, find_alignment, find_stretch, number_day

Codes = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

STOCK, TOTAL, GROWTH = range(3)
SINGLE, YEAR_TO_DATE, CUMULATIVE = range(3)
ACCUMULATIONS = ("single", "year_to_date", "cumulative")
NONE = -1
_NATURES = {"stock": STOCK, "flow": TOTAL, "cumulative": TOTAL, "growth": GROWTH}
_KEY = ("indicator", "region", "breakdown", "kind", "base", "comparability")
_LEVELS = ("", "month", "quarter", "half", "year")
_QUARTERLY = _LEVELS.index("quarter")
_LEVEL_CODES = np.array([CODES[name or "irregular"] for name in _LEVELS], dtype=np.int64)
_LIMIT = np.iinfo(np.int64).max


@dataclass(frozen=True)
class Spans:
    """What the period of each figure is; one array element a figure."""

    start: Codes
    """First day; 0 where it is open."""
    end: Codes
    frequency: Codes
    number: Codes
    shape: Codes
    from_january: Flags
    """Whether it runs from 1 January to a day of the same year."""


@dataclass(frozen=True)
class Keys:
    """Where each figure belongs; codes are dense, and `NONE` where it belongs to no such series."""

    thing: Codes
    observation: Codes
    own: Codes
    """Its series of single periods, or of states."""
    running: Codes
    """Its series of totals since the start of the year, or since another day."""
    frequency: Codes
    """Of each series: the code of its frequency."""
    accumulation: Codes
    """Of each series."""
    number: Codes
    """Of each figure in its own series."""
    running_number: Codes
    shape: Codes
    spans: Spans
    nature: Codes
    """`STOCK`, `TOTAL` or `GROWTH`."""
    unit: Codes
    """A code of the base unit."""

    @property
    def instant(self) -> Flags:
        """Which figures are of one day, whose series are told by when they appear."""
        return (self.nature == STOCK) | ((self.nature == GROWTH) & (self.spans.frequency == CODES["day"]))


def combine(*codes: Codes) -> Codes:
    """Dense codes of the combinations of several codes, none of them negative."""
    joint = np.zeros(len(codes[0]), dtype=np.int64)
    size = 1
    for code in codes:
        count = int(code.max(initial=0)) + 1
        if size > _LIMIT // count:
            joint = pd.factorize(joint)[0].astype(np.int64)
            size = int(joint.max(initial=0)) + 1
        joint, size = joint * count + code, size * count
    return pd.factorize(joint)[0].astype(np.int64)


def find_keys(
    frame: pd.DataFrame, periods: Mapping[str, Period], indicators: Mapping[str, Indicator], units: Codes
) -> Keys:
    """The codes of all figures of the table; `units` are codes of their base units."""
    nature = _map_codes(frame["basis"], _NATURES)
    cumulative = _map_codes(frame["basis"], {"cumulative": 1}).astype(bool)
    spans = _find_spans(frame, periods)
    instant = (nature == STOCK) | ((nature == GROWTH) & (spans.frequency == CODES["day"]))
    key = [np.asarray(frame[name].cat.codes, dtype=np.int64) for name in _KEY]
    thing = combine(nature, *key, units)
    begin = np.where(instant, 0, spans.start + 1)
    is_own, to_date, since = _sort_out(thing, spans, instant, cumulative)
    frequency = np.where(
        instant, _find_instants(thing, spans, instant, _find_declared(frame, indicators)), spans.frequency
    )
    total = to_date | since
    start = combine(thing, np.where(to_date, 0, spans.start + 1))
    pace = _find_paces(start, spans, total)
    own, singles = _densify(combine(thing, frequency), is_own)
    running, totals = _densify(start, total)
    running[total] += len(singles)
    return Keys(
        thing=thing,
        observation=combine(thing, begin, spans.end),
        own=own,
        running=running,
        frequency=np.concatenate((frequency[singles], pace[totals])),
        accumulation=np.concatenate(
            (np.full(len(singles), SINGLE), np.where(to_date[totals], YEAR_TO_DATE, CUMULATIVE))
        ),
        number=np.where(instant, _number(spans.end, frequency, instant), spans.number),
        running_number=_number(spans.end, pace, total),
        shape=np.where(instant, 0, spans.shape),
        spans=spans,
        nature=nature,
        unit=units,
    )


def _sort_out(thing: Codes, spans: Spans, instant: Flags, cumulative: Flags) -> tuple[Flags, Flags, Flags]:
    """Which figures are in a series of their own, which are totals of the year so far, which since a day.

    What runs from 1 January to no natural end shows that a thing is printed as a total of the year so far;
    then its first quarter, first half and whole year belong to that series as well as to their own.
    """
    irregular, double = spans.frequency == CODES["irregular"], spans.shape == DOUBLE
    long = ~np.isin(spans.frequency, [CODES[name] for name in SHORT])
    january = spans.from_january & ~instant & long & (double | irregular | (spans.shape == 0))
    to_date = january & _keep_pace(thing, spans, january & (cumulative | (irregular & ~double)))
    since = ~instant & ~january & (irregular & cumulative | (spans.start == 0))
    is_own = instant | ~(since | (irregular & january) | (double & cumulative))
    return is_own, to_date, since | _join_runs(thing, spans, since, ~instant & ~january & cumulative)


def _join_runs(thing: Codes, spans: Spans, since: Flags, wanted: Flags) -> Flags:
    """Which of those wanted begin where a total since another day does, as the last year of a plan may."""
    if not since.any():
        return since
    run = combine(thing, spans.start + 1)
    return wanted & np.isin(run, np.unique(run[since]))


def _keep_pace(thing: Codes, spans: Spans, shows: Flags) -> Flags:
    """Which figures end as often as those that show a total of the year so far, or are such themselves.

    Where totals are printed by quarter, the first quarter belongs to them, but no January; nor does it where
    they end on any day of a month.
    """
    joins = shows.copy()
    days, day = np.unique(spans.end, return_inverse=True)
    level = _level_days([_day(d) for d in days])[day] if len(days) else np.zeros(0, dtype=np.int64)
    if shows.any():
        pace = np.full(int(thing.max()) + 1, _LIMIT, dtype=np.int64)
        np.minimum.at(pace, thing[shows], np.where(level[shows] > 0, level[shows], _QUARTERLY))
        joins |= level >= pace[thing]
    return joins


def _day(ordinal: np.int64) -> date:
    return date.fromordinal(int(ordinal))


def _map_codes(column: pd.Series, meanings: Mapping[str, int]) -> Codes:
    """What each cell of a category means; 0 for those that mean nothing else."""
    cells = column.cat
    return np.array([meanings.get(name, 0) for name in cells.categories] or [0], dtype=np.int64)[cells.codes]


def _densify(codes: Codes, mask: Flags) -> tuple[Codes, Codes]:
    """Of those in the mask codes from 0 in order of appearance, and the position where each appears first."""
    dense = np.full(len(codes), NONE, dtype=np.int64)
    positions = np.flatnonzero(mask)
    if not len(positions):
        return dense, positions
    dense[positions] = pd.factorize(codes[positions])[0]
    firsts = positions[np.unique(dense[positions], return_index=True)[1]]
    return dense, firsts


def _find_spans(frame: pd.DataFrame, periods: Mapping[str, Period]) -> Spans:
    texts = frame["period"].cat
    rows = []
    for text in texts.categories:
        period = periods[text]
        stretch = find_stretch(period)
        start = period.start
        january = start is not None and (start.month, start.day, start.year) == (1, 1, period.end.year)
        first = 0 if start is None else start.toordinal()
        rows.append(
            (first, period.end.toordinal(), CODES[stretch.frequency], stretch.number, stretch.shape, january)
        )
    table = np.array(rows or np.zeros((1, 6)), dtype=np.int64)[texts.codes]
    start_, end, frequency, number, shape, january_ = table.T
    return Spans(start_, end, frequency, number, shape, january_.astype(bool))


def _find_declared(frame: pd.DataFrame, indicators: Mapping[str, Indicator]) -> Codes:
    """The frequency that each figure's indicator declares; `NONE` where it declares none."""
    ids = frame["indicator"].cat
    codes = [CODES[f] if (f := indicators[name].frequency) else NONE for name in ids.categories]
    return np.array(codes or [NONE], dtype=np.int64)[ids.codes]


def _find_instants(thing: Codes, spans: Spans, instant: Flags, declared: Codes) -> Codes:
    """The frequency of each state's series: what is declared, else what its days show."""
    found = declared.copy()
    wanted = np.flatnonzero(instant & (declared == NONE))
    if not len(wanted):
        return found
    things, back = np.unique(thing[wanted], return_inverse=True)
    days, day = np.unique(spans.end[wanted], return_inverse=True)
    dates = [_day(d) for d in days]
    level = _least(_level_days(dates)[day], back, len(things))
    of_year = np.array([32 * d.month + d.day for d in dates], dtype=np.int64)[day]
    of_month = np.array([d.month for d in dates], dtype=np.int64)[day]
    # A count taken on one day of the year, or at the end of one month, is a yearly one.
    yearly = _is_one(of_year, back, len(things)) | (_is_one(of_month, back, len(things)) & (level > 0))
    pace = np.where(yearly, CODES["year"], _LEVEL_CODES[level])
    for odd in np.flatnonzero(~yearly & (level == 0)):
        pace[odd] = CODES[_find_pace([dates[d] for d in np.unique(day[back == odd])])]
    found[wanted] = pace[back]
    return found


def _find_paces(group: Codes, spans: Spans, running: Flags) -> Codes:
    """The frequency in which the totals of each running series end."""
    paces = np.full(len(group), CODES["irregular"], dtype=np.int64)
    wanted = np.flatnonzero(running)
    if len(wanted):
        groups, back = np.unique(group[wanted], return_inverse=True)
        days, day = np.unique(spans.end[wanted], return_inverse=True)
        levels = _level_days([_day(d) for d in days])[day]
        paces[wanted] = _LEVEL_CODES[_least(levels, back, len(groups))][back]
    return paces


def _level_days(dates: Sequence[date]) -> Codes:
    """The longest calendar period that ends with each day, as an index of `_LEVELS`."""
    return np.array([_LEVELS.index(find_alignment(d)) for d in dates], dtype=np.int64)


def _least(values: Codes, groups: Codes, count: int) -> Codes:
    """The least value of each group."""
    least = np.full(count, _LIMIT, dtype=np.int64)
    np.minimum.at(least, groups, values)
    return least


def _is_one(values: Codes, groups: Codes, count: int) -> Flags:
    """Whether all values of a group are the same."""
    return _least(values, groups, count) == -_least(-values, groups, count)


def _find_pace(dates: Sequence[date]) -> str:
    """How often states appear that are taken within months."""
    for frequency in ("year", "half", "quarter", "month", "ten_days", "week"):
        if len({number_day(d, frequency) for d in dates}) == len(dates):
            return frequency
    return "day"


def _number(ends: Codes, frequencies: Codes, mask: Flags) -> Codes:
    """Of those in the mask the number of the period of their frequency in which their last day falls."""
    numbers = np.zeros(len(ends), dtype=np.int64)
    for code in np.unique(frequencies[mask]):
        wanted = mask & (frequencies == code)
        days, back = np.unique(ends[wanted], return_inverse=True)
        named = [number_day(_day(day), FREQUENCIES[code]) for day in days]
        numbers[wanted] = np.array(named, dtype=np.int64)[back]
    return numbers
