"""How complete and how fresh an edition is: counts by theme and source, indicators due for an update."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from publicstats.contract.codelists import DERIVED
from publicstats.contract.records import Indicator, Source, Theme
from publicstats.edition.model import Edition
from publicstats.period import Period


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
    """An indicator past its update interval: its latest period and the days since it was due."""

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
    """The indicators whose latest period ended over `update_days` ago, the longest overdue first."""
    latest = _find_latest_periods(edition)
    stale = []
    for indicator in edition.indicators.values():
        period = latest.get(indicator.id)
        if indicator.update_days is not None and period is not None:
            overdue = (today - period.end).days - indicator.update_days
            if overdue > 0:
                stale.append(Stale(indicator, period, overdue))
    return tuple(sorted(stale, key=lambda entry: -entry.overdue))


def _find_latest_periods(edition: Edition) -> dict[str, Period]:
    frame = edition.figures
    pairs: Iterable[tuple[str, str]] = (
        frame[["indicator", "period"]].drop_duplicates().itertuples(index=False)
    )
    latest: dict[str, Period] = {}
    for indicator, text in pairs:
        period = edition.periods[text]
        if indicator not in latest or period.end > latest[indicator].end:
            latest[indicator] = period
    return latest
