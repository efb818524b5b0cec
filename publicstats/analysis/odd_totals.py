"""Rules about totals since January: typed as a single period, or not what the single periods add up to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd

from publicstats.analysis.expectations import Expectations
from publicstats.analysis.hint_table import Finding
from publicstats.analysis.lanes import Floats
from publicstats.series.keys import NONE, Codes, Flags

MUCH = 1.7
"""Times as much as usual for its length from which on a single period looks like a total: seasons move most
series by less."""
LONGER = 1.8
"""Times as long as a single period that the total up to its end is, at least, to be mistaken for it."""
ALIKE = 0.4, 3.0
"""Times the total of the year before that one may be."""
SURE = 3.0
"""Standard deviations within which a single period fits its own series, so that it is no total."""
LEAST = 0.01
"""The part of a single period by which it may differ from the step between two totals: revisions are less."""
MONTHS, QUARTERS = range(28, 32), range(90, 93)
"""Days of the spans that are added up."""
_COLUMNS = (
    "thing",
    "start",
    "end",
    "year",
    "of_year",
    "value",
    "low",
    "high",
    "so_far",
    "starts_year",
    "is_settled",
)
_DAYS = 10_000_000
"""More than any day's number, so that a thing times this and a day is a key."""


def find_totals(table: pd.DataFrame, seen: Expectations) -> Iterator[Finding]:
    """Single periods whose value is that of the total up to their end, as far as other totals tell it.

    Asked are the totals before, at and after that end in the same year, else that of the year before.
    """
    singles, totals = _split(table)
    if singles.empty or totals.empty:
        return
    rate, nearest, fits = _compare_with_year(singles, totals)
    last_rate, last, last_fits = _compare_with_last_year(singles, totals)
    alone = nearest == NONE
    rate, fits = np.where(alone, last_rate, rate), np.where(alone, last_fits, fits)
    nearest = np.where(alone, last, nearest)
    rows = singles["row"].to_numpy()
    settled = ~seen.is_odd[rows] & (np.abs(seen.off[rows]) < SURE * seen.sd[rows])
    is_short = singles["so_far"].to_numpy() >= LONGER * _count_days(singles)
    found = (nearest != NONE) & fits & (singles["value"].to_numpy() > MUCH * rate) & is_short & ~settled
    of = totals["row"].to_numpy()
    for at in np.flatnonzero(found).tolist():
        yield _tell(table, "total", (rows[at], of[nearest[at]]), float(rate[at]))


def _compare_with_year(singles: pd.DataFrame, totals: pd.DataFrame) -> tuple[Floats, Codes, Flags]:
    """What is usual for each single's length by the totals of its year, one of them, and whether it may be
    a total between them."""
    key, wanted = totals["key"].to_numpy(), singles["key"].to_numpy()
    place = np.searchsorted(key, wanted)
    is_there = key[np.minimum(place, len(key) - 1)] == wanted
    value, days = singles["value"].to_numpy(), _count_days(singles)
    rate, nearest = np.full(len(singles), -np.inf), np.full(len(singles), NONE)
    fits = np.ones(len(singles), dtype=bool)
    for by in (-1, 0, 1):
        other = place + by - (~is_there if by == 1 else 0)
        at = np.clip(other, 0, len(key) - 1)
        total = totals.iloc[at]
        same = (other == at) & _is_equal(total, singles, "thing") & _is_equal(total, singles, "year")
        same &= is_there if by == 0 else True
        usual = (total["value"] / total["so_far"]).to_numpy() * days
        rate = np.where(same, np.maximum(rate, usual), rate)
        # It is at least the total before, at most the one after, and about the one of its own end.
        bound = {-1: total["low"], 0: 0.9 * total["value"], 1: total["high"]}[by].to_numpy()
        fits &= ~same | (value <= bound if by == 1 else value >= bound)
        nearest = np.where(same & (nearest == NONE), at, nearest)
    return rate, nearest, fits


def _compare_with_last_year(singles: pd.DataFrame, totals: pd.DataFrame) -> tuple[Floats, Codes, Flags]:
    """The same by the total up to the same day of the year before."""
    key = _key_years(totals, 0)
    order = np.argsort(key, kind="stable")
    found = _look_up(key[order], _key_years(singles, -1))
    at = np.where(found == NONE, NONE, order[found])
    total = totals.iloc[np.maximum(at, 0)]
    ratio = singles["value"].to_numpy() / total["value"].to_numpy()
    usual = (total["value"] / total["so_far"]).to_numpy() * _count_days(singles)
    return usual, at, (ratio > ALIKE[0]) & (ratio < ALIKE[1])


