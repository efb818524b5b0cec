"""Browsers of some years ago: what they lack is filled in, or one sentence says that they are too old."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from publicstats.text.i18n import translate
from tests.browser.guard import Guard
from tests.browser.live import wake
from tests.browser.opening import PageTurner, wait_until_drawn
from tests.browser.servers import Server
from tests.browser.test_first_view import draw_once

NEWER = re.findall(
    r"\S+",
    """
AbortSignal.any AbortSignal.timeout AbortSignal.prototype.throwIfAborted Array.fromAsync
Array.prototype.at Array.prototype.findLast Array.prototype.findLastIndex Array.prototype.toReversed
Array.prototype.toSorted Array.prototype.toSpliced Array.prototype.with
ArrayBuffer.prototype.transfer Element.prototype.checkVisibility Element.prototype.setHTML
Error.isError HTMLElement.prototype.showPopover Intl.Segmenter Iterator Map.groupBy
Map.prototype.getOrInsert Math.sumPrecise Object.groupBy Object.hasOwn Promise.try
Promise.withResolvers RegExp.escape Set.prototype.difference Set.prototype.intersection
Set.prototype.isSubsetOf Set.prototype.union String.prototype.at String.prototype.isWellFormed
String.prototype.replaceAll String.prototype.toWellFormed URL.canParse URL.parse
Uint8Array.fromBase64 Uint8Array.prototype.at Uint8Array.prototype.findLast
Uint8Array.prototype.toSorted crypto.randomUUID document.startViewTransition navigation scheduler
structuredClone trustedTypes Temporal PerformanceResourceTiming.prototype.responseStatus
""",
)
"""What browsers got after the newest syntax that Streamlit's scripts are written in."""
MUST = [
    "ResizeObserver",
    "WebSocket",
    "Object.fromEntries",
    "Element.prototype.replaceChildren",
    "Intl.ListFormat",
]
TAKE_AWAY = """(paths) => {
  for (const path of paths) {
    const names = path.split(".");
    const last = names.pop();
    const place = names.reduce((place, name) => place?.[name], window);
    for (let owner = place; owner; owner = Object.getPrototypeOf(owner)) delete owner[last];
    if (place && place[last] !== undefined) throw new Error(`${path} is still there`);
  }
}"""
NO_SETS = """() => {
  const refuse = (flags) => {
    if (String(flags ?? "").includes("v")) throw new SyntaxError("Invalid flags");
  };
  window.RegExp = new Proxy(RegExp, {
    apply: (native, self, given) => (refuse(given[1]), native(...given)),
    construct: (native, given, target) => (refuse(given[1]), Reflect.construct(native, given, target)),
  });
}"""
"""The flag v came with Chromium 112."""
SENTENCES = [translate("answer.old_browser", "zh"), translate("answer.old_browser", "en")]
FIGURES = ".ps-first .ps-value"


@pytest.fixture(scope="module", autouse=True)
def written(browser: Browser, server: Server) -> None:
    """The first views of these tests are written."""
    for path in ("/", "/?lang=en", "/hotline?lang=en"):
        draw_once(browser, server, path)


@pytest.fixture
def open_old(browser: Browser, server: Server) -> Iterator[Callable[..., Page]]:
    """`open_old(path, missing)`: a page in a browser that lacks these, with no error unless it may fail."""
    opened: list[tuple[BrowserContext, Guard, bool]] = []

    def start(path: str, missing: list[str], script: str = "", *, may_fail: bool = False) -> Page:
        context = browser.new_context(viewport={"width": 1440, "height": 1000})
        context.add_init_script(f"({TAKE_AWAY})({missing})")
        if script:
            context.add_init_script(f"({script})()")
        opened.append((context, Guard(context, server.url), may_fail))
        page = context.new_page()
        page.goto(server.url + path)
        return page

    yield start
    problems = [problem for _, guard, may_fail in opened if not may_fail for problem in guard.problems]
    for context, _, _ in opened:
        context.close()
    assert problems == []


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/hotline",
        "/explore?q=失业",
        "/regions",
        "/indicator",
        "/present",
        "/sources",
        "/scan",
        "/quality",
    ],
)
def test_page_is_whole_in_a_browser_with_the_newest_syntax_and_nothing_newer(
    open_old: Callable[..., Page], path: str
) -> None:
    page = open_old(path, NEWER, NO_SETS)
    wait_until_drawn(page)
    expect(page.locator("[data-testid=stSidebar] .ps-menu a").nth(3)).to_be_attached()
    expect(page.locator(".ps-notice")).to_have_count(0)


def test_clicks_and_searches_work_there(open_old: Callable[..., Page]) -> None:
    page = open_old("/", NEWER, NO_SETS)
    wait_until_drawn(page)
    page.locator("[data-testid=stSidebar] .ps-menu a").nth(4).click()
    wait_until_drawn(page)
    expect(page.locator(".ps-plot svg").first).to_be_visible()
    wake(page)
    page.get_by_role("searchbox").first.fill("热线")
    page.get_by_role("searchbox").first.press("Enter")
    page.wait_for_url("**/explore?q=*")
    wait_until_drawn(page)
    expect(page.locator(".ps-card").first).to_be_visible()
    page.locator("[data-testid=stExpander] summary").click()
    page.wait_for_timeout(500)  # until it has unfolded: a list that opens meanwhile closes again
    page.get_by_role("combobox", name=translate("selection.theme", "zh")).click()
    page.get_by_role("option").first.click()
    wait_until_drawn(page)


@pytest.mark.parametrize("missing", MUST)
def test_one_sentence_in_both_languages_where_something_needed_is_missing(
    open_old: Callable[..., Page], missing: str
) -> None:
    page = open_old("/", [missing], may_fail=True)
    for sentence in SENTENCES:
        expect(page.get_by_text(sentence)).to_be_visible()
    expect(page.locator(".ps-notice")).to_have_count(1)
    expect(page.locator(FIGURES).first).to_be_visible()
    expect(page.locator("#root *")).to_have_count(0)


def test_browser_that_cannot_read_the_newest_syntax_says_so(open_old: Callable[..., Page]) -> None:
    # What follows of a script that cannot be read: nothing of it has run.
    script = "() => Object.defineProperty(window, '__streamlit', { set() {}, get() {} })"
    page = open_old("/hotline?lang=en", [], script, may_fail=True)
    expect(page.get_by_text(SENTENCES[1])).to_be_visible()
    expect(page.locator(FIGURES).first).to_be_visible()
    page.locator(".ps-notice a").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(translate("page.overview", "en"))


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("path", ["/", "/hotline?lang=en"])
def test_without_scripts_the_sentence_stands_above_figures_that_can_all_be_reached(
    browser: Browser, server: Server, path: str, width: int
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(server.url + path)
    notice = page.locator(".ps-notice")
    expect(notice).to_contain_text(translate("answer.no_script", "en" if "en" in path else "zh"))
    place, first, last = (
        part.bounding_box() for part in (notice, page.locator(".ps-head"), page.locator(".ps-edition"))
    )
    assert place
    assert first
    assert last
    assert place["y"] + place["height"] <= first["y"]
    assert place["width"] <= width
    page.locator(".ps-edition").scroll_into_view_if_needed()
    expect(page.locator(".ps-edition")).to_be_in_viewport()
    assert page.locator(".ps-plot:visible, .ps-search:visible, button.ps-copy:visible").count() == 0
    context.close()


def test_browser_of_today_sees_no_sentence(look_at: PageTurner) -> None:
    page = look_at("/")
    expect(page.locator(".ps-notice")).to_have_count(0)
