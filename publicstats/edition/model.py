"""Tables -> `Edition`: everything the pages read, validated, joined, immutable, with a fingerprint."""

from __future__ import annotations

import dataclasses
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from publicstats.contract.problems import (
    Problem,
    address_problems,
    fold_files,
    has_errors,
    note_failure,
    sort_problems,
)
from publicstats.contract.records import Figure
from publicstats.contract.schema import SCHEMAS
from publicstats.edition.building import Catalogues
from publicstats.edition.computing import Computed, compute_all, take_periods
from publicstats.edition.rolled import Joined, RolledCalculations, RolledResults
from publicstats.formula.calculation import Value
from publicstats.period import Period
from publicstats.quantity import find_nature, parse_quantity, settle_quantity
from publicstats.reading.folder import UnreadableError, load_files
from publicstats.reading.kept import Kept
from publicstats.reading.lookalikes import find_lookalikes
from publicstats.reading.tables import fingerprint_files, read_tables
from publicstats.series.rolling import Cases
from publicstats.series.row_reader import RowReader
from publicstats.series.series_table import SeriesTable
from publicstats.series.vintages import REPLACED
from publicstats.text.i18n import Text
from publicstats.validation import RULES, ParsedTables, check_tables
from publicstats.validation.references import split_list


@dataclass(frozen=True)
class History:
    """How an edition came about: when editions were published, itself the last, and what came with which."""

    moments: tuple[datetime, ...] = ()
    arrivals: Mapping[str, datetime] = field(default_factory=dict)
    """When sources came, by their ids; for those of the first edition it is not known."""


@dataclass(frozen=True, eq=False)
class Edition(Catalogues):
    """One published state of the CSVs: the catalogues, read-only, and the figures.

    Figures stay in a table (a million rows fit); `figure` makes the record of one row, and
    `analysis` asks everything else.
    """

    fingerprint: str
    derived: Mapping[str, Value]
    """Results of the calculations, checks included, by id."""
    periods: Mapping[str, Period]
    """What each period text of the tables names. Of prints only their text is kept: the quantities of a
    million figures would take more memory than the table itself."""
    series: SeriesTable
    """Which figures are of one series, and which of several values stands."""
    checks: tuple[str, ...]
    """The ids of the calculations that are compared with something."""
    problems: tuple[Problem, ...]
    """Warnings; an edition has no errors."""
    _figures: pd.DataFrame = field(repr=False)
    rolled: tuple[Cases, ...] = field(default=(), repr=False)
    """What rules give, of which calculations and results are made when they are asked for."""
    since: datetime | None = None
    """When it was published; none where it has not been."""
    history: History = field(default=History(), repr=False)

    @property
    def figures(self) -> pd.DataFrame:
        """One row per figure, derived ones last, with `value`, `low`, `high` as floats for drawing.

        A shallow copy: pandas copies on write, so what a caller does to it stays with the caller.
        """
        return self._figures.copy(deep=False)

    def find(self, name: str) -> Figure | None:
        """The record of the figure with an id, or none."""
        position = self.locate(name)
        return None if position is None else self.figure(position)

    def locate(self, name: str) -> int | None:
        """The position in `figures` of the figure with an id, or none."""
        at = bisect_left(self._by_id, name, key=self._id_at)
        if at == len(self._by_id) or self._id_at(self._by_id[at]) != name:
            return None
        return int(self._by_id[at])

    def figure(self, position: int) -> Figure:
        """The record of the figure at a position of `figures`."""
        row = self._rows(position)
        indicator = self.indicators[row["indicator"]]
        nature = find_nature(row["basis"], row["kind"])
        quantity = settle_quantity(parse_quantity(row["printed"]), nature) if row["printed"] else None
        calculation = self.calculations.get(row["figure"])
        own = quantity.unit if quantity else calculation.unit if calculation else ""
        return Figure(
            id=row["figure"],
            indicator=indicator,
            region=self.regions[row["region"]],
            breakdown=self.breakdowns.get(row["breakdown"]),
            period=self.periods[row["period"]],
            basis=row["basis"],
            kind=row["kind"],
            status=row["status"],
            printed=row["printed"],
            quantity=quantity,
            unit=self.units[own] if own else indicator.unit,
            source=self.sources.get(row["source"]),
            line=int(row["line"]) if row["line"] else None,
            note=Text(row["note_zh"], row["note_en"]),
            base=row["base"],
            comparability=row["comparability"],
            supersedes=split_list(row["supersedes"]),
            revision=row["revision"],
            calculation=calculation,
            computed=self.derived.get(row["figure"]),
            is_replaced=bool(self.series.fate[position] == REPLACED),
        )

    def read_cell(self, column: str, position: int) -> Any:
        """One cell of `figures`, at a hundredth of what pandas takes for it."""
        return self._rows.take(column, position)

    @cached_property
    def _rows(self) -> RowReader:
        return RowReader(self._figures)

    @cached_property
    def _by_id(self) -> np.ndarray:
        """The positions of all figures by their ids: four bytes each, where a dict takes a hundred."""
        return pc.sort_indices(self._ids).to_numpy().astype(np.int32)

    @cached_property
    def _ids(self) -> pa.Array | pa.ChunkedArray:
        return pa.array(self._figures["figure"], pa.large_string())

    def _id_at(self, position: np.integer) -> str:
        return str(self._ids[int(position)])


