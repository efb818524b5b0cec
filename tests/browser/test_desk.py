"""The desk by its keys: rows confirmed, mended and dropped, cells chosen by typing, checks as one types."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.desks import (
    CHOICES,
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

ROWS = (
    make_row(1, "5万件"),
    make_row(2, "4万件", guessed=["breakdown", "figure"], cells={"breakdown": "phone"}),
    make_row(3, "98%", cells={"indicator": ""}, candidates={"indicator": ["rate", "calls"]}),
    make_row(4, "420个", cells={"indicator": ""}),
    make_row(5, "6件"),
)


@pytest.fixture
def site() -> Site:
    return Site(make_sheet(*ROWS))


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    with open_context(browser, site) as context:
        yield open_desk(context)


def read_state(page: Page, name: str) -> str:
    return page.locator(f"[data-name='{name}'] .ps-desk-state").inner_text()


def test_enter_confirms_and_goes_to_the_next_open_row(page: Page) -> None:
    assert (read_row(page), read_focus(page)) == ("source", "")
    press(page, "Enter", "Enter")
    assert (read_row(page), read_state(page, "1")) == ("2", "已确认")
    expect(page.locator(".ps-desk-said")).to_contain_text("已确认：受理诉求 · 江津区。还有4行。")
    press(page, "Enter")
    assert (read_row(page), read_focus(page)) == ("3", "indicator")  # what is blank is where one types
    press(page, "Enter", "Enter")  # the first candidate, then the row
    assert (read_row(page), read_focus(page)) == ("4", "indicator")
    press(page, "Enter")
    expect(page.locator(".ps-desk-said")).to_contain_text("尚不能确认")
    page.keyboard.type("hwz")
    press(page, "Enter", "Enter", "Enter")
    assert [read_state(page, str(number)) for number in range(1, 6)] == ["已确认"] * 5
    expect(page.locator(".ps-desk-primary")).to_be_focused()
    expect(page.locator(".ps-desk-counts")).to_have_text("已确认5行，待确认0行，放弃0行。")


def test_all_complete_rows_are_confirmed_at_once_but_no_guess(page: Page) -> None:
    press(page, "Control+Enter")
    assert [read_state(page, str(number)) for number in range(1, 6)] == [
        "已确认",
        "有推测，请核对",
        "有空缺",
        "有空缺",
        "已确认",
    ]
    assert read_row(page) == "2"


def test_row_is_dropped_and_restored_by_one_key(page: Page) -> None:
    press(page, "ArrowDown", "ArrowDown", "Delete")
    assert (read_state(page, "2"), read_row(page)) == ("已放弃", "3")
    press(page, "Escape", "Escape", "ArrowUp", "Delete")
    assert read_state(page, "2") == "有推测，请核对"
    press(page, "Control+Backspace")
    assert read_state(page, "2") == "已放弃"


TYPED = {
    "1": "接通率",
    "2": "受理诉求",
    "座席\n": "话务座席",
    "huawu\n": "话务座席",
    "jtl\n": "接通率",
    "Connection\n": "接通率",
    "rece\n": "受理诉求",
    "seats\n": "话务座席",
}


def test_cell_is_chosen_by_number_chinese_pinyin_english_and_id(page: Page, site: Site) -> None:
    press(page, "ArrowDown", "ArrowDown", "ArrowDown")
    field = page.locator("[data-column=indicator] input")
    for typed, chosen in TYPED.items():
        page.keyboard.type(typed)
        expect(field).to_have_value(chosen)
        assert read_focus(page) == "indicator"
        press(page, "Control+a", "Delete", "Tab", "Shift+Tab")
        expect(field).to_have_value("")
    page.keyboard.type("没有的")
    press(page, "Tab")  # what is none of the list stays as it is typed, for the check to say so
    wait_for(page, lambda: site.list_asked("check")[-1]["rows"][2]["cells"]["indicator"] == "没有的")


def test_tab_leaves_a_long_list_for_the_next_cell(browser: Browser, site: Site) -> None:
    likely = {"guessed": ["indicator"], "candidates": {"indicator": ["calls", "rate"]}}
    site.sheet = make_sheet(make_row(1, "5万件", **likely))
    many = [[f"i{n}", f"指标{n}", f"Indicator {n}", "", "hotline", "件"] for n in range(60)]
    site.answers["choices"] = lambda sent: CHOICES | {"indicators": CHOICES["indicators"] + many}
    with open_context(browser, site) as context:
        page = open_desk(context)
        press(page, "ArrowDown", "F2")
        expect(page.get_by_role("listbox").filter(visible=True)).to_be_visible()
        press(page, "Tab")
        assert read_focus(page) == "region"


def test_mended_guess_is_mended_in_the_rows_below_that_had_the_same_and_stays_a_guess_there(
    browser: Browser, site: Site
) -> None:
    likely = {"guessed": ["indicator"], "candidates": {"indicator": ["calls", "rate"]}}
    site.sheet = make_sheet(*(make_row(n, "5万件", **likely) for n in (1, 2, 3)), make_row(4, "6万件"))
    with open_context(browser, site) as context:
        page = open_desk(context)
        press(page, "Enter", "Enter")  # the first row is right as it is
        press(page, "2")
        expect(page.locator("[data-name='3'] .ps-desk-name")).to_contain_text("接通率")
        assert read_state(page, "3") == "有推测，请核对"
        assert "受理诉求" in page.locator("[data-name='1']").inner_text()
        assert "受理诉求" in page.locator("[data-name='4']").inner_text()
        expect(page.locator("[data-column=figure] input")).not_to_have_value("calls_2")
        # The ids that were proposed for the wrong guess are proposed anew: what is shown is what is saved.
        ids = ["calls_1", "", "", "calls_4"]
        wait_for(
            page, lambda: [row["cells"]["figure"] for row in site.list_asked("check")[-1]["rows"]] == ids
        )
        assert [row["file"] for row in site.list_asked("check")[-1]["rows"]][1:3] == ["", ""]
        page.reload()
        assert read_state(page, "3") == "有推测，请核对"
        assert "接通率" in page.locator("[data-name='3']").inner_text()


def test_column_or_table_pasted_into_a_form_fills_its_rows(browser: Browser, site: Site) -> None:
    site.sheet = make_sheet(
        *(make_row(n, "") for n in (1, 2, 3)), text=[], source={"new": False, "cells": {}}
    )
    site.answers["paste"] = lambda sent: {
        "cells": {str(row["number"]): {"printed": f"{row['number']}万件"} for row in sent["rows"]},
        "way": "order",
        "left": ["合计"],
    }
    with open_context(browser, site, permissions=["clipboard-read", "clipboard-write"]) as context:
        page = open_desk(context)
        assert read_focus(page) == "printed"
        page.keyboard.type("9万件")
        press(page, "Enter")
        assert (read_row(page), read_focus(page)) == ("2", "printed")
        page.evaluate("text => navigator.clipboard.writeText(text)", "2万件\n3万件")
        press(page, "Control+v")
        expect(page.locator("[data-name='3'] .ps-desk-printed")).to_have_text("3万件")
        expect(page.locator("[data-name='1'] .ps-desk-printed")).to_have_text("9万件")
        expect(page.locator(".ps-desk-outcome")).to_contain_text("合计")
        assert [row["number"] for row in site.list_asked("paste")[0]["rows"]] == [2, 3]
        press(page, "Control+Enter")
        expect(page.locator(".ps-desk-counts")).to_contain_text("已确认3行")
        assert site.list_asked("check")[-1]["origin"] == "release"


def test_what_is_wrong_stands_at_its_cell_in_words_until_it_is_mended(page: Page) -> None:
    press(page, "ArrowDown")
    field = page.locator("[data-column=period] input")
    field.fill("x")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.locator("[data-column=period] .ps-desk-wrong")).to_have_text(
        "时期“x”无法识别。 请写作 2024-07。"
    )
    assert field.get_attribute("aria-describedby") == page.locator("[data-column=period] p").get_attribute(
        "id"
    )
    assert read_state(page, "1") == "1处有误"
    field.press("Enter")
    assert (read_row(page), read_focus(page)) == ("1", "period")
    field.fill("2024-06")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    field.press("Enter")
    assert read_row(page) == "2"


def test_cell_of_the_row_above_is_taken_by_a_key(page: Page) -> None:
    press(page, "ArrowDown", "ArrowDown")
    page.locator("[data-column=period] input").fill("2023")
    press(page, "ArrowDown")
    assert (read_row(page), read_focus(page)) == ("3", "period")
    press(page, "Control+d")
    expect(page.locator("[data-column=period] input")).to_have_value("2023")


def test_keys_are_explained_where_one_asks(page: Page) -> None:
    press(page, "?")
    expect(page.locator(".ps-desk-help")).to_be_visible()
    assert "Ctrl+Enter" in page.locator(".ps-desk-help").inner_text()
    page.get_by_role("button", name="键盘操作").click()
    expect(page.locator(".ps-desk-help")).to_be_hidden()


def test_mark_follows_the_row_and_leads_to_it(page: Page) -> None:
    press(page, "ArrowDown")
    expect(page.locator(".ps-desk-marked")).to_contain_text("5万件")
    page.locator("mark", has_text="420个").click()
    assert read_row(page) == "4"
