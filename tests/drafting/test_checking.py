"""A draft is checked by the rules of files, at its cells; what is sound is an edit that files take."""

from __future__ import annotations

import csv
import io
from functools import cache

import pytest

from publicstats.drafting import check_draft, parse_draft
from publicstats.editing import Edit, EditError
from publicstats.editing.edit import parse_edit
from publicstats.edition.model import Edition, build_edition
from publicstats.text.i18n import LANGS, Lang
from tests.drafting.drafting import ROW, SOURCE, check, list_found, make_draft, make_row
from tests.helpers import add, make_edition, make_files

EDITION = make_edition()
INDICATOR = {
    "indicator": "meals",
    "theme": "care",
    "name_zh": "供餐",
    "name_en": "Meals",
    "unit": "份",
    "definition_zh": "供餐份数",
    "definition_en": "Meals served",
}
UNIT = {"unit": "份", "name_en": "meals", "kind": "count"}


def write(files: dict[str, bytes], edit: Edit) -> dict[str, bytes]:
    """The files with the rows of an edit at their ends."""
    for row in edit.rows:
        text = files[row.file].decode() if row.file in files else ",".join(row.cells) + "\n"
        header = text.partition("\n")[0].split(",")
        new = io.StringIO()
        csv.DictWriter(new, header, lineterminator="\n").writerow(dict(row.cells))
        files[row.file] = (text.rstrip("\n") + "\n" + new.getvalue()).encode()
    return files


def test_sound_draft_is_an_edit_that_makes_an_edition() -> None:
    checked = check(
        EDITION, make_row(), make_row(2, figure="", period="2024-12-31", basis="stock", breakdown="young")
    )
    assert list_found(checked) == set()
    assert checked.edit is not None
    assert parse_edit(checked.edit.as_dict()) == checked.edit
    assert checked.edit.rows[0].file == "sources.csv"
    outcome = build_edition(write(make_files(), checked.edit))
    assert outcome.edition is not None
    assert outcome.edition.find("members_2025") is not None
    assert outcome.edition.find("cn_members_young_2024_12_31") is not None


WRONG: tuple[tuple[dict[str, str], str, str], ...] = (
    ({"printed": "1800万万人"}, "printed", "printed"),
    ({"printed": "=1+1"}, "printed", "formula_cell"),
    ({"printed": "1800万件"}, "printed", "unit_differs"),
    ({"printed": "1800万尾"}, "printed", "unit_unknown"),
    ({"indicator": "member"}, "indicator", "id_unknown"),
    ({"indicator": ""}, "indicator", "required"),
    ({"region": "31000"}, "region", "id_unknown"),
    ({"period": "2025-13"}, "period", "period_day"),
    ({"basis": "stok"}, "basis", "choice"),
    ({"line": "0"}, "line", "integer_beyond"),
    ({"figure": "Members"}, "figure", "id_"),
    ({"figure": "members_2024"}, "figure", "id_doubled"),
)


def test_each_error_is_told_at_the_cell_of_its_row() -> None:
    rows = [
        make_row(number, **{"figure": f"row_{number}", "period": f"{2030 + number}"} | cells)
        for number, (cells, _, _) in enumerate(WRONG, 1)
    ]
    checked = check(EDITION, *rows)
    errors = [one for one in checked.problems if one["severity"] == "error"]
    for number, (_, column, code) in enumerate(WRONG, 1):
        (one,) = [one for one in errors if one["number"] == number]
        assert one["column"] == column
        assert code in one["code"]
        assert one["words"]
        assert one["remedy"]
    assert checked.edit is None


def test_blank_cell_is_told_once_and_without_the_ids_of_columns() -> None:
    checked = check(EDITION, make_row(1, figure="", indicator=""))
    assert list_found(checked) == {(1, "indicator", "required")}  # and not that it has no id yet
    assert "indicator" not in checked.problems[0]["words"]
    assert checked.edit is None


def test_figures_that_a_row_replaces_are_looked_for_in_the_whole_edition() -> None:
    rows = (
        make_row(1, supersedes="members_1900"),
        make_row(2, figure="m_2026", period="2026", supersedes="members_young"),
        make_row(3, figure="m_2024", period="2024", supersedes="members_2024"),
    )
    assert list_found(check(EDITION, *rows)) == {(1, "supersedes", "id_unknown")}


