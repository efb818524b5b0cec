"""Which printed rates are worth a closer look: those that today's levels do not plainly give.

A million figures may have a hundred thousand rates, nearly all of them right. What is plainly right is told
from whole columns; `printed_growth` then looks at the rest one by one, by the levels of the day.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from publicstats.contract.codelists import FREQUENCIES
from publicstats.edition.model import Edition
from publicstats.series.calendar_periods import A_YEAR
from publicstats.series.keys import NONE, Codes, combine
from publicstats.series.vintages import REPLACED

_UNKNOWN = 0
_BACK = np.array([A_YEAR.get(name, _UNKNOWN) for name in FREQUENCIES], dtype=np.int64)
"""By the code of a frequency how many periods a year has; unknown where that is not the same each year."""


def find_suspects(edition: Edition, rates: Codes, levels: Codes) -> frozenset[int]:
    """The positions of rates, of those given, that the levels at other positions do not plainly give."""
    frame, keys = edition.figures, edition.series.keys
    codes = (
        np.asarray(frame[name].cat.codes, dtype=np.int64) for name in ("indicator", "region", "breakdown")
    )
    thing = combine(*codes)
    of = pd.DataFrame({"thing": thing, "end": keys.spans.end[:], "start": keys.spans.start[:]})
    rate = of.iloc[rates].assign(rate=rates, base=frame["base"].astype("str").to_numpy()[rates])
    level = of.iloc[levels].assign(level=levels, stock=(frame["basis"] == "stock").to_numpy()[levels])
    pairs = rate.merge(level, on=["thing", "end"], suffixes=("", "_level"))
    pairs = pairs[pairs["stock"] | (pairs["start"] == pairs["start_level"])][["rate", "base", "level"]]
    slots = _list_slots(edition, levels)
    pairs = pairs.merge(slots, on="level")
    steps = np.where(pairs["base"] == "year_before", pairs["back"], 1)
    named = ~pairs["base"].isin(["year_before", "period_before", "unstated"]) | (steps == _UNKNOWN)
    earlier = slots.rename(columns={"level": "earlier"}).drop(columns="back")
    judged = pairs[~named].assign(number=pairs["number"] - steps)
    judged = judged.merge(earlier, on=["series", "number", "shape"])
    odd = ~_is_plain(edition, judged)
    return frozenset(pairs["rate"][named]) | frozenset(judged["rate"][odd])


def _list_slots(edition: Edition, levels: Codes) -> pd.DataFrame:
    """The place of each level in each series that it belongs to."""
    keys = edition.series.keys
    parts = []
    for series, number in ((keys.own, keys.number), (keys.running, keys.running_number)):
        there = levels[series[levels] != NONE]
        parts.append(
            pd.DataFrame(
                {
                    "level": there,
                    "series": series[there],
                    "number": number[there],
                    "shape": keys.shape[there],
                    "back": _BACK[keys.frequency[series[there]]],
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def _is_plain(edition: Edition, pairs: pd.DataFrame) -> pd.Series:
    """Whether a rate meets the change between two levels that have replaced no others."""
    frame, table = edition.figures, edition.series
    low, high = (frame[name].to_numpy(dtype=float) for name in ("low", "high"))
    later, earlier, rate = (pairs[name].to_numpy(dtype=np.int64) for name in ("level", "earlier", "rate"))
    printed = frame["printed"].astype("str").iloc[rate]
    absolute = ~printed.str.contains("[%％倍番持]|百分之").to_numpy()
    with np.errstate(divide="ignore", invalid="ignore"):
        least = np.where(absolute, low[later] - high[earlier], 100 * (low[later] / high[earlier] - 1))
        most = np.where(absolute, high[later] - low[earlier], 100 * (high[later] / low[earlier] - 1))
    meets = (least <= high[rate]) & (most >= low[rate])
    heirs = np.zeros(len(frame), dtype=bool)
    for position in np.flatnonzero(table.fate == REPLACED).tolist():
        heirs[table.find_standing(position)] = True
    return pd.Series(meets & ~heirs[later] & ~heirs[earlier], index=pairs.index)
