"""What an edit may leave behind: no new error, while a wrong folder is mended error by error."""

from __future__ import annotations

from publicstats.contract.problems import FLOOD
from publicstats.editing import Edit, MendedCell, NewRow
from publicstats.editing.applying import apply_edit
from publicstats.editing.file_rows import find_key
from publicstats.edition.model import build_edition
from publicstats.publishing.judging import Verdict, judge_edit
from tests.helpers import FIGURES, Change, add, change, make_files


def judge(files: dict[str, bytes], *cells: tuple[str, str, str], rows: tuple[NewRow, ...] = ()) -> Verdict:
    """The verdict on cells, each named by the id of its row, its column and its new text."""
    mended = []
    for name, column, now in cells:
        row = find_key(files, "figures", name) or find_key(files, "indicators", name)
        assert row is not None
        mended.append(MendedCell(row.file, row.number, column, row.cells[column], now))
    edit = Edit(rows, tuple(mended), "mending")
    after = {**files, **apply_edit(files, edit)}
    return judge_edit(edit, build_edition(files).problems, build_edition(after).problems)


def break_figures(**cells: str) -> Change:
    """Two wrong figures: the fee and the share."""

    def spoil(table: object) -> None:
        change("fee", line="x")(table)  # type: ignore[arg-type]
        change("share_2024", printed="98.7公斤")(table)  # type: ignore[arg-type]

    return spoil


def test_edit_of_a_sound_folder_may_add_no_error() -> None:
    verdict = judge(make_files(), ("fee", "line", "x"))
    assert [(p.code, p.row, p.column) for p in verdict.added] == [("integer", 10, "line")]
    assert not verdict.may_be_saved
    assert judge(make_files(), ("fee", "line", "12")).is_publishable


def test_one_of_several_errors_may_be_mended_though_the_others_are_left() -> None:
    verdict = judge(make_files(figures=[break_figures()]), ("fee", "line", "12"))
    assert verdict.may_be_saved
    assert not verdict.is_publishable
    assert [p.column for p in verdict.remaining] == ["printed"]


def test_cell_that_is_still_wrong_is_not_saved() -> None:
    for text in ("x", "y", "1.5"):
        verdict = judge(make_files(figures=[break_figures()]), ("fee", "line", text))
        assert [(p.row, p.column) for p in verdict.added] == [(10, "line")]


def test_another_error_in_the_same_row_is_not_saved() -> None:
    verdict = judge(make_files(figures=[break_figures()]), ("fee", "line", "12"), ("fee", "period", "never"))
    assert [p.column for p in verdict.added] == ["period"]


def test_id_that_rows_elsewhere_name_is_not_changed_in_a_wrong_folder_either() -> None:
    files = make_files(figures=[break_figures()], indicators=[change("share", better="north")])
    verdict = judge(files, ("share", "better", "up"), ("share", "indicator", "coverage"))
    assert "id_unknown" in {p.code for p in verdict.added}


def test_what_could_not_be_looked_at_before_only_comes_to_light() -> None:
    files = make_files(
        figures=[change("share_2024", printed="98.7件")], indicators=[change("share", unit="北")]
    )
    assert [p.code for p in build_edition(files).problems] == ["id_unknown"]
    verdict = judge(files, ("share", "unit", "%"))
    assert verdict.may_be_saved
    assert [p.code for p in verdict.remaining] == ["unit_differs"]


def test_sound_row_is_not_changed_so_that_another_becomes_wrong() -> None:
    files = make_files(figures=[change("fee", line="x")])
    verdict = judge(files, ("share", "unit", "件"))
    assert verdict.added
    assert verdict.added[0].file == FIGURES


def test_row_may_be_added_to_a_wrong_folder_but_no_wrong_row() -> None:
    files = make_files(figures=[change("fee", line="x")])
    cells = {"figure": "new", "indicator": "money", "region": "cn", "period": "2020", "basis": "flow"}
    cells |= {"printed": "5元", "source": "paper_a", "line": "3"}
    assert judge(files, rows=(NewRow(FIGURES, cells),)).may_be_saved
    verdict = judge(files, rows=(NewRow(FIGURES, {**cells, "region": "mars"}),))
    assert [p.code for p in verdict.added] == ["id_unknown"]


def test_flood_is_mended_row_by_row_though_the_next_of_it_is_listed_then() -> None:
    wrong = [
        add(figure=f"f_{n}", indicator="money", region="cn", period=str(1900 + n), basis="flow",
            printed="5元", source="paper_a", line="x")
        for n in range(FLOOD + 5)
    ]  # fmt: skip
    files = make_files(figures=wrong)
    assert judge(files, ("f_3", "line", "4")).may_be_saved
    assert not judge(files, ("fee", "line", "x")).may_be_saved


def test_of_rows_that_share_a_cause_the_first_may_be_mended() -> None:
    files = make_files(
        figures=[change(name, region="mars") for name in ("fee", "money_2024", "members_2023")]
    )
    assert judge(files, ("members_2023", "region", "cn")).may_be_saved
    assert judge(files, ("members_2023", "region", "cn"), ("requests_sh", "note_en", "Noted")).may_be_saved


def test_new_warnings_are_told_and_old_ones_are_not() -> None:
    files = make_files(figures=[change("share_2024", printed="0.987")])
    assert [p.code for p in build_edition(files).problems] == ["share_bare"]
    assert judge(files, ("fee", "line", "12")).warnings == ()
    assert [p.code for p in judge(make_files(), ("share_2024", "printed", "0.987")).warnings] == [
        "share_bare"
    ]
