"""Rules about the period of a figure: a year mistyped, a value of a time that was not over yet."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from publicstats.analysis.expectations import Expectations
from publicstats.analysis.hint_table import Finding
from publicstats.analysis.lane_columns import BACK, read_codes, read_sources
from publicstats.analysis.lanes import Floats, find_medians
from publicstats.contract.codelists import DERIVED
from publicstats.edition.model import Edition
from publicstats.series.keys import NONE, SINGLE, Codes, Flags, combine

YEAR, MONTH = 365.25, 31
NEAR = 62
"""Days by which a publication may differ from the habit of its series, whole years apart."""
STEADY = 100
"""Days that half of the publications of a series differ from their middle at most, where it has a habit."""
PLACES = 5
"""Places of one indicator in a source that show of which periods it tells."""
FAR = 2.0
"""Standard deviations from what is expected from which on it is strange that a value is just the target."""
_NUMBERS = 10_000_000
"""More than the number of any period, so that a code times this and a number is a key."""
FEWEST = 3
"""Other figures of a series, or of its peers, that show a habit."""


def find_years(edition: Edition) -> Iterator[Finding]:
    """Figures published whole years later or earlier than usual after their period, whose own period is
    missing: of 2024-05 in a bulletin of June 2025, where 2025-05 has none."""
    rows = _list_rows(edition)
    if not len(rows):
        return
    expected = _find_expected(rows)
    expected = np.where(expected == 0, _find_alone(rows), expected)
    position, observation = rows["position"].to_numpy(), rows["observation"].to_numpy()
    for at in np.flatnonzero(expected != 0).tolist():
        same = position[observation == observation[at]].tolist()
        others = (other for other in same if other != position[at])
        yield Finding("year", (int(position[at]), *others), years=int(expected[at]))


def _list_rows(edition: Edition) -> pd.DataFrame:
    """The printed values of what was, those that were replaced among them, with what tells when."""
    frame, keys = edition.figures, edition.series.keys
    mask = frame["value"].notna() & (frame["kind"] == "actual")
    mask &= ~frame["status"].isin([DERIVED, "forecast", "estimated"])
    at = np.flatnonzero(mask.to_numpy())
    source, published = read_sources(edition, at)
    series = np.where(keys.own[at] != NONE, keys.own[at], keys.running[at])
    number = np.where(keys.own[at] != NONE, keys.number[at], keys.running_number[at])
    kin = combine(
        keys.nature[at],
        keys.frequency[series],
        *(read_codes(frame, name, at) for name in ("indicator", "base")),
    )
    return pd.DataFrame(
        {
            "position": at,
            "observation": keys.observation[at],
            "series": series,
            "number": number,
            "shape": keys.shape[at] * (keys.accumulation[series] == SINGLE),
            "back": BACK[keys.frequency[series]],
            "kin": kin,
            "source": source,
            "published": published,
            "replaces": ((frame["supersedes"] != "") | (frame["revision"] != "")).to_numpy()[at],
            "start": np.where(keys.instant[at], keys.spans.end[at], keys.spans.start[at]),
            "lag": published - keys.spans.end[at],
        }
    )


def _find_expected(rows: pd.DataFrame) -> Codes:
    """Of each row by how many years its period is most likely wrong; 0 where it is not."""
    lag = rows["lag"].to_numpy(dtype=np.float64)
    habit, spread, count = _find_habits(rows["series"].to_numpy(), lag)
    of_kin, kin_spread, kin_count = _find_habits(rows["kin"].to_numpy(), lag)
    few = count <= FEWEST
    habit, spread = np.where(few, of_kin, habit), np.where(few, kin_spread, spread)
    count = np.where(few, kin_count, count)
    years = np.rint((lag - habit) / YEAR).astype(np.int64)
    off = np.abs(lag - habit - years * YEAR)
    back = rows["back"].to_numpy()
    wrong = (years != 0) & (off <= NEAR) & (spread <= STEADY) & (count > FEWEST) & (back > 0)
    # A revision may well come years later.
    wrong &= (
        ~rows["replaces"].to_numpy() & (np.abs(years) <= 3) & (rows["start"] <= rows["published"]).to_numpy()
    )
    return np.where(wrong & ~_is_there(rows, years), years, 0)


def _find_alone(rows: pd.DataFrame) -> Codes:
    """By how many years the period of a row is wrong, by its source: no other place has it there, and all
    others have one that this place lacks."""
    series, back = rows["series"].to_numpy(), rows["back"].to_numpy()
    table = np.unique(combine(rows["source"].to_numpy(), rows["kin"].to_numpy()), return_inverse=True)[1]
    here = np.unique(combine(table, series), return_index=True)[1]
    places = np.bincount(table[here])[table]
    there = _key_periods(rows, table, back * 0)
    counts = pd.Series(1, index=np.sort(there)).groupby(level=0).size()
    lone = (counts.reindex(there).to_numpy() == 1) & (places >= PLACES) & (back > 0)
    years = np.zeros(len(rows), dtype=np.int64)
    for by in (1, -1):
        others = counts.reindex(_key_periods(rows, table, by * back), fill_value=0).to_numpy()
        years[lone & (others == places - 1) & ~_is_there(rows, np.full(len(rows), by))] = by
    return years


def _is_there(rows: pd.DataFrame, years: Codes) -> Flags:
    """Whether the period so many years later has a figure in a row's series."""
    series = rows["series"].to_numpy()
    wanted = _key_periods(rows, series, years * rows["back"].to_numpy())
    return np.isin(wanted, _key_periods(rows, series, years * 0))