def test_rows_that_share_a_slip_are_each_told() -> None:
    checked = check(
        EDITION, *(make_row(n, figure=f"f_{n}", period=f"20{n}", region="xx") for n in range(20, 40))
    )
    assert list_found(checked) == {(n, "region", "id_unknown") for n in range(20, 40)}


def test_suggestion_is_looked_for_in_the_whole_edition() -> None:
    (one,) = [p for p in check(EDITION, make_row(indicator="request")).problems if p["code"] == "id_unknown"]
    assert "requests" in one["words"]


def test_two_rows_of_one_thing_name_each_other_by_number() -> None:
    checked = check(EDITION, make_row(3), make_row(5, figure="other"))
    (one,) = [one for one in checked.problems if one["code"] == "figure_overlaps"]
    assert one["number"] == 5
    assert "number 3" in one["words"]


def test_blank_id_and_file_are_suggested() -> None:
    rows = check(EDITION, make_row(1, "", figure=""), make_row(2, "", figure="", period="2026")).rows
    assert rows["1"]["figure"] == "cn_members_2025"
    assert rows["2"]["figure"] == "cn_members_2026"
    assert {row["file"] for row in rows.values()} == {"figures/figures.csv"}


def test_id_of_a_figure_says_the_english_name_of_a_place_that_is_new() -> None:
    place = {"region": "640200", "name_zh": "石嘴山市", "name_en": "Shizuishan City", "level": "city"}
    new = [{"table": "regions", "cells": place | {"parent": "cn"}}]
    rows = check(EDITION, make_row(1, figure="", region="640200"), new=new).rows
    assert rows["1"]["figure"] == "shizuishan_members_2025"


def test_new_records_are_checked_and_written_before_what_names_them() -> None:
    new = [{"table": "indicators", "cells": INDICATOR}, {"table": "units", "cells": UNIT}]
    checked = check(EDITION, make_row(figure="", indicator="meals", printed="300份"), new=new)
    assert list_found(checked) == set()
    assert checked.edit is not None
    assert [row.file for row in checked.edit.rows] == [
        "units.csv",
        "indicators.csv",
        "sources.csv",
        "figures/figures.csv",
    ]
    assert checked.rows["1"]["reading"].startswith("Meals (China")
    assert build_edition(write(make_files(), checked.edit)).edition is not None


def test_what_is_wrong_with_a_new_record_is_told_of_it() -> None:
    wrong = INDICATOR | {"name_en": "", "indicator": "members"}
    new = [{"table": "units", "cells": UNIT}, {"table": "indicators", "cells": wrong}]
    found = [one for one in check(EDITION, make_row(), new=new).problems if one["severity"] == "error"]
    assert {(one.get("new"), one["column"]) for one in found} >= {(1, "name_en"), (1, "indicator")}


def test_what_is_wrong_with_the_source_is_told_of_number_0() -> None:
    source = {"new": True, "cells": SOURCE | {"source": "paper_a", "title_en": ""}}
    assert {(n, column) for n, column, _ in list_found(check(EDITION, make_row(), source=source))} == {
        (0, "source"),
        (0, "title_en"),
    }


def test_registered_source_is_no_part_of_the_edit() -> None:
    source = {"new": False, "cells": SOURCE | {"source": "paper_a"}}
    edit = check(EDITION, make_row(), source=source).edit
    assert edit is not None
    assert [row.file for row in edit.rows] == ["figures/figures.csv"]
    assert edit.rows[0].cells["source"] == "paper_a"


def test_rows_of_a_form_without_a_print_are_left_out() -> None:
    checked = check(EDITION, make_row(1, printed=""), make_row(2), origin="release")
    assert list(checked.rows) == ["2"]
    assert checked.edit is not None
    assert checked.edit.origin == "release"


def test_files_outside_the_folder_of_figures_are_refused_at_the_row() -> None:
    for file in ("figures.csv", "figures/../x.csv", "/etc/passwd", "figures/a.txt", "sources.csv"):
        assert (1, "file", "draft_file") in list_found(check(EDITION, make_row(1, file)))


def test_figure_is_read_back_in_words_with_the_values_that_it_allows() -> None:
    rows = check(EDITION, make_row(printed="近1800万人"), lang="zh").rows
    assert rows["1"]["reading"] == "会员（全国，截至2025年）近1800万人，1700万人 至 1800万人"
    target = check(EDITION, make_row(printed="1800万人", kind="target"), lang="zh").rows
    assert target["1"]["reading"] == "会员（全国，截至2025年）1800万人，目标值"
    assert check(EDITION, make_row(basis="level")).rows["1"]["reading"] == ""


