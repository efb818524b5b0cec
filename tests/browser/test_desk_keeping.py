"""The progress of a desk is kept in the browser alone: over redraws and reloads, and between tabs."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.desks import (
    ADDRESS,
    Site,
    make_row,
    make_sheet,
    open_context,
    open_desk,
    press,
    read_focus,
    read_row,
    wait_for,
)

KEY = "ps-desk:0123456789abcdef"
REDRAW = (
    "() => { const place = document.querySelector('.ps-desk'); place.replaceWith(place.cloneNode(false)); }"
)
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
BLOCKED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no'); } });"


@pytest.fixture
def site() -> Site:
    return Site(make_sheet(make_row(1, "5万件"), make_row(2, "4万件"), make_row(3, "3万件")))


@pytest.fixture
def context(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    with open_context(browser, site) as context:
        yield context


def read_kept(page: Page) -> str:
    return str(page.evaluate(f"localStorage.getItem('{KEY}')") or "")


def expect_kept(page: Page, key: str) -> None:
    """Returns once something is kept of a draft."""
    wait_for(page, lambda: page.evaluate(f"localStorage.getItem('ps-desk:{key}')") is not None)


def mend_first(page: Page, text: str) -> None:
    """Types a period into the first row, and confirms it."""
    page.locator("[data-name='1'] button").first.click()
    page.locator("[data-column=period] input").fill(text)
    press(page, "Enter")


def expect_mended(page: Page, text: str) -> None:
    line = page.locator("[data-name='1']")
    expect(line.locator(".ps-desk-period")).to_have_text(text)
    expect(line.locator(".ps-desk-state")).to_have_text("已确认")


def test_what_was_typed_outlives_redraws_and_reloads_until_it_is_discarded(context: BrowserContext) -> None:
    page = open_desk(context)
    assert read_kept(page) == ""
    mend_first(page, "2023")
    page.locator("[data-column=indicator] input").focus()
    page.keyboard.type("jie")
    page.evaluate(REDRAW)
    expect_mended(page, "2023")
    assert (read_row(page), read_focus(page)) == ("2", "indicator")
    page.keyboard.type("tong")
    press(page, "Enter")
    expect(page.locator("[data-column=indicator] input")).to_have_value("接通率")
    wait_for(page, lambda: "2023" in read_kept(page))
    page.reload()
    expect_mended(page, "2023")
    assert read_row(page) == "2"
    page.get_by_role("button", name="放弃这份草稿").click()
    press(page, "Enter")  # the focus is on what does no harm
    assert "2023" in read_kept(page)
    page.get_by_role("button", name="放弃这份草稿").click()
    page.get_by_role("button", name="删除").click()
    expect(page.locator("[data-name='1'] .ps-desk-period")).to_have_text("2024-07")
    assert read_kept(page) == ""


def test_sheet_that_comes_anew_fills_what_was_not_typed(context: BrowserContext, site: Site) -> None:
    page = open_desk(context)
    mend_first(page, "2023")
    wait_for(page, lambda: "2023" in read_kept(page))
    site.sheet = make_sheet(
        make_row(1, "5万件"), make_row(2, "44万件"), make_row(3, "3万件", state="covered")
    )
    page.reload()
    expect_mended(page, "2023")
    expect(page.locator("[data-name='2'] .ps-desk-printed")).to_have_text("44万件")
    expect(page.locator("[data-name='3']")).to_have_count(0)
    expect(page.locator("mark", has_text="3万件")).to_have_class("ps-known")


def test_two_tabs_of_one_draft_say_so_and_overwrite_nothing_silently(context: BrowserContext) -> None:
    first, second = open_desk(context), open_desk(context)
    mend_first(second, "2022")
    expect(first.locator(".ps-desk-keeping")).to_contain_text("另一个标签页")
    mend_first(first, "2021")
    first.wait_for_timeout(300)
    assert "2022" in read_kept(first)
    assert "2021" not in read_kept(first)
    first.get_by_role("button", name="改用另一标签页的内容").click()
    expect_mended(first, "2022")
    expect(first.locator(".ps-desk-keeping")).to_be_empty()
    mend_first(first, "2020")
    expect(second.locator(".ps-desk-keeping")).to_contain_text("另一个标签页")
    second.get_by_role("button", name="以此处内容为准").click()
    wait_for(second, lambda: "2022" in read_kept(second))


@pytest.mark.parametrize("script", [FULL, BLOCKED])
def test_work_goes_on_where_nothing_can_be_kept(browser: Browser, site: Site, script: str) -> None:
    with open_context(browser, site) as context:
        context.add_init_script(script)
        page = open_desk(context)
        mend_first(page, "2023")
        expect(page.locator(".ps-desk-keeping")).to_contain_text("无法保存进度")
        expect_mended(page, "2023")


HOSTILE = (
    "",
    "null",
    "{",
    "[]",
    '"text"',
    '{"sheet": null}',
    json.dumps({"sheet": {"form": 2, "key": "0123456789abcdef"}}),
    json.dumps({"sheet": {"form": 1, "key": "<img src=x>"}}),
    json.dumps(
        {
            "tab": 7,
            "moment": "soon",
            "sheet": {
                "form": 1,
                "key": "0123456789abcdef",
                "title": ["<b>"],
                "text": [None, ["<img src=x onerror=alert(1)>", "one"], 5, [{}, 1]],
                "source": {"new": True, "cells": {"title_zh": 5, "__proto__": {"x": 1}}, "guessed": 4},
                "rows": [
                    None,
                    {"number": -1},
                    {"number": 1, "cells": 4, "candidates": [], "guessed": {}},
                    "row",
                ],
                "news": {"units": 5, "regions": [{}]},
            },
            "progress": {
                "typed": {
                    "1": None,
                    "2": {"cells": {"period": {}}, "state": "confirmed; drop"},
                    "constructor": {},
                },
                "news": [None, {"table": "themes"}, {"table": "units", "cells": 4, "state": []}],
                "current": {"toString": 1},
            },
        }
    ),
    "x" * 100_000,
)


def test_nothing_that_stands_in_the_storage_breaks_the_page(context: BrowserContext, site: Site) -> None:
    page = open_desk(context)
    for text in HOSTILE:
        page.evaluate(f"text => localStorage.setItem('{KEY}', text)", text)
        page.reload()
        expect(page.locator(".ps-desk-rows > li")).not_to_have_count(0)
        assert page.locator(".ps-desk img, .ps-desk b").count() == 0
        mend_first(page, "2023")
        expect_mended(page, "2023")
    site.sheet = None
    page.evaluate(f"text => localStorage.setItem('{KEY}', text)", HOSTILE[-2])
    page.goto(ADDRESS)
    page.get_by_role("button", name="继续").click()
    expect(page.locator(".ps-desk-whole")).to_be_visible()
    assert page.locator(".ps-desk img, .ps-desk b").count() == 0


def test_kept_drafts_are_listed_where_nothing_is_scanned_and_the_eleventh_takes_the_place_of_the_oldest(
    context: BrowserContext, site: Site
) -> None:
    for number in range(11):
        site.sheet = make_sheet(
            make_row(1, "5万件"), make_row(2, "4万件"), key=f"{number:x}", title=f"通报{number}"
        )
        page = open_desk(context)
        mend_first(page, "2023")
        expect_kept(page, f"{number:x}")
        if number < 10:
            page.close()
    expect(page.locator(".ps-desk-keeping")).to_contain_text("最旧的已删除：通报0")
    site.sheet = None
    page.goto(ADDRESS)
    drafts = page.locator(".ps-desk li")
    expect(drafts).to_have_count(10)
    expect(drafts.first.locator(".ps-name")).to_have_text("通报10")
    assert "已确认1行，待确认1行" in drafts.first.inner_text()
    page.get_by_role("button", name="放弃这份草稿：通报9").click()
    expect(drafts).to_have_count(9)
    page.get_by_role("button", name="继续：通报10").click()
    expect_mended(page, "2023")
