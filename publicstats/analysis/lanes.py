"""Values in order of time as arrays: what stands before and after each, and what is usual between them.

A *lane* is a series of values that compare with each other: of one shape of span, on one side of a break; of
totals of the year so far those up to one day of the year. Values of counts and money are logarithms, so that
a difference of 0.1 is about a tenth, shares and changes are points in units of `POINTS`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from publicstats.series.keys import NONE, Codes, Flags

Floats = npt.NDArray[np.float64]

TO_SD = 1.4826
"""A standard deviation in medians of absolute deviations, where values are normally distributed."""
HALFWAY = 0.75**0.5
"""The standard deviation from the middle of two neighbours, in those of a step: of independent values the one
is the root of 1.5, the other of 2 times theirs."""
LEAST_SD = 0.004
"""The smallest standard deviation of a step that is believed: 0.4 per cent, or 0.08 points of a share."""
GUESSES = np.array([np.inf, 0.8, 0.35, 0.2, 0.1, 0.06, 0.04, 0.02])
"""Of how many steps that are known the least standard deviation that is believed: two figures may
differ by a factor of 30 (4.5 times 0.8), three by 5; eight steps speak for themselves."""
OWN_STEPS = 6
"""Steps of a lane from which on its own median says how it moves, not that of its peers."""
PEER_STEPS = 8
"""Steps of its peers that count beside a lane's own, at most."""


@dataclass(frozen=True)
class Steps:
    """The entries of some lanes, lane by lane in order of time, and the step from one to the next."""

    row: Codes
    """Of each entry the row of the table."""
    lane: Codes
    number: Codes

    @property
    def follows(self) -> Flags:
        """Whether an entry has one before it in its lane."""
        follows = np.zeros(len(self.lane), dtype=bool)
        follows[1:] = self.lane[1:] == self.lane[:-1]
        return follows

    def measure(self, value: Floats) -> Floats:
        """How much each entry's value is above that of the one before; not a number where there is none."""
        step = np.full(len(self.row), np.nan)
        if len(step) > 1:
            step[1:] = np.diff(value)
        step[~self.follows] = np.nan
        return step

    def find(self, lane: Codes, number: Codes) -> Codes:
        """The entries of lanes at some numbers; `NONE` where there is none."""
        if not len(self.row):
            return np.full(len(lane), NONE)
        low = min(int(self.number.min()), int(number.min()))
        size = max(int(self.number.max()), int(number.max())) - low + 1
        key, wanted = self.lane * size + self.number - low, lane * size + number - low
        at = np.minimum(np.searchsorted(key, wanted), len(key) - 1)
        return np.where(key[at] == wanted, at, NONE)


def arrange(lane: Codes, number: Codes, published: Codes, wanted: Flags) -> Steps:
    """The rows that are wanted in the order of their lanes; of several of one number that published first."""
    rows = np.flatnonzero(wanted)
    rows = rows[np.lexsort((published[rows], number[rows], lane[rows]))]
    once = np.ones(len(rows), dtype=bool)
    if len(rows) > 1:
        once[1:] = (lane[rows][1:] != lane[rows][:-1]) | (number[rows][1:] != number[rows][:-1])
    rows = rows[once]
    return Steps(rows, lane[rows], number[rows])


@dataclass(frozen=True)
class Evidence:
    """How far each row is from what one way of looking expects; not a number where that cannot be said."""

    off: Floats
    """How much it is above what both neighbours expect, by the neighbour that it is nearer to."""
    sd: Floats
    """The standard deviation of such a step."""
    middle: Floats
    """How much it is above what both neighbours expect on average."""
    middle_sd: Floats
    is_edge: Flags
    """Whether there is a neighbour on one side only."""
    is_spike: Flags
    """Whether it is above both neighbours, or below both; or at an edge."""
    is_first: Flags
    """Whether it has a neighbour after it only, as what has just begun to be counted."""


