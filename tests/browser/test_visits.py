"""What is new since a reader's last visit: known to the browser alone, told in words, or nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.opening import PageOpener, wait_until_drawn
from tests.browser.servers import Server
from tests.helpers import save
from tests.pages.test_standing_pages import OLD, make

DAY = 24 * 60 * 60 * 1000
KEPT = "localStorage.getItem('ps-visit')"
BLOCKED = {
    "denied": "Object.defineProperty(window, 'localStorage',"
    " { get() { throw new DOMException('', 'SecurityError'); } })",
    "full": "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }",
    "nonsense": "localStorage.setItem('ps-visit', '[1, {')",
}


@pytest.fixture(scope="module")
def growing(serve: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> Server:
    """A dashboard to which a release came after it had begun."""
    folder = save(make(), tmp_path_factory.mktemp("growing") / "data")
    server = serve(folder)
    save(make(OLD), folder)
    return server


def come_back(page: Page, days: float) -> None:
    """Comes to the page again, as if the last visit had ended so many days ago."""
    now = page.evaluate("Date.now()")
    # The page that is left notes the moment, so that this is written after it.
    page.context.add_init_script(
        f"if (!sessionStorage.getItem('set')) {{ sessionStorage.setItem('set', 1);"
        f" localStorage.setItem('ps-visit', JSON.stringify({{ before: null, last: {now - days * DAY} }})); }}"
    )
    page.reload()
    wait_until_drawn(page)


def read_marked(page: Page) -> list[str]:
    """The releases that are marked as new."""
    lines = page.locator("#root .ps-releases > li", has=page.locator(".ps-fresh:visible"))
    return [
        re.sub(r".*[《“](.*?)[》”].*", r"\1", text.replace("\n", " ")) for text in lines.all_inner_texts()
    ]


def wait_for_release(page: Page) -> None:
    expect(page.locator("#root .ps-releases")).to_contain_text(re.compile("一月公报|January bulletin"))


def test_first_visit_says_nothing_and_keeps_two_moments_in_the_browser(
    open_page: PageOpener, growing: Server
) -> None:
    page = open_page("/changes", server=growing)
    wait_for_release(page)
    expect(page.locator("#root .ps-since-text")).to_have_text("")
    assert read_marked(page) == []
    kept = json.loads(page.evaluate(KEPT))
    assert kept.keys() == {"before", "last"}
    assert kept["before"] is None
    assert {cookie["name"] for cookie in page.context.cookies()} <= {"_streamlit_xsrf"}


@pytest.mark.parametrize(
    ("lang", "said", "seen", "nothing"),
    [
        ("zh", "新增1次发布，本站数据更新2次。", "已全部标为已看。", "没有新的发布和更新。"),
        ("en", "1 new release, 2 updates of the data on this site.", "All marked as seen.", "nothing new."),
    ],
)
def test_next_visit_counts_and_marks_what_came_and_may_mark_it_as_seen(
    lang: str, said: str, seen: str, nothing: str, open_page: PageOpener, growing: Server
) -> None:
    page = open_page("/changes", lang=lang, server=growing)
    wait_for_release(page)
    come_back(page, 40)
    line = page.get_by_role("status").filter(has_text=said)
    expect(line).to_contain_text(
        re.compile("自您上次查看（.*月.*日）以来" if lang == "zh" else r"last visit \(\d+ \w+")
    )
    assert read_marked(page) == ["一月公报" if lang == "zh" else "January bulletin"]
    page.reload()
    wait_until_drawn(page)
    assert len(read_marked(page)) == 1, "a visit goes on when the page is loaded again"
    page.locator("#root .ps-since button").click()
    expect(page.locator("#root .ps-since-text")).to_have_text(seen)
    expect(page.locator("#root .ps-since-text")).to_be_focused()
    expect(page.locator("#root .ps-since button")).to_be_hidden()
    assert read_marked(page) == []
    page.reload()
    wait_until_drawn(page)
    expect(page.locator("#root .ps-since-text")).to_contain_text(nothing)


def test_overview_marks_the_same_releases(open_page: PageOpener, growing: Server) -> None:
    page = open_page("/", server=growing)
    wait_for_release(page)
    assert read_marked(page) == []
    come_back(page, 3)
    assert read_marked(page) == ["一月公报"]


def test_journal_marks_editions(open_page: PageOpener, growing: Server) -> None:
    page = open_page("/changes?list=editions", server=growing)
    come_back(page, 3)
    expect(page.locator("#root .ps-releases .ps-fresh:visible")).to_have_count(2)


def test_visit_too_long_ago_to_know_what_came_since_counts_as_none(
    open_page: PageOpener, growing: Server
) -> None:
    page = open_page("/changes", server=growing)
    come_back(page, 400)
    expect(page.locator("#root .ps-since-text")).to_have_text("")
    assert read_marked(page) == []


@pytest.mark.parametrize("how", BLOCKED)
def test_browser_that_keeps_nothing_shows_the_page_without_it(
    how: str, browser: Browser, growing: Server
) -> None:
    context = browser.new_context()
    context.add_init_script(BLOCKED[how])
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(error.stack or str(error)))
    page.goto(growing.url + "/changes")
    wait_until_drawn(page)
    wait_for_release(page)
    expect(page.locator("#root .ps-since-text")).to_have_text("")
    page.reload()
    wait_until_drawn(page)
    assert read_marked(page) == []
    assert errors == []
    context.close()


def test_moment_of_the_last_visit_is_sent_to_nobody(open_page: PageOpener, growing: Server) -> None:
    page = open_page("/changes", server=growing)
    sent: list[str] = []
    page.context.on(
        "request", lambda request: sent.append(f"{request.url} {request.headers} {request.post_data}")
    )
    come_back(page, 40)
    before = str(json.loads(page.evaluate(KEPT))["before"])
    assert sent
    assert not [request for request in sent if before[:10] in request]
