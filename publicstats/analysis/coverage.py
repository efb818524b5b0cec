"""How complete and how fresh an edition is: counts by theme and source, indicators due for an update."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from publicstats.analysis.overdue import FEWEST, find_next_day
from publicstats.contract.codelists import DERIVED, FREQUENCIES
from publicstats.contract.records import Indicator, Source, Theme
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.period import Period
from publicstats.series.calendar_periods import CODES
from publicstats.series.keys import NONE, SINGLE


@dataclass(frozen=True)
class Counts:
    """How many figures there are, and how many of them are hidden, missing or computed."""

    indicators: int
    figures: int
    masked: int
    missing: int
    derived: int


@dataclass(frozen=True)
class Stale:
    """An indicator whose next value is late: its latest period and the days since that was due."""

    indicator: Indicator
    latest: Period
    overdue: int


def count_figures(frame: pd.DataFrame) -> Counts:
    """The counts of a table of figures."""
    status = frame["status"]
    return Counts(
        indicators=int(frame["indicator"].nunique()),
        figures=len(frame),
        masked=int((status == "masked").sum()),
        missing=int((status == "missing").sum()),
        derived=int((status == DERIVED).sum()),
    )


def count_by_theme(edition: Edition) -> tuple[tuple[Theme, Counts], ...]:
    """The counts of each theme, in order."""
    frame = edition.figures
    theme_of = {indicator.id: indicator.theme for indicator in edition.indicators.values()}
    themes = frame["indicator"].astype("str").map(theme_of)
    return tuple((theme, count_figures(frame[themes == theme.id])) for theme in edition.themes.values())


def count_by_source(edition: Edition) -> tuple[tuple[Source, Counts], ...]:
    """The counts of each source, the one with the most figures first."""
    frame = edition.figures
    counts = [
        (source, count_figures(frame[frame["source"] == source.id])) for source in edition.sources.values()
    ]
    return tuple(sorted(counts, key=lambda pair: -pair[1].figures))


def find_stale(edition: Edition, today: date) -> tuple[Stale, ...]:
    """The indicators whose next value is late, the longest overdue first (`overdue` says when one is).

    Of each frequency the place with the latest value tells; of several late frequencies the longest overdue.
    """
    late: dict[str, Stale] = {}
    for row in _list_latest(edition).to_dict("records"):
        indicator = edition.indicators[row["indicator"]]
        end = date.fromordinal(row["end"])
        due = find_next_day(indicator, FREQUENCIES[row["frequency"]], end, row["number"])
        overdue = (today - due).days if due is not None else 0
        if overdue > 0 and (indicator.id not in late or overdue > late[indicator.id].overdue):
            late[indicator.id] = Stale(indicator, edition.periods[row["period"]], overdue)
    return tuple(sorted(late.values(), key=lambda entry: -entry.overdue))


@memoize(1)
def _list_latest(edition: Edition) -> pd.DataFrame:
    """The latest printed value of each indicator and frequency that goes on: a row each.

    Columns: `indicator`, `frequency` (a code), `period` (as printed), `end` and `number` of the period.
    """
    frame, table = edition.figures, edition.series
    keys, members = table.keys, table.members
    series = np.repeat(np.arange(len(table)), np.diff(table.offsets))
    printed = frame["value"].notna() & (frame["kind"] == "actual") & (frame["source"] != "")
    counts = (printed & (frame["status"] != "forecast")).to_numpy()[members]
    at, series, numbers = members[counts], series[counts], table.numbers[counts]
    rows = pd.DataFrame(
        {
            "series": series,
            "frequency": keys.frequency[series],
            "accumulation": keys.accumulation[series],
            "number": numbers,
            "end": keys.spans.end[at],
            "period": frame["period"].to_numpy()[at],
            "indicator": frame["indicator"].to_numpy()[at],
            "region": frame["region"].to_numpy()[at],
            # A first quarter is a total of the year so far as well: alone it is no series to wait for.
            "is_own": (keys.running[at] == NONE) | (keys.accumulation[series] != SINGLE),
        }
    )
    rows = rows[rows["series"].isin(rows.loc[rows["is_own"], "series"])]
    has_rhythm = (rows["accumulation"] == SINGLE) | (rows["frequency"] != CODES["irregular"])
    rows = rows[has_rhythm & _goes_on(edition, rows)]
    last = rows.groupby(["indicator", "frequency", "accumulation"], sort=False)["end"].idxmax()
    return rows.loc[last]


def _goes_on(edition: Edition, rows: pd.DataFrame) -> pd.Series:
    """Whether more is to come of each row's series: it has appeared often enough, and nothing has ended."""
    released = {name for release in edition.releases.values() for name in release.indicators}
    ended = {indicator.id for indicator in edition.indicators.values() if indicator.ended}
    gone = {region.id for region in edition.regions.values() if region.valid_to}
    often = rows.groupby("series")["end"].transform("nunique") >= FEWEST
    return (
        (often | rows["indicator"].isin(released))
        & ~rows["indicator"].isin(ended)
        & ~rows["region"].isin(gone)
    )
