"""The table of an edition's figures: one row each, with the ends of its interval as numbers for drawing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Context, Decimal
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from publicstats.contract import records
from publicstats.contract.bases import UNSTATED
from publicstats.contract.codelists import DERIVED
from publicstats.contract.schema import SCHEMAS
from publicstats.edition.building import Catalogues
from publicstats.formula.calculation import Value
from publicstats.period import Period
from publicstats.quantity import CHANGE, TARGET, Quantity, settle_quantity
from publicstats.reading.parsed import ParsedTables
from publicstats.reading.tables import FILE, ROW

_ROUND = Context(prec=15)

ENDS = ("value", "low", "high")
"""Columns of the table of figures that hold numbers, for drawing."""
_CATEGORIES = (
    "indicator",
    "region",
    "breakdown",
    "period",
    "basis",
    "kind",
    "status",
    "source",
    *("base", "comparability", "supersedes", "revision"),
    FILE,
)


def build_frame(parsed: ParsedTables, catalogues: Catalogues) -> pd.DataFrame:
    """All figures, printed ones in their files' order and computed ones after them, still without values.

    The columns `FILE` and `ROW` say where each is typed.
    """
    frame = parsed.tables["figures"][[*SCHEMAS["figures"].names, FILE, ROW]].copy()
    frame["kind"] = frame["kind"].where(frame["kind"] != "", "actual")
    # A file without the column does not say what its growth is measured against.
    frame["base"] = frame["base"].mask((frame["basis"] == "growth") & (frame["base"] == ""), UNSTATED)
    canonical = {text: p.text for text, p in parsed.periods.items() if isinstance(p, Period)}
    frame["period"] = frame["period"].map(canonical)
    read = {text: q for text, q in parsed.quantities.items() if isinstance(q, Quantity)}
    natures = list(split_natures(frame, read))
    for name in ENDS:
        frame[name] = _list_ends(frame["printed"], read, name)
        for mask, settled in natures:
            frame.loc[mask, name] = _list_ends(frame.loc[mask, "printed"], settled, name)
    return append_computed(frame, [c for c in catalogues.calculations.values() if not c.is_check])


def _list_ends(printed: pd.Series, read: Mapping[str, Quantity], name: str) -> pd.Series:
    """The value, or one end of the interval, of each print; no number where there is none."""
    ends = {text: getattr(quantity, name) for text, quantity in read.items()}
    return printed.map({text: float(end) for text, end in ends.items() if end is not None}).astype(float)


def append_computed(frame: pd.DataFrame, calculations: Sequence[records.Calculation]) -> pd.DataFrame:
    """The table with a row for each computed figure at its end, still without values."""
    return append_rows(frame, pd.DataFrame([_describe_computed(calculation) for calculation in calculations]))


def append_rows(frame: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """The table with rows of the same columns at its end; they stand in no file."""
    if len(rows):
        plain = frame.astype(dict.fromkeys(_CATEGORIES, "str"))
        rows = rows.copy()
        rows[FILE], rows[ROW] = "", 0
        frame = pd.concat([plain, rows[list(plain)].astype(plain.dtypes)], ignore_index=True)
    return frame.astype(dict.fromkeys(_CATEGORIES, "category"))


def fill_computed(frame: pd.DataFrame, derived: Mapping[str, Value]) -> pd.DataFrame:
    """The table with the values of its computed figures."""
    positions = np.flatnonzero((frame["status"] == DERIVED).to_numpy())
    results = [derived[name] for name in frame["figure"].iloc[positions]]
    for name in ENDS:
        ends = (getattr(result, name) for result in results)
        values = frame[name].to_numpy(copy=True)
        values[positions] = [float("nan") if end is None else float(end) for end in ends]
        frame[name] = values
    return frame


def code_units(frame: pd.DataFrame, catalogues: Catalogues, parsed: ParsedTables) -> npt.NDArray[np.int64]:
    """A code of each figure's base unit: its indicator's, but for changes and what is counted anew."""
    of_indicator = {name: indicator.unit.base for name, indicator in catalogues.indicators.items()}
    recounted = {each.indicator for each in catalogues.breaks.values()}
    units = frame["indicator"].map(of_indicator).astype("str")
    odd = np.flatnonzero(((frame["basis"] == "growth") | frame["indicator"].isin(recounted)).to_numpy())
    if len(odd):
        own = {c.id: parsed.units.get(c.unit, c.unit) for c in catalogues.calculations.values() if c.unit}
        told = [
            _find_unit(parsed, printed) or own.get(figure, "")
            for printed, figure in zip(frame["printed"].iloc[odd], frame["figure"].iloc[odd], strict=True)
        ]
        said = pd.Series(told, units.index[odd], dtype="str")
        units.iloc[odd] = said.where(said != "", units.iloc[odd])
    return pd.factorize(units)[0].astype(np.int64)


def find_recounted(
    frame: pd.DataFrame, catalogues: Catalogues, parsed: ParsedTables
) -> npt.NDArray[np.bool_]:
    """Which figures count in another unit than their indicator, as they may on one side of a break."""
    odd = np.zeros(len(frame), dtype=bool)
    recounted = {each.indicator for each in catalogues.breaks.values()}
    for position in np.flatnonzero(frame["indicator"].isin(recounted).to_numpy()).tolist():
        indicator = catalogues.indicators[str(frame["indicator"].iat[position])]
        odd[position] = _find_unit(parsed, str(frame["printed"].iat[position])) not in (
            "",
            indicator.unit.base,
        )
    return odd


def _find_unit(parsed: ParsedTables, printed: str) -> str:
    """The base of the unit in a print; blank where it has none."""
    quantity = parsed.quantities.get(printed)
    return parsed.units.get(quantity.unit, quantity.unit) if isinstance(quantity, Quantity) else ""


def split_natures(
    frame: pd.DataFrame, read: Mapping[str, Quantity]
) -> Iterator[tuple[pd.Series, dict[str, Quantity]]]:
    """The rows that are changes, those that are targets, and what each of their printed texts says there."""
    targets = frame["kind"] == "target"
    for nature, mask in ((TARGET, targets), (CHANGE, (frame["basis"] == "growth") & ~targets)):
        if mask.any():
            texts = [text for text in frame.loc[mask, "printed"].unique() if text in read]
            yield mask, {text: settle_quantity(read[text], nature) for text in texts}


def _describe_computed(calculation: records.Calculation) -> dict[str, Any]:
    c = calculation
    blank = dict.fromkeys(SCHEMAS["figures"].names, "")
    return (
        blank
        | {"figure": c.id, "indicator": c.indicator, "region": c.region, "breakdown": c.breakdown}
        | {"period": c.period.text, "basis": c.basis, "kind": "actual", "status": DERIVED}
        | {"note_zh": c.note.zh, "note_en": c.note.en, "base": c.base}
        | dict.fromkeys(ENDS, float("nan"))
    )


def round_value(value: Decimal) -> Decimal:
    """A computed number to fifteen digits, more than any printed figure has."""
    return _ROUND.plus(value)
