"""What readers do with figures: cite, present, print; and in which words the page speaks to them."""

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.opening import PageTurner, wait_until_drawn

LATIN = re.compile(r"[A-Za-z]{2,}")
NAMES = re.compile(
    r"GB/T|English|Language|\w+\.(txt|csv)|[0-9a-f]{12,}|PM2|CSV|XLSX|JSON|DOCX|PDF|TXT|HTML|[0-9]MB|PNG|SVG|A[BE]D|APP|sybx"
)
"""What stands in Latin letters on a Chinese page: names of files, standards and languages, not words."""


def test_value_leads_to_a_page_of_its_own_that_says_everything(look_at: PageTurner) -> None:
    page = look_at("/hotline")
    page.locator(".ps-card .ps-value a").first.click()
    wait_until_drawn(page)
    assert "figure=shanghai_hotline_calls_2024" in page.url
    for term, text in {"原文所载": "414.4万个", "发表日期": "2024年10月11日（推定）"}.items():
        expect(page.locator(".ps-facts dt", has_text=term)).to_be_visible()
        expect(page.locator(".ps-facts dd", has_text=text).first).to_be_visible()
    expect(page.locator(".ps-reference")).to_contain_text("[N]")
    page.reload()
    wait_until_drawn(page)
    expect(page.locator(".ps-value")).to_have_text("414.4万个")


def test_presentation_has_no_controls_and_turns_by_keys_and_by_itself(look_at: PageTurner) -> None:
    page = look_at("/present", width=1280, height=720)
    shown = page.locator(".ps-slide:visible")
    expect(shown).to_have_count(1)
    for control in ("[data-testid=stSidebar]", ".ps-search", ".ps-langs"):
        expect(page.locator(control)).to_be_hidden()
    first = shown.get_attribute("aria-label")
    assert (
        page.locator(".ps-slide .ps-value").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
        > 40
    )
    page.keyboard.press("ArrowRight")
    expect(shown).not_to_have_attribute("aria-label", first or "")
    page.keyboard.press("PageUp")
    expect(shown).to_have_attribute("aria-label", first or "")
    turning = look_at("/present?seconds=1", lang="en", width=1280, height=720)
    expect(turning.locator(".ps-slide:visible")).not_to_have_attribute(
        "aria-label", "Healthcare security", timeout=5000
    )
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", level=1)).to_have_text("总览")


def test_paper_shows_the_whole_page_and_its_folded_tables(look_at: PageTurner, tmp_path: Path) -> None:
    page = look_at("/health_insurance")
    last = page.locator("table").last.locator("tbody tr").last.locator("th").inner_text().split("\n")[0]
    page.pdf(path=tmp_path / "page.pdf", format="A4")
    text = read_pdf(tmp_path / "page.pdf")
    assert last in text
    assert "数据版本" in text
    assert "复制本页链接" not in text
    # The table of a chart is folded on the screen.
    assert text.count("80%以上") > page.locator(".ps-plot > svg text", has_text="80%以上").count()


def read_pdf(path: Path) -> str:
    """The text of a PDF, without the spaces and breaks of its layout."""
    run = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True)
    return re.sub(r"\s", "", run.stdout)


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/hotline", "/indicator", "/audit", "/quality", "/figure?figure=x", "/scan"),
        *("/explore?kind=actual", "/regions", "/regions?region=310000"),
    ],
)
def test_chinese_page_says_nothing_in_english(look_at: PageTurner, path: str) -> None:
    page = look_at(path, width=390)
    page.locator("[data-testid=stExpandSidebarButton]").click()
    texts = page.evaluate(
        """() => [...document.querySelectorAll('.stApp *:not(style, script, [translate=no])')].flatMap(e => [
            ...['aria-label', 'title', 'placeholder', 'alt'].map(name => e.getAttribute(name) ?? ''),
            ...[...e.childNodes].filter(n => n.nodeType === 3).map(n => n.data)])"""
    )
    words = {match for text in texts for match in LATIN.findall(NAMES.sub("", text))}
    # Kinds of files in small letters are what a field for files takes.
    kinds = {"txt", "docx", "html", "pdf", "csv", "xlsx"}
    assert words - {"px", "cm", "MB", "Esc", *kinds} == set(), "units and the name of a key"


@pytest.mark.parametrize(("lang", "tag"), [("zh", "zh-CN"), ("en", "en")])
def test_page_names_its_language_and_goes_on_doing_so_after_a_switch(
    look_at: PageTurner, lang: str, tag: str
) -> None:
    page = look_at("/hotline", lang=lang)
    expect(page.locator("html")).to_have_attribute("lang", tag)
    other = {"zh": ("English", "en"), "en": ("中文", "zh-CN")}[lang]
    page.get_by_role("link", name=other[0]).click()
    wait_until_drawn(page)
    expect(page.locator("html")).to_have_attribute("lang", other[1])
