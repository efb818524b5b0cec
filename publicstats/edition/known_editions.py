"""An edition as columns, and back: what a start would else work out of the CSVs once more.

What is read is looked through before it is believed: each value is of its type, each code within its bounds.
Records of what rules give are still made when they are asked for.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from publicstats.contract.codelists import FREQUENCIES
from publicstats.contract.problems import Problem
from publicstats.edition.building import Catalogues
from publicstats.edition.computing import Computed
from publicstats.edition.figure_table import ENDS
from publicstats.edition.model import Edition, open_edition
from publicstats.formula.calculation import Value
from publicstats.period import Period
from publicstats.reading.by_type import Columns, FormError, find_form
from publicstats.series.keys import ACCUMULATIONS, GROWTH, NONE
from publicstats.series.rolling import Cases
from publicstats.series.series_table import SeriesTable
from publicstats.series.vintages import REASONS, REPLACED


class _Written(NamedTuple):
    """What of an edition is written."""

    fingerprint: str
    catalogues: Catalogues
    frame: pd.DataFrame
    series: SeriesTable
    derived: Mapping[str, Value]
    rolled: tuple[Cases, ...]
    periods: Mapping[str, Period]
    problems: tuple[Problem, ...]


def write_edition(edition: Edition) -> Columns:
    """The columns that an edition is written as, the last of them what binds them together, as JSON."""
    given = sum(len(cases.ids) for cases in edition.rolled)
    catalogues = {entry.name: getattr(edition, entry.name) for entry in dataclasses.fields(Catalogues)}
    catalogues["calculations"] = _leave_out(edition.calculations, given)
    written = _Written(
        edition.fingerprint,
        Catalogues(**catalogues),
        edition.figures,
        edition.series,
        _leave_out(edition.derived, given),
        edition.rolled,
        edition.periods,
        edition.problems,
    )
    return write_thing(written, _Written)


def _leave_out(mapping: Mapping[str, Any], last: int) -> dict[str, Any]:
    """A mapping without so many of its last entries, which are not asked for."""
    return {name: mapping[name] for name in islice(mapping, len(mapping) - last)}


def read_edition(columns: Sequence[pa.Array]) -> Edition:
    """The edition that was written as some columns; an error of whatever kind where they are none."""
    written = read_thing(columns, _Written)
    assert isinstance(written, _Written)
    _check_frame(written)
    _check_series(written.series, len(written.frame))
    for cases in written.rolled:
        _check_cases(cases, len(written.frame))
    computed = Computed(*written[1:6])
    return open_edition(computed, written.periods, written.fingerprint, written.problems)


def write_thing(thing: Any, kind: Any) -> Columns:
    """Something of a type as columns, the last of them JSON."""
    columns: Columns = []
    told = find_form(kind).write(thing, columns)
    return [
        *columns,
        pa.array([json.dumps(told, ensure_ascii=False, separators=(",", ":"))], pa.large_string()),
    ]


def read_thing(columns: Sequence[pa.Array], kind: Any) -> Any:
    """What `write_thing` wrote."""
    *others, told = columns
    return find_form(kind).read(json.loads(told[0].as_py()), others)


def _check_frame(written: _Written) -> None:
    """Whether the table of figures has all columns, and names nothing that the catalogues lack."""
    frame, catalogues = written.frame, written.catalogues
    known: dict[str, Mapping[str, Any]] = {
        "indicator": catalogues.indicators,
        "region": catalogues.regions,
        "breakdown": {"": None, **catalogues.breakdowns},
        "source": {"": None, **catalogues.sources},
        "period": written.periods,
    }
    for name, there in known.items():
        _hold(there.keys() >= set(frame[name].cat.categories))
        _hold(int(frame[name].cat.codes.min() if len(frame) else 0) >= 0)
    _hold(all(frame[name].dtype.kind == "f" for name in ENDS))


def _check_series(series: SeriesTable, count: int) -> None:
    """Whether all codes and positions of a table of series are within their bounds, in whatever form."""
    keys, spans, members = series.keys, series.keys.spans, len(series.members)
    for of_figures in (keys.thing, keys.observation, keys.number, keys.running_number, keys.shape, keys.unit):
        _hold(of_figures[:].shape == (count,))
    for days in (spans.start, spans.end):
        _hold_bounds(days[:], 0, date.max.toordinal() + 1, count)
    _hold(all(each[:].shape == (count,) for each in (spans.number, spans.shape, spans.from_january)))
    _hold_bounds(spans.frequency[:], 0, len(FREQUENCIES), count)
    _hold_bounds(keys.nature, 0, GROWTH + 1, count)
    _hold_bounds(series.fate, 0, REPLACED + 1, count)
    _hold_bounds(series.reason[:], 0, len(REASONS), count)
    _hold_bounds(series.through[:], NONE, count, count)
    for own in (keys.own, keys.running):
        _hold_bounds(own, NONE, len(series), count)
    _hold_bounds(keys.frequency, 0, len(FREQUENCIES), len(series))
    _hold_bounds(keys.accumulation, 0, len(ACCUMULATIONS), len(series))
    _hold_bounds(series.members, 0, count, members)
    _hold_bounds(series.offsets, 0, members + 1, len(series) + 1)
    _hold(series.numbers.shape == (members,) and bool((np.diff(series.offsets) >= 0).all()))


def _check_cases(cases: Cases, count: int) -> None:
    """Whether what a rule gives is of one length, and its inputs are figures."""
    many = len(cases.ids)
    _hold(all(len(each) == many for each in (cases.regions, cases.breakdowns, cases.periods, cases.days)))
    _hold(all(each.shape == (many,) for each in (cases.found.value, cases.found.low, cases.found.high)))
    for positions in cases.inputs.values():
        _hold_bounds(positions, 0, count, many)
    if len(cases.compared):
        _hold_bounds(cases.compared, 0, count, many)


def _hold_bounds(numbers: npt.NDArray[Any], least: int, end: int, count: int) -> None:
    """Raises unless there are so many numbers, all of them at least the one and below the other."""
    _hold(numbers.shape == (count,) and numbers.dtype.kind == "i")
    if count:
        _hold(least <= int(numbers.min()) and int(numbers.max()) < end)


def _hold(is_so: bool) -> None:
    if not is_so:
        raise FormError("codes out of their bounds")
