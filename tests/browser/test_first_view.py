"""A page begins with its content before Streamlit draws it; nothing moves or is lost once Streamlit does."""

from collections.abc import Iterator
from functools import cache
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.live import SAVING
from tests.browser.opening import wait_until_drawn
from tests.browser.servers import Server

CLIENT = "**/static/js/index.*.js"
"""Streamlit's own script: without it the first view stays."""
UNDRAWN = ".ps-plot:not(:has(svg))"
PLACES = """() => [...document.querySelectorAll(
  "h1, .stMain h2, .ps-head *, .ps-lead, .ps-tools, .ps-card, .ps-brief li, .ps-value, .ps-plot, " +
  ".ps-edition, .ps-plot > svg text, .ps-table tr, .ps-facts dd, .ps-steps li"
)].filter((element) => !element.closest("details:not([open])")).map((element) => {
  const { x, y, width, height } = element.getBoundingClientRect();
  const { color, backgroundColor, fontSize, fontFamily } = getComputedStyle(element);
  const font = [fontSize, fontFamily.slice(0, 60), color, backgroundColor];
  const box = [x, y, width, height].map(Math.round);
  return [element.className.baseVal ?? element.className, ...box, ...font].join(" ");
})"""


class Held:
    """Opens pages that keep their first view until Streamlit is let in."""

    def __init__(self, browser: Browser, server: Server) -> None:
        self.server = server
        self._browser = browser
        self._context = browser.new_context()
        self._context.add_init_script(SAVING)  # charts that wake meanwhile are another matter
        self._waiting: list[Route] = []

    def open(self, path: str, width: int = 1440, scheme: Literal["light", "dark"] = "light") -> Page:
        """A page with its first view alone."""
        draw_once(self._browser, self.server, path)
        page = self._context.new_page()
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        page.route(CLIENT, self._wait)
        page.goto(self.server.url + path, wait_until="commit")
        expect(page.locator(".ps-first .ps-edition")).to_be_attached()
        expect(page.locator(UNDRAWN)).to_have_count(0)
        page.wait_for_timeout(300)
        return page

    def _wait(self, route: Route) -> None:
        self._waiting.append(route)

    def release(self, page: Page) -> None:
        """Lets Streamlit come and take over."""
        while self._waiting:
            self._waiting.pop().continue_()
        wait_until_drawn(page)
        expect(page.locator(UNDRAWN)).to_have_count(0)

    def close(self) -> None:
        """Closes every page."""
        self._context.close()


@pytest.fixture
def held(browser: Browser, server: Server) -> Iterator[Held]:
    """`held.open(path, …)`, and `held.release(page)`."""
    opener = Held(browser, server)
    yield opener
    opener.close()


@cache
def draw_once(browser: Browser, server: Server, path: str) -> None:
    """Has the server draw a page for a first reader: from then on it has the page's first view."""
    page = browser.new_page()
    page.goto(server.url + path)
    wait_until_drawn(page)
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize(
    "path",
    ["/", "/hotline?lang=en", "/regions?region=310000", "/figure?figure=hualong_training_sites_street_2024"],
)
def test_nothing_moves_when_streamlit_takes_over(
    held: Held, path: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    page = held.open(path, width, scheme)
    before = page.evaluate(PLACES)
    assert len(before) > 20
    held.release(page)
    expect(page.locator(".ps-first")).to_have_count(0)
    assert page.evaluate(PLACES) == before


def test_menu_stands_where_streamlit_will_have_it_and_keeps_who_is_in_it(held: Held) -> None:
    page = held.open("/hotline?lang=en")
    boxes = [link.bounding_box() for link in page.locator(".ps-menu a").all()]
    page.locator(".ps-menu a", has_text="Elder").focus()
    held.release(page)
    assert [link.bounding_box() for link in page.locator(".ps-menu a").all()] == boxes
    expect(page.locator(".ps-menu a", has_text="Elder")).to_be_focused()


def test_what_a_reader_did_meanwhile_is_carried_over(held: Held) -> None:
    page = held.open("/hotline", width=390)
    page.get_by_role("searchbox").fill("失业")
    page.locator("details").first.evaluate("details => (details.open = true)")
    page.locator(".ps-langs a").last.focus()
    page.locator(".ps-first").evaluate("first => first.scrollTo(0, 700)")
    held.release(page)
    expect(page.get_by_role("searchbox")).to_have_value("失业")
    expect(page.locator("details").first).to_have_attribute("open", "")
    assert page.locator(".stMain").evaluate("main => main.scrollTop") == 700
    expect(page.locator(".ps-langs a").last).to_be_focused()


def test_links_and_search_of_a_first_view_lead_where_they_say(held: Held) -> None:
    page = held.open("/hotline")
    page.get_by_role("searchbox").fill("失业")
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_url("**/explore?q=%E5%A4%B1%E4%B8%9A", wait_until="commit")
    page = held.open("/hotline")
    page.locator(".ps-langs a").last.click()
    page.wait_for_url("**/hotline?lang=en", wait_until="commit")


def test_reader_without_scripts_has_the_figures_all_the_same(browser: Browser, server: Server) -> None:
    draw_once(browser, server, "/")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server.url)
    expect(page.locator(".ps-value").first).to_be_visible()
    expect(page.locator("noscript, p").first).to_be_visible()
    context.close()


def test_first_view_gives_way_to_what_streamlit_says_instead(held: Held) -> None:
    page = held.open("/")
    page.locator("#root").evaluate("root => root.insertAdjacentHTML('beforeend', '<div role=dialog>x</div>')")
    expect(page.locator(".ps-first")).to_have_count(0)
