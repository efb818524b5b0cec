"""A draft beside what its rows could meet, as tables that the rules of files are asked of.

Each row of a draft has a file of its own here, so that of rows which share a slip each is told it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from publicstats.contract.problems import Problem
from publicstats.contract.schema import SCHEMAS
from publicstats.drafting.catalogue_tables import CATALOGUES, table_catalogues
from publicstats.drafting.draft import Cells, Draft, DraftRow
from publicstats.drafting.near_figures import find_last_rows, find_near, write_near
from publicstats.edition.model import Edition
from publicstats.reading.parsed import ParsedTables
from publicstats.reading.tables import FILE, ROW, Reading, read_tables
from publicstats.validation.references import split_list

SOURCE = 0
"""The number of the source's row."""


@dataclass(frozen=True)
class Place:
    """Where a row of a draft comes from: the number of its mark, or which of the new records it is."""

    table: str
    number: int = SOURCE
    new: int = -1


@dataclass(frozen=True)
class DraftTables:
    """The tables, the places of the draft's rows by the file that each has, and what reading says of them."""

    parsed: ParsedTables
    places: Mapping[str, Place]
    problems: Sequence[Problem] = ()
    near: pd.DataFrame = field(default_factory=pd.DataFrame)
    """The figures of the edition that stand beside the draft's."""


def build_tables(draft: Draft, rows: Sequence[DraftRow], edition: Edition) -> DraftTables:
    """The tables of a draft whose rows have their ids and files."""
    near = write_near(edition, _find_near(rows, edition))
    tables: dict[str, pd.DataFrame] = {**table_catalogues(edition), "figures": near}
    places: dict[str, Place] = {}
    reading = Reading()
    for name in (*CATALOGUES, "figures"):
        given = list(_list_rows(draft, rows, name))
        if not given:
            continue
        part = _read(name, [cells for _, _, cells in given], reading)
        names = [f"{file}\n{place.number}.{place.new}" for place, file, _ in given]
        places |= {own: place for own, (place, _, _) in zip(names, given, strict=True)}
        own = SCHEMAS[name].path if name != "figures" else "figures/draft.csv"
        reading.problems = [_move(problem, own, names) for problem in reading.problems]
        if part is not None:
            numbers = _number_rows(name, [file for _, file, _ in given], tables[name], edition)
            tables[name] = pd.concat([tables[name], _place(part, names, numbers)], ignore_index=True)
    parsed = ParsedTables(tables, frozenset(reading.partial))
    return DraftTables(parsed, places, reading.problems, near)


def _find_near(rows: Sequence[DraftRow], edition: Edition) -> list[int]:
    pairs = {(row.cells["indicator"], row.cells["region"]) for row in rows}
    names = {name for row in rows for name in (row.cells["figure"], *split_list(row.cells["supersedes"]))}
    return find_near(edition, pairs, names)


def _list_rows(draft: Draft, rows: Sequence[DraftRow], table: str) -> Iterator[tuple[Place, str, Cells]]:
    """The rows of a draft for a table, each with its place and its file."""
    if table == "figures":
        for row in rows:
            yield Place(table, row.number), row.file, row.cells
        return
    if table == "sources" and draft.is_new_source:
        yield Place(table), SCHEMAS[table].path, draft.source
    for number, record in enumerate(draft.new):
        if record.table == table:
            yield Place(table, new=number), SCHEMAS[table].path, record.cells


def _read(table: str, rows: Sequence[Cells], reading: Reading) -> pd.DataFrame | None:
    """Rows as a file of them is read, with what is wrong with them."""
    schema = SCHEMAS[table]
    file = schema.path if table != "figures" else "figures/draft.csv"
    text = io.StringIO()
    writer = csv.DictWriter(text, schema.names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    found = read_tables({file: text.getvalue().encode()}, schemas=[schema])
    reading.problems += found.problems
    reading.partial |= found.partial
    return found.tables.get(table)


def _number_rows(table: str, files: Sequence[str], old: pd.DataFrame, edition: Edition) -> Mapping[int, int]:
    """The row that each row of a draft will have in its file, by its row in the file that was read."""
    last = dict(find_last_rows(edition)) if table == "figures" else {SCHEMAS[table].path: len(old) + 1}
    numbers = {}
    for row, file in enumerate(files, 2):
        last[file] = numbers[row] = last.get(file, 1) + 1
    return numbers


def _place(part: pd.DataFrame, names: Sequence[str], numbers: Mapping[int, int]) -> pd.DataFrame:
    read = [int(row) for row in part[ROW]]
    part = part.copy()
    part[FILE] = [names[row - 2] for row in read]
    part[ROW] = [numbers[row] for row in read]
    return part


def _move(problem: Problem, file: str, names: Sequence[str]) -> Problem:
    """What reading says of a row, said of the row's own file."""
    at = problem.row - 2
    return replace(problem, file=names[at]) if problem.file == file and 0 <= at < len(names) else problem
