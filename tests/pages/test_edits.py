"""What a CSV edit alone does to the pages: a new page, new figures, problems, and never markup."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from publicstats import validation
from publicstats.contract.problems import Problem
from publicstats.publishing import shared_store
from publicstats.text.i18n import LANGS, Lang, translate
from tests.helpers import FIGURES, Change, Table, add_rows, change, make_files, save
from tests.visiting import (
    list_addresses,
    list_drawings,
    read_html,
    read_menu,
    read_text,
    read_title,
    turn_to,
)

Visit = Callable[..., AppTest]

NEW_THEME = {
    "themes": """theme,title_zh,title_en,summary_zh,summary_en,icon,order
parks,公园,Parks,绿地,Green,park,3""",
    "units": """unit,name_en,kind
公顷,hectares,area""",
    "indicators": """indicator,theme,name_zh,name_en,unit,definition_zh,definition_en
park_area,parks,绿地面积,Green area,公顷,公园的面积,Area of parks""",
    "figures": """figure,indicator,region,period,basis,printed,source,line
park_sh,park_area,310000,2024,stock,超1200公顷,paper_a,1
park_bj,park_area,110000,2024,stock,近900公顷,paper_a,2""",
    "charts": """chart,theme,order,kind,title_zh,title_en,indicators,across
park_cards,parks,1,cards,要览,At a glance,park_area,
park_bars,parks,2,bars,两地,Two places,park_area,region""",
}


@pytest.mark.parametrize(
    ("lang", "title", "figure"), [("zh", "公园", "超1200公顷"), ("en", "Parks", "over 1,200 hectares")]
)
def test_new_theme_by_csv_alone_makes_a_new_page(visit: Visit, lang: Lang, title: str, figure: str) -> None:
    files = make_files(**{name: [add_rows(text)] for name, text in NEW_THEME.items()})
    app = visit("parks", files=files, lang=lang)
    assert not app.exception
    assert read_title(app) == title
    assert figure in read_text(app)
    (drawing,) = list_drawings(app)
    assert figure in drawing
    assert title in read_text(turn_to(app, ""))


def test_edit_shows_on_the_next_run_and_a_broken_one_changes_nothing(visit: Visit, tmp_path: Path) -> None:
    app = visit("care")
    assert "1700多万名" in read_text(app)
    save(make_files(figures=[change("members_2024", printed="1900多万名")]), tmp_path / "data")
    shared_store().check()
    assert "1900多万名" in read_text(app.run())
    save(make_files(figures=[change("members_2024", printed="ninety", line="x")]), tmp_path / "data")
    shared_store().check()
    app.run()
    assert not app.exception
    assert "1900多万名" in read_text(app)


@pytest.mark.parametrize("lang", LANGS)
def test_error_of_the_program_is_told_to_analysts_and_readers_go_on(
    visit: Visit, tmp_path: Path, lang: Lang, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(context: object) -> list[Problem]:
        raise MemoryError

    app = visit("quality", lang=lang)
    monkeypatch.setattr(validation, "RULES", (fail, *validation.RULES))
    save(make_files(figures=[change("members_2024", printed="1900多万名")]), tmp_path / "data")
    (problem,) = shared_store().check().problems
    text = read_text(app.run())
    assert not app.exception
    assert problem.describe(lang) in text
    assert "MemoryError" in text
    assert translate("quality.held", lang) in text
    assert "1700" in read_text(turn_to(app, "care"))


@pytest.mark.parametrize("lang", LANGS)
def test_without_any_valid_edition_the_page_says_what_is_wrong(visit: Visit, lang: Lang) -> None:
    app = visit(files=make_files(figures=[change("fee", line="<b>x</b>")]), lang=lang)
    assert not app.exception
    assert read_title(app) == translate("page.unavailable", lang)
    assert FIGURES in read_html(app)
    assert "&lt;b&gt;x" in read_html(app)
    assert "<b>x" not in read_html(app)


HOSTILE = "<script>alert(1)</script> ![x](http://evil/x.png) [x](http://evil/) **x** `x` :red[x] $x$"
DRAWING = re.compile(r'data-(?:narrow|wide)="[^"]*"')
SPOILED = {
    "themes": "title summary",
    "indicators": "name definition",
    "regions": "name",
    "breakdowns": "name",
    "sources": "title note",
    "figures": "note",
    "calculations": "note",
    "charts": "title note",
}
"""The columns that readers see."""


def _spoil(names: str) -> Change:
    columns = [f"{name}_{lang}" for name in names.split() for lang in LANGS]

    def spoil(table: Table) -> None:
        # Each row's text is its own: of equal names the quality page quotes the beginning.
        for number, row in enumerate(table.rows):
            row.update(dict.fromkeys(columns, f"{HOSTILE}{number}"))

    return spoil


def _make_hostile_files() -> dict[str, bytes]:
    """CSVs with a text in every cell that readers see, which is markup for whoever takes it for such."""
    return make_files(**{table: [_spoil(names)] for table, names in SPOILED.items()})


def test_texts_of_the_csvs_are_never_html_on_any_page(visit: Visit) -> None:
    app = visit(files=_make_hostile_files())
    for address in list_addresses(app):
        turn_to(app, address)
        assert not app.exception, address
        html = read_html(app)
        assert "<script" not in html
        # A drawing breaks its labels into lines; what it may hold of them is text alone.
        for drawing in DRAWING.findall(html):
            assert not re.search(r"<(script|image|foreignObject|a)\b|href=|\son\w+=", unescape(drawing)), (
                address
            )
        assert "http://evil" not in DRAWING.sub("", html).replace(escape(HOSTILE), "")


def test_title_of_a_theme_is_never_markdown(visit: Visit) -> None:
    app = visit("care", files=_make_hostile_files())
    assert "![x](" in read_title(app)
    assert not app.title


def test_name_of_a_theme_in_the_menu_is_text_alone(visit: Visit) -> None:
    menu = read_menu(visit(files=_make_hostile_files()))
    assert "&lt;script&gt;" in menu
    assert "<script" not in menu
