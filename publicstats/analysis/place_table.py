"""The figures that places may be compared by, as a table of codes: which stand, of what and of when.

Forecasts are left out; weeks and totals of the year so far where a place has single periods that are longer.
States of one day compare; of an indicator that says how often it appears those of one of its periods, of each
place the last one.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from publicstats.edition.model import Edition
from publicstats.series.calendar_periods import CODES, DOUBLE, SHORT
from publicstats.series.keys import CUMULATIVE, NONE, SINGLE, Codes, Flags, combine

AREA = "area"
"""The level of what lies across places: never a place among them."""
_KIN = ("indicator", "breakdown", "kind", "base", "comparability")
_IRREGULAR = CODES["irregular"]
_SHORT = [CODES[name] for name in SHORT]


def tabulate(edition: Edition, mask: Flags) -> pd.DataFrame:
    """The figures of a mask that stand and are no forecasts: a row for each series that one is compared in.

    Columns: `position`, `region` (a code of the column of `edition.figures`), `series` (what it shares with
    the figures of other places and times), `number` (of its period), `end` (its last day), `frequency`,
    `is_running`, `is_double`, `is_known`, `is_area`.
    """
    frame, keys = edition.figures, edition.series.keys
    mask = mask & edition.series.stands & (frame["status"] != "forecast").to_numpy()
    own, running = (np.flatnonzero(mask & (codes != NONE)) for codes in (keys.own, keys.running))
    at = np.concatenate((own, running))
    code = np.concatenate((keys.own[own], keys.running[running]))
    region = _read_codes(frame, "region", at)
    kin = combine(keys.nature[at], keys.unit[at], *(_read_codes(frame, name, at) for name in _KIN))
    table = pd.DataFrame(
        {
            "position": at,
            "region": region,
            "kin": kin,
            "frequency": keys.frequency[code],
            "accumulation": keys.accumulation[code],
            "number": np.concatenate((keys.number[own], keys.running_number[running])),
            "shape": keys.shape[at],
            "start": keys.spans.start[at],
            "end": keys.spans.end[at],
            "is_known": frame["value"].notna().to_numpy()[at],
            "is_area": np.isin(region, _list_areas(edition, frame)),
        }
    )
    # What its days show of one place's rhythm is no other's: where none is declared, days compare.
    free = np.isin(_read_codes(frame, "indicator", at), _list_undeclared(edition, frame))
    by_day = keys.instant[at] & free
    table.loc[by_day, "number"] = table.loc[by_day, "end"]
    table.loc[by_day, "frequency"] = _IRREGULAR
    table = _drop_stand_ins(table)
    table["series"] = combine(
        *(table[name].to_numpy() for name in ("kin", "frequency", "accumulation")), _sort_shapes(table)
    )
    table["is_running"] = table["accumulation"] != SINGLE
    table["is_double"] = (table["shape"] == DOUBLE) & ~table["is_running"]
    # Of several states of a place in one period the last stands for it.
    last = table.groupby(["series", "number", "region"], sort=False)["end"].transform("max")
    return table[table["end"] == last].drop(columns=["kin", "accumulation", "shape", "start"])


def _read_codes(frame: pd.DataFrame, name: str, at: Codes) -> Codes:
    return frame[name].cat.codes.to_numpy()[at].astype(np.int64)


def _list_areas(edition: Edition, frame: pd.DataFrame) -> list[int]:
    categories = frame["region"].cat.categories
    return [code for code, name in enumerate(categories) if edition.regions[name].level == AREA]


def _list_undeclared(edition: Edition, frame: pd.DataFrame) -> list[int]:
    """The codes of the indicators that do not say how often they appear."""
    categories = frame["indicator"].cat.categories
    return [code for code, name in enumerate(categories) if not edition.indicators[name].frequency]


def _drop_stand_ins(table: pd.DataFrame) -> pd.DataFrame:
    """The table without weeks and running totals of places that have longer single periods."""
    is_single = (table["accumulation"] == SINGLE).to_numpy()
    is_short = is_single & table["frequency"].isin(_SHORT).to_numpy()
    place = combine(table["kin"].to_numpy(), table["region"].to_numpy())
    has_single = np.isin(place, place[is_single & ~is_short])
    has_longer = has_single | np.isin(place, place[~is_single])
    return table[np.where(is_short, ~has_longer, is_single | ~has_single)].copy()


def _sort_shapes(table: pd.DataFrame) -> Codes:
    """What tells stretches of one frequency apart: double months, lengths of irregular ones, starts of runs.

    A month that runs from the 19th counts as the month in which it ends.
    """
    shape = np.where((table["shape"] == DOUBLE) | (table["frequency"] == _IRREGULAR), table["shape"], 0)
    shape = np.where(table["accumulation"] == SINGLE, shape, 0)
    shape = np.where(table["accumulation"] == CUMULATIVE, table["start"], shape)
    return pd.factorize(shape)[0].astype(np.int64)
