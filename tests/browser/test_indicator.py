"""An indicator's page in the browser: choosing a place, and turning the table of periods by places."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from publicstats.text.i18n import LANGS
from tests.browser.opening import PageTurner, wait_until_drawn
from tests.browser.servers import Server
from tests.browser.test_accessibility import list_violations_on_all_screens
from tests.helpers import Change, add_rows, clear, make_files, save

CITIES = 12
MONTHS = 30
WORDS = {
    "zh": {
        "places": "选择地区",
        "next": "下一页",
        "city": "第3区",
        "periods": "各时期：分页",
        "columns": "各地区：分页",
    },
    "en": {
        "places": "Place",
        "next": "Next page",
        "city": "District 3",
        "periods": "Periods: pages",
        "columns": "Places: pages",
    },
}


@pytest.fixture(scope="module")
def grown(serve: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> Server:
    """A dashboard with an indicator of twelve places and thirty months."""
    places = [f"5101{n:02d}" for n in range(1, CITIES + 1)]
    regions = "\n".join(f"{place},第{n}区,District {n},county,310000" for n, place in enumerate(places, 1))
    figures = "\n".join(
        f"c{place}_{n},requests,{place},{2022 + n // 12}-{n % 12 + 1:02d},flow,{1000 * rank + n}件,paper_a,1"
        for rank, place in enumerate(places, 1)
        for n in range(MONTHS)
    )
    edits: dict[str, list[Change]] = {
        "calculations": [clear],
        "charts": [clear],
        "regions": [add_rows(f"region,name_zh,name_en,level,parent\n{regions}")],
        "figures": [clear, add_rows(f"figure,indicator,region,period,basis,printed,source,line\n{figures}")],
    }
    return serve(save(make_files(**edits), tmp_path_factory.mktemp("indicator") / "data"))


def read_periods(page: Page) -> list[str]:
    return page.locator("#root #periods tbody th").all_inner_texts()


def list_columns(page: Page) -> list[str]:
    return page.locator("#root #periods thead th").all_inner_texts()[1:]


@pytest.mark.parametrize(("lang", "width"), [("zh", 1440), ("en", 390)])
def test_place_is_chosen_by_a_link_and_lives_in_the_address(
    look_at: PageTurner, grown: Server, lang: str, width: int
) -> None:
    words = WORDS[lang]
    page = look_at("/indicator?indicator=requests", server=grown, lang=lang, width=width)
    choice = page.get_by_role("navigation", name=words["places"], exact=True)
    choice.get_by_role("link", name=words["city"], exact=True).click()
    wait_until_drawn(page)
    expect(choice.locator("[aria-current]")).to_have_text(words["city"])
    assert "place=510103" in page.url
    assert list_columns(page)[0] == words["city"]
    expect(page.locator("#root .ps-latest .ps-meta").first).to_contain_text(words["city"])
    expect(page.locator("#root tr.ps-current")).to_contain_text(words["city"])


@pytest.mark.parametrize(("lang", "width"), [("zh", 390), ("en", 1440)])
def test_table_is_turned_by_periods_and_by_places(
    look_at: PageTurner, grown: Server, lang: str, width: int
) -> None:
    words = WORDS[lang]
    page = look_at("/indicator?indicator=requests", server=grown, lang=lang, width=width)
    newest, places = read_periods(page), list_columns(page)
    assert (len(newest), len(places)) == (24, 8)
    turned = page.get_by_role("navigation", name=words["periods"])
    turned.get_by_role("link", name=words["next"]).click()
    expect(page.locator("#root #periods tbody tr")).to_have_count(6)
    wait_until_drawn(page)
    assert set(read_periods(page)).isdisjoint(newest)
    page.get_by_role("navigation", name=words["columns"]).get_by_role("link", name=words["next"]).click()
    expect(page.locator("#root #periods thead th")).to_have_count(CITIES - 8 + 1)
    wait_until_drawn(page)
    assert set(list_columns(page)).isdisjoint(places)
    assert len(read_periods(page)) == 6, "the other page is kept"
    assert "page=2" in page.url
    page.reload()
    wait_until_drawn(page)
    assert len(list_columns(page)) == CITIES - 8


def test_wide_table_scrolls_inside_its_own_frame(look_at: PageTurner, grown: Server) -> None:
    page = look_at("/indicator?indicator=requests", server=grown, width=390)
    frame = page.locator("#root #periods .ps-scroll")
    assert frame.evaluate("element => element.scrollWidth > element.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    first = page.locator("#root #periods tbody th").first
    before = first.bounding_box()
    frame.evaluate("element => element.scrollBy(200, 0)")
    assert first.bounding_box() == before, "the period stays in sight"


@pytest.mark.parametrize("lang", LANGS)
def test_page_of_many_places_has_no_violation(look_at: PageTurner, grown: Server, lang: str) -> None:
    page = look_at("/indicator?indicator=requests&place=510105", server=grown, lang=lang)
    assert list_violations_on_all_screens(page) == {}


@pytest.mark.parametrize("lang", LANGS)
def test_theme_of_the_list_unfolds_and_leads_to_an_indicator(look_at: PageTurner, lang: str) -> None:
    page = look_at("/indicator", lang=lang)
    page.locator("#root summary").first.click()
    link = page.locator("#root .ps-glossary a").first
    name = link.inner_text()
    link.click()
    wait_until_drawn(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    assert re.search(r"indicator=[a-z]", page.url)
