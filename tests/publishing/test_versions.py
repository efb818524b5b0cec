"""Programs of two versions over one folder: one knows a column more, or a code; each serves what it can."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from publicstats.contract.columns import Column
from publicstats.contract.schema import SCHEMAS
from publicstats.edition.model import build_edition, build_kept
from publicstats.publishing import Archive, Store
from publicstats.publishing.changes import Changes
from publicstats.reading.tables import fingerprint_files
from tests.helpers import BASE, FIGURES, change, make_files, save
from tests.publishing.spoiling import GOOD, NEXT, list_codes, served

NOTHING = Changes(0, 0, 0, ())
NEEDED = {
    "themes": "theme title_zh title_en summary_zh summary_en icon order",
    "units": "unit same_as name_en kind",
    "indicators": "indicator theme name_zh name_en unit better additive update_days "
    "definition_zh definition_en",
    "regions": "region name_zh name_en level parent row column",
    "breakdowns": "breakdown name_zh name_en order",
    "sources": "source title_zh title_en publisher published published_basis document note_zh note_en",
    "figures": "figure indicator region breakdown period basis kind status printed source line "
    "note_zh note_en",
    "calculations": "calculation indicator region breakdown period basis formula compare_with "
    "note_zh note_en",
    "charts": "chart theme order kind title_zh title_en indicators regions across note_zh note_en",
    "breaks": "break indicator region breakdown from note_zh note_en",
    "releases": "release title_zh title_en indicators period expected note_zh note_en",
    "acknowledgements": "acknowledgement hint figure reason_zh reason_en",
}
"""The columns of the first contract. Files of then are to be read for ever: what comes later is optional."""
TABLES = sorted(BASE)
PLACES = [0, 3, -1]


def path_of(table: str) -> str:
    return FIGURES if table == "figures" else f"{table}.csv"


def widen(
    files: dict[str, bytes], table: str, column: str = "reviewer", cell: str = "甲", at: int = -1
) -> dict[str, bytes]:
    """The files as a program writes them that knows a column more."""
    rows = list(csv.reader(io.StringIO(files[path_of(table)].decode())))
    place = at if at >= 0 else len(rows[0])
    for number, row in enumerate(rows):
        row.insert(place, cell if number else column)
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return files | {path_of(table): text.getvalue().encode()}


def learn(table: str, column: Column, monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes this program one that knows a column more."""
    schema = SCHEMAS[table]
    monkeypatch.setitem(SCHEMAS, table, replace(schema, columns=(*schema.columns, column)))


def test_columns_that_came_later_are_optional_and_may_be_blank() -> None:
    for name, schema in SCHEMAS.items():
        assert schema.needed <= set(NEEDED[name].split()), f"files of {name} that were right are no more"
        assert not any(column.required for column in schema.columns if column.optional)
        assert set(NEEDED[name].split()) <= set(schema.names)


@pytest.mark.parametrize("at", PLACES)
@pytest.mark.parametrize("table", TABLES)
def test_column_of_a_newer_program_is_passed_over_with_a_warning(
    table: str, at: int, store: Store, data: Path, state: Path
) -> None:
    newer = widen(NEXT, table, at=at) if table != "figures" or at else widen(NEXT, table, at=1)
    save(newer, data)
    restarted = Store(data, state)
    for each in (store, restarted):
        assert each.check().is_current
        assert served(each) == fingerprint_files(newer)
        (problem,) = each.snapshot.problems
        assert (problem.code, problem.severity, problem.column) == ("column_unknown", "warning", "reviewer")
    plain = build_edition(NEXT).edition
    edition = store.snapshot.edition
    assert plain is not None
    assert edition is not None
    assert edition.figures.equals(plain.figures)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("is_optional", [True, False])
def test_program_that_knows_a_column_more_serves_what_the_older_one_published(
    table: str, is_optional: bool, store: Store, data: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    learn(table, Column("reviewer", "id", optional=is_optional), monkeypatch)
    newer = Store(data, state)
    newer.check()
    assert (served(newer), newer.snapshot.is_current) == (fingerprint_files(GOOD), is_optional)
    assert list_codes(newer) == (set() if is_optional else {"column_missing"})
    save(widen(NEXT, table, cell=""), data)
    assert newer.check().is_current
    assert not newer.snapshot.problems
    monkeypatch.undo()  # and down again
    monkeypatch.setattr("os.fsync", lambda handle: None)
    older = Store(data, state)
    assert older.check().is_current
    assert list_codes(older) == {"column_unknown"}


@pytest.mark.parametrize("table", TABLES)
def test_program_before_serves_the_edition_of_a_newer_one_over_broken_csvs(
    table: str, store: Store, data: Path, state: Path
) -> None:
    newer = widen(NEXT, table)
    store.archive.record(fingerprint_files(newer), newer, 15, NOTHING)
    (data / "themes.csv").write_bytes(b"")
    restarted = Store(data, state)
    restarted.check()
    assert served(restarted) == fingerprint_files(newer)


CODES: list[Any] = [
    change("fee", status="imputed"),
    change("fee", kind="ceiling"),
    change("fee", basis="average"),
    change("fee", revision="restated", supersedes="share_2024"),
]


@pytest.mark.parametrize("cells", CODES)
def test_code_of_a_newer_program_is_a_problem_of_its_cell_and_the_edition_before_goes_on(
    cells: Any, store: Store, data: Path, state: Path
) -> None:
    newer = make_files(figures=[cells])
    fingerprint = fingerprint_files(newer)
    store.archive.record(fingerprint, newer, 15, NOTHING)
    save(newer, data)
    restarted = Store(data, state)
    for each in (store, restarted):
        each.check()
        assert (served(each), each.snapshot.is_current) == (fingerprint_files(GOOD), False)
        problem = each.snapshot.problems[0]
        assert (problem.code, problem.file, bool(problem.row and problem.column)) == ("choice", FIGURES, True)
    assert Archive(state).load(fingerprint) == newer, "what is passed over is not deleted"


@pytest.mark.parametrize(("column", "typed"), [("frequency", "frequncy"), ("successor", "sucessor")])
def test_column_whose_name_is_misspelt_is_an_error(column: str, typed: str, store: Store, data: Path) -> None:
    header, *rows = NEXT["indicators.csv"].decode().splitlines()
    if column in header:
        lines = [header.replace(column, typed), *rows]
    else:
        lines = [f"{header},{typed}", *(f"{row}," for row in rows)]
    save(NEXT | {"indicators.csv": ("\n".join(lines) + "\n").encode()}, data)
    store.check()
    assert served(store) == fingerprint_files(GOOD)
    assert list_codes(store) == {"column_unknown"}


def test_kept_edition_that_lacks_what_no_cell_may_lack_is_passed_over() -> None:
    rows = list(csv.reader(io.StringIO(GOOD[FIGURES].decode())))
    text = "".join(",".join(row[:4] + row[5:]) + "\n" for row in rows)
    assert build_kept(GOOD | {FIGURES: text.encode()}).edition is None


def test_table_of_a_newer_program_is_passed_over(store: Store, data: Path, state: Path) -> None:
    newer = NEXT | {"targets.csv": b"target,day\na,2024\n"}
    store.archive.record(fingerprint_files(newer), newer, 15, NOTHING)
    save(NEXT | {"targets.csv": newer["targets.csv"]}, data)
    assert store.check().is_current
    (data / "themes.csv").write_bytes(b"")
    restarted = Store(data, state)
    assert restarted.check().edition is not None
