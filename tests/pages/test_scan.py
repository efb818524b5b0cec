"""The page for drafting rows: what it shows of a pasted text, as Streamlit runs it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from publicstats.articles import MAX_LENGTH, ApartError
from publicstats.text.i18n import LANGS, translate
from tests.articles.documents import make_pdf, make_word_of
from tests.articles.reporting import make_report_files, read_report
from tests.helpers import make_files, save
from tests.visiting import forget, read_html, start, turn_to

HOSTILE = '共有<img src=x onerror="alert(1)">会员30人。<script>alert(2)</script>[链接](http://a.cn)'


@pytest.fixture(params=LANGS)
def page(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[AppTest]:
    """The page over a small edition, in each language."""
    app = start(tmp_path, monkeypatch, save(make_files(), tmp_path / "data"), lang=request.param)
    yield turn_to(app, "scan")
    forget()


def paste(page: AppTest, text: str, date: str = "") -> str:
    """The page's HTML once a text has been pasted."""
    page.text_input(key="scan_date").set_value(date)
    page.text_area(key="scan_text").set_value(text).run()
    assert not page.exception
    return read_html(page)


def read_place(page: AppTest) -> dict[str, Any]:
    """What the place of the desk has of its sheet; blank where there is no desk."""
    places = re.findall(r'<div class="ps-desk"[^>]*>', read_html(page))
    return {
        name: json.loads(unescape(text))
        for place in places
        for name, text in re.findall(r'data-(sheet)="([^"]*)"', place)
    }


def read_sheet(page: AppTest) -> dict[str, Any]:
    """The sheet of the page's desk."""
    sheet: dict[str, Any] = read_place(page)["sheet"]
    return sheet


def test_page_asks_for_a_text_and_shows_nothing_else(page: AppTest) -> None:
    assert not page.exception
    assert "sheet" not in read_place(page)


def test_pasted_text_is_a_sheet_with_its_quantities_marked_and_a_row_for_each(page: AppTest) -> None:
    text = "截至2024年6月底，全市共有会员3600人。\n接待游客20万人次。"
    paste(page, text)
    sheet = read_sheet(page)
    assert [words for words, number in sheet["text"] if number] == ["3600人", "20万人次"]
    assert "".join(words for words, _ in sheet["text"]) == text
    assert [row["cells"]["printed"] for row in sheet["rows"]] == ["3600人", "20万人次"]


def test_what_is_registered_already_is_marked_otherwise_and_not_drafted(page: AppTest) -> None:
    paste(page, "一\n二\n会员近1600万名。\n会员1700多万名。\n青年300万人。\n另有9人。")
    assert [row["state"] for row in read_sheet(page)["rows"]] == ["covered"] * 3 + ["open"]


def test_pasted_text_cannot_bring_markup(page: AppTest) -> None:
    html = paste(page, HOSTILE)
    assert "<img" not in html
    assert "<script" not in html
    assert "&lt;img" in html


def test_text_that_is_too_long_is_refused_in_words(page: AppTest) -> None:
    paste(page, "字" * (MAX_LENGTH + 1))
    assert "sheet" not in read_place(page)
    assert str(MAX_LENGTH) in page.error[0].value


def test_date_that_is_none_is_refused_in_words(page: AppTest) -> None:
    paste(page, "会员30人。", date="[someday](http://a.cn)")
    assert "someday" in page.error[0].value
    assert "](http" not in page.error[0].value


def test_date_makes_periods_of_words(page: AppTest) -> None:
    html = paste(page, "今年上半年，受理诉求30件。", date="2024-07-17")
    assert read_sheet(page)["rows"][0]["cells"]["period"] == "2024-H1"
    assert not [lang for lang in LANGS if translate("scan.no_date", lang) in html]


@pytest.mark.parametrize("key", ["scan.too_slow", "scan.broken", "scan.busy"])
def test_scan_that_gives_nothing_says_why(page: AppTest, monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    def give_up(*question: object, **more: object) -> None:
        raise ApartError(key)

    monkeypatch.setattr("pages.scanned.scan_apart", give_up)
    paste(page, "会员30人。")
    assert "sheet" not in read_place(page)
    assert page.error[0].value in {translate(key, lang, seconds="10") for lang in LANGS}


def choose(page: AppTest, data: bytes, name: str) -> str:
    """The page's HTML once a file has been chosen."""
    page.file_uploader(key="scan_file").set_value((name, data, "application/octet-stream")).run()
    assert not page.exception
    return read_html(page)


def test_chosen_file_is_read_and_its_quantities_marked(page: AppTest) -> None:
    choose(page, make_word_of("截至2024年6月底，全市共有会员3600人。"), "a.docx")
    assert read_sheet(page)["rows"][0]["cells"]["printed"] == "3600人"
    assert read_sheet(page)["source"]["cells"]["document"] == "a.docx"


def test_file_without_text_is_refused_in_words(page: AppTest) -> None:
    choose(page, make_pdf("", ""), "[x](http://a.cn).pdf")
    assert "sheet" not in read_place(page)
    assert "OCR" in page.error[0].value
    assert "](http" not in page.error[0].value


def test_report_like_an_earlier_one_is_filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    july, august = read_report("hotline", 7), read_report("hotline", 8)
    app = start(tmp_path, monkeypatch, save(make_report_files(july), tmp_path / "data"), lang="zh")
    page = turn_to(app, "scan")
    page.file_uploader(key="scan_earlier").set_value(("july.txt", july.text.encode(), "text/plain"))
    html = paste(page, august.text, date="2024-09-09")
    assert "jiangcheng_calls_2024_07" in html
    assert translate("scan.new_source", "zh", source=august.source) in html
    page.selectbox(key="scan_like").set_value("none").run()
    assert "jiangcheng_calls_2024_07" not in read_html(page)
    forget()


def test_form_of_a_next_release_is_a_sheet_without_a_text(page: AppTest) -> None:
    page.selectbox(key="form_kind").set_value("source").run()
    chosen = next(box for box in page.selectbox if str(box.key).startswith("form_source"))
    chosen.set_value("paper_a").run()
    assert not page.exception
    sheet = read_sheet(page)
    assert sheet["text"] == []
    assert {row["cells"]["printed"] for row in sheet["rows"]} == {""}
    assert all(row["cells"]["period"] and row["like"] for row in sheet["rows"])


def test_form_without_a_period_that_can_be_told_or_read_says_so(page: AppTest) -> None:
    page.text_input(key="form_period").set_value("someday")
    page.selectbox(key="form_kind").set_value("source").run()
    next(box for box in page.selectbox if str(box.key).startswith("form_source")).set_value("paper_a").run()
    assert page.error[0].value in {translate("desk.wrong_period", lang) for lang in LANGS}
    assert "sheet" not in read_place(page)
