"""Charts come to life where their pictures stand: what they say to a pointer, the keyboard and a finger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from publicstats.text.i18n import LANGS, translate
from tests.browser.live import PLOTS, find_bar, list_points, read_heard, read_tip, wake, wake_all
from tests.browser.opening import PageTurner, wait_until_drawn
from tests.browser.servers import Server
from tests.browser.test_accessibility import list_violations_in_both_schemes
from tests.browser.test_pages import read_rows

Scheme = Literal["light", "dark"]

pytestmark = pytest.mark.alive
SLOPES = "/health_insurance"
"""A page with lines of two series, bars in several drawings, and columns."""
PLACES = """() => [...document.querySelectorAll(
  "#root :is(h1, h2, .ps-panel, .ps-plot, .ps-plot > svg, summary)"
)].filter((element) => !element.closest(".ps-bar"))
  .map((element) => element.getBoundingClientRect())
  .map(({ x, y, width, height }) => [x, y, width, height].join())"""
WORDS = """plot => [":scope > svg", ".ps-live"].map((place) =>
  [...plot.querySelector(place).querySelectorAll("text")]
    .map((text) => [text.textContent, text.getBoundingClientRect(), getComputedStyle(text)])
    .filter(([words, { width }]) => width > 0 && words.trim())
    .map(([words, { x, y, width, height }, { fill, fontSize }]) =>
      [words, x, y + height / 2, width, fill, fontSize])
)"""
"""The words of a chart's picture, and of what lies over it: where, how wide, in which colour and size."""
MARKS = """plot => [":scope > svg", ".ps-live"].map((place) =>
  [...plot.querySelector(place).querySelectorAll("path")]
    .filter((path) => !path.closest("defs"))
    .map((path) => path.getBoundingClientRect())
    .filter(({ width, height }) => width + height > 0)
    .map(({ x, y, width, height }) => [x, y, width, height])
)"""
"""Where the bars, lines and points of both stand, and how large they are."""


def is_inside(box: Sequence[float], other: Sequence[float]) -> bool:
    """Whether a box lies inside another, to a pixel: a picture draws what looks alike as one path."""
    (x, y, width, height), (left, top, wide, high) = box, other
    return x >= left - 1 and y >= top - 1 and x + width <= left + wide + 1 and y + height <= top + high + 1


def unite(boxes: Iterable[Sequence[float]]) -> list[float]:
    """The box of all."""
    found = list(boxes)
    assert found
    left, top = min(x for x, *_ in found), min(y for _, y, *_ in found)
    return [left, top, max(x + w for x, _, w, _ in found) - left, max(y + h for _, y, _, h in found) - top]


@pytest.mark.parametrize(
    ("width", "lang", "scheme"), list(product((1440, 390), LANGS, ("light", "dark"))), ids=str
)
def test_live_chart_lies_exactly_over_its_picture_and_nothing_moves(
    look_at: PageTurner, width: int, lang: str, scheme: Scheme
) -> None:
    page = look_at(SLOPES, lang=lang, width=width, color_scheme=scheme)
    page.locator(PLOTS).nth(1).scroll_into_view_if_needed()
    before = page.evaluate(PLACES)
    for plot in (wake(page, 0), wake(page, 1)):
        picture, live = plot.evaluate(WORDS)
        assert len(picture) >= 3
        assert [part[0] for part in live] == [part[0] for part in picture]
        for one, other in zip(picture, live, strict=True):
            assert other[1:4] == pytest.approx(one[1:4], abs=1.5)
            assert other[4:] == one[4:]
        marks, alive = plot.evaluate(MARKS)
        assert marks
        for mark in marks:
            assert unite(other for other in alive if is_inside(other, mark)) == pytest.approx(mark, abs=1)
    page.locator(PLOTS).nth(1).scroll_into_view_if_needed()
    after = page.evaluate(PLACES)
    assert len(after) == len(before) > 20
    page.locator("[data-testid=stMain]").evaluate("main => main.scrollTo(0, 0)")
    top = page.evaluate(PLACES)
    page.reload()
    page.route("**/plotly.js*", lambda route: None)
    wait_until_drawn(page)
    assert page.evaluate(PLACES) == top


def test_colours_follow_the_scheme_of_the_system(look_at: PageTurner) -> None:
    page = look_at(SLOPES)
    plot = wake(page)
    colours = {}
    for scheme in ("light", "dark", "light"):
        page.emulate_media(color_scheme=scheme)
        wait_until_drawn(page)
        picture, live = plot.evaluate(WORDS)
        assert [part[4] for part in live] == [part[4] for part in picture]
        colours[scheme] = live[0][4]
    assert colours["light"] != colours["dark"]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("path", "chart"),
    [
        (SLOPES, "remote_institutions_by_kind"),
        (SLOPES, "cross_province_visits_by_quarter"),
        ("/hotline", "hotline_funnel"),
        ("/hotline", "business_rates"),
    ],
)
def test_value_under_the_pointer_is_that_of_the_table(
    look_at: PageTurner, path: str, chart: str, lang: str
) -> None:
    page = look_at(path, lang=lang)
    block = page.locator(f"#root #chart-{chart}")
    block.locator("details.ps-printed").evaluate("details => (details.open = true)")
    rows = {cell.inner_text().split("\n")[0].strip() for cell in block.locator("td.ps-figure a").all()}
    plot, said = wake(page, chart), []
    for x, y in list_points(plot):
        page.mouse.move(2, 2)
        expect(plot.locator(".ps-tip")).to_be_hidden()
        page.mouse.move(x - 2, y)
        expect(plot.locator(".ps-tip")).to_be_visible()
        said.append(read_tip(plot))
    assert len(said) == len(rows) > 1
    assert {row for row in rows if any(row in text for text in said)} == rows


