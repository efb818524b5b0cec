"""What each figure is an observation of: codes for the thing, the observation, and the series it belongs to.

A *thing* is an indicator in a place and category, of one kind, one basis (stock, growth, or totals, whether
typed as flow or cumulative), one base, comparability and base unit. An *observation* is a thing in one span
of days, or on one day. All is worked out on whole columns; only what tells periods apart is asked one by one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from publicstats.contract.records import Indicator
from publicstats.period import Period
from publicstats.series.calendar_periods import CODES, DOUBLE, SHORT
from publicstats.series.lookups import At, narrow
from publicstats.series.lookups import Codes as Codes
from publicstats.series.lookups import Flags as Flags
from publicstats.series.paces import LIMIT, QUARTERLY, find_instant_paces, find_paces, level_periods
from publicstats.series.period_columns import Instants, Numbers, Spans, find_spans, number_periods

STOCK, TOTAL, GROWTH = range(3)
SINGLE, YEAR_TO_DATE, CUMULATIVE = range(3)
ACCUMULATIONS = ("single", "year_to_date", "cumulative")
NONE = -1
_NATURES = {"stock": STOCK, "flow": TOTAL, "cumulative": TOTAL, "growth": GROWTH}
_KEY = ("indicator", "region", "breakdown", "kind", "base", "comparability")
_ROOM, _SMALL = 4, 1 << 16
"""Combinations are numbered by way of a table of all possible ones where it is at the most so many times as
long as the columns; or so long."""


@dataclass(frozen=True)
class Keys:
    """Where each figure belongs; codes are dense, and `NONE` where it belongs to no such series.

    One element a figure, unless it says otherwise. What follows from the period is looked up by it.
    """

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
    numbers: Codes
    """The number of each period's last day by frequency, where a series is numbered so."""
    spans: Spans
    nature: Codes
    """`STOCK`, `TOTAL` or `GROWTH`."""
    unit: Codes
    """A code of the base unit."""

    @property
    def instant(self) -> Instants:
        """Which figures are of one day, whose series are told by when they appear."""
        return _find_instants(self.nature, self.spans)

    @property
    def number(self) -> Numbers:
        """Of each figure in its own series."""
        return Numbers(self.own, self.frequency, self.numbers, self.spans, self.instant)

    @property
    def running_number(self) -> Numbers:
        """Of each figure in its series of totals."""
        return Numbers(self.running, self.frequency, self.numbers, self.spans)

    @property
    def shape(self) -> Shapes:
        """What kind of span of its frequency each figure is; 0 for states."""
        return Shapes(self.spans, self.instant)


@dataclass(frozen=True, eq=False)
class Shapes:
    """The shapes of figures' periods; states have none."""

    spans: Spans
    instant: Instants

    def __getitem__(self, at: At) -> Any:
        return np.where(self.instant[at], 0, self.spans.shape[at])


