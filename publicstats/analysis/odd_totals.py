"""Rules about totals since January: typed as a single period, or not what the single periods add up to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd

from publicstats.analysis.expectations import Expectations
from publicstats.analysis.hint_table import Finding
from publicstats.series.keys import NONE, Codes, Flags

MUCH = 1.7
"""Times as much as usual for its length from which on a single period looks like a total."""
LONGER = 1.8
"""Times as long as the single period that the total is, at least, for which it may be mistaken."""
LEAST = 0.01
"""The part of a single period by which it may differ from the step between two totals."""


def find_totals(table: pd.DataFrame, seen: Expectations) -> Iterator[Finding]:
    """Single periods whose value is that of the total up to their end, as far as other totals tell it."""
    singles, totals = _split(table)
    if singles.empty or totals.empty:
        return
    span = (singles["end"] - singles["start"] + 1).to_numpy(dtype=np.float64)
    value, low, high = (singles[name].to_numpy() for name in ("value", "low", "high"))
    rate, count = np.full(len(singles), -np.inf), np.zeros(len(singles), dtype=int)
    fits = np.ones(len(singles), dtype=bool)
    nearest = np.full(len(singles), NONE)
    key, year = totals["key"].to_numpy(), totals["year"].to_numpy()
    place = np.searchsorted(key, singles["key"].to_numpy())
    thing = totals["thing"].to_numpy()
    there = (place < len(key)) & (key[np.minimum(place, len(key) - 1)] == singles["key"].to_numpy())
    for by in (-1, 0, 1):
        other = place + by - (~there & (by == 1))
        at = np.clip(other, 0, len(key) - 1)
        same = (
            (other == at)
            & (thing[at] == singles["thing"]).to_numpy()
            & (year[at] == singles["year"]).to_numpy()
        )
        same &= there if by == 0 else True
        days = totals["days"].to_numpy()[at]
        usual = totals["value"].to_numpy()[at] / days * span
        rate = np.where(same, np.maximum(rate, usual), rate)
        count += same
        fits &= (
            ~same
            | {
                -1: value >= totals["low"].to_numpy()[at],
                0: value >= 0.9 * totals["value"].to_numpy()[at],
                1: value <= totals["high"].to_numpy()[at],
            }[by]
        )
        nearest = np.where(same & (nearest == NONE), at, nearest)
    before = _find_year_before(singles, totals)
    usual = np.where(
        before == NONE, np.nan, totals["value"].to_numpy()[before] / totals["days"].to_numpy()[before] * span
    )
    last = (before != NONE) & (count == 0)
    rate, count = np.where(last, usual, rate), count + last
    ratio = np.where(before == NONE, 1.0, value / totals["value"].to_numpy()[before])
    fits &= ~last | ((ratio > 0.4) & (ratio < 3.0))
    nearest = np.where(nearest == NONE, before, nearest)
    rows = singles["row"].to_numpy()
    settled = ~np.isnan(seen.off[rows]) & ~seen.is_odd[rows] & (np.abs(seen.off[rows]) < 3 * seen.sd[rows])
    long = singles["so_far"].to_numpy() >= LONGER * span
    found = long & fits & (count > 0) & (value > MUCH * rate) & ~settled
    for at in np.flatnonzero(found).tolist():
        yield _tell(table, "total", (rows[at], totals["row"].iat[int(nearest[at])]), expected=float(rate[at]))


def find_sums(table: pd.DataFrame) -> Iterator[Finding]:
    """Single periods that are not what two totals differ by, and totals that are not what months add up to."""
    singles, totals = _split(table)
    if singles.empty or totals.empty:
        return
    adds = table["adds"].to_numpy()
    key = totals["key"].to_numpy()
    size = table["end"].max() + 2
    end_at = _look_up(key, singles["key"].to_numpy())
    start_at = _look_up(key, (singles["thing"] * size + singles["start"] - 1).to_numpy())
    first = singles["starts_year"].to_numpy()
    known = (end_at != NONE) & (first | (start_at != NONE)) & adds[singles["row"]]
    low, high = (totals[name].to_numpy() for name in ("low", "high"))
    least = low[end_at] - np.where(first, 0, high[start_at])
    most = high[end_at] - np.where(first, 0, low[start_at])
    apart = np.maximum(least - singles["high"].to_numpy(), singles["low"].to_numpy() - most)
    found = known & (apart > LEAST * np.abs(singles["value"].to_numpy()))
    rows, of = singles["row"].to_numpy(), totals["row"].to_numpy()
    for at in np.flatnonzero(found).tolist():
        earlier = () if first[at] else (int(of[start_at[at]]),)
        yield _tell(
            table, "sum", (rows[at], of[end_at[at]], *earlier), expected=float((least[at] + most[at]) / 2)
        )
    yield from _find_long_sums(table, singles, totals, known)


def _find_long_sums(
    table: pd.DataFrame, singles: pd.DataFrame, totals: pd.DataFrame, told: Flags
) -> Iterator[Finding]:
    """Totals that the single periods from January on, each beginning where one ends, do not add up to."""
    months = singles.sort_values(["thing", "end", "start"])
    thing, start, end = (months[name].to_numpy() for name in ("thing", "start", "end"))
    first = months["starts_year"].to_numpy()
    goes_on = np.zeros(len(months), dtype=bool)
    goes_on[1:] = (thing[1:] == thing[:-1]) & (start[1:] == end[:-1] + 1) & ~first[1:]
    run = np.cumsum(~goes_on)
    begins = pd.Series(first).groupby(run).transform("first").to_numpy()
    at = _look_up(totals["key"].to_numpy(), months["key"].to_numpy())
    sums = {
        name: pd.Series(months[name].to_numpy()).groupby(run).cumsum().to_numpy()
        for name in ("low", "high", "value")
    }
    count = pd.Series(np.ones(len(months))).groupby(run).cumsum().to_numpy()
    wanted = begins & (at != NONE) & (count > 2) & table["adds"].to_numpy()[months["row"]]
    wanted &= ~pd.Series(told, singles.index).loc[months.index].to_numpy()
    apart = np.maximum(
        totals["low"].to_numpy()[at] - sums["high"], sums["low"] - totals["high"].to_numpy()[at]
    )
    found = wanted & (apart > LEAST * sums["value"] / count)
    rows = months["row"].to_numpy()
    for place in np.flatnonzero(found).tolist():
        parts = rows[run == run[place]][: int(count[place])]
        yield _tell(
            table, "sum", (totals["row"].iat[int(at[place])], *parts), expected=float(sums["value"][place])
        )


def _tell(table: pd.DataFrame, code: str, rows: Iterable[int], expected: float) -> Finding:
    position = table["position"].to_numpy()
    return Finding(code, tuple(int(position[row]) for row in rows), expected)


def _look_up(key: Codes, wanted: Codes) -> Codes:
    at = np.minimum(np.searchsorted(key, wanted), len(key) - 1)
    return np.where(key[at] == wanted, at, NONE)


def _find_year_before(singles: pd.DataFrame, totals: pd.DataFrame) -> Codes:
    """The total up to the same day of the year before."""
    key = (totals["thing"] * 10_000 + totals["year"]).to_numpy() * 500 + totals["of_year"].to_numpy()
    order = np.argsort(key, kind="stable")
    wanted = (singles["thing"] * 10_000 + singles["year"] - 1).to_numpy() * 500 + singles[
        "of_year"
    ].to_numpy()
    found = _look_up(key[order], wanted)
    return np.where(found == NONE, NONE, order[found])


def _split(table: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The single periods, and the totals of the year so far in order of thing and end."""
    names = ["thing", "start", "end", "year", "of_year", "value", "low", "high", "so_far", "starts_year"]
    rows = table[names].assign(
        row=np.arange(len(table)), key=table["thing"] * (table["end"].max() + 2) + table["end"]
    )
    rows["days"] = rows["so_far"]
    is_total = (table["run"] != NONE) & (table["place"] != NONE) & ~table["is_growth"]
    has_totals = set(table["thing"][is_total].unique())
    single = ~is_total & (table["own"] != NONE) & table["is_span"] & table["thing"].isin(has_totals)
    return rows[single].sort_values("key"), rows[is_total].sort_values(["key", "row"]).drop_duplicates("key")
