"""Names that nearly are those of tables: each is told, with what it should be; what programs keep is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from publicstats.edition.model import load_edition
from publicstats.publishing import Store
from publicstats.reading.lookalikes import find_lookalikes
from publicstats.text.i18n import LANGS
from tests.helpers import FIGURES, add, copy, make_files, save

MISNAMED = {
    "figures/NEW.CSV": "figures/new.csv",
    "figures/new.Csv": "figures/new.csv",
    "figures/new.csv ": "figures/new.csv",
    "figures/ｎｅｗ．ｃｓｖ": "figures/new.csv",
    "figures/图书馆。csv": "figures/图书馆.csv",
    "figures/new.csv.txt": "figures/new.csv",
    "figures/new.tsv": "figures/new.csv",
    "figures/new.txt": "figures/new.csv",
    "figures.csv": "figures/figures.csv",
    "figures (1).csv": "figures/figures.csv",
    "figures - 副本.csv": "figures/figures.csv",
    "Figures.csv": "figures/figures.csv",
    "libraries.csv": "figures/libraries.csv",
    "Breaks.csv": "breaks.csv",
    "RELEASES.CSV": "releases.csv",
    " sources.csv": "sources.csv",
    "sources.csv\u3000": "sources.csv",
    "ｓｏｕｒｃｅｓ.csv": "sources.csv",
    "sources.csv.csv": "sources.csv",
    "sources.tsv": "sources.csv",
    "sources.txt": "sources.csv",
    "sources": "sources.csv",
    "sources (2).csv": "sources.csv",
    "sources（2）.csv": "sources.csv",
    "sources - 副本 (2).csv": "sources.csv",
    "sources - Copy.csv": "sources.csv",
    "Copy of sources.csv": "sources.csv",
    "复件 sources.csv": "sources.csv",
    "sources_20241010.csv": "sources.csv",
    "sources_old.csv": "sources.csv",
    "source.csv": "sources.csv",
    "indicater.csv": "indicators.csv",
    "sour\u200bces.csv": "sources.csv",
}
WORKBOOKS = {
    "sources.xlsx": "sources.csv",
    "sources.csv.xls": "sources.csv",
    "figures/new.et": "figures/new.csv",
    "figures/new.ods": "figures/new.csv",
    "breaks.csv.zip": "breaks.csv",
}
SILENT = (
    *(
        "~$sources.xlsx",
        ".~lock.sources.csv#",
        ".sources.csv.swp",
        "sources.csv~",
        "#sources.csv#",
        "._sources.csv",
    ),
    *("figures/~$new.xlsx", "figures/.~lock.new.csv#", "figures/new.csv.tmp", "figures/.DS_Store"),
    *(
        "Thumbs.db",
        "desktop.ini",
        "datapackage.json",
        "README.md",
        "notes.txt",
        "budget.xlsx",
        "figures/README.txt",
    ),
    *("figures/another.csv", "breaks.csv", ".git/sources.csv", "articles/a.txt"),
)


def put(folder: Path, name: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"")


def look(folder: Path) -> list[tuple[str, str, str]]:
    return [(problem.code, problem.file, problem.facts["meant"]) for problem in find_lookalikes(folder)]


@pytest.mark.parametrize("name", MISNAMED)
def test_name_that_nearly_fits_is_told_with_what_it_should_be(name: str, tmp_path: Path) -> None:
    put(tmp_path, name)
    shown = name.replace("\u200b", "\\u200b").replace("\u3000", "\\u3000")
    assert look(tmp_path) == [("file_misnamed", shown, MISNAMED[name])]
    for lang in LANGS:
        said = find_lookalikes(tmp_path)[0].describe(lang)
        assert shown.rpartition("/")[2] in said
        assert MISNAMED[name] in said


@pytest.mark.parametrize("name", WORKBOOKS)
def test_workbook_with_the_name_of_a_table_is_to_be_saved_as_one(name: str, tmp_path: Path) -> None:
    put(tmp_path, name)
    assert look(tmp_path) == [("file_format", name, WORKBOOKS[name])]


@pytest.mark.parametrize("name", SILENT)
def test_what_programs_keep_and_what_is_no_table_is_passed_over(name: str, tmp_path: Path) -> None:
    put(tmp_path, name)
    assert look(tmp_path) == []


@pytest.mark.parametrize(
    "name", ["figures/2024/new.csv", "figures/a/b/NEW.CSV", "Figures/new.csv", "old/new.csv"]
)
def test_folder_of_csvs_that_is_not_read_is_told(name: str, tmp_path: Path) -> None:
    put(tmp_path, name)
    parts = name.split("/")
    told = "/".join(parts[:2]) if parts[0] == "figures" else parts[0]
    assert look(tmp_path) == [("folder_unread", told, "figures/")]


def test_folder_that_leads_back_to_itself_is_looked_at_once(tmp_path: Path) -> None:
    put(tmp_path, "figures/new.csv")
    (tmp_path / "figures" / "again").symlink_to("..")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert look(tmp_path) == []


def test_name_that_means_the_very_file_that_is_read_is_passed_over(tmp_path: Path) -> None:
    put(tmp_path, "breaks.csv")
    (tmp_path / "Breaks.csv").hardlink_to(tmp_path / "breaks.csv")  # as where names have no case
    assert look(tmp_path) == []


def test_thousands_of_misnamed_files_are_told_up_to_a_limit_that_is_said(tmp_path: Path) -> None:
    for number in range(400):
        put(tmp_path, f"figures/new{number}.CSV")
    found = find_lookalikes(tmp_path)
    assert len(found) == 301
    assert found[0].code == "more_files"
    assert found[0].facts == {"code": "file_misnamed", "count": "100"}


def test_check_warns_of_a_misnamed_file_and_publishes_the_rest(tmp_path: Path) -> None:
    save(make_files(), tmp_path)
    put(tmp_path, "figures/NEW.CSV")
    outcome = load_edition(tmp_path)
    assert outcome.edition is not None
    assert [(problem.code, problem.severity) for problem in outcome.problems] == [
        ("file_misnamed", "warning")
    ]


def test_renamed_file_of_figures_is_told_with_how_many_figures_are_gone(tmp_path: Path) -> None:
    rows = make_files(figures=[copy("requests_bj", figure="more", period="2023-Q1", printed="5件")])[
        FIGURES
    ].splitlines(keepends=True)
    files = make_files() | {"figures/new.csv": rows[0] + rows[-1]}
    data = save(files, tmp_path / "data")
    store = Store(data, tmp_path / "state")
    assert store.check().told == ()
    (data / "figures/new.csv").rename(data / "figures/NEW.CSV")
    told = [(problem.code, problem.file, problem.facts.get("count")) for problem in store.check().told]
    assert told == [("file_misnamed", "figures/NEW.CSV", None), ("rows_gone", "figures/new.csv", "1")]
    (data / "figures/NEW.CSV").rename(data / "figures/new.csv")
    assert store.check().told == ()


def test_renamed_table_that_may_be_missing_is_told_with_how_many_rows_are_gone(tmp_path: Path) -> None:
    row = {"break": "b", "indicator": "members", "from": "2024", "note_zh": "口径", "note_en": "Changed"}
    data = save(make_files(breaks=[add(**row)]), tmp_path / "data")
    store = Store(data, tmp_path / "state")
    store.check()
    (data / "breaks.csv").rename(data / "Breaks.csv")
    told = [(problem.code, problem.file, problem.facts.get("count")) for problem in store.check().told]
    assert told == [("file_misnamed", "Breaks.csv", None), ("rows_gone", "breaks.csv", "1")]


def test_figures_that_move_to_another_file_are_not_gone(tmp_path: Path) -> None:
    data = save(make_files(), tmp_path / "data")
    store = Store(data, tmp_path / "state")
    store.check()
    (data / FIGURES).rename(data / "figures/other.csv")
    assert store.check().told == ()
