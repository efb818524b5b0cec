"""Rows as they lie on disk: found by number, id or cell, also in a file that is not published."""

from __future__ import annotations

import pytest

from publicstats.editing import EditError
from publicstats.editing.acknowledging_rows import SCOPES, acknowledge
from publicstats.editing.applying import apply_edit
from publicstats.editing.file_rows import RowError, find_key, find_row, find_rows, list_names
from publicstats.editing.row_changes import Clash, carry_over, find_again, find_clashes, write_mending
from publicstats.edition.model import build_edition
from publicstats.text.i18n import Text
from tests.helpers import FIGURES, add, change, make_files, read_rows, write_rows

LIST = "breakdowns.csv"
HEADER = "breakdown,name_zh,name_en,order\n"


def make_list(text: str) -> dict[str, bytes]:
    return {LIST: (HEADER + text).encode()}


def find_reason(files: dict[str, bytes], file: str, row: int) -> str:
    with pytest.raises(RowError) as caught:
        find_row(files, file, row)
    return caught.value.reason


def test_row_is_counted_as_a_problem_counts_it_behind_blank_lines_and_cells_of_two_lines() -> None:
    files = make_list('\n,,,\nyoung,"青\n年",Young,1\nold,老年,Old,x\n')
    (problem,) = [p for p in build_edition({**make_files(), **files}).problems if p.column == "order"]
    assert find_row(files, LIST, problem.row).cells["order"] == problem.typed == "x"
    assert find_row(files, LIST, 4).cells["name_zh"] == "青\n年"


def test_cells_are_as_they_are_read_and_only_those_of_known_columns() -> None:
    files = {LIST: "\ufeffBREAKDOWN,name_zh,已核对,name_en,order\n young ,　青年, 是, Young ,１\n".encode()}
    row = find_row(files, LIST, 2)
    assert row.cells == {"breakdown": "young", "name_zh": "青年", "name_en": "Young", "order": "1"}
    assert row.key == "young"


def test_row_that_is_too_short_has_blank_cells() -> None:
    assert find_row(make_list("young,青年\n"), LIST, 2).cells["order"] == ""


@pytest.mark.parametrize(
    ("files", "row", "reason"),
    [
        ({}, 2, "file_gone"),
        (make_list("young,青年,Young,1\n"), 3, "row_gone"),
        (make_list("\nyoung,青年,Young,1\n"), 2, "row_gone"),
        (make_list("young,青,年,Young,1\n"), 2, "row_length"),
        (make_list('young,"青年,Young,1\nold,老年,Old,2\n'), 3, "file"),
        ({LIST: "分类一览\nyoung,青年,Young,1\n".encode()}, 2, "header"),
        ({LIST: b"breakdown;name_zh;name_en;order\nyoung;a;Young;1\n"}, 2, "header"),
        ({LIST: b"breakdown,name_zh,name_zh,order\nyoung,a,Young,1\n"}, 2, "header"),
        ({LIST: b"\xff\xfeb\x00"}, 2, "file"),
        ({LIST: b"breakdown,name_zh\n\xff\xff\xff,\xe4\n"}, 2, "file"),
        ({LIST: b""}, 2, "header"),
    ],
)
def test_what_cannot_be_mended_by_cell_says_why(files: dict[str, bytes], row: int, reason: str) -> None:
    assert find_reason(files, LIST, row) == reason


@pytest.mark.parametrize("file", ["../secret.csv", "/etc/passwd", "figures/../units.csv", "notes.txt", ""])
def test_file_that_is_none_of_the_contract_is_refused(file: str) -> None:
    with pytest.raises(EditError):
        find_row({file: b"x"}, file, 2)


def test_row_is_found_by_its_id_in_any_file_and_by_a_cell() -> None:
    files = make_files()
    files["figures/more.csv"] = files[FIGURES].replace(b"fee,", b"toll,")
    files["figures/broken.csv"] = b"\xff\xff"
    found = find_key(files, "figures", "toll")
    assert found is not None
    assert found.file == "figures/more.csv"
    assert find_key(files, "figures", "nothing") is None
    assert [row.key for row in find_rows(files, FIGURES, "printed", "98.7%")] == ["share_2024"]


def test_names_of_ids_are_listed_as_far_as_files_can_be_read() -> None:
    files = make_files()
    assert list_names(files, "regions")["310000"] == Text("上海市", "Shanghai")
    assert list_names(files, "sources")["paper_a"].zh == "甲报一文"
    assert list_names({**files, "regions.csv": b"\0"}, "regions") == {}


