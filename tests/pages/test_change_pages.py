"""The changes by release, and behind a link the journal of what the site has shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.changes import FIRST, RELEASES
from pages.publications import EDITIONS
from publicstats.editing import Edit, MendedCell
from publicstats.markup.publication_lists import name_entry
from publicstats.publishing import shared_store
from publicstats.publishing.saving import EVERYBODY, save_edit, sign_files
from publicstats.text.i18n import LANGS, Lang, translate
from tests.helpers import FIGURES, add, change, make_files, save
from tests.pages.test_source_pages import make_long, make_many
from tests.pages.test_standing_pages import NEW, OLD, make
from tests.visiting import read_html, read_text, turn_to

Visit = Callable[..., AppTest]


def read_words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def list_lines(app: AppTest) -> list[str]:
    """The lines of the list of releases, or of the journal."""
    return [read_words("<li" + line) for line in read_html(app).split("<li data-arrived")[1:]]


def test_releases_say_in_a_line_what_they_changed_the_newest_first(visit: Visit) -> None:
    lines = list_lines(visit("changes", files=make(OLD, NEW)))
    assert len(lines) == 4
    assert re.search("2026年2月15日 《更正启事》 更正1项", lines[0])
    assert re.search("2026年1月15日 《一月公报》 新增1项", lines[1])
    assert "更正 诉求 全国 · 2025年12月 3300件 ，由3000件改为3300件，上升10%" in lines[0]


def test_english_tells_the_same(visit: Visit) -> None:
    lines = list_lines(visit("changes", files=make(OLD, NEW), lang="en"))
    assert "15 February 2026 “Correction” 1 corrected" in lines[0]


def test_withdrawn_figure_says_how_it_read(visit: Visit) -> None:
    gone = "new,requests,cn,,2025-12,flow,,missing,,late,21,old,withdrawn,"
    assert "，原公布3000件" in list_lines(visit("changes", files=make(OLD, gone)))[0]


def test_many_releases_come_in_pages(visit: Visit) -> None:
    files = make_many(RELEASES + 5)
    assert len(list_lines(visit("changes", files=files))) == RELEASES
    last = visit("changes", files=files, page="2")
    assert len(list_lines(last)) == 7
    assert "第2页，共2页" in read_text(last)
    assert list_lines(visit("changes", files=files, page="1000000000")) == list_lines(last)


def test_release_of_many_figures_unfolds_the_first_and_leads_to_all_in_pages(visit: Visit) -> None:
    files = make_long(60)
    app = visit("changes", files=files)
    (line,) = [line for line in read_html(app).split("<li data-arrived") if "source=paper_a" in line]
    assert line.count("<li>") == FIRST
    assert 'href="./changes?source=paper_a"' in line
    assert "本次发布的全部66项数据" in line
    whole = visit("changes", files=files, source="paper_a", page="2")
    assert read_html(whole).count("<tr") == 1 + 16
    assert "共66项，本页为第51至66项" in read_text(whole)


def test_release_that_was_replaced_since_says_so_figure_by_figure(visit: Visit) -> None:
    text = read_text(visit("changes", files=make(OLD, NEW), source="early"))
    assert "新增1项" in text
    assert "已被取代（更正）" in text


@pytest.mark.parametrize("query", [{"source": "nobody"}, {"list": "x"}, {"page": "-1"}, {"edition": "1"}])
def test_address_that_makes_no_sense_shows_the_releases(visit: Visit, query: dict[str, str]) -> None:
    app = visit("changes", **query)
    assert not app.exception
    assert len(list_lines(app)) == 2


@pytest.mark.parametrize("lang", LANGS)
def test_page_says_when_each_thing_came_and_nothing_of_any_visit(visit: Visit, lang: Lang) -> None:
    html = read_html(visit("changes", lang=lang))
    (line,) = re.findall(r'<div class="ps-since" data-releases="([^"]*)" data-updates="(\d+):1"', html)
    assert line[0] == "", "both were published more than a year ago"
    assert '<p class="ps-since-text" role="status" tabindex="-1"></p>' in html
    assert html.count("ps-fresh") == html.count(f'hidden="hidden">{translate("visit.new", lang)}</span>') == 2


def test_release_that_comes_with_an_edit_has_come_when_that_was_published(
    visit: Visit, tmp_path: Path
) -> None:
    app = visit("changes", files=make())
    save(make(OLD), tmp_path / "data")
    snapshot = shared_store().check()
    assert snapshot.since is not None
    html = read_html(turn_to(app, "changes"))
    (line,) = [line for line in html.split("<li data-arrived=")[1:] if "source=early" in line]
    assert line.startswith(f'"{int(snapshot.since.timestamp())}"')
    assert f'data-releases="{int(snapshot.since.timestamp())}:1' in html


def test_journal_lists_editions_in_pages_and_the_changes_of_each(visit: Visit, tmp_path: Path) -> None:
    app = visit("changes", list="editions")
    assert len(list_lines(app)) == 1
    assert "首次发布" in list_lines(app)[0]
    for number in range(EDITIONS):
        save(make_files(figures=[change("fee", printed=f"{number + 2000}元")]), tmp_path / "data")
        shared_store().check()
    lines = list_lines(turn_to(app, "changes"))
    assert len(lines) == EDITIONS
    assert "新增 0，修改 1，删除 0" in lines[0]
    last = name_entry(shared_store().archive.list_entries()[-1])
    assert f'href="./changes?list=editions&edition={last}"' in read_text(app)
    app.query_params["page"] = "2"
    assert "首次发布" in list_lines(app.run())[0]
    app.query_params.update(page="1", edition=last)
    text = read_words(read_html(app.run()))
    assert f"{EDITIONS + 1999}元" in text
    assert f"{EDITIONS + 1998}元" in text


def test_long_edition_shows_its_changes_in_pages_and_says_what_is_not_kept(
    visit: Visit, tmp_path: Path
) -> None:
    app = visit("changes", list="editions")
    rows = [
        add(
            figure=f"more_{number:03}",
            indicator="requests",
            region="cn",
            period=f"20{number // 12:02}-{number % 12 + 1:02}",
            basis="flow",
            printed=f"{number + 1}件",
            source="paper_a",
            line="20",
        )
        for number in range(230)
    ]
    save(make_files(figures=rows), tmp_path / "data")
    assert shared_store().check().is_current
    last = name_entry(shared_store().archive.list_entries()[-1])
    app.query_params.update(page="4", edition=last)
    html = read_html(turn_to(app, "changes"))
    assert html.count("<tr") == 1 + 50
    assert "其余 30 项未逐一列出" in read_text(app)


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "由页面保存：文章草稿（未设登录的访问者）"), ("en", "an article's draft")]
)
def test_journal_says_that_an_edition_came_from_a_draft(
    lang: Lang, said: str, visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = visit("changes", list="editions", lang=lang)
    monkeypatch.setenv("PUBLICSTATS_SAVING", "on")
    store = shared_store()
    edit = Edit(cells=(MendedCell(FIGURES, 3, "printed", "1700多万名", "1800多万名"),))
    save_edit(store.data, store.archive, edit, sign_files(store.data, edit.files), EVERYBODY)
    store.check()
    latest, first = list_lines(app.run())
    assert said in latest
    assert said not in first
