"""Links and searches within the site: nothing loads anew, the address is right, back leads back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from publicstats.text.i18n import LANGS, Lang, translate
from tests.browser.opening import PageOpener, wait_until_drawn
from tests.browser.servers import Server
from tests.helpers import save
from tests.pages.test_source_pages import make_many


def count_loads(page: Page) -> list[str]:
    """Grows with every document that the page loads."""
    loads: list[str] = []
    page.on("load", lambda loaded: loads.append(loaded.url))
    return loads


def test_link_and_the_way_back_load_nothing_anew(open_page: PageOpener) -> None:
    page = open_page("/hotline", lang="en")
    loads = count_loads(page)
    page.locator(".ps-card .ps-value a").first.click()
    expect(page.locator(".ps-reference").first).to_be_visible()
    assert "/figure?figure=shanghai_hotline_calls_2024&lang=en" in page.url
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("12345 hotline")
    wait_until_drawn(page)
    assert page.url.endswith("/hotline?lang=en")
    assert loads == []


def test_search_from_any_page_keeps_the_language_and_loads_nothing_anew(open_page: PageOpener) -> None:
    page = open_page("/sources", lang="en")
    loads = count_loads(page)
    page.get_by_role("searchbox").fill("unemployment insurance & more")
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Search")
    assert page.url.endswith("/explore?lang=en&q=unemployment+insurance+%26+more")
    assert loads == []


def test_link_opens_in_a_tab_of_its_own_where_a_reader_asks_for_one(open_page: PageOpener) -> None:
    page = open_page("/hotline")
    with page.context.expect_page() as opened:
        page.locator(".ps-card .ps-value a").first.click(modifiers=["Control"])
    wait_until_drawn(opened.value)
    assert "/figure?figure=" in opened.value.url
    assert page.url.endswith("/hotline")


def test_page_without_a_connection_is_loaded_by_the_browser(open_page: PageOpener) -> None:
    page = open_page("/hotline")
    page.get_by_test_id("stApp").evaluate(
        "app => app.setAttribute('data-test-connection-state', 'DISCONNECTED')"
    )
    with page.expect_navigation(wait_until="load"):
        page.locator(".ps-card .ps-value a").first.click()
    wait_until_drawn(page)
    assert "/figure?figure=" in page.url


@pytest.fixture(scope="module")
def many(serve: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> Server:
    """A dashboard whose sources fill more than one page."""
    return serve(save(make_many(60), tmp_path_factory.mktemp("many") / "data"))


@pytest.mark.parametrize("lang", LANGS)
def test_turned_page_begins_where_its_list_does_for_eye_and_keyboard(
    open_page: PageOpener, many: Server, lang: Lang
) -> None:
    page = open_page("/sources", lang=lang, height=700, server=many)
    loads = count_loads(page)
    links = page.get_by_role("navigation", name=translate("page.sources", lang))
    links.get_by_role("link", name=translate("pages.next", lang)).click()
    expect(links.locator("[aria-current=page]")).to_have_text("2")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    assert page.locator("[data-testid=stMain]").evaluate("main => main.scrollTop") == 0
    page.goto(f"{many.url}/quality?lang={lang}")
    wait_until_drawn(page)
    loads.clear()
    links = page.get_by_role("navigation", name=translate("quality.coverage_sources", lang))
    links.get_by_role("link", name=translate("pages.next", lang)).click()
    expect(page.locator("#root #coverage")).to_be_focused()
    expect(page.locator("#root #coverage")).to_be_in_viewport()
    assert loads == []
