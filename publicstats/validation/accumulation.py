"""Rules about time that adds up: running totals, states written as stretches, averages taken for sums."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

import pandas as pd

from publicstats.contract.problems import Problem
from publicstats.reading.parsed import ParsedTables
from publicstats.validation.flagging import flag, give
from publicstats.validation.overlaps import OBSERVATION, key_observations
from publicstats.validation.scopes import by_row

_NEVER_ADDED = ("share", "ratio", "index")
"""Kinds of unit whose periods do not add up: two halves of 50 % are no year of 100 %."""
_AVERAGE = re.compile("[日月年人户周]均|平均")
_YEAR = 366
"""Days of the longest period that several figures of one start may have without being running totals."""


@by_row("figures")
def check_stock_spans(parsed: ParsedTables) -> Iterator[Problem]:
    """States that are written as a stretch of time: a state is that of one day."""
    figures = parsed.tables.get("figures")
    if figures is not None:
        spans = [text for text, period in parsed.times.items() if "/" in period.text]
        mask = (figures["basis"] == "stock") & figures["period"].isin(spans)
        facts = {text: {"day": parsed.times[text].end.isoformat()} for text in spans}
        yield from flag(figures, mask, "period", "stock_span", facts.__getitem__, "warning")


def check_running(parsed: ParsedTables) -> Iterator[Problem]:
    """Flows of one start and several ends over more than a year: they are totals that run on."""
    figures = parsed.tables.get("figures")
    if figures is None:
        return
    long = {text: p for text, p in parsed.times.items() if p.start and (p.end - p.start).days >= _YEAR}
    rows = figures[(figures["basis"] == "flow") & figures["period"].isin(list(long))]
    rows = rows[rows["kind"].isin(["", "actual"])]
    if rows.empty:
        return
    starts = {text: str(p.start) for text, p in long.items()}
    keyed = key_observations(parsed, rows).assign(start=rows["period"].map(starts))
    once = keyed.drop_duplicates()
    run = [name for name in (*OBSERVATION, "start") if name != "period"]
    # Of several ends the second is told: once for each run.
    second = once.groupby(run).cumcount() == 1
    wrong = pd.Series(figures.index.isin(once.index[second]), figures.index)
    yield from flag(figures, wrong, "period", "flow_running", lambda text: {"start": starts[text]}, "warning")


def check_additive_time(parsed: ParsedTables) -> Iterator[Problem]:
    """Indicators whose periods are said to add up and that are shares or averages."""
    indicators, units = parsed.tables.get("indicators"), parsed.tables.get("units")
    if indicators is None or units is None or not (indicators["additive_time"] != "").any():
        return
    never = set(units["unit"][units["kind"].isin(_NEVER_ADDED)])
    words = {
        name: match[0] if (match := _AVERAGE.search(title)) else unit if unit in never else ""
        for name, title, unit in zip(
            indicators["indicator"], indicators["name_zh"], indicators["unit"].map(parsed.units), strict=True
        )
    }
    found = indicators["indicator"].map(words)
    wrong = (indicators["additive_time"] == "yes") & (found != "")
    for word in found[wrong].unique():
        facts = partial(give, {"found": word})
        mask = wrong & (found == word)
        yield from flag(indicators, mask, "additive_time", "time_not_additive", facts, "warning")


RULES = (check_stock_spans, check_running, check_additive_time)
