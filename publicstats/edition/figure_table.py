"""The table of an edition's figures: one row each, with the ends of its interval as numbers for drawing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Context, Decimal
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from publicstats.contract import records
from publicstats.contract.bases import UNSTATED
from publicstats.contract.codelists import DERIVED
from publicstats.contract.schema import SCHEMAS
from publicstats.edition.building import Catalogues
from publicstats.formula.calculation import Value
from publicstats.period import Period
from publicstats.quantity import CHANGE, TARGET, Quantity, settle_quantity
from publicstats.reading.kept import Kept
from publicstats.reading.parsed import ParsedTables
from publicstats.reading.tables import FILE, ROW

_ROUND = Context(prec=15)

ENDS = ("value", "low", "high")
"""Columns of the table of figures that hold numbers, for drawing."""
Ends = npt.NDArray[np.float64]
"""A row for each of them."""
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

_TEXTS = ("line", "note_zh", "note_en")
"""Columns that are categories where their cells repeat."""
_OFTEN = 8
"""How often the distinct cells of a column stand there on average, for it to be made one of categories."""

BLANK = dict.fromkeys(SCHEMAS["figures"].names, "") | {"kind": "actual", "status": DERIVED}
"""What all computed figures have in common."""


def build_frame(parsed: ParsedTables, catalogues: Catalogues, kept: Kept | None = None) -> pd.DataFrame:
    """All figures, printed ones in their files' order and computed ones after them, still without values.

    The columns `FILE` and `ROW` say where each is typed. The intervals of prints of a file
    that is `kept` are not read anew.
    """
    frame = parsed.tables["figures"][[*SCHEMAS["figures"].names, FILE, ROW]].copy()
    frame["kind"] = frame["kind"].where(frame["kind"] != "", "actual")
    # A file without the column does not say what its growth is measured against.
    frame["base"] = frame["base"].mask((frame["basis"] == "growth") & (frame["base"] == ""), UNSTATED)
    canonical = {text: p.text for text, p in parsed.periods.items() if isinstance(p, Period)}
    frame["period"] = frame["period"].map(canonical)
    for name, numbers in zip(ENDS, _read_all_ends(frame, parsed, kept), strict=True):
        frame[name] = numbers
    coded = [*_CATEGORIES, *(name for name in _TEXTS if _repeats(frame[name]))]
    frame = frame.astype(dict.fromkeys(coded, "category") | {ROW: "int32"})
    return append_computed(frame, [c for c in catalogues.calculations.values() if not c.is_check])


def _repeats(cells: pd.Series) -> bool:
    """Whether numbers of the distinct cells, and these, take less memory than the cells."""
    return _OFTEN * int(pc.count_distinct(pa.array(cells, pa.large_string())).as_py()) <= len(cells)


def share_ends(frame: pd.DataFrame, parsed: ParsedTables, kept: Kept | None) -> pd.DataFrame:
    """The table with the ends of intervals in memory that what is `kept` of its files has a part of."""
    ends = np.array([frame[name].to_numpy() for name in ENDS])
    if kept is not None:
        start = 0
        for digest in (kept.digests[file] for file in parsed.files["figures"]):
            end = start + kept.find("ends", digest).shape[1]
            kept.note("ends", digest, answer=ends[:, start:end])
            start = end
    columns = dict(zip(ENDS, ends, strict=True))
    return pd.DataFrame({name: columns.get(name, frame[name]) for name in map(str, frame)}, copy=False)


def _read_all_ends(frame: pd.DataFrame, parsed: ParsedTables, kept: Kept | None) -> Ends:
    """The ends of all figures, file after file as they stand in the table."""
    files = parsed.files["figures"]
    if kept is None or not files:
        return _read_ends(frame, parsed)
    made = _read_new_ends(frame, parsed, kept, [f for f in files if not kept.knows("ends", kept.digests[f])])
    parts = [kept.take("ends", kept.digests[file], make=partial(made.__getitem__, file)) for file in files]
    return np.concatenate(parts, axis=1)


def _read_new_ends(
    frame: pd.DataFrame, parsed: ParsedTables, kept: Kept, due: Sequence[str]
) -> dict[str, Ends]:
    """The ends of the figures of some files: of all rows together that did not stand there before."""
    places = _place_files(frame)
    new = np.zeros(len(frame), dtype=bool)
    made = {}
    for file in due:
        before = kept.find("ends", kept.before.get(file)) if file in parsed.origins else None
        origins = np.full(len(frame[places[file]]), -1) if before is None else parsed.origins[file]
        made[file] = np.empty((len(ENDS), len(origins))) if before is None else before[:, origins]
        new[places[file]] = origins < 0
    read = _read_ends(frame[new], parsed) if due else np.empty((len(ENDS), 0))
    at = np.cumsum(new) - 1
    for file in due:
        mine = new[places[file]]
        made[file][:, mine] = read[:, at[places[file]][mine]]
    return made


def _place_files(frame: pd.DataFrame) -> dict[str, slice]:
    """Where the rows of each file stand: file after file."""
    counts = frame[FILE].value_counts()
    files = [str(file) for file in frame[FILE].unique()]
    ends = np.cumsum([counts[file] for file in files]).tolist()
    return {file: slice(start, end) for file, start, end in zip(files, [0, *ends], ends, strict=False)}


def _read_ends(frame: pd.DataFrame, parsed: ParsedTables) -> Ends:
    """The numbers under `ENDS` of some figures, one row each: what their prints say as levels or changes."""
    texts = frame["printed"].unique()
    read = {text: q for text in texts if isinstance(q := parsed.read_print(text), Quantity)}
    natures = list(split_natures(frame, read))
    found = []
    for name in ENDS:
        numbers = _list_ends(frame["printed"], read, name)
        for mask, settled in natures:
            numbers[mask] = _list_ends(frame.loc[mask, "printed"], settled, name)
        found.append(numbers.to_numpy())
    return np.array(found)


def _list_ends(printed: pd.Series, read: Mapping[str, Quantity], name: str) -> pd.Series:
    """The value, or one end of the interval, of each print; no number where there is none."""
    ends = {text: getattr(quantity, name) for text, quantity in read.items()}
    return printed.map({text: float(end) for text, end in ends.items() if end is not None}).astype(float)


def append_computed(frame: pd.DataFrame, calculations: Sequence[records.Calculation]) -> pd.DataFrame:
    """The table with a row for each computed figure at its end, still without values."""
    rows = [_describe_computed(calculation) for calculation in calculations]
    return append_rows(frame, {name: [row[name] for row in rows] for name in rows[0]}) if rows else frame


def append_rows(frame: pd.DataFrame, rows: Mapping[str, Sequence[Any]]) -> pd.DataFrame:
    """The table with rows at its end, which stand in no file.

    They are given column by column: texts, and numbers under `ENDS`; a column that is not given is blank.
    """
    count = len(next(iter(rows.values())))
    given: dict[str, Sequence[Any]] = {FILE: [""] * count, ROW: [0] * count, **rows}
    return pd.DataFrame(
        {name: _extend(frame[name], given.get(name, [""] * count)) for name in map(str, frame)}
    )


def _extend(column: pd.Series, cells: Sequence[Any]) -> pd.Categorical | pd.Series:
    """A column with more cells; the categories of one that has some stay in order."""
    if not isinstance(column.dtype, pd.CategoricalDtype):
        return pd.concat([column, pd.Series(cells, dtype=column.dtype)], ignore_index=True)
    old = column.array
    known = set(old.categories)
    if not known.issuperset(cells):
        old = old.set_categories(sorted(known.union(cells)))
    codes = dict(zip(old.categories, range(len(old.categories)), strict=True))
    return pd.Categorical.from_codes(
        np.concatenate((old.codes, [codes[cell] for cell in cells])), dtype=old.dtype
    )


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
    numbers: dict[str, int] = {}

    def number(unit: str) -> int:
        return numbers.setdefault(unit, len(numbers))

    indicators = frame["indicator"].cat
    of_indicator = [number(catalogues.indicators[name].unit.base) for name in indicators.categories]
    units = np.array(of_indicator or [0], dtype=np.int64)[indicators.codes]
    odd = np.flatnonzero((frame["basis"] == "growth").to_numpy() | _is_recounted(frame, catalogues))
    own = _list_own_units(catalogues, parsed)
    cells = (frame[name].iloc[odd] for name in ("printed", "figure"))
    for position, printed, figure in zip(odd.tolist(), *cells, strict=True):
        if unit := _find_unit(parsed, printed) or own.get(figure, ""):
            units[position] = number(unit)
    return pd.factorize(units)[0].astype(np.int64)


def _list_own_units(catalogues: Catalogues, parsed: ParsedTables) -> dict[str, str]:
    """The base units of computed figures that do not count in their indicator's."""
    return {c.id: parsed.units.get(c.unit, c.unit) for c in catalogues.calculations.values() if c.unit}


