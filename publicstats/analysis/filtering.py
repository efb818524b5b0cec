"""The figures that meet conditions, in the order in which pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from publicstats.analysis.period_ends import find_period_ends
from publicstats.analysis.recent_periods import find_recent
from publicstats.contract.records import Figure
from publicstats.edition.model import Edition


def select_figures(
    edition: Edition,
    *,
    theme: str = "",
    indicators: Sequence[str] = (),
    regions: Sequence[str] = (),
    source: str = "",
    standing: bool = False,
    latest: int | None = None,
) -> tuple[Figure, ...]:
    """The figures that meet every condition given, in the order of indicators, places and time.

    `standing` leaves out those that were replaced or repeat another.
    `latest` is how many there may be at the most: of the last periods of each series those that end last.
    """
    wanted = list(indicators)
    if theme:
        wanted = [
            i.id for i in edition.indicators.values() if i.theme == theme and (not wanted or i.id in wanted)
        ]
        if not wanted:
            return ()
    frame = edition.figures
    mask = pd.Series(True, index=frame.index)
    if wanted:
        mask &= frame["indicator"].isin(wanted)
    if regions:
        mask &= frame["region"].isin(list(regions))
    if source:
        mask &= frame["source"] == source
    if standing:
        mask &= edition.series.stands
    frame = frame[mask]
    if latest is not None:
        frame = frame[find_recent(edition, frame.index.to_numpy())]
    if latest is not None and len(frame) > latest:
        frame = frame.loc[find_period_ends(edition, frame).nlargest(latest).index]
    figures = [edition.figure(int(position)) for position in frame.index]
    rank = {name: position for position, name in enumerate(wanted or edition.indicators)}
    places = {name: position for position, name in enumerate(regions or edition.regions)}
    return tuple(sorted(figures, key=lambda f: (rank[f.indicator.id], places[f.region.id], *_order(f))))


def _order(figure: Figure) -> tuple[int, str, date, date]:
    breakdown = figure.breakdown
    category = (breakdown.order, breakdown.id) if breakdown else (-1, "")
    return *category, figure.period.end, figure.period.start or date.min