def _key_periods(rows: pd.DataFrame, group: Codes, by: Codes) -> Codes:
    """A key of a group and a period so many later, of one shape."""
    shape, number = rows["shape"].to_numpy(), rows["number"].to_numpy()
    shapes = combine(group, shape - shape.min(initial=0))
    return shapes * _NUMBERS + number + by


def _find_habits(code: Codes, lag: Floats) -> tuple[Floats, Floats, Codes]:
    """The middle of the lags of each row's group, half of their spread, and how many there are."""
    dense = np.unique(code, return_inverse=True)[1]
    middle = find_medians(dense, lag)[dense]
    return middle, find_medians(dense, np.abs(lag - middle))[dense], np.bincount(dense)[dense]


def find_early(edition: Edition) -> Iterator[Finding]:
    """Values of a period that was not over when they were published, of things that are usually printed after
    it: what was aimed at, not what was."""
    rows = _list_rows(edition)
    if not len(rows):
        return
    # Of a source its newest period counts: what it tells of earlier years is no habit.
    newest = rows.sort_values("lag").drop_duplicates(["kin", "source"]).sort_index()
    lag = newest["lag"].to_numpy(dtype=np.float64)
    habit, _, count = _find_habits(newest["kin"].to_numpy(), lag)
    early = (lag < -MONTH) & (newest["start"] <= newest["published"]).to_numpy()
    early &= (count > FEWEST) & (habit >= 0)
    for position in newest["position"][early].tolist():
        yield Finding("target", (int(position),))


def find_aims(edition: Edition, table: pd.DataFrame, seen: Expectations) -> Iterator[Finding]:
    """Values that are to the digit the target for their period, far from what was to be expected."""
    frame, keys = edition.figures, edition.series.keys
    aims = np.flatnonzero(((frame["kind"] == "target") & frame["value"].notna()).to_numpy())
    if not len(aims):
        return
    names = [
        frame[name].cat.codes.to_numpy().astype(np.int64) for name in ("indicator", "region", "breakdown")
    ]
    of_all = combine(*names, keys.spans.end[:])
    position, value = table["position"].to_numpy(), frame["value"].to_numpy()
    far = np.abs(seen.middle) >= FAR * seen.middle_sd
    hit = np.isin(of_all[position], of_all[aims]) & far & ~table["is_growth"].to_numpy()
    for at in position[hit].tolist():
        equal = aims[(of_all[aims] == of_all[at]) & (value[aims] == value[at])]
        if len(equal):
            yield Finding("target", (at, int(equal[0])))