def combine(*codes: Codes) -> Codes:
    """Dense codes of the combinations of several codes, none of them negative, in order of appearance."""
    joint: Codes = np.zeros(len(codes[0]), dtype=np.int64)
    size = 1
    room = max(_ROOM * len(joint), _SMALL)
    for code in codes:
        count = int(code.max(initial=0)) + 1
        if size > 1 and (size * count > room or size > LIMIT // count):
            joint = _number_off(joint, size)
            size = int(joint.max(initial=0)) + 1
        joint, size = joint * np.int64(count) + code, size * count
    return _number_off(joint, size).astype(np.int32)


def _number_off(codes: Codes, size: int) -> Codes:
    """Numbers for codes below a size, from 0 in order of appearance."""
    if size > max(_ROOM * len(codes), _SMALL):
        return pd.factorize(codes)[0]
    # Of several assignments the last counts: backwards, that is the first.
    table = np.empty(size, dtype=np.int64)
    places = np.arange(len(codes))
    table[codes[::-1]] = places[::-1]
    firsts = codes[table[codes] == places]
    table[firsts] = np.arange(len(firsts))
    return table[codes]


def find_keys(
    frame: pd.DataFrame, periods: Mapping[str, Period], indicators: Mapping[str, Indicator], units: Codes
) -> Keys:
    """The codes of all figures of the table; `units` are codes of their base units."""
    nature = _map_codes(frame["basis"], _NATURES)
    cumulative = _map_codes(frame["basis"], {"cumulative": 1}).astype(bool)
    spans = find_spans(frame, periods)
    instant = _find_instants(nature, spans)[:]
    thing = combine(nature, *(frame[name].cat.codes.to_numpy() for name in _KEY), units)
    is_own, to_date, since = _sort_out(thing, spans, instant, cumulative)
    states = np.flatnonzero(instant)
    pace = find_instant_paces(frame, indicators, thing, spans, states)
    frequency = spans.frequency[:]
    frequency[states] = pace
    of_own, own, singles = _number_series(is_own, thing, frequency)
    total = to_date | since
    of_total, running, totals = _number_series(total, thing, np.where(to_date, 0, spans.start[:] + 1))
    paces = find_paces(running, level_periods(spans)[of_total])
    return Keys(
        thing=thing,
        observation=combine(thing, _code_times(spans, instant)),
        own=_spread(of_own, own, len(frame)),
        running=_spread(of_total, running + len(singles), len(frame)),
        frequency=narrow(np.concatenate((frequency[of_own[singles]], paces[totals]))),
        accumulation=narrow(
            np.concatenate(
                (
                    np.full(len(singles), SINGLE),
                    np.where(to_date[of_total[totals]], YEAR_TO_DATE, CUMULATIVE),
                )
            )
        ),
        numbers=number_periods(spans, (states, pace), (of_total, paces)),
        spans=spans,
        nature=nature,
        unit=narrow(units),
    )


def _find_instants(nature: Codes, spans: Spans) -> Instants:
    natures = np.arange(len(_NATURES))
    return Instants(natures == STOCK, natures == GROWTH, nature, spans)


def _code_times(spans: Spans, instant: Flags) -> Codes:
    """A code of each figure's span of days, or of the one day of a state."""
    start, end = spans.start.said, spans.end.said
    by_period = combine(np.concatenate((start + 1, np.zeros_like(start))), np.concatenate((end, end)))
    return by_period[spans.codes + np.where(instant, len(end), 0)]


def _number_series(mask: Flags, thing: Codes, what: Codes) -> tuple[Codes, Codes, Codes]:
    """Of figures in a mask their positions, a code for each of thing and what else tells series apart, and
    where among them each code appears first; in order of appearance.
    """
    positions = np.flatnonzero(mask)
    codes = combine(thing[positions], what[positions])
    return positions, codes, np.flatnonzero(np.diff(np.maximum.accumulate(codes), prepend=NONE))


def _spread(positions: Codes, codes: Codes, count: int) -> Codes:
    """The codes of figures at some positions as a column of all, `NONE` elsewhere."""
    column = np.full(count, NONE, dtype=np.int32)
    column[positions] = codes
    return column


def _sort_out(thing: Codes, spans: Spans, instant: Flags, cumulative: Flags) -> tuple[Flags, Flags, Flags]:
    """Which figures are in a series of their own, which are totals of the year so far, which since a day.

    What runs from 1 January to no natural end shows that a thing is printed as a total of the year so far;
    then its first quarter, first half and whole year belong to that series as well as to their own.
    """
    frequency, shape = spans.frequency[:], spans.shape[:]
    irregular, double = frequency == CODES["irregular"], shape == DOUBLE
    long = ~np.isin(frequency, [CODES[name] for name in SHORT])
    january = spans.from_january[:] & ~instant & long & (double | irregular | (shape == 0))
    to_date = january & _keep_pace(thing, spans, january & (cumulative | (irregular & ~double)))
    since = ~instant & ~january & (irregular & cumulative | (spans.start[:] == 0))
    is_own = instant | ~(since | (irregular & january) | (double & cumulative))
    return is_own, to_date, since | _join_runs(thing, spans, since, ~instant & ~january & cumulative)


def _join_runs(thing: Codes, spans: Spans, since: Flags, wanted: Flags) -> Flags:
    """Which of those wanted begin where a total since another day does, as the last year of a plan may."""
    joins = np.zeros(len(thing), dtype=bool)
    if since.any():
        some = np.flatnonzero(since | wanted)
        run = combine(thing[some], spans.start[some] + 1)
        joins[some] = wanted[some] & np.isin(run, np.unique(run[since[some]]))
    return joins


def _keep_pace(thing: Codes, spans: Spans, shows: Flags) -> Flags:
    """Which figures end as often as those that show a total of the year so far, or are such themselves.

    Where totals are printed by quarter, the first quarter belongs to them, but no January; nor does it where
    they end on any day of a month.
    """
    joins = shows.copy()
    if shows.any():
        level = level_periods(spans)[:]
        pace = np.full(int(thing.max()) + 1, LIMIT, dtype=np.int64)
        np.minimum.at(pace, thing[shows], np.where(level[shows] > 0, level[shows], QUARTERLY))
        joins |= level >= pace[thing]
    return joins


def _map_codes(column: pd.Series, meanings: Mapping[str, int]) -> Codes:
    """What each cell of a category means; 0 for those that mean nothing else."""
    cells = column.cat
    meant = np.array([meanings.get(name, 0) for name in cells.categories] or [0], dtype=np.int8)
    return meant[cells.codes.to_numpy()]
