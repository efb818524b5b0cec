"""Rules about the value of a figure: far from what is expected, another row's, or that of a year before."""

from __future__ import annotations

from collections.abc import Iterator
from math import exp, pi, sqrt

import numpy as np
import pandas as pd

from publicstats.analysis.expectations import POINTS, Expectations
from publicstats.analysis.hint_table import Finding
from publicstats.analysis.lanes import Floats, arrange, find_medians
from publicstats.analysis.printed_growth import is_confirmed
from publicstats.contract.records import Figure
from publicstats.edition.model import Edition
from publicstats.series.keys import NONE, Codes, Flags

CHANCES = {False: 0.01, True: 0.2}
"""The chance from which down it is worth a look that a value is to the digit that of the period before, or of
the year before (as where an old bulletin is typed in place of the new): the width of its last digit, in what
values spread around the expected one. In a hundred such looks so many are in vain."""
FEWEST_DIGITS = 50
"""Times its last digit that a value is at least for its digits to say anything: 18 comes again by chance."""
HABIT = 6
"""Shares of a series from which on it has a habit of how many places they are printed to."""
_BETTER = 25.0
"""By how much the squares of deviations, in standard deviations, fall together where rows are exchanged back:
as much as one value that is five of them away."""
_FAR, _NEAR = 2.0, 2.0
"""Standard deviations that both are away as they stand, at least, and exchanged, at most."""


def find_odd(edition: Edition, table: pd.DataFrame, seen: Expectations) -> Iterator[Finding]:
    """Values that all ways of looking find far from what they expect, and no printed change confirms."""
    position, after = table["position"].to_numpy(), table["after"].to_numpy()
    is_odd = seen.is_odd & ~_mark_confirmed(edition, table, np.flatnonzero(seen.is_odd))
    # Where two figures only do not go together, which of them is wrong cannot be told.
    by_pair = is_odd & seen.is_beside
    pair = by_pair & (after != NONE) & by_pair[after] & (seen.off * seen.off[after] < 0)
    only = _find_only_others(table, is_odd)
    told = np.zeros(len(table), dtype=bool)
    for row in np.flatnonzero(is_odd).tolist():
        if not told[row]:
            other = int(after[row]) if pair[row] else only.get(row, NONE)
            rows = [row] if other == NONE else [row, other]
            told[rows] = True
            expected = unscale(table, row, float(seen.expected[row]))
            yield Finding("slip", tuple(int(position[r]) for r in rows), expected)


def _find_only_others(table: pd.DataFrame, is_odd: Flags) -> dict[int, int]:
    """Of odd rows of lanes that have two the other one, where it is odd as well."""
    lane = table["lane"].to_numpy()
    count = np.bincount(lane[lane != NONE], minlength=1)
    rows = np.flatnonzero(is_odd & (lane != NONE) & (count[lane] == 2))
    others: dict[int, int] = {}
    first: dict[int, int] = {}
    for row, name in zip(rows.tolist(), lane[rows].tolist(), strict=True):
        if name in first:
            others |= {row: first[name], first[name]: row}
        first.setdefault(name, row)
    return others


def _mark_confirmed(edition: Edition, table: pd.DataFrame, rows: Codes) -> Flags:
    """Which of some rows a printed change and its levels confirm."""
    topic, position = table["topic"].to_numpy(), table["position"].to_numpy()
    growing = np.unique(topic[table["is_growth"].to_numpy()])
    confirmed = np.zeros(len(table), dtype=bool)
    for row in rows[np.isin(topic[rows], growing)].tolist():
        confirmed[row] = is_confirmed(edition, edition.figure(int(position[row])))
    return confirmed


def find_exchanged(table: pd.DataFrame, seen: Expectations) -> Iterator[Finding]:
    """Neighbouring rows of one source of which each fits what is expected of the other."""
    position = table["position"].to_numpy()
    width, habit = _find_habits(table)
    for first, second in (_pair_rows(table), _pair_in_source(table)):
        gap = seen.size[second] - seen.size[first]
        swapped = [(first, gap), (second, -gap)]
        now = [np.abs(seen.apart[rows]) / seen.apart_sd[rows] for rows, _ in swapped]
        then = [np.abs(seen.apart[rows] + by) / seen.apart_sd[rows] for rows, by in swapped]
        better = sum(n**2 for n in now) - sum(t**2 for t in then)
        found = (better >= _BETTER) & (np.abs(gap) >= 0.02)
        for n, t in zip(now, then, strict=True):
            found &= (n >= _FAR) & ((t <= _NEAR) | (t <= n / 4))
        # Printed to as many places as the other always is, and the other way round.
        strange = (width[first] != habit[first]) & (habit[first] == width[second])
        found |= strange & (width[second] != habit[second]) & (habit[second] == width[first])
        for at in np.flatnonzero(found).tolist():
            yield Finding("exchanged", (int(position[first[at]]), int(position[second[at]])))


