"""When charts wake, what that costs, and what stays where they cannot: the picture of the server."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.live import PATIENCE, PLOTS, SAVING, list_waking, note_requests, read_tip, wake
from tests.browser.opening import PageOpener, wait_until_drawn
from tests.browser.servers import ROOT, Server
from tests.browser.test_first_view import Held
from tests.browser.test_publishing import LIVE, edit

pytestmark = pytest.mark.alive

PATH = "/health_insurance"
ALIVE = "#root .ps-alive"
STAYS = "A chart stays a picture"


@pytest.fixture
def held(browser: Browser, server: Server) -> Iterator[Held]:
    """`held.open(path, …)`, and `held.release(page)`."""
    opener = Held(browser, server)
    yield opener
    opener.close()


def test_nothing_is_asked_for_before_the_page_is_live(held: Held) -> None:
    page = held.open(PATH)
    asked = note_requests(page)
    page.locator(".ps-first .ps-plot").first.scroll_into_view_if_needed()
    page.locator(".ps-first .ps-plot").first.hover()
    page.wait_for_timeout(500)
    assert list_waking(asked) == []
    held.release(page)
    wake(page)
    assert len([path for path in asked if "/plotly.js?v=" in path]) == 1
    assert len([path for path in asked if "/live.js?v=" in path]) == 1


def test_page_without_a_chart_in_sight_asks_for_nothing(open_page: PageOpener) -> None:
    page = open_page("/red_cross", height=400)
    asked = note_requests(page)
    expect(page.locator(PLOTS).first).not_to_be_in_viewport()
    page.wait_for_timeout(1000)
    assert list_waking(asked) == []
    expect(page.locator(ALIVE)).to_have_count(0)
    wake(page)
    assert list_waking(asked) != []


def test_page_that_nobody_moves_on_asks_for_nothing(browser: Browser, server: Server) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 2400})
    asked = note_requests(page)
    page.goto(server.url + PATH)
    wait_until_drawn(page)
    expect(page.locator(PLOTS).first).to_be_in_viewport()
    page.wait_for_timeout(1000)
    assert list_waking(asked) == []
    page.mouse.move(5, 5)
    expect(page.locator(PLOTS).first).to_have_class(re.compile("ps-alive"), timeout=PATIENCE)
    page.close()


@pytest.mark.parametrize("comes", ["hover", "focus"])
def test_reader_who_saves_data_wakes_a_chart_by_coming_to_it(
    browser: Browser, server: Server, comes: str
) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 2400})
    context.add_init_script(SAVING)
    page = context.new_page()
    asked = note_requests(page)
    page.goto(server.url + PATH)
    wait_until_drawn(page)
    page.wait_for_timeout(1000)
    assert list_waking(asked) == []
    getattr(page.locator(PLOTS).first, comes)()
    expect(page.locator(ALIVE)).to_have_count(1, timeout=PATIENCE)
    context.close()


def test_scripts_are_asked_for_once_by_a_browser(open_page: PageOpener) -> None:
    page = open_page(PATH)
    wake(page)
    kept = []
    page.on("response", lambda answer: kept.append((answer.url, answer.request.sizes()["responseBodySize"])))
    page.reload()
    wait_until_drawn(page)
    wake(page)
    assert [url for url, size in kept if ".js?v=" in url and size > 0] == []


@pytest.mark.parametrize(
    ("script", "body"),
    [("plotly.js", ""), ("plotly.js", "}"), ("live.js", "throw new Error('no')"), ("live.js", "")],
)
def test_picture_stays_where_a_script_does_not_run(
    browser: Browser, server: Server, script: str, body: str
) -> None:
    page = browser.new_page()
    page.route(f"**/{script}*", lambda route: route.fulfill(body=body, content_type="text/javascript"))
    expect_picture(page, server)


@pytest.mark.parametrize("part", ["**/plotly.js*", "**/live.js*", "**/live.css*", "**/api/charts/**"])
def test_picture_stays_where_something_cannot_be_loaded(browser: Browser, server: Server, part: str) -> None:
    page = browser.new_page()
    page.route(part, lambda route: route.abort())
    expect_picture(page, server)


@pytest.mark.parametrize("answer", ["{", '{"name": "", "data": 1, "layout": {}}', "null"])
def test_picture_stays_where_the_specification_is_none(browser: Browser, server: Server, answer: str) -> None:
    page = browser.new_page()
    page.route("**/api/charts/**", lambda route: route.fulfill(body=answer, content_type="application/json"))
    expect_picture(page, server, is_told="name" not in answer)


def expect_picture(page: Page, server: Server, *, is_told: bool = True) -> None:
    """A chart that is pointed at shows its picture all the same, and the console says why."""
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if message.type == "warning" else None)
    page.goto(server.url + PATH)
    wait_until_drawn(page)
    plot = page.locator(PLOTS).first
    plot.scroll_into_view_if_needed()
    plot.hover()
    # What is told ends the trying; where nothing is, it is given the time that waking takes.
    for _ in range(15):
        page.wait_for_timeout(100)
        if any(text.startswith(STAYS) for text in told):
            break
    expect(page.locator(ALIVE)).to_have_count(0)
    expect(plot.locator("> svg")).to_be_visible()
    expect(plot.locator("> svg")).to_have_css("opacity", "1")
    expect(plot.locator(".ps-live")).to_have_count(0)
    assert any(text.startswith(STAYS) for text in told) == is_told
    page.close()


def test_other_layout_is_a_picture_first_and_wakes_again(open_page: PageOpener) -> None:
    page = open_page(PATH)
    plot = wake(page)
    page.set_viewport_size({"width": 390, "height": 1200})
    expect(plot.locator("> svg")).to_have_attribute("width", "340")
    plot = wake(page)
    expect(plot.locator(".ps-live")).to_have_count(1)
    expect(plot.locator(".ps-live")).to_have_css("width", "340px")
    expect(plot.locator("xpath=../*[contains(@class, 'ps-bar')]")).to_have_count(1)
    page.set_viewport_size({"width": 1440, "height": 1200})
    expect(plot.locator("> svg")).to_have_attribute("width", "520")
    plot = wake(page)
    expect(plot.locator(".ps-live")).to_have_css("width", "520px")


def test_edit_is_a_picture_first_and_wakes_with_the_new_figure(
    open_page: PageOpener, serve: Callable[..., Server], tmp_path: Path
) -> None:
    data = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    page = open_page("/hotline", server=serve(data))
    plot = wake(page)
    plot.focus()
    page.keyboard.press("ArrowRight")
    assert "485.6万件" in read_tip(plot)
    edit(data, "485.6万件", "485.7万件")
    expect(plot.locator("> svg")).to_contain_text("485.7万件", timeout=LIVE)
    plot = wake(page)
    plot.focus()
    page.keyboard.press("ArrowRight")
    assert "485.7万件" in read_tip(plot)


def test_live_chart_grows_with_its_box_and_still_finds_its_points(open_page: PageOpener) -> None:
    page = open_page(PATH)
    for width in (1440, 900, 640):
        page.set_viewport_size({"width": width, "height": 1600})
        plot = wake(page)
        picture, live = plot.locator("> svg").bounding_box(), plot.locator(".ps-live").bounding_box()
        assert picture is not None
        assert live is not None
        for side in ("x", "y", "width", "height"):
            assert live[side] == pytest.approx(picture[side], abs=0.6)
