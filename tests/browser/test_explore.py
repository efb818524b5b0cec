"""Finding a figure with clicks and typing in a real browser, as an official with a question would."""

import csv
from pathlib import Path
from urllib.parse import unquote_plus

import pytest
from playwright.sync_api import Page, expect

from tests.browser.opening import PageOpener, PageTurner, wait_until_drawn

DATA = Path(__file__).resolve().parents[2] / "data"
WORDS = {
    "zh": {"filters": "筛选", "kind": "性质", "best": "最相关的数据", "next": "51"},
    "en": {"filters": "Filters", "kind": "Kind", "best": "Best matches", "next": "51"},
}
ANSWERS = {
    "zh": ("2.4亿人", "截至2023年12月31日", "全国 · 失业保险"),
    "en": ("240 million people", "as of 31 December 2023", "China · Unemployment insurance"),
}


def _open_filter(page: Page, lang: str, name: str) -> None:
    page.get_by_text(WORDS[lang]["filters"], exact=True).click()
    page.wait_for_timeout(500)  # until it has unfolded: a list that opens meanwhile closes again
    page.get_by_role("combobox", name=name).click()


def _type(page: Page, lang: str, query: str) -> None:
    page.get_by_role("searchbox").fill(query)
    page.keyboard.press("Enter")
    wait_until_drawn(page)


@pytest.mark.parametrize(
    ("lang", "query", "width"),
    [
        ("zh", "失业保险", 1440),
        ("zh", "sybx", 390),
        ("en", "unemployment insurance", 390),
        ("en", "How many people had unemployment insurance at the end of 2023, and who says so?", 1440),
    ],
)
def test_one_search_from_any_page_answers_how_many_were_insured_and_who_says_so(
    look_at: PageTurner, lang: str, query: str, width: int
) -> None:
    page = look_at("/red_cross", lang=lang, width=width, height=900)
    page.get_by_role("searchbox").fill(query)
    page.keyboard.press("Enter")
    card = page.locator(".ps-card").first
    for words in ANSWERS[lang]:
        expect(card).to_contain_text(words)
    with (DATA / "sources.csv").open(encoding="utf-8", newline="") as file:
        titles = {row["source"]: row[f"title_{lang}"] for row in csv.DictReader(file)}
    expect(card.locator(".ps-cite a").first).to_contain_text(titles["livelihood_reform_feature_2024_07_17"])
    expect(card).to_be_in_viewport()
    assert f"q={query.replace(',', '%2C')}" in unquote_plus(page.url).replace(",", "%2C")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_link_opens_exactly_the_view_that_was_put_together_by_clicks(
    open_page: PageOpener, lang: str
) -> None:
    page = open_page("/explore", lang=lang)
    _type(page, lang, "2024")
    _open_filter(page, lang, WORDS[lang]["kind"])
    page.get_by_role("option").first.click()
    wait_until_drawn(page)
    page.keyboard.press("Escape")
    assert "kind=actual" in page.url
    shown = page.locator("tbody tr").all_inner_texts()
    assert len(shown) > 3
    again = open_page(page.url.removeprefix(open_page.server.url), lang="zh")
    assert again.locator("tbody tr").all_inner_texts() == shown
    assert again.get_by_role("searchbox").input_value() == "2024"


def test_way_back_of_the_browser_undoes_one_step_at_a_time(look_at: PageTurner) -> None:
    page = look_at("/explore")
    _type(page, "zh", "失业保险")
    _type(page, "zh", "上海热线")
    _open_filter(page, "zh", "性质")
    page.get_by_role("option").first.click()
    wait_until_drawn(page)
    page.go_back()
    wait_until_drawn(page)
    expect(page.locator(".ps-chip")).to_have_count(0)
    expect(page.locator(".st-key-explore_q input")).to_have_value("上海热线")
    page.go_back()
    wait_until_drawn(page)
    expect(page.locator(".ps-card")).to_contain_text("2.4亿人")
    page.go_back()
    wait_until_drawn(page)
    expect(page.locator(".ps-card")).to_have_count(0)
    expect(page.locator(".st-key-explore_q input")).to_have_value("")


def test_several_values_of_a_filter_are_chosen_without_opening_it_again(look_at: PageTurner) -> None:
    page = look_at("/explore")
    _open_filter(page, "zh", "主题")
    for _ in range(2):
        page.get_by_role("option").first.click()
        wait_until_drawn(page)
    assert unquote_plus(page.url).endswith("theme=health_insurance,social_security")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_table_is_sorted_by_a_click_on_a_heading_and_turned_by_pages(look_at: PageTurner, lang: str) -> None:
    page = look_at("/explore", lang=lang)
    page.get_by_role("link", name={"zh": "第2页", "en": "Page 2"}[lang]).click()
    wait_until_drawn(page)
    expect(page.locator("caption")).to_contain_text("51")
    assert "page=2" in page.url
    page.locator("thead a").nth(3).click()
    wait_until_drawn(page)
    expect(page.locator("th[aria-sort=ascending]")).to_have_count(1)
    assert "sort=period" in page.url
    assert "page=" not in page.url
    page.locator("thead a").nth(3).click()
    expect(page.locator("th[aria-sort=descending]")).to_have_count(1)


@pytest.mark.parametrize("path", ["/explore", "/explore?q=2024&theme=hotline", "/explore?q=zzz+shanghai"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_page_does_not_scroll_sideways_on_a_phone(look_at: PageTurner, path: str, lang: str) -> None:
    page = look_at(path, lang=lang, width=390)
    excess = "el => el.scrollWidth - el.clientWidth"
    assert page.locator("[data-testid=stMain]").evaluate(excess) <= 0
    expect(page.get_by_role("combobox", name=WORDS[lang]["kind"])).not_to_be_visible()
    page.get_by_text(WORDS[lang]["filters"], exact=True).click()
    expect(page.get_by_role("combobox", name=WORDS[lang]["kind"])).to_be_visible()
    assert page.locator("[data-testid=stMain]").evaluate(excess) <= 0


def test_english_page_has_no_chinese_but_the_language_switch(look_at: PageTurner) -> None:
    page = look_at("/explore?q=2024", lang="en")
    page.get_by_text("Filters", exact=True).click()
    text = page.locator("[data-testid=stMain]").inner_text().replace("中文", "")
    assert [character for character in text if "\u4e00" <= character <= "\u9fff"] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_search_without_an_answer_offers_one_that_has(look_at: PageTurner, lang: str) -> None:
    page = look_at(
        "/explore?q=没有的词+上海" if lang == "zh" else "/explore?q=nosuchword+shanghai", lang=lang
    )
    page.locator(".stMain .stHtml ul a").first.click()
    wait_until_drawn(page)
    expect(page.get_by_role("heading", name=WORDS[lang]["best"])).to_be_visible()
