"""What each printed figure was to be expected to be, by all that stands around it.

There are several ways of looking: at the values before and after; at the change on the same period of the
year before, and to that of the year after, beside those of the periods around; at how other places moved; and
at the figures printed beside it. A figure is odd where one of them says so and none that could see it says
otherwise: a new hotline that is taken in moves calls, requests and orders alike, and then stays; a slip does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from publicstats.analysis.lanes import Evidence, Floats, Steps, arrange, find_medians, weigh
from publicstats.edition.model import Edition
from publicstats.series.breaks import find_first_day
from publicstats.series.calendar_periods import A_YEAR
from publicstats.contract.codelists import FREQUENCIES
from publicstats.series.keys import NONE, Codes, Flags, combine

POINTS = 20.0
"""Points of a share that weigh as much as a factor of e in a count; of a growth rate twice as many."""
WITHIN, AT_EDGE = 3.5, 4.5
"""Standard deviations of a step from which on a value is odd: between two neighbours, of which the nearer one
counts, and beside one alone. Of ten thousand steps that are normally distributed less than one is beyond."""
AGREES = 2.5
"""Standard deviations from which on another way of looking finds a value odd as well."""
LEAST = 0.03
"""The least that is worth a look: 3 per cent, or 0.6 points of a share."""
LEAST_FIRST, LEAST_ANEW = 0.2, 1.0
"""The same for the first value of all, since what has begun may grow fast, and for the first after a break."""
LEAST_SIGNED = 1.5, 6.0
"""The same above and below what is usual for what may be less than nothing: a balance is near zero by chance."""
TIME, PEERS, BESIDE = "time", "peers", "beside"
VETOES = {TIME: np.inf, PEERS: 1.6, BESIDE: 0.5}
"""The deviation up to which each kind of look may say that all is well: that other places move alike explains a
factor of 5, that the figures beside do one of 1.6; beyond that the whole release may be mistyped."""
_BACK = np.array([A_YEAR.get(name, NONE) for name in FREQUENCIES], dtype=np.int64)


@dataclass(frozen=True)
class Expectations:
    """Of each row of the table of hints how odd its value is."""

    size: Floats
    """Its value on the scale of `lanes`; not a number where it has none there."""
    off: Floats
    """How much it is above what is expected; not a number where nothing says."""
    sd: Floats
    """The standard deviation of that."""
    is_odd: Flags
    is_beside: Flags
    """Whether it is the figures beside it that say so."""
    apart: Floats
    """The deviation from what is expected without the figures beside it, on which exchanged rows agree."""
    apart_sd: Floats
    middle: Floats
    """The deviation from what the surest way of looking expects between neighbours."""
    middle_sd: Floats

    @property
    def expected(self) -> Floats:
        """What was expected, on the scale of `lanes`."""
        return self.size - self.off


def expect(table: pd.DataFrame) -> Expectations:
    """How odd each row of the table is, by all ways of looking."""
    size = _scale(table)
    views, kinds = zip(*_look(table, size), strict=True)
    off, sd = (np.array([getattr(view, name) for view in views]) for name in ("off", "sd"))
    spike, edge, first = (
        np.array([getattr(view, name) for view in views]) for name in ("is_spike", "is_edge", "is_first")
    )
    known = ~np.isnan(off)
    z = np.where(known & spike, off / sd, 0.0)
    bar = np.where(edge, AT_EDGE, WITHIN)
    anew = (table["side"] > 0).to_numpy()
    least = np.where(first, np.where(anew, LEAST_ANEW, LEAST_FIRST), LEAST)
    least = np.where(table["is_signed"], np.where(off > 0, LEAST_SIGNED[0], LEAST_SIGNED[1]), least)
    odd = (np.abs(z) >= bar) & (np.abs(off) >= least)
    at = np.arange(len(size))
    best = np.where(odd, np.abs(z), 0).argmax(axis=0)
    deviation = off[best, at]
    limit = np.array([VETOES[kind] for kind in kinds])[:, None]
    sees = known & (np.abs(deviation) >= bar * sd) & (np.abs(deviation) <= limit)
    agrees = np.sign(z) * np.sign(deviation) * np.abs(z) >= AGREES
    is_odd = odd.any(axis=0) & ~(sees & ~agrees).any(axis=0) & ~table["is_settled"].to_numpy()
    finest = np.where(known, sd, np.inf).argmin(axis=0)
    chosen = np.where(is_odd, best, finest)
    by_others = np.array([kind == BESIDE for kind in kinds])
    alone = np.where(known & ~by_others[:, None], sd, np.inf).argmin(axis=0)
    told, apart = (chosen, at), (alone, at)
    middle, middle_sd = (np.array([getattr(view, name) for view in views]) for name in ("middle", "middle_sd"))
    surest = (np.where(np.isnan(middle), np.inf, middle_sd).argmin(axis=0), at)
    return Expectations(
        size,
        off[told],
        sd[told],
        is_odd,
        by_others[chosen],
        off[apart],
        sd[apart],
        middle[surest],
        middle_sd[surest],
    )


def _scale(table: pd.DataFrame) -> Floats:
    value = table["value"].to_numpy()
    linear = np.where(table["is_growth"], value / (2 * POINTS), value / POINTS)
    with np.errstate(divide="ignore", invalid="ignore"):
        log = np.log(np.abs(value))
    size = np.where(table["is_share"] | table["is_growth"], linear, log)
    return np.where(np.isfinite(size), size, np.nan)


def _look(table: pd.DataFrame, size: Floats) -> Iterator[tuple[Evidence, str]]:
    """Every way of looking at the rows, and of which kind it is."""
    count, rounding = len(table), _measure_rounding(table)
    published, back = table["published"].to_numpy(), table["back"].to_numpy()
    known = ~np.isnan(size)
    kin = table["kin"].to_numpy()
    for lane, number, kinship, is_run in (
        (table["lane"].to_numpy(), table["number"].to_numpy(), kin, False),
        (table["place_lane"].to_numpy(), table["year"].to_numpy(), combine(kin, table["of_year"].to_numpy()), False),
        (table["run_lane"].to_numpy(), table["run_number"].to_numpy(), kin, True),
    ):
        steps = arrange(lane, number, published, known & (lane != NONE))
        values, group, blur = size[steps.row], kinship[steps.row], rounding[steps.row]
        plain = steps.measure(values)
        if not is_run:
            yield weigh(steps, values, plain, group, blur, count), TIME
            yield weigh(steps, values, plain - _find_peer_steps(steps, plain, group), group, blur, count), PEERS
        span = table["run_back" if is_run else "back"].to_numpy()[steps.row]
        for by in (-1, 1):
            other = steps.find(steps.lane, steps.number + by * span)
            other = np.where(span > 1, other, NONE)
            yearly = np.where(other == NONE, np.nan, values - values[other])
            yield weigh(steps, yearly, steps.measure(yearly), group, blur, count), TIME
        for beside in (table["before"].to_numpy(), table["after"].to_numpy()):
            yield _compare_beside(steps, size, beside, group, blur, count, table["own"].to_numpy() if not is_run else table["running"].to_numpy()), BESIDE


def _compare_beside(steps, size, beside, group, blur, count, series):
    other = beside[steps.row]
    there = other != NONE
    ratio = np.where(there, size[steps.row] - size[other], np.nan)
    step = steps.measure(ratio)
    named = np.where(there, series[other], NONE)
    changed = np.ones(len(named), dtype=bool)
    changed[1:] = named[1:] != named[:-1]
    step[changed] = np.nan
    return weigh(steps, ratio, step, combine(group, named + 1), blur, count)


def _find_peer_steps(steps: Steps, step: Floats, group: Codes) -> Floats:
    """The median step of all lanes of a group from and to the same numbers, where there are four or more."""
    found = np.full(len(step), np.nan)
    known = np.flatnonzero(~np.isnan(step))
    if not len(known):
        return found
    low = steps.number.min()
    code = combine(group[known], steps.number[known] - low, steps.number[known - 1] - low)
    medians, counts = find_medians(code, step[known]), np.bincount(code)
    found[known] = np.where(counts[code] >= 4, medians[code], np.nan)
    return found


def _measure_rounding(table: pd.DataFrame) -> Floats:
    """The standard deviation that the ends of a value leave to a step; unknown where one is open."""
    value, low, high = (table[name].to_numpy() for name in ("value", "low", "high"))
    with np.errstate(divide="ignore", invalid="ignore"):
        half = (high - low) / 2
        part = half / np.abs(value)
    points = table["is_share"] | table["is_growth"]
    wide = np.where(points, half / POINTS, part)
    return np.where(np.isfinite(wide), np.minimum(wide, 0.5), 0.1)