def weigh(steps: Steps, value: Floats, step: Floats, group: Codes, rounding: Floats, count: int) -> Evidence:
    """What the steps into and out of each entry say of it, for a table of `count` rows.

    `group` names the lanes that are peers; `rounding` is the standard deviation that rounding alone gives a
    step. What is usual is the median of steps, and 1.4826 times the median distance from it: a tenth of slips
    does not move either. Of a lane with few steps its peers are asked as well.
    """
    known = np.flatnonzero(~np.isnan(step))
    lane, group_ = _compress(steps.lane[known]), _compress(group[known])
    values = step[known]
    own, pooled = find_medians(lane, values), find_medians(group_, values)
    lanes, groups = np.bincount(lane), np.bincount(group_)
    alone = lanes[lane] == groups[group_]
    drift = np.where((lanes[lane] >= OWN_STEPS) | alone, own[lane], pooled[group_])
    drift = np.where(groups[group_] < 3, 0.0, drift)
    rest = values - drift
    spread = TO_SD * find_medians(lane, np.abs(rest))[lane]
    # One slip spoils both steps of three values, but not how far they are from their middle.
    spread = np.where(lanes[lane] < OWN_STEPS, np.fmin(spread, _spread_levels(steps, value)[known]), spread)
    among = TO_SD * find_medians(group_, np.abs(rest))[group_]
    peers = np.clip(groups[group_] - lanes[lane], 0, PEER_STEPS)
    both = lanes[lane] + peers
    # A step that stands alone says nothing of how far steps are from each other.
    several = np.where(lanes[lane] > 1, lanes[lane], 0)
    sd = np.sqrt((several * spread**2 + peers * among**2) / np.maximum(several + peers, 1))
    sd = np.maximum(sd, GUESSES[np.minimum(both, len(GUESSES) - 1)] * (both < len(GUESSES)))
    sd = np.hypot(np.maximum(sd, LEAST_SD), rounding[known])
    return _place(steps, known, rest, sd, count)


def _spread_levels(steps: Steps, value: Floats) -> Floats:
    """How far the values of each entry's lane lie from their middle; unknown of fewer than three."""
    spread = np.full(len(value), np.nan)
    there = np.flatnonzero(~np.isnan(value))
    lane = _compress(steps.lane[there])
    middle = find_medians(lane, value[there])
    around = TO_SD * find_medians(lane, np.abs(value[there] - middle[lane]))
    spread[there] = np.where(np.bincount(lane)[lane] < 3, np.nan, around[lane])
    return spread


def _place(steps: Steps, known: Codes, rest: Floats, sd: Floats, count: int) -> Evidence:
    size = len(steps.row)
    into, out, width = (np.full(size, np.nan) for _ in range(3))
    into[known] = rest
    out[known - 1] = -rest
    width[known] = sd
    width[known - 1] = np.fmax(width[known - 1], sd)
    has_into, has_out = ~np.isnan(into), ~np.isnan(out)
    edge = has_into ^ has_out
    near = np.where(has_into & (~has_out | (np.abs(into) <= np.abs(out))), into, out)
    middle = np.where(edge, near, (into + out) / 2)
    middle_sd = np.where(edge, width, width * HALFWAY)
    spike = edge | (has_into & has_out & (into * out > 0))
    # Beside a value that is off itself the step says nothing.
    high = spike & ~edge & (np.abs(near) > 4 * width)
    doubtful = np.zeros(size, dtype=bool)
    doubtful[1:] |= edge[1:] & has_into[1:] & high[:-1] & (near[1:] * near[:-1] < 0)
    doubtful[:-1] |= edge[:-1] & has_out[:-1] & high[1:] & (near[:-1] * near[1:] < 0)
    near[doubtful] = middle[doubtful] = np.nan
    columns = []
    for told in (near, width, middle, middle_sd, edge, spike, edge & has_out):
        column = np.full(count, np.nan) if told.dtype == float else np.zeros(count, dtype=bool)
        column[steps.row] = told
        columns.append(column)
    return Evidence(*columns)


def find_medians(code: Codes, values: Floats) -> Floats:
    """The median of the values of each code from 0; not a number where it has none."""
    if not len(code):
        return np.zeros(0)
    order = np.lexsort((values, code))
    ordered = values[order]
    counts = np.bincount(code)
    starts = np.cumsum(counts) - counts
    last = len(values) - 1
    low, high = starts + (counts - 1) // 2, starts + counts // 2
    middle = (ordered[np.clip(low, 0, last)] + ordered[np.clip(high, 0, last)]) / 2
    return np.where(counts > 0, middle, np.nan)


def _compress(codes: Codes) -> Codes:
    """Dense codes in place of codes with gaps."""
    return np.unique(codes, return_inverse=True)[1].astype(np.int64)
