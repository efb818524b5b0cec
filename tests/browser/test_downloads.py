"""What a page offers to take along is saved by a click, in the language of the page."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.opening import PageOpener, PageTurner, wait_until_drawn
from tests.downloads.reading import read_part, read_texts


def _save(page: Page, link: str, place: int = 0) -> tuple[str, bytes]:
    """The name and the bytes of the file that a link gives."""
    with page.expect_download() as download:
        page.get_by_role("link", name=link).nth(place).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


@pytest.mark.parametrize(
    ("lang", "briefing", "title"),
    [
        ("zh", "完整简报（DOCX）", "12345热线数据简报"),
        ("zh", "一页简报（DOCX）", "12345热线一页简报"),
        ("en", "Full briefing (DOCX)", "12345 hotline: briefing"),
        ("en", "One-page brief (DOCX)", "12345 hotline: one-page brief"),
    ],
)
def test_theme_is_taken_along_as_briefing_workbook_and_pictures(
    look_at: PageTurner, lang: str, briefing: str, title: str
) -> None:
    page = look_at("/hotline", lang=lang)
    name, file = _save(page, briefing)
    assert name.endswith(".docx")
    assert read_texts(read_part(file, "docProps/core.xml"), "title") == [title]
    name, file = _save(page, "XLSX")
    assert name.endswith(".xlsx")
    assert len(read_texts(read_part(file, "xl/sharedStrings.xml"), "si")) > 50
    name, file = _save(page, "PNG")
    assert name.startswith("hotline_funnel-")
    assert file.startswith(b"\x89PNG")
    _, file = _save(page, "SVG", 1)
    assert file.startswith(b"<?xml")
    assert page.url.partition("?")[0].endswith("/hotline")


def test_suggested_chart_of_an_indicator_is_taken_along(look_at: PageTurner) -> None:
    page = look_at("/indicator?indicator=inpatient_settlement_rate")
    name, file = _save(page, "PNG")
    assert name.startswith("inpatient_settlement_rate-over_time-")
    assert file.startswith(b"\x89PNG")


PASTED = """async () => {
  const [item] = await navigator.clipboard.read();
  const bytes = new Uint8Array(await (await item.getType("image/png")).arrayBuffer());
  return String.fromCharCode(...bytes.slice(0, 4));
}"""
UNABLE = "delete window.ClipboardItem"


@pytest.mark.parametrize(
    ("lang", "words", "done"), [("zh", "复制图片", "已复制"), ("en", "Copy picture", "Copied")]
)
def test_picture_is_copied_by_the_keyboard(open_page: PageOpener, lang: str, words: str, done: str) -> None:
    page = open_page("/hotline", lang=lang)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = page.get_by_role("button", name=words).first
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".ps-copy[data-picture]").first).to_have_text(done)
    assert page.evaluate(PASTED) == "\x89PNG"
    expect(page.locator(".ps-copy[data-picture]").first).to_have_text(words)


def test_picture_that_cannot_be_had_is_not_said_to_be_copied(open_page: PageOpener) -> None:
    page = open_page("/hotline", allow=["charts/hotline_funnel.png"])
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.route("**/api/charts/*.png", lambda route: route.abort())
    page.get_by_role("button", name="复制图片").first.click()
    expect(page.locator(".ps-copy[data-picture]").first).to_have_text("未能复制")


def test_browser_that_cannot_copy_pictures_offers_none(open_page: PageOpener) -> None:
    page = open_page("/hotline")
    page.add_init_script(UNABLE)
    page.reload()
    wait_until_drawn(page)
    expect(page.get_by_role("link", name="PNG").first).to_be_visible()
    expect(page.locator(".ps-copy[data-picture]").first).to_be_hidden()
