"""Checked tables -> all figures, what totals, calculations and rules give among them, and their series."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from publicstats.contract.codelists import DERIVED
from publicstats.contract.problems import Problem
from publicstats.contract.records import Break
from publicstats.edition.building import Catalogues, build_catalogues
from publicstats.edition.derivation import (
    build_singles,
    compute_singles,
    find_stand_ins,
    follow_stand_ins,
)
from publicstats.edition.figure_table import (
    append_computed,
    build_frame,
    code_units,
    fill_computed,
    find_recounted,
    share_ends,
)
from publicstats.edition.rolled import append_rolled, describe_idle
from publicstats.formula.calculation import Value
from publicstats.period import Period, parse_period
from publicstats.quantity import Quantity
from publicstats.reading.kept import Kept
from publicstats.reading.parsed import ParsedTables
from publicstats.series.breaks import list_breaks
from publicstats.series.keys import Codes
from publicstats.series.rolling import Cases, roll
from publicstats.series.series_table import SeriesTable, build_series
from publicstats.series.singles import Single, find_singles
from publicstats.series.vintages import STANDS
from publicstats.validation.calculated import derive_values


class Computed(NamedTuple):
    """What is worked out of checked tables: catalogues, figures, series, and what rules give."""

    catalogues: Catalogues
    """With all calculations but those of rules."""
    frame: pd.DataFrame
    series: SeriesTable
    derived: Mapping[str, Value]
    """Results of the calculations of the catalogues."""
    rolled: tuple[Cases, ...] = ()
    """The results of rules; the rows of those that are figures stand at the end of the frame."""
    warnings: tuple[Problem, ...] = ()
    """Of rules that give nothing."""


def compute_all(parsed: ParsedTables, kept: Kept | None = None) -> Computed:
    """All figures of checked tables, computed ones among them, and their series."""
    catalogues = build_catalogues(parsed)
    frame = build_frame(parsed, catalogues, kept)
    series = _build_series(frame, catalogues, parsed)
    breaks = list_breaks(catalogues.breaks.values())
    stand_ins = find_stand_ins(frame, series, catalogues.calculations.values())
    singles = find_singles(frame, series, catalogues.indicators, breaks)
    made = build_singles(singles, frame, catalogues, parsed)
    derived = derive_values(parsed, stand_ins) | compute_singles(made, frame, catalogues, parsed)
    calculations = follow_stand_ins(catalogues, parsed, stand_ins) | made
    catalogues = dataclasses.replace(catalogues, calculations=calculations)
    frame = fill_computed(append_computed(frame, list(made.values())), derived)
    rivals = _find_rivals(frame, series)
    if (frame["value"].isna() | (frame["status"] == DERIVED)).to_numpy()[rivals].any():
        # What was computed may stand itself.
        series, singles, rivals = _build_series(frame, catalogues, parsed), (), rivals[:0]
    computed = Computed(catalogues, frame, series, derived)
    if catalogues.rules:
        computed = _roll(computed, singles, breaks, parsed)
    # Series are found once more at the end, where what was found on the way has joined them.
    if singles or len(rivals) or len(computed.frame) > len(frame):
        computed = computed._replace(series=_build_series(computed.frame, catalogues, parsed))
    return computed._replace(frame=share_ends(computed.frame, parsed, kept))


def _roll(
    computed: Computed,
    singles: Sequence[Single],
    breaks: Mapping[str, Sequence[Break]],
    parsed: ParsedTables,
) -> Computed:
    """What has been worked out, with the results of rules after all other figures, still without series."""
    catalogues, frame, series = computed.catalogues, computed.frame, computed.series
    odd = find_recounted(frame, catalogues, parsed)
    dated = catalogues.calculations
    rolled, idle = roll(frame, series, singles, catalogues.rules, breaks, odd, dated)
    computed = computed._replace(warnings=tuple(describe_idle(parsed, idle)))
    return computed._replace(frame=append_rolled(frame, rolled), rolled=tuple(rolled)) if rolled else computed


def take_periods(parsed: ParsedTables, frame: pd.DataFrame) -> dict[str, Period]:
    """What each period text of the tables, and of all figures, names."""
    periods = {p.text: p for p in parsed.periods.values() if isinstance(p, Period)}
    return periods | {
        text: parse_period(text) for text in frame["period"].cat.categories if text not in periods
    }


def _find_rivals(frame: pd.DataFrame, series: SeriesTable) -> Codes:
    """The figures that stand in place of computed ones, which had no value yet when they were weighed."""
    computed = (frame["status"] == DERIVED).to_numpy()[: len(series.fate)]
    rivals: Codes = series.through[computed & (series.fate != STANDS)]
    return rivals


def _build_series(frame: pd.DataFrame, catalogues: Catalogues, parsed: ParsedTables) -> SeriesTable:
    periods = take_periods(parsed, frame)
    prints = frame["printed"]

    def excludes_high(position: int) -> bool:
        quantity = parsed.read_print(str(prints.iat[position]))
        return isinstance(quantity, Quantity) and quantity.excludes_high

    return build_series(
        frame,
        periods,
        catalogues.indicators,
        catalogues.sources,
        code_units(frame, catalogues, parsed),
        excludes_high,
    )
