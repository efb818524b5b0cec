"""The figures as one flat table, as CSV or JSON. CSV for people starts with a BOM, for spreadsheets."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from publicstats.contract.codelists import DERIVED, DERIVED_CODE, STATUSES
from publicstats.edition.figure_table import round_value, split_natures
from publicstats.edition.model import Edition, plain
from publicstats.quantity import Quantity, parse_quantity

COLUMNS = [
    "figure",
    "theme",
    "indicator",
    "indicator_zh",
    "indicator_en",
    "region",
    "region_zh",
    "region_en",
    "breakdown",
    "period",
    "period_start",
    "period_end",
    "basis",
    "kind",
    "status",
    "obs_status",
    "printed",
    "qualifier",
    "value",
    "low",
    "high",
    "unit",
    "source",
    "document",
    "line",
    "base",
    "comparability",
    "revision",
    "supersedes",
    "superseded_by",
    "edition",
]
"""The flat table's columns, as docs/data-contract.md lists them."""


def build_flat_table(edition: Edition, positions: np.ndarray | None = None) -> pd.DataFrame:
    """One row of texts per figure, derived ones included, with the columns of `COLUMNS`.

    `positions` are those wanted of `edition.figures`, in order; all are where it is not given.
    """
    figures = edition.figures if positions is None else edition.figures.iloc[positions]
    frame = figures.astype(
        dict.fromkeys(("indicator", "region", "period", "status", "source", "line"), "str")
    )
    read = {text: parse_quantity(text) for text in frame["printed"].unique() if text}
    periods = {text: edition.periods[text] for text in frame["period"].unique()}
    indicators, regions, sources = edition.indicators, edition.regions, edition.sources
    codes = STATUSES | {DERIVED: DERIVED_CODE}
    flat = frame[["figure", "indicator", "region", "breakdown", "period", "basis", "kind", "status"]].astype(
        "str"
    )
    flat["theme"] = frame["indicator"].map({i.id: i.theme for i in indicators.values()})
    flat["indicator_zh"] = frame["indicator"].map({i.id: i.name.zh for i in indicators.values()})
    flat["indicator_en"] = frame["indicator"].map({i.id: i.name.en for i in indicators.values()})
    flat["region_zh"] = frame["region"].map({r.id: r.name.zh for r in regions.values()})
    flat["region_en"] = frame["region"].map({r.id: r.name.en for r in regions.values()})
    flat["period_start"] = frame["period"].map(
        {t: p.start.isoformat() if p.start else "" for t, p in periods.items()}
    )
    flat["period_end"] = frame["period"].map({text: p.end.isoformat() for text, p in periods.items()})
    flat["obs_status"] = frame["status"].map(codes)
    flat["printed"] = frame["printed"]
    for name in ("qualifier", "value", "low", "high"):
        flat[name] = _look_up(frame["printed"], {text: _show(q, name) for text, q in read.items()})
        for mask, settled in split_natures(frame, read):
            shown = {text: _show(q, name) for text, q in settled.items()}
            flat.loc[mask, name] = _look_up(frame.loc[mask, "printed"], shown)
    own = frame["indicator"].map({i.id: i.unit.id for i in indicators.values()})
    printed_in = _look_up(frame["printed"], {text: q.unit for text, q in read.items()})
    flat["unit"] = printed_in.where(printed_in != "", own)
    flat["source"] = frame["source"]
    flat["document"] = _look_up(frame["source"], {s.id: s.document for s in sources.values()})
    flat["line"] = frame["line"]
    for name in ("base", "comparability", "revision", "supersedes"):
        flat[name] = frame[name].astype("str")
    flat["superseded_by"] = _name_replacements(edition, frame.index.to_numpy())
    flat["edition"] = edition.fingerprint
    _fill_computed(flat, frame, edition)
    return flat[COLUMNS]


def _name_replacements(edition: Edition, positions: np.ndarray) -> list[str]:
    """The id of what stands in the place of each figure, blank where it stands itself."""
    names = np.full(len(positions), "", dtype=object)
    ids = edition.figures["figure"]
    for at in np.flatnonzero(~edition.series.stands[positions]):
        names[at] = str(ids.iat[edition.series.find_standing(int(positions[at]))])
    return names.tolist()


def _fill_computed(flat: pd.DataFrame, frame: pd.DataFrame, edition: Edition) -> None:
    """Fills in the results of computed figures, and the units of those that are changes."""
    computed = frame[frame["status"] == DERIVED]
    results = [edition.derived[str(name)] for name in computed["figure"]]
    for name in ("value", "low", "high"):
        ends = [getattr(result, name) for result in results]
        flat.loc[computed.index, name] = [plain(None if end is None else round_value(end)) for end in ends]
    changes = computed[computed["basis"] == "growth"]
    for position, name in changes["figure"].items():
        if counted_in := edition.calculations[str(name)].unit:
            flat.at[position, "unit"] = counted_in


def write_csv(table: pd.DataFrame, *, header: bool = True) -> bytes:
    """A table as CSV for people: BOM, comma, CRLF; without its `header` what follows the first part."""
    text = table.to_csv(index=False, lineterminator="\r\n", header=header)
    return (("\ufeff" if header else "") + text).encode()


def write_json(table: pd.DataFrame) -> bytes:
    """A table as a JSON list of rows."""
    rows: list[dict[str, Any]] = table.to_dict("records")  # type: ignore[assignment]
    return json.dumps(rows, ensure_ascii=False, indent=1).encode() + b"\n"


def _look_up(cells: pd.Series, texts: Mapping[str, str]) -> pd.Series:
    """The text that stands for each cell, blank where none does."""
    return cells.map(texts).astype("str").fillna("")


def _show(quantity: Quantity, name: str) -> str:
    cell = getattr(quantity, name)
    return cell if isinstance(cell, str) else plain(cell)