def test_row_is_found_again_where_rows_were_written_above_it() -> None:
    files = make_files()
    row = find_row(files, FIGURES, 10)
    rows = read_rows(files[FIGURES])
    moved = find_again({FIGURES: write_rows([rows[0], rows[1], *rows[1:]])}, row)
    assert (moved.number, moved.cells) == (11, row.cells)


def test_row_is_the_same_under_another_id_and_gone_where_another_stands_there() -> None:
    files = make_files()
    row = find_row(files, FIGURES, 10)
    assert find_again(make_files(figures=[change("fee", figure="toll")]), row).key == "toll"
    rows = read_rows(files[FIGURES])
    with pytest.raises(RowError, match="row_gone"):
        find_again({FIGURES: write_rows([*rows[:9], *rows[10:]])}, row)


def test_of_two_rows_of_one_id_the_one_of_these_cells_is_found() -> None:
    row = find_row(make_files(), FIGURES, 10)
    twice = make_files(figures=[change("fee", line="12")])
    rows = read_rows(twice[FIGURES])
    twice[FIGURES] = write_rows([rows[0], rows[9], read_rows(make_files()[FIGURES])[9], *rows[1:9]])
    assert find_again(twice, row).number == 3


def test_clash_is_a_cell_that_both_have_changed_and_all_that_was_typed_is_kept() -> None:
    before = find_row(make_files(), FIGURES, 10)
    now = find_row(make_files(figures=[change("fee", printed="5元", note_zh="注", line="3")]), FIGURES, 10)
    typed = {**before.cells, "printed": "6元", "note_en": "Note", "line": "3"}
    assert find_clashes(before, now, typed) == [Clash("printed", before.cells["printed"], "5元", "6元")]
    kept = carry_over(before, now, typed)
    assert (kept["printed"], kept["note_en"], kept["note_zh"], kept["line"]) == ("6元", "Note", "注", "3")


def test_mending_names_what_differs_as_it_is_read_and_no_other_cell() -> None:
    row = find_row(make_files(), FIGURES, 10)
    edit = write_mending(row, {**row.cells, "line": " １１ ", "printed": " 6元 "})
    assert [(cell.column, cell.was, cell.now) for cell in edit.cells] == [("printed", "1000至5000元", "6元")]
    assert edit.origin == "mending"
    assert write_mending(row, row.cells).cells == ()


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("exists", [True, False])
def test_acknowledgement_is_a_row_of_its_own_id_also_where_the_file_is_missing(
    scope: str, exists: bool
) -> None:
    cells = {"hint": "falls", "figure": "fee", "indicator": "money", "region": "cn"}
    reasons = {"reason_zh": "已核", "reason_en": "Checked"}
    files = make_files()
    if not exists:
        del files["acknowledgements.csv"]
    for _ in range(2):
        files |= apply_edit(files, acknowledge(files, cells, scope, reasons))
    outcome = build_edition(files)
    assert outcome.edition is not None, outcome.problems
    rows = list(outcome.edition.acknowledgements.values())
    assert len({row.id for row in rows}) == 2
    assert {row.hint for row in rows} == {"falls"}
    assert bool(rows[0].figure) == (scope == "figure")


def test_acknowledgement_fits_into_a_file_without_its_later_columns() -> None:
    old = "acknowledgement,hint,figure,reason_zh,reason_en\nseen,falls,fee,核,Seen\n".encode()
    files = {**make_files(), "acknowledgements.csv": old}
    cells = {"hint": "falls", "figure": "fee", "indicator": "money", "region": "cn"}
    files |= apply_edit(files, acknowledge(files, cells, "series", {"reason_zh": "核", "reason_en": "Seen"}))
    edition = build_edition(files).edition
    assert edition is not None
    assert [(row.indicator, row.region) for row in edition.acknowledgements.values()] == [
        ("", ""),
        ("money", "cn"),
    ]


def test_id_of_an_acknowledgement_is_never_too_long() -> None:
    long = "f" * 119
    files = make_files(figures=[add(figure=long, indicator="money", region="cn", period="2020", basis="flow",
                                    printed="5元", source="paper_a", line="1")])  # fmt: skip
    cells = {"hint": "disagreement", "figure": long}
    for _ in range(2):
        files |= apply_edit(
            files, acknowledge(files, cells, "figure", {"reason_zh": "核", "reason_en": "Seen"})
        )
    assert build_edition(files).edition is not None
