"""What tells observations apart: the thing, the place, the category, and the stretch of time."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from publicstats.contract.bases import UNSTATED
from publicstats.quantity import Quantity
from publicstats.reading.parsed import ParsedTables

OBSERVATION = ["indicator", "region", "breakdown", "period", "basis", "kind", "change"]
"""The columns of `key_observations`."""
_MOST_CODES = 2**62
STARTS = 1_000_000
"""Above the number of any first day: the column `period` is a last day times this, and a first day."""


def key_observations(parsed: ParsedTables, figures: pd.DataFrame) -> pd.DataFrame:
    """Of each figure what two figures of one observation share, in the columns of `OBSERVATION`.

    All ways of writing one stretch of time are one, and a state is that of its last day. Of growth also what
    it is measured against, how it compares, and its unit: 增加12万人 and 增长3% are two things.
    """
    growth = figures["basis"] == "growth"
    codes = {text: _code_span(parsed, text, at) for at, text in enumerate(figures["period"].unique())}
    period = figures["period"].map(codes).astype("int64")
    return figures[["indicator", "region", "breakdown", "basis"]].assign(
        period=period.mask(figures["basis"] == "stock", period - period % STARTS),
        kind=figures["kind"].where(figures["kind"] != "", "actual"),
        change=_describe_changes(parsed, figures[growth]).reindex(figures.index, fill_value=""),
    )


def find_again(keys: pd.DataFrame) -> pd.Series:
    """The rows that are equal to one before them: a number a row is compared, not a text a cell."""
    codes, size = np.zeros(len(keys), "int64"), 1
    for name in keys:
        found = pc.dictionary_encode(pa.array(keys[name]))
        found = found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found
        if size * max(len(found.dictionary), 1) >= _MOST_CODES:
            codes, kinds = pd.factorize(codes)
            size = len(kinds)
        codes = codes * len(found.dictionary) + found.indices.to_numpy()
        size *= len(found.dictionary)
    return pd.Series(codes, keys.index).duplicated()


def _code_span(parsed: ParsedTables, text: str, at: int) -> int:
    """A number for all ways of writing a time: its last day, then its first; below zero for no time."""
    period = parsed.times.get(text)
    if period is None:
        return -(at + 1) * STARTS
    return period.end.toordinal() * STARTS + (period.start.toordinal() if period.start else 0)


def _describe_changes(parsed: ParsedTables, growth: pd.DataFrame) -> pd.Series:
    """Of each growth: what it is measured against, how it compares, and its printed base unit."""
    units = {text: _find_unit(parsed, text) for text in growth["printed"].unique()}
    bases = {text: _name_base(parsed, text) for text in growth["base"].unique()}
    return growth["base"].map(bases) + " " + growth["comparability"] + " " + growth["printed"].map(units)


def _name_base(parsed: ParsedTables, text: str) -> str:
    period = parsed.times.get(text)
    return f"{period.start}/{period.end}" if period else text or UNSTATED


def _find_unit(parsed: ParsedTables, printed: str) -> str:
    q = parsed.read_print(printed)
    return parsed.units.get(q.unit, q.unit) if isinstance(q, Quantity) else ""