def _is_recounted(frame: pd.DataFrame, catalogues: Catalogues) -> npt.NDArray[np.bool_]:
    """Which figures are of an indicator with a break, from which on another unit may be counted in."""
    return frame["indicator"].isin({each.indicator for each in catalogues.breaks.values()}).to_numpy()


def find_recounted(
    frame: pd.DataFrame, catalogues: Catalogues, parsed: ParsedTables
) -> npt.NDArray[np.bool_]:
    """Which figures count in another unit than their indicator, as they may on one side of a break."""
    odd = np.zeros(len(frame), dtype=bool)
    positions = np.flatnonzero(_is_recounted(frame, catalogues))
    cells = (frame[name].iloc[positions] for name in ("printed", "figure", "indicator"))
    own = _list_own_units(catalogues, parsed)
    for position, printed, figure, indicator in zip(positions.tolist(), *cells, strict=True):
        unit = _find_unit(parsed, printed) or own.get(figure, "")
        odd[position] = unit not in ("", catalogues.indicators[indicator].unit.base)
    return odd


def _find_unit(parsed: ParsedTables, printed: str) -> str:
    """The base of the unit in a print; blank where it has none."""
    quantity = parsed.read_print(printed)
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
    return (
        BLANK
        | {"figure": c.id, "indicator": c.indicator, "region": c.region, "breakdown": c.breakdown}
        | {"period": c.period.text, "basis": c.basis}
        | {"note_zh": c.note.zh, "note_en": c.note.en, "base": c.base}
        | dict.fromkeys(ENDS, float("nan"))
    )


def round_value(value: Decimal) -> Decimal:
    """A computed number to fifteen digits, more than any printed figure has."""
    return _ROUND.plus(value)
