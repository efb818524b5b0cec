"""Every page in a real browser, in both languages: it draws, and its guard has nothing to say."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from publicstats.text.i18n import LANGS, Lang, translate
from tests.browser.opening import PageOpener, PageTurner, wait_until_drawn
from tests.browser.servers import Server

ROOT = Path(__file__).resolve().parents[2]


def read_rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


THEMES = read_rows("themes.csv")


@pytest.mark.parametrize("lang", LANGS)
def test_overview_shows_the_headline_figures_of_every_theme(look_at: PageTurner, lang: str) -> None:
    page = look_at("/", lang=lang)
    for theme in THEMES:
        expect(page.get_by_role("heading", name=theme[f"title_{lang}"], exact=True, level=2)).to_be_visible()
    cards = page.locator(".ps-brief li")
    assert cards.count() >= 2 * len(THEMES)
    for card in cards.all():
        assert card.locator(".ps-value").inner_text().strip()
        assert card.locator(".ps-cite a:not(.ps-check)").count() == 1


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme["theme"])
@pytest.mark.parametrize("lang", LANGS)
def test_theme_page_is_found_at_its_id(look_at: PageTurner, theme: dict[str, str], lang: Lang) -> None:
    page = look_at(f"/{theme['theme']}", lang=lang)
    expect(page.get_by_role("heading", name=theme[f"title_{lang}"], exact=True, level=1)).to_be_visible()
    charts = [row for row in read_rows("charts.csv") if row["theme"] == theme["theme"]]
    changed = page.get_by_role("heading", name=translate("theme.changed", lang), level=2).count()
    assert page.locator(".stMain h2").count() == len(charts) + changed
    for drawing in page.locator(".ps-plot").all():
        expect(drawing.locator(".main-svg").first).to_be_visible()


@pytest.mark.parametrize("lang", LANGS)
def test_sources_page_lists_every_article(look_at: PageTurner, lang: str) -> None:
    page = look_at("/sources", lang=lang)
    for source in read_rows("sources.csv"):
        expect(page.get_by_role("link", name=source[f"title_{lang}"], exact=True)).to_be_visible()


@pytest.mark.parametrize(
    ("path", "width"),
    [("/", 1440), ("/hotline", 1440), ("/hotline", 390), ("/red_cross", 1440), ("/sources", 1440)],
)  # the others on a phone: test_accessibility
def test_no_page_scrolls_sideways(look_at: PageTurner, path: str, width: int) -> None:
    page = look_at(path, lang="en", width=width)
    excess = "el => el.scrollWidth - el.clientWidth"
    assert page.locator("[data-testid=stMain]").evaluate(excess) <= 0


def test_language_switch_stays_in_the_address_and_across_pages(look_at: PageTurner) -> None:
    page = look_at("/hotline")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("12345 hotline")
    assert "lang=en" in page.url
    page.get_by_role("link", name="Sources", exact=True).click()
    wait_until_drawn(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Sources")
    assert "lang=en" in page.url
    page.get_by_role("link", name="中文").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("来源")
    assert "lang=en" not in page.url


def test_citation_leads_to_its_source_entry_and_line(look_at: PageTurner) -> None:
    page = look_at("/hotline")
    card = page.locator(".ps-card", has_text="热线接听来电").first
    expect(card.locator("summary")).to_have_text("来源：2024年10月11日报道")
    card.locator("summary").click()
    card.locator(".ps-cite a").click()
    wait_until_drawn(page)
    marked = page.locator("tr.ps-current")
    expect(marked).to_have_count(1)
    expect(marked).to_contain_text("414.4万个")
    expect(marked.locator("td").first).to_have_text("116")


def test_first_visit_of_a_fresh_server_may_be_any_page(
    open_page: PageOpener, serve: Callable[..., Server]
) -> None:
    page = open_page("/elder_care", server=serve())
    expect(page.get_by_role("heading", level=1)).to_have_text("养老服务")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_check_mark_leads_to_the_checks_of_its_figure(look_at: PageTurner) -> None:
    page = look_at("/population", lang="en")
    page.locator(".ps-card a.ps-check").first.click()
    wait_until_drawn(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Checks")
    expect(page.get_by_text("14.13%").first).to_be_visible()


def test_name_of_an_indicator_leads_to_its_definition_and_all_its_figures(look_at: PageTurner) -> None:
    page = look_at("/health_insurance", lang="en")
    name = "Person-times of cross-province direct settlement of medical bills"
    page.get_by_role("link", name=name).first.click()
    wait_until_drawn(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(page.get_by_role("heading", name="Over time")).to_be_visible()
    expect(page.locator("tbody tr")).not_to_have_count(0)
    assert "indicator=cross_province_settlement_visits" in page.url


@pytest.mark.parametrize("lang", LANGS)
def test_list_of_indicators_has_every_definition(look_at: PageTurner, lang: str) -> None:
    page = look_at("/indicator", lang=lang)
    assert page.locator(".ps-glossary dt").count() == len(read_rows("indicators.csv"))


@pytest.mark.parametrize(
    "path",
    ["/", "/red_cross", "/sources", "/calendar", "/indicator", "/audit", "/quality", "/changes", "/scan"],
)
def test_english_page_has_no_chinese_but_the_language_switch(look_at: PageTurner, path: str) -> None:
    page = look_at(path, lang="en")
    text = page.locator("[data-testid=stMain]").inner_text().replace("中文", "")
    assert re.findall(r"[\u4e00-\u9fff]+", text) == []