def test_problems_are_said_in_the_language_of_the_page() -> None:
    for lang, word in zip(LANGS, ("没有", "not"), strict=True):
        problems = check(EDITION, make_row(region="xx"), lang=lang).problems
        (one,) = [problem for problem in problems if problem["column"] == "region"]
        assert word in one["words"]


@cache
def make_series() -> Edition:
    """An edition in which requests go on evenly for two years."""
    rows = [
        add(
            figure=f"r_{year}_{month:02d}",
            indicator="requests",
            region="310000",
            period=f"{year}-{month:02d}",
            basis="flow",
            printed=f"{40 + month + year - 2022}.{month % 10}万件",
            source="paper_a",
            line=str(month),
        )
        for year in (2022, 2023)
        for month in range(1, 13)
    ]
    return make_edition(figures=rows)


def test_shifted_digit_is_hinted_at_beside_its_series_and_is_no_error() -> None:
    edition = make_series()
    row = {"figure": "", "indicator": "requests", "region": "310000", "period": "2024-01", "basis": "flow"}
    checked = check(edition, make_row(4, **row, printed="431.1万件"))
    assert [(hint["number"], hint["code"]) for hint in checked.hints] == [(4, "slip")]
    assert checked.edit is not None
    assert not check(edition, make_row(4, **row, printed="43.1万件")).hints


def test_hints_go_on_for_sound_rows_while_another_has_an_error() -> None:
    row = {"figure": "", "indicator": "requests", "region": "310000", "period": "2024-01", "basis": "flow"}
    checked = check(make_series(), make_row(4, **row, printed="431.1万件"), make_row(5, printed="?"))
    assert [hint["number"] for hint in checked.hints] == [4]


HOSTILE: tuple[dict[str, str], ...] = (
    dict.fromkeys(ROW, ""),
    dict.fromkeys(ROW, "\x07"),
    dict.fromkeys(ROW, '"\n,;'),
    dict.fromkeys(ROW, "9" * 4000),
    dict.fromkeys(ROW, "<script>"),
    {"base": "2024-13", "basis": "growth"},
    {"base": "year_before"},
    {"status": "derived"},
)


@pytest.mark.parametrize("lang", LANGS)
def test_whatever_is_typed_is_answered_in_words_and_is_no_edit(lang: Lang) -> None:
    rows = [
        make_row(number, **{"figure": f"row_{number}", "period": f"{2030 + number}"} | cells)
        for number, cells in enumerate(HOSTILE, 1)
    ]
    checked = check(EDITION, *rows, make_row(20), lang=lang)
    assert {one.get("number") for one in checked.problems} >= set(range(2, len(HOSTILE) + 1))
    assert checked.edit is None


def test_characters_that_were_lost_are_told_of() -> None:
    checked = check(EDITION, make_row(4, note_zh="\ufffd\ufffd"))
    assert list_found(checked) == {(4, "note_zh", "characters_lost")}


@pytest.mark.parametrize(
    "sent",
    [
        None,
        [],
        {},
        make_draft(origin="mending"),
        make_draft(rows={}),
        make_draft(new=[{"table": "figures", "cells": {}}]),
        make_draft(source={"new": 1, "cells": {}}),
        make_draft({"number": 0, "file": "", "cells": {}}),
        make_draft({"number": 1, "file": "", "cells": {"Figure": ""}}),
        make_draft({"number": 1, "file": "", "cells": {"figure": 3}}),
        make_draft({"number": 1, "file": "", "cells": {"figure": "x" * 5000}}),
        make_draft(*[make_row(n) for n in range(1, 2002)]),
    ],
)
def test_what_is_no_draft_is_refused(sent: object) -> None:
    with pytest.raises(EditError):
        parse_draft(sent)


def test_half_of_a_character_is_no_reason_to_fail() -> None:
    assert check(EDITION, make_row(note_zh="\ud800", note_en="\udfff")).rows["1"]["figure"] == "members_2025"


def test_empty_draft_is_no_edit() -> None:
    assert check_draft(parse_draft(make_draft()), EDITION, "en").edit is None
