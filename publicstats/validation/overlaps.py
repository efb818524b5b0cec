"""What tells observations apart: the thing, the place, the category, and the stretch of time."""

from __future__ import annotations

import pandas as pd

from publicstats.contract.bases import UNSTATED
from publicstats.quantity import Quantity
from publicstats.reading.parsed import ParsedTables

OBSERVATION = ["indicator", "region", "breakdown", "period", "basis", "kind", "change"]
"""The columns of `key_observations`."""


def key_observations(parsed: ParsedTables, figures: pd.DataFrame) -> pd.DataFrame:
    """Of each figure what two figures of one observation share, in the columns of `OBSERVATION`.

    All ways of writing one stretch of time are one, and a state is that of its last day. Of growth also what
    it is measured against, how it compares, and its unit: 增加12万人 and 增长3% are two things.
    """
    stock, growth = figures["basis"] == "stock", figures["basis"] == "growth"
    texts = figures["period"].unique()
    days = {text: _name_span(parsed, text).rpartition("/")[2] for text in texts}
    period = figures["period"].map({text: _name_span(parsed, text) for text in texts})
    return figures[["indicator", "region", "breakdown", "basis"]].assign(
        period=period.where(~stock, figures["period"].map(days)),
        kind=figures["kind"].where(figures["kind"] != "", "actual"),
        change=_describe_changes(parsed, figures[growth]).reindex(figures.index, fill_value=""),
    )


def _describe_changes(parsed: ParsedTables, growth: pd.DataFrame) -> pd.Series:
    """Of each growth: what it is measured against, how it compares, and its printed base unit."""
    units = {text: _find_unit(parsed, text) for text in growth["printed"].unique()}
    bases = {text: _name_span(parsed, text) if text else UNSTATED for text in growth["base"].unique()}
    return growth["base"].map(bases) + " " + growth["comparability"] + " " + growth["printed"].map(units)


def _name_span(parsed: ParsedTables, text: str) -> str:
    """One text for all ways of writing a time: its first day, a slash, its last; any other text as it is."""
    period = parsed.times.get(text)
    return f"{period.start or ''}/{period.end}" if period else text


def _find_unit(parsed: ParsedTables, printed: str) -> str:
    q = parsed.quantities.get(printed)
    return parsed.units.get(q.unit, q.unit) if isinstance(q, Quantity) else ""