@dataclass(frozen=True)
class Outcome:
    """What became of an edit: an edition, or the problems (errors first) that kept it from being one."""

    edition: Edition | None
    problems: tuple[Problem, ...]


Report = Callable[[int, int], None]
"""Told how many steps of building are done, of how many."""


Build = Callable[[Mapping[str, bytes], Report], Outcome]


def ignore_steps(done: int, total: int) -> None:
    """A report that nobody reads."""


def load_edition(folder: Path, report: Report = ignore_steps, build: Build | None = None) -> Outcome:
    """The edition that the CSVs under `folder` make, and what there is not read because of its name.

    `build` is that of a `Builder`, where the folder is looked at again and again.
    """
    try:
        outcome = _load(folder, report, build or build_edition)
        problems = sort_problems((*outcome.problems, *find_lookalikes(folder)))
        return dataclasses.replace(outcome, problems=problems)
    except Exception as error:  # noqa: BLE001 - whatever a folder holds, it is said in words
        return Outcome(None, (note_failure(error),))


def _load(folder: Path, report: Report, build: Build) -> Outcome:
    try:
        return build(load_files(folder), report)
    except UnreadableError as error:
        return Outcome(None, error.problems)


def build_edition(files: Mapping[str, bytes], report: Report = ignore_steps) -> Outcome:
    """The edition that files of these names and bytes make, or what is wrong with them. Never raises.

    `report` hears of each step: how many are done, of how many.
    """
    try:
        return _build_edition(files, report)
    except Exception as error:  # noqa: BLE001 - whatever the files hold, it is said in words
        return Outcome(None, (note_failure(error),))


def build_kept(files: Mapping[str, bytes]) -> Outcome:
    """The edition that files make which were published once, by this program, an older or a newer one.

    Columns that such a file has not were none of its contract, and are blank; those that it has besides are
    passed over. All rules hold.
    """
    try:
        return _build_edition(files, ignore_steps, is_kept=True)
    except Exception as error:  # noqa: BLE001 - as in `build_edition`
        return Outcome(None, (note_failure(error),))


def assemble(files: Mapping[str, bytes], report: Report, kept: Kept) -> Outcome:
    """What `build_edition` gives, of files of which much is known (`builder`). Whatever fails is raised."""
    return _build_edition(files, report, kept=kept)


def _build_edition(
    files: Mapping[str, bytes], report: Report, *, is_kept: bool = False, kept: Kept | None = None
) -> Outcome:
    total = len(SCHEMAS) + len(RULES) + 1
    schemas = [schema.loosen() if is_kept else schema for schema in SCHEMAS.values()]
    reading = read_tables(files, lambda done: report(done, total), schemas, kept)
    if is_kept:
        reading.problems = [
            dataclasses.replace(problem, severity="warning") if problem.code == "column_unknown" else problem
            for problem in reading.problems
        ]
    parsed = ParsedTables(
        reading.tables, frozenset(reading.partial), reading.headers, origins=reading.origins
    )
    told = check_tables(parsed, lambda done: report(len(SCHEMAS) + done, total), kept)
    found = reading.problems + told
    problems = fold_files(sort_problems(address_problems(found, reading.headers)))
    if has_errors(problems):
        return Outcome(None, problems)
    computed = compute_all(parsed, kept)
    problems = sort_problems((*problems, *address_problems(computed.warnings, reading.headers)))
    edition = join_edition(parsed, computed, fingerprint_files(files), problems)
    report(total, total)
    return Outcome(edition, problems)


def join_edition(
    parsed: ParsedTables, computed: Computed, fingerprint: str, problems: tuple[Problem, ...] = ()
) -> Edition:
    """The edition of checked tables and what is worked out of them."""
    return open_edition(computed, take_periods(parsed, computed.frame), fingerprint, problems)


def open_edition(
    computed: Computed, periods: Mapping[str, Period], fingerprint: str, problems: tuple[Problem, ...]
) -> Edition:
    """The edition of what is worked out, with the records of what rules give made when they are asked for."""
    catalogues, frame, series, derived, rolled, _ = computed
    checks = tuple(c.id for c in catalogues.calculations.values() if c.is_check)
    if rolled:
        cases = RolledCalculations(rolled, frame, catalogues, derived)
        catalogues = dataclasses.replace(catalogues, calculations=Joined(catalogues.calculations, cases))
        derived, checks = Joined(derived, RolledResults(cases)), (*checks, *cases.checks)
    names = [entry.name for entry in dataclasses.fields(catalogues)]
    return Edition(
        fingerprint=fingerprint,
        **{name: MappingProxyType(getattr(catalogues, name)) for name in names},  # type: ignore[arg-type]
        derived=MappingProxyType(derived),
        periods=MappingProxyType(periods),
        series=series,
        checks=checks,
        problems=problems,
        _figures=frame,
        rolled=rolled,
    )


def plain(number: Decimal | None) -> str:
    """A number as a plain decimal text, blank for none: 17000000, 98.65."""
    if number is None:
        return ""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