def test_printed_figures_of_the_csv_stand_in_the_labels(look_at: PageTurner) -> None:
    page = look_at("/health_insurance")
    printed = {row["printed"] for row in read_rows("figures/health_insurance.csv") if row["printed"]}
    for plot in wake_all(page):
        plot.focus()
        for _ in list_points(plot):
            page.keyboard.press("ArrowRight")
            heard = read_heard(plot)
            assert any(text in heard for text in printed) or translate("status.derived", "zh") in heard


@pytest.mark.parametrize("lang", LANGS)
def test_arrow_keys_step_through_the_times_and_say_what_all_lines_are(look_at: PageTurner, lang: str) -> None:
    page = look_at(SLOPES, lang=lang)
    plot = wake(page)
    plot.focus()
    heard = []
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft", "End", "Home"):
        page.keyboard.press(key)
        expect(plot.locator(".ps-tip")).to_be_visible()
        heard.append(read_heard(plot))
        assert plot.locator(".ps-tip p").count() == 3
    first, last = heard[:2]
    assert "2018" in first
    assert "2022" in last
    assert heard == [first, last, last, first, last, first]
    page.keyboard.press("Escape")
    expect(plot.locator(".ps-tip")).to_be_hidden()
    assert read_heard(plot) == ""


def test_key_that_belongs_to_the_page_is_left_to_it(look_at: PageTurner) -> None:
    page = look_at(SLOPES, height=700)
    plot = wake(page)
    plot.focus()
    before = page.locator("[data-testid=stMain]").evaluate("main => main.scrollTop")
    page.keyboard.press("PageDown")
    page.wait_for_timeout(400)
    assert page.locator("[data-testid=stMain]").evaluate("main => main.scrollTop") > before


def test_listeners_have_the_description_and_none_of_the_parts(look_at: PageTurner) -> None:
    page = look_at(SLOPES)
    before = page.locator(PLOTS).first.get_attribute("aria-label")
    plot = wake(page)
    assert plot.get_attribute("role") == "img"
    assert plot.get_attribute("aria-label") == before
    assert plot.locator("> :not([aria-hidden=true])").count() == 0
    described = plot.get_attribute("aria-describedby")
    assert page.locator(f"#{described}").text_content() == translate("live.keys", "zh")
    assert plot.locator("a, button, [tabindex]").count() == 0


@pytest.mark.parametrize("lang", LANGS)
def test_series_is_switched_off_and_on_by_the_keyboard_and_by_the_legend(
    look_at: PageTurner, lang: str
) -> None:
    page = look_at(SLOPES, lang=lang)
    plot = wake(page)
    lines = plot.locator(".ps-live .scatterlayer .trace")
    expect(lines).to_have_count(2)
    summary = find_bar(plot).locator("summary")
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(lines).to_have_count(1)
    page.keyboard.press("Space")
    expect(lines).to_have_count(2)
    page.keyboard.press("Escape")
    expect(find_bar(plot).locator("details")).not_to_have_attribute("open", "")
    plot.locator(".legendtoggle").first.click()
    expect(lines).to_have_count(1)
    expect(find_bar(plot).locator("input").first).not_to_be_checked()


@pytest.mark.parametrize("lang", LANGS)
def test_page_with_live_charts_has_no_violation(look_at: PageTurner, lang: str) -> None:
    page = look_at(SLOPES, lang=lang, height=4000)
    plot = wake_all(page)[0]
    plot.focus()
    page.keyboard.press("ArrowRight")
    find_bar(plot).locator("details").evaluate("details => (details.open = true)")
    assert list_violations_in_both_schemes(page) == []


def test_paper_shows_the_pictures_as_they_were(look_at: PageTurner) -> None:
    page = look_at(SLOPES)
    plot = wake(page)
    page.emulate_media(media="print")
    expect(plot.locator(".ps-live")).to_be_hidden()
    expect(plot.locator("> svg")).to_have_css("opacity", "1")
    expect(find_bar(plot)).to_be_hidden()


@pytest.fixture
def phone(browser: Browser, server: Server) -> Page:
    """A page of a phone, which is touched."""
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(server.url + SLOPES)
    wait_until_drawn(page)
    return page


def test_tap_shows_a_value_and_a_tap_elsewhere_takes_it_away(phone: Page) -> None:
    plot = wake(phone)
    x, y = list_points(plot)[1]
    phone.touchscreen.tap(x, y)
    expect(plot.locator(".ps-tip")).to_be_visible()
    assert "70%左右" in read_tip(plot)
    box = plot.locator(".ps-tip").bounding_box()
    assert box is not None
    assert 0 <= box["x"] <= box["x"] + box["width"] <= 390
    phone.touchscreen.tap(200, 100)
    expect(plot.locator(".ps-tip")).to_be_hidden()
    phone.context.close()


def test_finger_on_a_chart_moves_the_page(phone: Page) -> None:
    plot = wake(phone)
    main = phone.locator("[data-testid=stMain]")
    before = main.evaluate("main => main.scrollTop")
    box = plot.bounding_box()
    assert box is not None
    session = phone.context.new_cdp_session(phone)
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for _ in range(12):
        y -= 15
        session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y}]})
        phone.wait_for_timeout(16)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    phone.wait_for_timeout(300)
    assert main.evaluate("main => main.scrollTop") > before + 100
    phone.context.close()
