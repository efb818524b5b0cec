"""The page for drafting rows: what it shows of a pasted text, as Streamlit runs it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from publicstats.articles import MAX_LENGTH, ApartError
from publicstats.text.i18n import LANGS, Lang, translate
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


def test_page_asks_for_a_text_and_shows_nothing_else(page: AppTest) -> None:
    assert not page.exception
    assert 'class="ps-article"' not in read_html(page)


def test_pasted_text_is_shown_with_its_quantities_marked_and_a_table(page: AppTest) -> None:
    html = paste(page, "截至2024年6月底，全市共有会员3600人。\n接待游客20万人次。")
    assert html.count('<mark class="ps-new">') == 3  # the legend has one
    assert html.count("<tr>") == 3
    assert '<mark class="ps-new">3600人<sup' in html


def test_what_is_registered_already_is_marked_otherwise_and_not_drafted(page: AppTest) -> None:
    html = paste(page, "一\n二\n会员近1600万名。\n会员1700多万名。\n青年300万人。\n另有9人。")
    assert html.count('<mark class="ps-known">') == 4
    assert "1700多万名</th>" not in html
    assert html.count("<tr>") == 2


def test_pasted_text_cannot_bring_markup(page: AppTest) -> None:
    html = paste(page, HOSTILE)
    assert "<img" not in html
    assert "<script" not in html
    assert "&lt;img" in html


def test_text_that_is_too_long_is_refused_in_words(page: AppTest) -> None:
    html = paste(page, "字" * (MAX_LENGTH + 1))
    assert 'class="ps-article"' not in html
    assert str(MAX_LENGTH) in page.error[0].value


def test_date_that_is_none_is_refused_in_words(page: AppTest) -> None:
    paste(page, "会员30人。", date="[someday](http://a.cn)")
    assert "someday" in page.error[0].value
    assert "](http" not in page.error[0].value


def test_date_makes_periods_of_words(page: AppTest) -> None:
    html = paste(page, "今年上半年，受理诉求30件。", date="2024-07-17")
    lang: Lang = "en" if "first half" in html else "zh"
    assert ("first half of 2024" if lang == "en" else "2024年上半年") in html
    assert translate("scan.no_date", lang) not in html


@pytest.mark.parametrize("key", ["scan.too_slow", "scan.broken", "scan.busy"])
def test_scan_that_gives_nothing_says_why(page: AppTest, monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    def give_up(*question: object, **more: object) -> None:
        raise ApartError(key)

    monkeypatch.setattr("pages.scan.scan_apart", give_up)
    html = paste(page, "会员30人。")
    assert 'class="ps-article"' not in html
    assert page.error[0].value in {translate(key, lang, seconds="10") for lang in LANGS}


def choose(page: AppTest, data: bytes, name: str) -> str:
    """The page's HTML once a file has been chosen."""
    page.file_uploader(key="scan_file").set_value((name, data, "application/octet-stream")).run()
    assert not page.exception
    return read_html(page)


def test_chosen_file_is_read_and_its_quantities_marked(page: AppTest) -> None:
    html = choose(page, make_word_of("截至2024年6月底，全市共有会员3600人。"), "a.docx")
    assert '<mark class="ps-new">3600人<sup' in html


def test_file_without_text_is_refused_in_words(page: AppTest) -> None:
    html = choose(page, make_pdf("", ""), "[x](http://a.cn).pdf")
    assert 'class="ps-article"' not in html
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
