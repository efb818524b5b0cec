"""Links and searches within the site: nothing loads anew, the address is right, back leads back."""

from playwright.sync_api import Page, expect

from tests.browser.opening import PageOpener, wait_until_drawn


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
