"""A cell is mended in the browser, under the rules by which the CSVs are published."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from publicstats.analysis import edit_outlook
from publicstats.contract.problem_examples import EXAMPLES
from publicstats.contract.problems import Problem
from publicstats.contract.schema import SCHEMAS
from publicstats.markup.mending_links import mending_link
from publicstats.publishing import shared_store
from publicstats.server.access import Reader, Role
from publicstats.text.i18n import LANGS, Lang, translate
from tests.helpers import FIGURES, add, change, make_files, read_rows, save, write_rows
from tests.pages.test_edits import HOSTILE
from tests.visiting import read_html, read_text, read_title, turn_to

Visit = Callable[..., AppTest]
FEE = {"file": FIGURES, "row": "10", "column": "line", "was": "x"}
WRONG = change("fee", line="x")
PROBLEMS = [problem for examples in EXAMPLES.values() for problem in examples]


@pytest.fixture
def saving(monkeypatch: pytest.MonkeyPatch) -> None:
    """The setting by which pages save into the CSVs."""
    monkeypatch.setenv("PUBLICSTATS_SAVING", "on")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def open_row(visit: Visit, *wrong: Callable[..., None], **asked: str) -> AppTest:
    """The page of a row, over a folder that was sound and is wrong now."""
    app = visit("quality", lang=asked.pop("lang", "zh"))
    if wrong:
        save(make_files(figures=wrong), Path(shared_store().data))
        assert not shared_store().check().is_current
    return turn(app, **asked)


def turn(app: AppTest, **asked: str) -> AppTest:
    """The page of a row, as a link leads there."""
    app.query_params.update(asked)
    turn_to(app, "mend")
    assert not app.exception
    return app


def act(app: AppTest, action: str, **cells: str) -> str:
    """What the page says once cells were typed and a button was pressed."""
    for column, text in cells.items():
        kind = (
            app.selectbox
            if column in {str(box.key).removeprefix("mend_") for box in app.selectbox}
            else app.text_input
        )
        kind(key=f"mend_{column}").set_value(text)
    app.button(key=f"mend_{action}").click().run()
    assert not app.exception
    assert "ps-failed" not in read_html(app)
    return read_text(app)


def find_cell(data: Path, name: str, column: str, file: str = FIGURES) -> str:
    header, *rows = read_rows((data / file).read_bytes())
    return next(row[header.index(column)] for row in rows if row[0] == name)


@pytest.mark.parametrize("lang", LANGS)
def test_page_shows_the_row_on_disk_with_the_cell_at_fault_first(visit: Visit, lang: Lang) -> None:
    app = open_row(visit, WRONG, lang=lang, **FEE)
    assert read_title(app) == translate("page.mend", lang)
    assert app.text_input[0].key == "mend_line"
    assert app.text_input[0].value == "x"
    problem = shared_store().snapshot.told[0]
    assert problem.describe(lang) in read_text(app)
    keys = {element.key for kind in (app.text_input, app.selectbox, app.text_area) for element in kind}
    assert keys >= {f"mend_{name}" for name in SCHEMAS["figures"].names}


def test_codes_and_ids_are_chosen_and_all_else_is_typed(visit: Visit) -> None:
    app = open_row(visit, **FEE)
    assert "310000 · 上海市" in app.selectbox(key="mend_region").options
    assert "members · 会员" in app.selectbox(key="mend_indicator").options
    assert "rule · 标准" in app.selectbox(key="mend_kind").options
    assert "year_before" in app.selectbox(key="mend_base").options
    assert app.text_input(key="mend_printed").value == "1000至5000元"


@pytest.mark.usefixtures("saving")
def test_cell_typed_right_is_saved_and_published_and_can_be_taken_back(visit: Visit, data: Path) -> None:
    app = open_row(visit, WRONG, **FEE)
    before = (data / FIGURES).read_bytes()
    text = act(app, "save", line=" 12 ")
    assert translate("sending.saved", "zh") in text
    assert (data / FIGURES).read_bytes() == before.replace(b",x,", b",12,")
    assert shared_store().check().is_current
    assert translate("sending.published", "zh") in read_text(app.run())
    app.button(key="undo").click().run()
    assert translate("sending.undone", "zh") in read_text(app)
    assert (data / FIGURES).read_bytes() == before
    assert app.text_input(key="mend_line").value == "x"


@pytest.mark.usefixtures("saving")
def test_cell_typed_wrong_is_not_saved_and_the_page_says_why(visit: Visit, data: Path) -> None:
    app = open_row(visit, WRONG, **FEE)
    before = (data / FIGURES).read_bytes()
    for column, text in (("line", "y"), ("period", "never"), ("printed", "5公斤")):
        cells = {"line": "12", "period": "2024", "printed": "1000至5000元", column: text}
        said = act(app, "save", **cells)
        assert translate("outlook.added", "zh") in said
        assert text in said
        assert {name: app.text_input(key=f"mend_{name}").value for name in cells} == cells
    assert (data / FIGURES).read_bytes() == before


@pytest.mark.usefixtures("saving")
def test_several_cells_of_a_row_are_mended_at_once(visit: Visit, data: Path) -> None:
    app = open_row(visit, WRONG, **FEE)
    act(app, "save", line="12", note_zh="注，“甲”", note_en="Note", region="310000")
    assert [find_cell(data, "fee", name) for name in ("line", "note_zh", "region")] == [
        "12",
        "注，“甲”",
        "310000",
    ]


@pytest.mark.usefixtures("saving")
def test_one_of_two_errors_is_mended_though_the_folder_is_not_published_yet(visit: Visit, data: Path) -> None:
    app = open_row(visit, WRONG, change("share_2024", printed="98.7公斤"), **FEE)
    text = act(app, "save", line="12")
    assert translate("sending.unpublished", "zh") in text
    assert "公斤" in text
    assert find_cell(data, "fee", "line") == "12"
    assert not shared_store().check().is_current


@pytest.mark.usefixtures("saving")
@pytest.mark.parametrize("lang", LANGS)
def test_check_shows_what_would_change_for_readers_and_saves_nothing(
    visit: Visit, data: Path, lang: Lang
) -> None:
    app = open_row(visit, lang=lang, file=FIGURES, row="3", column="printed")
    before = (data / FIGURES).read_bytes()
    text = act(app, "check", printed="1800多万名")
    assert translate("outlook.sound", lang) in text
    assert {"zh": "1800多万名", "en": "over 18 million"}[lang] in text
    assert (data / FIGURES).read_bytes() == before


@pytest.mark.usefixtures("saving")
def test_what_brings_a_warning_is_saved_only_once_it_was_looked_at(visit: Visit, data: Path) -> None:
    app = open_row(visit, file=FIGURES, row="7", column="printed")
    text = act(app, "save", printed="0.987")
    assert translate("outlook.look_first", "zh") in text
    assert find_cell(data, "share_2024", "printed") == "98.7%"
    assert translate("sending.saved", "zh") in act(app, "save")
    assert find_cell(data, "share_2024", "printed") == "0.987"


@pytest.mark.usefixtures("saving")
def test_what_somebody_else_changed_meanwhile_is_shown_and_nothing_typed_is_lost(
    visit: Visit, data: Path
) -> None:
    app = open_row(visit, WRONG, **FEE)
    save(make_files(figures=[change("fee", line="13", note_zh="他人所注")]), data)
    text = act(app, "save", line="12", note_en="Note")
    assert translate("mend.clash", "zh") in text
    assert translate("mend.clash_cell", "zh", was="x", now="13", typed="12") in text
    assert app.text_input(key="mend_line").value == "12"
    assert app.text_input(key="mend_note_en").value == "Note"
    assert app.text_input(key="mend_note_zh").value == "他人所注"
    assert find_cell(data, "fee", "line") == "13"
    act(app, "save")
    assert [find_cell(data, "fee", name) for name in ("line", "note_zh", "note_en")] == [
        "12",
        "他人所注",
        "Note",
    ]


@pytest.mark.usefixtures("saving")
def test_row_is_followed_where_others_were_written_above_it(visit: Visit, data: Path) -> None:
    app = open_row(visit, WRONG, **FEE)
    header, *rows = read_rows((data / FIGURES).read_bytes())
    (data / FIGURES).write_bytes(write_rows([header, ["a_new", *rows[0][1:4], "2020", *rows[0][5:]], *rows]))
    text = act(app, "save", line="12")
    assert translate("mend.moved", "zh", was="10", row="11") in text
    assert find_cell(data, "fee", "line") == "12"


@pytest.mark.usefixtures("saving")
def test_row_or_file_that_is_gone_is_told_with_what_was_typed(visit: Visit, data: Path) -> None:
    app = open_row(visit, WRONG, **FEE)
    header, *rows = read_rows((data / FIGURES).read_bytes())
    (data / FIGURES).write_bytes(write_rows([header, *(row for row in rows if row[0] != "fee")]))
    text = act(app, "save", line="123456")
    assert translate("mend.cannot.row_gone", "zh") in text
    assert "123456" in text
    (data / FIGURES).write_bytes(write_rows([header, *rows]))
    turn_to(app, "quality")
    turn_to(app, "mend")
    (data / FIGURES).unlink()
    text = act(app, "save", line="123456")
    assert translate("mend.cannot.file_gone", "zh") in text
    assert "123456" in text


@pytest.mark.usefixtures("saving")
def test_row_pasted_twice_is_taken_out(visit: Visit, data: Path) -> None:
    app = visit("quality")
    header, *rows = read_rows((data / FIGURES).read_bytes())
    (data / FIGURES).write_bytes(write_rows([header, *rows, rows[0]]))
    assert not shared_store().check().is_current
    turn(app, file=FIGURES, row="15", column="figure")
    app.checkbox(key="mend_out").check()
    text = act(app, "save")
    assert translate("sending.saved", "zh") in text
    assert shared_store().check().is_current
    app.button(key="undo").click().run()
    assert app.text_input(key="mend_figure").value == "members_2023"


@pytest.mark.usefixtures("saving")
def test_file_that_a_spreadsheet_has_open_is_told_and_the_analyst_decides(visit: Visit, data: Path) -> None:
    app = open_row(visit, WRONG, **FEE)
    (data / "figures" / ".~lock.figures.csv#").touch()
    text = act(app, "save", line="12")
    assert translate("desk.file_open", "zh", file=FIGURES) in text
    assert find_cell(data, "fee", "line") == "x"
    assert translate("sending.saved", "zh") in act(app, "anyway")
    assert find_cell(data, "fee", "line") == "12"


@pytest.mark.usefixtures("saving")
def test_whose_sign_in_has_ended_saves_nothing(
    visit: Visit, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_row(visit, WRONG, **FEE)
    monkeypatch.setattr("pages.editors.current_reader", lambda: Reader(Role.READER, is_signed_in=True))
    act(app, "save", line="12")
    assert find_cell(data, "fee", "line") == "x"


def test_where_saving_is_off_the_changed_file_is_offered(visit: Visit, data: Path) -> None:
    app = open_row(visit, WRONG, **FEE)
    before = (data / FIGURES).read_bytes()
    assert [button.key for button in app.button if str(button.key).startswith("mend_")] == ["mend_check"]
    text = act(app, "check", line="12")
    assert translate("sending.off", "zh") in text
    (download,) = app.get("download_button")
    assert download.proto.label == translate("sending.download", "zh", file="figures.csv")
    assert (data / FIGURES).read_bytes() == before
    act(app, "check", line="y")
    assert not app.get("download_button")


@pytest.mark.usefixtures("saving")
@pytest.mark.parametrize("lang", LANGS)
def test_first_start_that_is_broken_can_be_mended(visit: Visit, lang: Lang) -> None:
    app = visit(files=make_files(figures=[WRONG]), lang=lang, **FEE)
    assert read_title(app) == translate("page.unavailable", lang)
    assert escape("./mend?file=figures%2Ffigures.csv&row=10&column=line&was=x", quote=False) in read_html(
        app
    ) or ("./mend?file=figures%2Ffigures.csv" in read_text(app))
    turn_to(app, "mend")
    assert read_title(app) == translate("page.mend", lang)
    assert translate("sending.saved", lang) in act(app, "save", line="12")
    assert shared_store().check().is_current
    assert translate("sending.published", lang) in read_text(app.run())


@pytest.mark.usefixtures("saving")
def test_hostile_cells_are_text_alone_and_come_back_as_they_were(visit: Visit, data: Path) -> None:
    note = f"{HOSTILE}\n=cmd|' /C calc'!A0 \u202etest"
    files = make_files(figures=[change("fee", note_zh=note.replace("\u202e", ""), line="x")])
    app = visit("quality")
    save(files, data)
    shared_store().check()
    turn(app, **{**FEE, "was": HOSTILE})
    html = read_html(app)
    assert not re.search(r"<(script|img)|href=.http", html)
    assert "![x]" in html
    assert app.text_area(key="mend_note_zh").value == note.replace("\u202e", "")
    act(app, "save", line="12")
    assert find_cell(data, "fee", "note_zh") == note.replace("\u202e", "")


@pytest.mark.usefixtures("saving")
@pytest.mark.parametrize("typed", ["=1+1", "\x07", "x" * 2001, "‮"])
def test_text_that_no_file_may_hold_is_not_saved(visit: Visit, data: Path, typed: str) -> None:
    app = open_row(visit, file=FIGURES, row="10", column="note_zh")
    before = (data / FIGURES).read_bytes()
    act(app, "save", note_zh=typed)
    assert (data / FIGURES).read_bytes() == before
    assert app.text_input(key="mend_note_zh").value == typed


def test_cell_that_is_another_by_now_is_told_with_where_it_stands(visit: Visit) -> None:
    app = visit("mend", file=FIGURES, row="9", column="printed", was="98.7%")
    text = read_text(app)
    assert translate("mend.other_now", "zh", column="printed", was="98.7%", now="***万元") in text
    assert translate("mend.row_of", "zh", row="7", name="share_2024") in text


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"file": "../secret.csv", "row": "3"}, "unknown"),
        ({"file": "figures/none.csv", "row": "3"}, "file_gone"),
        ({"file": FIGURES, "row": "1", "column": "line"}, "header_row"),
        ({"file": FIGURES, "row": "-1"}, "header_row"),
        ({"file": FIGURES, "row": "x" * 400}, "header_row"),
        ({"file": FIGURES, "row": "900"}, "row_gone"),
        ({"figure": "nothing"}, "row_gone"),
    ],
)
@pytest.mark.parametrize("lang", LANGS)
def test_what_cannot_be_mended_by_cell_says_so(
    visit: Visit, asked: dict[str, str], reason: str, lang: Lang
) -> None:
    app = visit("mend", lang=lang, **asked)
    assert not app.exception
    assert translate(f"mend.cannot.{reason}", lang) in read_text(app)
    assert not app.text_input


def test_row_with_a_comma_too_many_and_a_file_in_another_encoding_say_what_to_do(
    visit: Visit, data: Path
) -> None:
    app = visit("quality")
    for content, reason in (
        (b"breakdown,name_zh,name_en,order\na,b,c,d,e\n", "row_length"),
        (b"\xff\xfea\0", "file"),
    ):
        (data / "breakdowns.csv").write_bytes(content)
        turn(app, file="breakdowns.csv", row="2", column="order")
        assert translate(f"mend.cannot.{reason}", "zh") in read_text(app)


def test_page_without_a_row_says_where_to_come_from(visit: Visit) -> None:
    text = read_text(visit("mend"))
    assert translate("mend.ask", "zh") in text
    assert './quality"' in text


@pytest.mark.usefixtures("saving")
def test_failure_of_the_program_loses_nothing_that_was_typed(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, data: Path
) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    app = open_row(visit, WRONG, **FEE)
    before = (data / FIGURES).read_bytes()
    monkeypatch.setattr(edit_outlook, "try_edit", fail)
    assert translate("sending.failed", "zh") in act(app, "save", line="12")
    assert app.text_input(key="mend_line").value == "12"
    assert (data / FIGURES).read_bytes() == before


@pytest.mark.parametrize("problem", [p for p in PROBLEMS if p.row > 1], ids=lambda p: p.code)
def test_every_problem_with_a_row_leads_to_it(problem: Problem) -> None:
    link = mending_link(problem, "zh")
    assert link.startswith("<a ")
    assert f"row={problem.row}&amp;" in link or f'row={problem.row}"' in link


@pytest.mark.parametrize("problem", [p for p in PROBLEMS if p.row < 2], ids=lambda p: p.code)
def test_problem_of_a_file_or_header_is_mended_in_the_file_unless_it_names_a_figure(problem: Problem) -> None:
    link = mending_link(problem, "en")
    if "figure" in problem.facts:
        assert f"figure={problem.facts['figure']}" in link
    else:
        assert translate("mend.in_file", "en") in link


def test_problems_on_the_quality_page_lead_to_their_rows(visit: Visit, data: Path) -> None:
    app = visit("quality")
    save(make_files(figures=[WRONG, add(figure="fee")]), data)
    (data / "units.csv").write_bytes(b"")
    shared_store().check()
    html = read_html(app.run())
    assert "./mend?file=figures%2Ffigures.csv&amp;row=10&amp;column=line&amp;was=x" in html
    assert translate("mend.in_file", "zh") in html