def _find_habits(table: pd.DataFrame) -> tuple[Floats, Floats]:
    """How wide the last digit of each share is, and of nearly all of its series; unknown where those vary."""
    width = np.where(table["is_share"], np.round((table["high"] - table["low"]).to_numpy(), 6), np.nan)
    habit = np.full(len(table), np.nan)
    rows = np.flatnonzero(~np.isnan(width) & (table["own"] != NONE).to_numpy())
    if len(rows):
        series = np.unique(table["own"].to_numpy()[rows], return_inverse=True)[1]
        usual = find_medians(series, width[rows])[series]
        kept = np.bincount(series, weights=width[rows] == usual)[series]
        count = np.bincount(series)[series]
        habit[rows] = np.where((count >= HABIT) & (kept >= count - 1 - count // 20), usual, np.nan)
    return width, habit


def _pair_rows(table: pd.DataFrame) -> tuple[Codes, Codes]:
    return _keep_alike(table, np.arange(len(table)))


def _pair_in_source(table: pd.DataFrame) -> tuple[Codes, Codes]:
    return _keep_alike(table, np.argsort(table["source"].to_numpy(), kind="stable"))


def _keep_alike(table: pd.DataFrame, order: Codes) -> tuple[Codes, Codes]:
    first, second = order[:-1], order[1:]
    alike = np.ones(len(first), dtype=bool)
    for name in ("source", "unit", "is_growth", "end"):
        column = table[name].to_numpy()
        alike &= column[first] == column[second]
    return first[alike], second[alike]


def find_repeated(edition: Edition, table: pd.DataFrame, seen: Expectations) -> Iterator[Finding]:
    """Values that are to the digit those of the period or the year before, where that is hardly chance."""
    position = table["position"].to_numpy()
    equal = {row: (earlier, yearly) for row, earlier, yearly in reversed(list(_list_equal(table)))}
    confirmed = _mark_confirmed(edition, table, np.array(sorted(equal), dtype=np.int64))
    for row, (earlier, is_yearly) in equal.items():
        width = _measure_digit(edition.figure(int(position[row])))
        sd = float(seen.middle_sd[row])
        # Beyond four standard deviations a normal distribution says nothing any more.
        z = min(abs(float(seen.middle[row])) / sd, 4.0)
        chance = width / (sd * sqrt(2 * pi)) * exp(-z * z / 2)
        if 0 < chance <= CHANCES[is_yearly] and not confirmed[row]:
            yield Finding("repeated", (int(position[row]), int(position[earlier])))


def _list_equal(table: pd.DataFrame) -> Iterator[tuple[int, int, bool]]:
    """Rows and what they repeat: of the year before, or of the period before."""
    published = table["published"].to_numpy()
    value, low, high = (table[name].to_numpy() for name in ("value", "low", "high"))
    wanted = (value != 0) & (low == low) & (high == high)
    for lane, number, back in (("series", "number", "back"), ("place", "year", "")):
        lanes = table[lane].to_numpy()
        steps = arrange(lanes, table[number].to_numpy(), published, wanted & (lanes != NONE))
        before = np.where(steps.follows, np.arange(len(steps.row)) - 1, NONE)
        spans = table[back].to_numpy()[steps.row] if back else np.zeros(len(steps.row), dtype=np.int64)
        yearly = np.where(spans > 1, steps.find(steps.lane, steps.number - spans), NONE)
        for other, is_yearly in ((yearly, True), (before, bool(not back))):
            rows, others = steps.row, steps.row[other]
            same = (other != NONE) & (value[rows] == value[others])
            same &= (low[rows] == low[others]) & (high[rows] == high[others])
            # What often repeats itself says nothing when it does so again.
            often = (
                np.bincount(steps.lane, weights=same)[steps.lane]
                > 1 + np.bincount(steps.lane)[steps.lane] // 12
            )
            for at in np.flatnonzero(same & ~often).tolist():
                yield int(rows[at]), int(others[at]), is_yearly


def _measure_digit(figure: Figure) -> float:
    """How wide the last digit of a print is, on the scale of the lanes; 0 where it has none."""
    quantity, value = figure.quantity, figure.value
    if quantity is None or not value or abs(value) < FEWEST_DIGITS * quantity.number.last:
        return 0.0
    last = float(quantity.number.last * abs(quantity.factor))
    if figure.basis == "growth":
        return last / (2 * POINTS)
    return last / POINTS if figure.unit.kind == "share" else last / abs(float(value))


def unscale(table: pd.DataFrame, row: int, size: float) -> float | None:
    """A value on the scale of the lanes as the number that it is; none where it is none."""
    if np.isnan(size):
        return None
    if table["is_rate"].iat[row]:
        return size * 2 * POINTS
    if table["is_share"].iat[row]:
        return size * POINTS
    return float(np.sign(table["value"].to_numpy()[row])) * exp(min(size, 60.0))
