"""Drafting rows from an article in a real browser."""

from typing import Literal

import pytest
from playwright.sync_api import expect

from publicstats.text.i18n import LANGS, Lang, translate
from tests.articles.documents import make_word_of
from tests.browser.opening import PageTurner, wait_until_drawn
from tests.browser.test_accessibility import list_violations

PATIENCE = 20_000
"""Milliseconds that a server's first scan may take on a busy machine: it starts a process for it."""
TEXT = '截至2024年6月底，会员3600人<img src=x onerror="document.title=1">，其中青年1600人、老年2000人。'


@pytest.mark.parametrize("lang", LANGS)
def test_pasted_article_is_marked_and_its_drafts_are_taken_along(look_at: PageTurner, lang: Lang) -> None:
    page = look_at("/scan", lang=lang, width=1440)
    page.locator("textarea").fill(TEXT)
    page.get_by_role("button", name=translate("scan.run", lang)).click()
    expect(page.locator(".ps-article mark.ps-new")).to_have_count(3, timeout=PATIENCE)
    wait_until_drawn(page)
    assert page.locator(".ps-desk img").count() == 0
    with page.expect_download() as waiting:
        page.get_by_role("button", name=translate("scan.download", lang)).click()
    text = waiting.value.path().read_text(encoding="utf-8-sig")
    assert text.splitlines()[0].startswith("figure,indicator,region")
    assert text.count("2024-06-30") == 3
    # What was found stays on the page.
    expect(page.locator(".ps-article mark.ps-new")).to_have_count(3)


def test_marks_differ_by_more_than_colour(look_at: PageTurner) -> None:
    page = look_at("/scan")
    page.locator("textarea").fill(TEXT)
    page.get_by_role("button", name=translate("scan.run", "zh")).click()
    legend = page.locator(".ps-note mark")
    expect(legend).to_have_count(2, timeout=PATIENCE)
    style = "el => getComputedStyle(el).borderBottomStyle"
    assert [mark.evaluate(style) for mark in legend.all()] == ["solid", "dotted"]
    assert [mark.inner_text() for mark in legend.all()] == ["1", "✓"]


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_scanned_text_has_no_violation_and_fits_the_screen(
    look_at: PageTurner, width: int, scheme: Literal["light", "dark"]
) -> None:
    page = look_at("/scan", lang="en", width=width, color_scheme=scheme)
    page.locator("textarea").fill(TEXT)
    page.get_by_role("button", name=translate("scan.run", "en")).click()
    expect(page.locator(".ps-article mark.ps-new")).to_have_count(3, timeout=PATIENCE)
    wait_until_drawn(page)
    assert list_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_chosen_file_is_scanned_and_its_field_speaks_the_pages_language(look_at: PageTurner) -> None:
    page = look_at("/scan", width=1440)
    field = page.get_by_test_id("stFileUploader").first
    expect(field.get_by_test_id("stBaseButton-secondary")).to_contain_text(
        translate("framework.upload", "zh")
    )
    expect(field.get_by_text("per file")).to_be_hidden()
    field.locator("input").set_input_files(
        {"name": "a.docx", "mimeType": "application/zip", "buffer": make_word_of("会员3600人。")}
    )
    expect(page.locator(".ps-article mark.ps-new")).to_have_count(1, timeout=PATIENCE)
    wait_until_drawn(page)
    assert list_violations(page) == []
