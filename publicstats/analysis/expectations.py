"""What each printed figure was to be expected to be, by all that stands around it.

There are several ways of looking: at the values before and after; at the change on the same period of the
year before, and to that of the year after, beside those of the periods around; at how other places moved;
and at the figures printed beside it. A figure is odd where one of them says so and none that could see it
says otherwise: where another hotline is taken in, calls, requests and orders move alike, and then stay so; a
slip does neither.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from publicstats.analysis.lanes import Evidence, Floats, Steps, arrange, find_medians, weigh
from publicstats.series.keys import NONE, Codes, Flags, combine

POINTS = 20.0
"""Points of a share that weigh as much as a factor of e in a count; of a growth rate twice as many."""
WITHIN, AT_EDGE = 3.5, 4.5
"""Standard deviations of a step from which on a value is odd: between two neighbours, of which the nearer one
counts, and beside one alone. Of ten thousand steps that are normally distributed less than one is beyond."""
AGREES, CONTRADICTS = 2.5, 3.0
"""Standard deviations from which on another way of looking finds a value odd as well, and by which it finds
less than the deviation where it contradicts."""
LEAST = 0.03
"""The least that is worth a look: 3 per cent, or 0.6 points of a share."""
LEAST_FIRST, LEAST_ANEW = 0.2, 1.0
"""The same for the first value, since what has begun may grow fast, and for the first one after a break."""
LEAST_SIGNED = 1.5, 6.0
"""The same above and below what is usual for what may be less than nothing: it may well be near zero."""
TIME, PEERS, BESIDE = "time", "peers", "beside"
VETOES = {TIME: np.inf, PEERS: 1.6, BESIDE: 0.5}
"""The deviation up to which each kind of look may say that all is well: that other places move alike explains
a factor of 5, that the figures beside do one of 1.6; beyond that the whole release may be mistyped."""
MANY = 4
"""Places that show together how a thing moved from one period to the next."""


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
    """The deviation without asking the figures beside it, as rows exchanged make both look odd; 0 where a way
    of looking contradicts."""
    apart_sd: Floats
    middle: Floats
    """The deviation from what the surest way of looking expects between neighbours."""
    middle_sd: Floats

    @property
    def expected(self) -> Floats:
        """What was expected, on the scale of `lanes`."""
        return self.size - self.off


@dataclass(frozen=True)
class _Views:
    """What all ways of looking say: one row a way, one column a row of the table."""

    kinds: Sequence[str]
    off: Floats
    sd: Floats
    z: Floats
    """Standard deviations of a spike; 0 of what only one neighbour finds odd."""
    bar: Floats
    is_first: Flags
    middle: Floats
    middle_sd: Floats

    def choose(self, spread: Floats, known: Flags) -> tuple[Codes, Codes]:
        """Of each row of the table the view that is known and spreads least, as an index of the arrays."""
        return np.where(known, spread, np.inf).argmin(axis=0), np.arange(self.off.shape[1])


def expect(table: pd.DataFrame) -> Expectations:
    """How odd each row of the table is, by all ways of looking."""
    size = _scale(table)
    views = _gather(table, size)
    known = ~np.isnan(views.off)
    odd = (np.abs(views.z) >= views.bar) & (np.abs(views.off) >= _find_least(table, views))
    best = np.where(odd, np.abs(views.z), 0).argmax(axis=0)
    is_odd = odd.any(axis=0) & ~_is_contradicted(views, best) & ~table["is_settled"].to_numpy()
    finest, at = views.choose(views.sd, known)
    chosen = (np.where(is_odd, best, finest), at)
    beside = np.array([kind == BESIDE for kind in views.kinds])
    alone = views.choose(views.sd, known & ~beside[:, None])
    doubted = _is_contradicted(views, alone[0], ~beside)
    surest = views.choose(views.middle_sd, ~np.isnan(views.middle))
    return Expectations(
        size=size,
        off=views.off[chosen],
        sd=views.sd[chosen],
        is_odd=is_odd,
        is_beside=beside[chosen[0]],
        apart=np.where(doubted, 0.0, views.off[alone]),
        apart_sd=views.sd[alone],
        middle=views.middle[surest],
        middle_sd=views.middle_sd[surest],
    )


def _gather(table: pd.DataFrame, size: Floats) -> _Views:
    found = list(_look(table, size))
    off, sd, edge, first, spike, middle, middle_sd = (
        np.array([getattr(evidence, name) for evidence, _ in found])
        for name in ("off", "sd", "is_edge", "is_first", "is_spike", "middle", "middle_sd")
    )
    return _Views(
        kinds=[kind for _, kind in found],
        off=off,
        sd=sd,
        z=np.where(~np.isnan(off) & spike, off / sd, 0.0),
        bar=np.where(edge, AT_EDGE, WITHIN),
        is_first=first,
        middle=middle,
        middle_sd=middle_sd,
    )


def _find_least(table: pd.DataFrame, views: _Views) -> Floats:
    """The deviation from which on each row is worth a look in each view."""
    anew = (table["side"] > 0).to_numpy()
    least = np.where(views.is_first, np.where(anew, LEAST_ANEW, LEAST_FIRST), LEAST)
    above, below = LEAST_SIGNED
    return np.where(table["is_balance"], np.where(views.off > 0, above, below), least)


def _is_contradicted(views: _Views, best: Codes, asked: Flags | bool = True) -> Flags:
    """Whether a view of those asked finds much less than the best one, though it could see as much."""
    deviation = views.off[best, np.arange(len(best))]
    size, found = np.abs(deviation), views.z * views.sd * np.sign(deviation)
    limit = np.array([VETOES[kind] for kind in views.kinds])[:, None]
    could = ~np.isnan(views.off) & (size >= views.bar * views.sd) & (size <= limit)
    contradicts = could & (size - found >= CONTRADICTS * views.sd) & (found < AGREES * views.sd)
    return np.asarray((contradicts & np.reshape(asked, (-1, 1))).any(axis=0))


def _scale(table: pd.DataFrame) -> Floats:
    """The values on the scale of `lanes`: logarithms, but for rates and shares."""
    value = table["value"].to_numpy()
    linear = np.where(table["is_rate"], value / (2 * POINTS), value / POINTS)
    with np.errstate(divide="ignore"):
        size = np.where(table["is_share"] | table["is_rate"], linear, np.log(np.abs(value)))
    return np.where(np.isfinite(size), size, np.nan)


def _look(table: pd.DataFrame, size: Floats) -> Iterator[tuple[Evidence, str]]:
    """Every way of looking at the rows, and of which kind it is.

    Three kinds of lanes: single periods and states; totals up to one day of the year, year by year; totals of
    the year so far one after the other, whose change on the year before moves steadily and they do not.
    """
    column = {name: table[name].to_numpy() for name in table}
    rounding, kin = _measure_rounding(table), column["kin"]
    for lane, number, group, back, other in (
        ("lane", "number", kin, column["back"], "own"),
        ("place_lane", "year", combine(kin, column["of_year"]), np.zeros_like(kin), "running"),
        ("run_lane", "run_number", kin, column["run_back"], "running"),
    ):
        wanted = ~np.isnan(size) & (column[lane] != NONE)
        steps = arrange(column[lane], column[number], column["published"], wanted)
        look = _Look(steps, size, group[steps.row], rounding[steps.row], len(table))
        if lane != "run_lane":
            yield look.at_neighbours(), TIME
            yield look.at_peers(), PEERS
        if lane != "place_lane":
            for years in (-1, 1):
                yield look.at_years(years * back[steps.row]), TIME
            for beside in ("before", "after"):
                yield look.at_others(column[beside][steps.row], column[other]), BESIDE


@dataclass(frozen=True)
class _Look:
    """The entries of some lanes, and what can be compared with them."""

    steps: Steps
    size: Floats
    """Of each row of the table."""
    group: Codes
    rounding: Floats
    count: int

    def at_neighbours(self) -> Evidence:
        """By the values before and after."""
        values = self.size[self.steps.row]
        return self._weigh(values, self.steps.measure(values), self.group)

    def at_peers(self) -> Evidence:
        """By the values before and after, as those of other places moved."""
        values = self.size[self.steps.row]
        step = self.steps.measure(values)
        return self._weigh(values, step - _find_peer_steps(self.steps, step, self.group), self.group)

    def at_years(self, by: Codes) -> Evidence:
        """By the change on the same period of another year, beside those of the periods around."""
        values = self.size[self.steps.row]
        other = self.steps.find(self.steps.lane, self.steps.number + by)
        there = (other != NONE) & (np.abs(by) > 1)
        yearly = np.where(there, values - values[other], np.nan)
        return self._weigh(yearly, self.steps.measure(yearly), self.group)

    def at_others(self, beside: Codes, series: Codes) -> Evidence:
        """By the ratio to the figure that stands beside each, where it is of the same series as before."""
        there = beside != NONE
        ratio = np.where(there, self.size[self.steps.row] - self.size[beside], np.nan)
        named = np.where(there, series[beside], NONE)
        step = self.steps.measure(ratio)
        step[1:][named[1:] != named[:-1]] = np.nan
        return self._weigh(ratio, step, combine(self.group, named + 1))

    def _weigh(self, value: Floats, step: Floats, group: Codes) -> Evidence:
        return weigh(self.steps, value, step, group, self.rounding, self.count)


def _find_peer_steps(steps: Steps, step: Floats, group: Codes) -> Floats:
    """The median step of all lanes of a group from and to the same numbers, where there are enough."""
    found = np.full(len(step), np.nan)
    known = np.flatnonzero(~np.isnan(step))
    if len(known):
        low = steps.number.min()
        code = combine(group[known], steps.number[known] - low, steps.number[known - 1] - low)
        medians, counts = find_medians(code, step[known]), np.bincount(code)
        found[known] = np.where(counts[code] >= MANY, medians[code], np.nan)
    return found


def _measure_rounding(table: pd.DataFrame) -> Floats:
    """Half of what the ends of each value leave open, on the scale of `lanes`; a tenth where one is open."""
    value, low, high = (table[name].to_numpy() for name in ("value", "low", "high"))
    half = (high - low) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        wide = np.where(table["is_share"] | table["is_rate"], half / POINTS, half / np.abs(value))
    return np.where(np.isfinite(wide), np.minimum(wide, 0.5), 0.1)
