"""Tables -> `Edition`: everything the pages read, validated, joined, immutable, with a fingerprint."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from publicstats.contract.problems import Problem, address_problems, has_errors, note_failure, sort_problems
from publicstats.contract.records import Figure
from publicstats.contract.schema import SCHEMAS
from publicstats.edition.building import Catalogues, build_catalogues, build_frame, derive_values
from publicstats.figures.wording import describe_figure
from publicstats.formula.calculation import Value
from publicstats.period import parse_period
from publicstats.quantity import parse_quantity
from publicstats.reading.files import FILE, ROW, fingerprint_files, read_tables
from publicstats.reading.folder import UnreadableError, load_files
from publicstats.text.i18n import LANGS, Text
from publicstats.validation import RULES, Context, check_tables


@dataclass(frozen=True, eq=False)
class Edition(Catalogues):
    """One published state of the CSVs: the catalogues, read-only, and the figures.

    Figures stay in a table (a million rows fit); `figure` makes the record of one row, and
    `queries` asks everything else.
    """

    fingerprint: str
    derived: Mapping[str, Value]
    """Results of the calculations, checks included, by id."""
    problems: tuple[Problem, ...]
    """Warnings; an edition has no errors."""
    _figures: pd.DataFrame = field(repr=False)
    since: datetime | None = None
    """When it was published; none where it has not been."""

    @property
    def figures(self) -> pd.DataFrame:
        """One row per figure, derived ones last, with `value`, `low`, `high` as floats for drawing.

        A shallow copy: pandas copies on write, so what a caller does to it stays with the caller.
        """
        return self._figures.copy(deep=False)

    def find(self, name: str) -> Figure | None:
        """The record of the figure with an id, or none."""
        positions = self._figures.index[self._figures["figure"] == name]
        return self.figure(int(positions[0])) if len(positions) else None

    def figure(self, position: int) -> Figure:
        """The record of the figure at a position of `figures`."""
        row = self._figures.iloc[position]
        indicator = self.indicators[row["indicator"]]
        quantity = parse_quantity(row["printed"]) if row["printed"] else None
        unit = self.units[quantity.unit] if quantity and quantity.unit else indicator.unit
        return Figure(
            id=row["figure"],
            indicator=indicator,
            region=self.regions[row["region"]],
            breakdown=self.breakdowns.get(row["breakdown"]),
            period=parse_period(row["period"]),
            basis=row["basis"],
            kind=row["kind"],
            status=row["status"],
            printed=row["printed"],
            quantity=quantity,
            unit=unit,
            source=self.sources.get(row["source"]),
            line=int(row["line"]) if row["line"] else None,
            note=Text(row["note_zh"], row["note_en"]),
            calculation=self.calculations.get(row["figure"]),
            computed=self.derived.get(row["figure"]),
        )


@dataclass(frozen=True)
class Outcome:
    """What became of an edit: an edition, or the problems (errors first) that kept it from being one."""

    edition: Edition | None
    problems: tuple[Problem, ...]


Report = Callable[[int, int], None]
"""Told how many steps of building are done, of how many."""


def ignore_steps(done: int, total: int) -> None:
    """A report that nobody reads."""


def load_edition(folder: Path, report: Report = ignore_steps) -> Outcome:
    """The edition that the CSVs under `folder` make."""
    try:
        return build_edition(load_files(folder), report)
    except UnreadableError as error:
        return Outcome(None, error.problems)
    except Exception as error:  # noqa: BLE001 - whatever a folder holds, it is said in words
        return Outcome(None, (note_failure(error),))


def build_edition(files: Mapping[str, bytes], report: Report = ignore_steps) -> Outcome:
    """The edition that files of these names and bytes make, or what is wrong with them. Never raises.

    `report` hears of each step: how many are done, of how many.
    """
    try:
        return _build_edition(files, report)
    except Exception as error:  # noqa: BLE001 - whatever the files hold, it is said in words
        return Outcome(None, (note_failure(error),))


def _build_edition(files: Mapping[str, bytes], report: Report) -> Outcome:
    total = len(SCHEMAS) + len(RULES) + 1
    reading = read_tables(files, lambda done: report(done, total))
    context = Context(reading.tables, frozenset(reading.partial))
    found = reading.problems + check_tables(context, lambda done: report(len(SCHEMAS) + done, total))
    problems = sort_problems(address_problems(found, reading.headers))
    if has_errors(problems):
        return Outcome(None, problems)
    catalogues = build_catalogues(context)
    derived = derive_values(context, catalogues)
    names = [entry.name for entry in dataclasses.fields(catalogues)]
    edition = Edition(
        fingerprint=fingerprint_files(files),
        **{name: MappingProxyType(getattr(catalogues, name)) for name in names},  # type: ignore[arg-type]
        derived=MappingProxyType(derived),
        problems=problems,
        _figures=build_frame(context, catalogues, derived),
    )
    report(total, total)
    unsaid = tuple(_find_unsaid(edition, context))
    return Outcome(None, (*unsaid, *problems)) if unsaid else Outcome(edition, problems)


def _find_unsaid(edition: Edition, context: Context) -> Iterator[Problem]:
    """A problem for each computed figure that cannot be said in words: pages with it would break."""
    for position in range(len(context.tables["figures"]), len(edition.figures)):
        try:
            for lang in LANGS:
                describe_figure(edition.figure(position), lang)
        except Exception as error:  # noqa: BLE001 - whatever a formula gives, it is said where it stands
            calculations = context.tables["calculations"].set_index("calculation")
            row = calculations.loc[edition.figures["figure"].iloc[position]]
            yield note_failure(error, str(row[FILE]), int(row[ROW]))


def plain(number: Decimal | None) -> str:
    """A number as a plain decimal text, blank for none: 17000000, 98.65."""
    if number is None:
        return ""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
