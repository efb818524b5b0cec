"""What reading accepts without a word, and what it refuses, row by row."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publicstats.edition.model import Edition, build_edition
from publicstats.reading.folder import load_files
from publicstats.reading.tables import FILE, ROW, fingerprint_files, read_tables
from tests.helpers import (
    FIGURES,
    add,
    change,
    change_rows,
    make_edition,
    make_files,
    read_rows,
    save,
    write_rows,
)

Damage = Callable[[bytes], bytes]


def _lines(data: bytes) -> list[str]:
    return data.decode().splitlines()


HARMLESS: dict[str, Damage] = {
    "a BOM": lambda data: b"\xef\xbb\xbf" + data,
    "GB18030": lambda data: data.decode().encode("gb18030"),
    "GBK": lambda data: data.decode().encode("gbk"),
    "CRLF": lambda data: data.replace(b"\n", b"\r\n"),
    "CR": lambda data: data.replace(b"\n", b"\r"),
    "no line end at the end": lambda data: data.rstrip(b"\n"),
    "a trailing comma column": lambda data: data.replace(b"\n", b",\n"),
    "several trailing comma columns with spaces": lambda data: data.replace(b"\n", b",, ,\n"),
    "blank lines": lambda data: b"\n\n" + data.replace(b"\n", b"\n\n") + b"\n\n",
    "lines of commas and spaces": lambda data: data.replace(b"\n", b"\n, , ,\n") + b"   \n",
    "spaces around cells": change_rows(
        lambda rows: rows.__setitem__(slice(None), [[f" {c}　" for c in r] for r in rows])
    ),
    "every cell quoted": lambda data: b"".join(
        b",".join(b'"' + cell.replace('"', '""').encode() + b'"' for cell in row) + b"\n"
        for row in read_rows(data)
    ),
    "another order of columns": change_rows(
        lambda rows: rows.__setitem__(slice(None), [row[::-1] for row in rows])
    ),
    "a header in capitals": lambda data: data.split(b"\n", 1)[0].upper() + b"\n" + data.split(b"\n", 1)[1],
    "empty cells left out at the end of a row": lambda data: b"\n".join(
        line.rstrip(b",") for line in data.split(b"\n")
    ),
}


@pytest.mark.parametrize("damage", HARMLESS.values(), ids=HARMLESS)
def test_what_spreadsheets_do_to_files_is_accepted_without_a_word(
    damage: Damage, small_edition: Edition
) -> None:
    outcome = build_edition({name: damage(data) for name, data in make_files().items()})
    assert outcome.problems == ()
    assert outcome.edition is not None
    here, there = (edition.figures.drop(columns=ROW) for edition in (outcome.edition, small_edition))
    assert here.equals(there), "but for the rows of the file"
    assert dict(outcome.edition.themes) == dict(small_edition.themes)
    assert dict(outcome.edition.charts) == dict(small_edition.charts)


def test_full_width_codes_numbers_and_slashed_dates_are_accepted() -> None:
    cells = {
        "region": "３１００００",
        "period": "2024/5/31",
        "basis": "ｓｔｏｃｋ",
        "line": "１２",
        "printed": "９８．７％",
    }
    edition = make_edition(figures=[change("share_2024", **cells)])
    row = edition.figures.set_index("figure").loc["share_2024"]
    assert (row["region"], row["period"], row["line"], row["value"]) == ("310000", "2024-05-31", "12", 98.7)


def test_full_width_letters_in_texts_stay_as_typed() -> None:
    edition = make_edition(themes=[change("care", title_zh="养老（ＡＢＣ）")])
    assert edition.themes["care"].title.zh == "养老（ＡＢＣ）"


def test_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    lines = _lines(make_files()[FIGURES])
    quoted = ['"' + lines[1].split(",")[0] + '",' + ",".join(lines[1].split(",")[1:-1]) + ',"two\nlines"']
    data = "\n".join(["", lines[0], "", *quoted, ",,,", *lines[2:]]) + "\n"
    table = read_tables({FIGURES: data.encode()}).tables["figures"]
    assert list(table[ROW].iloc[:3]) == [4, 6, 7]
    assert set(table[FILE]) == {FIGURES}


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
@pytest.mark.parametrize("write", [str, str.upper, lambda text: '"' + text.replace(",", '","') + '"'])
def test_header_inside_a_joined_file_is_one_problem_however_it_was_saved(
    mark: bytes, write: Callable[[str], str]
) -> None:
    files = make_files()
    headers = {name: write(_lines(data)[0]).encode() for name, data in files.items()}
    joined = {name: data + mark + headers[name] + b"\n" for name, data in files.items()}
    rows = {(name, data.count(b"\n") + 1, "header_repeated") for name, data in files.items()}
    found = [(p.file, p.row, p.code) for p in build_edition(joined).problems]
    assert set(found) == rows
    assert len(found) == len(rows)


def _add_row_of(cell: str) -> dict[str, bytes]:
    """The files, each with a row more of such cells."""
    return {
        name: data + ",".join([cell] * len(data.split(b"\n")[0].split(b","))).encode() + b"\n"
        for name, data in make_files().items()
    }


@pytest.mark.parametrize("cell", ["", " ", "\u3000", "\u00a0", "\u200b", "\ufeff", '""'])
def test_row_in_which_nothing_can_be_seen_is_a_blank_line(cell: str) -> None:
    assert build_edition(_add_row_of(cell)).problems == ()


@pytest.mark.parametrize("cell", ["-", "——", "*", "."])
def test_row_without_a_letter_or_digit_is_one_problem(cell: str) -> None:
    files = _add_row_of(cell)
    assert [(p.file, p.code) for p in build_edition(files).problems] == [
        (name, "row_sparse") for name in sorted(files)
    ]


def test_files_of_one_folder_make_one_table() -> None:
    files = make_files()
    rows = read_rows(files[FIGURES])
    files["figures/a.csv"] = write_rows(rows[:4])
    files["figures/b.csv"] = write_rows([rows[0], *rows[4:]])
    del files[FIGURES]
    outcome = build_edition(files)
    assert outcome.edition is not None
    assert list(outcome.edition.figures["figure"][:3]) == [row[0] for row in rows[1:4]]


def test_only_csvs_of_the_contract_are_loaded(tmp_path: Path) -> None:
    folder = save(
        make_files()
        | {"figures/~$a.csv": b"x", "figures/.b.csv": b"x", "figures/c.txt": b"x", "d.csv": b"x"},
        tmp_path,
    )
    assert load_files(folder) == make_files()


def test_fingerprint_names_content_and_nothing_else() -> None:
    files = make_files()
    again = dict(reversed(files.items()))
    other = make_files(themes=[add(theme="x", title_zh="x", title_en="x", order="3")])
    moved = {name.replace("figures.csv", "other.csv"): data for name, data in files.items()}
    assert fingerprint_files(files) == fingerprint_files(again)
    assert len({fingerprint_files(f) for f in (files, other, moved)}) == 3


_NAMES = sorted(make_files())


_cells = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=8)


@settings(max_examples=200)
@given(st.sampled_from(_NAMES), st.binary(max_size=200))
def test_any_bytes_are_a_table_or_problems_of_that_file(name: str, data: bytes) -> None:
    reading = read_tables({name: data})
    assert any(problem.file == name for problem in reading.problems) or len(reading.tables) == 1


@settings(max_examples=80)
@given(st.lists(st.lists(_cells, min_size=4, max_size=4), max_size=5), st.sampled_from(["\n", "\r\n"]))
def test_quoting_of_cells_does_not_matter(rows: list[list[str]], end: str) -> None:
    header = ["breakdown", "name_zh", "name_en", "order"]
    tables = []
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_ALL):
        text = io.StringIO()
        csv.writer(text, lineterminator=end, quoting=quoting).writerows([header, *rows])
        data = text.getvalue().encode("utf-8-sig")
        reading = read_tables({"breakdowns.csv": data})
        tables.append(
            (reading.tables.get("breakdowns"), [p for p in reading.problems if p.file == "breakdowns.csv"])
        )
    (one, problems), (other, others) = tables
    assert problems == others
    assert (one is None and other is None) or (one is not None and other is not None and one.equals(other))


@settings(max_examples=25)
@given(st.sampled_from(_NAMES), st.integers(0, 2000), st.integers(0, 40), st.binary(max_size=6))
def test_any_damage_to_a_valid_file_is_an_edition_or_a_list_of_problems(
    name: str, place: int, length: int, data: bytes
) -> None:
    files = make_files()
    at = place % len(files[name])
    files[name] = files[name][:at] + data + files[name][at + length :]
    outcome = build_edition(files)
    assert (outcome.edition is None) == any(problem.severity == "error" for problem in outcome.problems)
    for problem in outcome.problems:
        for lang in ("zh", "en"):
            assert problem.describe(lang)
            assert problem.locate(lang)