def find_sums(table: pd.DataFrame) -> Iterator[Finding]:
    """Single periods that two totals do not differ by, and totals that the single ones do not add up to."""
    singles, totals = _split(table)
    singles = singles[table["adds"].to_numpy()[singles["row"]]]
    if singles.empty or totals.empty:
        return
    key, first = totals["key"].to_numpy(), singles["starts_year"].to_numpy()
    at = _look_up(key, singles["key"].to_numpy())
    since = _look_up(key, (singles["thing"] * _DAYS + singles["start"] - 1).to_numpy())
    settled = totals["is_settled"].to_numpy()
    # A total that was printed before one of its months was revised goes by the old value.
    known = (at != NONE) & (first | (since != NONE)) & ~singles["is_settled"].to_numpy()
    known &= ~settled[at] & (first | ~settled[since])
    low, high = totals["low"].to_numpy(), totals["high"].to_numpy()
    least = low[at] - np.where(first, 0, high[since])
    most = high[at] - np.where(first, 0, low[since])
    apart = np.maximum(least - singles["high"].to_numpy(), singles["low"].to_numpy() - most)
    rows, of = singles["row"].to_numpy(), totals["row"].to_numpy()
    for place in np.flatnonzero(known & (apart > LEAST * np.abs(singles["value"].to_numpy()))).tolist():
        earlier = () if first[place] else (of[since[place]],)
        expected = float((least[place] + most[place]) / 2)
        yield _tell(table, "sum", (rows[place], of[at[place]], *earlier), expected)


def find_long_sums(table: pd.DataFrame) -> Iterator[Finding]:
    """Spans since January that the months, or quarters, from January on do not add up to.

    Each of these begins where the one before it ends. Where totals are printed as often as months, these have
    been compared with the steps between them (`find_sums`).
    """
    rows = _list_spans(table)
    rows = rows[table["is_span"].to_numpy() & table["adds"].to_numpy()]
    days = rows["end"] - rows["start"] + 1
    is_long = rows["starts_year"] & (days > max(MONTHS))
    totals = rows[is_long].sort_values(["key", "row"]).drop_duplicates("key")
    if totals.empty:
        return
    for lengths in (MONTHS, QUARTERS):
        parts = rows[(days.isin(list(lengths)) | (rows["starts_year"] & (days <= max(lengths))))]
        yield from _add_up(table, parts, totals[totals["so_far"] > max(lengths)])


def _add_up(table: pd.DataFrame, parts: pd.DataFrame, totals: pd.DataFrame) -> Iterator[Finding]:
    if parts.empty or totals.empty:
        return
    parts = parts.sort_values(["thing", "end", "start"])
    goes_on = (parts["thing"] == parts["thing"].shift()) & (parts["start"] == parts["end"].shift() + 1)
    grouped = parts.groupby((~(goes_on & ~parts["starts_year"])).cumsum())
    sums, count = grouped[["low", "high", "value", "is_settled"]].cumsum(), grouped.cumcount() + 1
    at = _look_up(totals["key"].to_numpy(), parts["key"].to_numpy())
    total = totals.iloc[np.maximum(at, 0)]
    apart = np.maximum(total["low"].to_numpy() - sums["high"], sums["low"] - total["high"].to_numpy())
    found = grouped["starts_year"].transform("first") & (count > 1) & (at != NONE)
    found &= (apart > LEAST * sums["value"] / count) & (sums["is_settled"] == 0)
    rows, of, value = parts["row"].to_numpy(), total["row"].to_numpy(), sums["value"].to_numpy()
    for place in np.flatnonzero(found).tolist():
        added = rows[place + 1 - count.to_numpy()[place] : place + 1]
        yield _tell(table, "sum", (of[place], *added), float(value[place]))


def _tell(table: pd.DataFrame, code: str, rows: Iterable[int], expected: float) -> Finding:
    position = table["position"].to_numpy()
    return Finding(code, tuple(int(position[row]) for row in rows), expected)


def _is_equal(totals: pd.DataFrame, singles: pd.DataFrame, name: str) -> Flags:
    return totals[name].to_numpy() == singles[name].to_numpy()


def _count_days(singles: pd.DataFrame) -> Floats:
    return (singles["end"] - singles["start"] + 1).to_numpy(dtype=np.float64)


def _key_years(rows: pd.DataFrame, by: int) -> Codes:
    """A key of a thing up to a day of the year, so many years later."""
    return ((rows["thing"] * 10_000 + rows["year"] + by) * 500 + rows["of_year"]).to_numpy()


def _look_up(key: Codes, wanted: Codes) -> Codes:
    """Where in a sorted array of keys others are; `NONE` where they are not."""
    at = np.minimum(np.searchsorted(key, wanted), len(key) - 1)
    return np.where(key[at] == wanted, at, NONE)


def _split(table: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The single periods of things that have totals, and these: of each in order of thing and end."""
    rows = _list_spans(table)
    is_total = (table["place"] != NONE) & ~table["is_growth"]
    has_totals = table["thing"].isin(table["thing"][is_total].unique())
    single = ~is_total & (table["own"] != NONE) & table["is_span"] & has_totals
    totals = rows[is_total].sort_values(["key", "row"]).drop_duplicates("key")
    return rows[single].sort_values("key"), totals


def _list_spans(table: pd.DataFrame) -> pd.DataFrame:
    """The rows of the table with their numbers and a key of thing and end."""
    key = table["thing"] * _DAYS + table["end"]
    return table[list(_COLUMNS)].assign(row=np.arange(len(table)), key=key)
