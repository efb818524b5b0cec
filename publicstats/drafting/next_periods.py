"""By how much the next release of some figures is later, and the figures that it is expected to have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

import numpy as np
import pandas as pd

from publicstats.articles.shifting import Step, add_months, count_months
from publicstats.contract.codelists import DERIVED
from publicstats.drafting.near_figures import mark
from publicstats.edition.model import Edition
from publicstats.period import Period
from publicstats.series.calendar_periods import MONTHS, find_stretch
from publicstats.series.keys import NONE, Codes

VOTES = 200
"""Figures that are asked how often they appear."""
MANY = 0.6
"""The share of a report's figures that an earlier period must have to be one of its own, not a comparison."""


def list_expected(edition: Edition, column: str, name: str) -> Codes:
    """The positions of the typed figures of an indicator or a source that a next release may have again.

    Those that stand and say what was, no target and no forecast.
    """
    frame = edition.figures
    mask = mark(frame[column], {name}) & ~mark(frame["kind"], {"target"})
    mask &= ~mark(frame["status"], {DERIVED, "forecast"})
    if column == "indicator":
        mask &= edition.series.stands
    return np.flatnonzero(mask).astype(np.int64)


def take_latest(edition: Edition, positions: Codes) -> Codes:
    """Of an indicator's figures those of the last day that most places and categories have."""
    frame = edition.figures
    cells = pd.DataFrame(
        {
            "region": frame["region"].cat.codes.to_numpy()[positions],
            "breakdown": frame["breakdown"].cat.codes.to_numpy()[positions],
            "end": list_ends(edition, positions),
        }
    )
    latest = cells.groupby(["region", "breakdown"])["end"].transform("max")
    places = cells.assign(latest=latest).drop_duplicates(["region", "breakdown"])
    counts = Counter(places["latest"].tolist())
    # Of weeks of one city and months of all it is the months.
    common = max(counts, key=lambda end: (counts[end], end), default=0)
    return positions[((cells["end"] == latest) & (latest == common)).to_numpy()]


def list_ends(edition: Edition, positions: Codes) -> Codes:
    """The last days of some figures, by their numbers."""
    ends: Codes = edition.series.keys.spans.end[positions]
    return ends


def find_end(edition: Edition, positions: Codes) -> date | None:
    """The day on which most of some figures end; of several the last."""
    ends = Counter(list_ends(edition, positions).tolist())
    return date.fromordinal(max(ends, key=lambda end: (ends[end], end))) if ends else None


def find_next_step(edition: Edition, positions: Codes, end: date) -> Step | None:
    """How much later the next figures are: as those before them were, else by the length of their periods."""
    votes: Counter[Step] = Counter()
    for position in positions[list_ends(edition, positions) == end.toordinal()][:VOTES].tolist():
        if step := _find_pace(edition, position, _read_period(edition, position)):
            votes[step] += 1
    return min(votes, key=lambda step: (-votes[step], step.months, step.days)) if votes else None


def extend_step(edition: Edition, positions: Codes, end: date, step: Step) -> Step:
    """The step of a report that prints several periods at once, as a quarter month by month: all of them."""
    if not step.months:
        return step
    ends = Counter(list_ends(edition, positions).tolist())
    count, most = 1, ends[end.toordinal()]
    while MANY * most <= ends[add_months(end, -count * step.months).toordinal()]:
        count += 1
    return Step(count * step.months)


def measure_step(end: date, later: date) -> Step:
    """The step from one last day to another: whole months where both end a month, else days."""
    months = count_months(end, later)
    return Step(months) if months is not None else Step(0, (later - end).days)


def _find_pace(edition: Edition, position: int, period: Period) -> Step | None:
    previous = max((day for day in _list_ends(edition, position) if day < period.end), default=None)
    if previous is not None:
        return measure_step(previous, period.end)
    stretch = find_stretch(period)
    if stretch.frequency in MONTHS:
        return Step(MONTHS[stretch.frequency])
    return Step(0, 7) if stretch.frequency == "week" else None


def _list_ends(edition: Edition, position: int) -> Iterator[date]:
    """The last days of the figures of a figure's series."""
    keys = edition.series.keys
    code = int(keys.own[position])
    if code == NONE:
        code = int(keys.running[position])
    if code != NONE:
        for member in edition.series.list_members(code):
            yield date.fromordinal(int(keys.spans.end[int(member)]))


def _read_period(edition: Edition, position: int) -> Period:
    return edition.periods[str(edition.figures["period"].iat[position])]
