"""What is made new on a desk, and the way from confirmed rows to the data; refusals are said."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from publicstats.text.i18n import translate
from tests.browser.desks import (
    ANSWERS,
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
from tests.browser.test_accessibility import list_violations

KEY = "ps-desk:0123456789abcdef"
ROWS = (
    make_row(1, "5万公顷", cells={"indicator": ""}, to_add="units.csv: 公顷"),
    make_row(2, "4万件"),
    make_row(3, "3万件", cells={"period": ""}),
)


@pytest.fixture
def site() -> Site:
    return Site(make_sheet(*ROWS, news={"units": ["公顷"]}))


@pytest.fixture
def context(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    with open_context(browser, site) as context:
        yield context


def read_new(site: Site) -> dict[str, dict[str, str]]:
    """The new records of the last check, by their tables."""
    return {each["table"]: each["cells"] for each in site.list_asked("check")[-1]["new"]}


def test_new_indicator_and_its_unit_are_made_below_the_cell_by_keys_alone(
    context: BrowserContext, site: Site
) -> None:
    page = open_desk(context)
    press(page, "Enter")
    assert (read_row(page), read_focus(page)) == ("1", "indicator")
    page.keyboard.type("绿地面积")
    press(page, "Enter")  # nothing is so called: the only choice is to make it
    expect(page.get_by_role("group", name="新增指标")).to_be_visible()
    assert read_focus(page) == "name_en"
    page.keyboard.type("Green area")
    press(page, "Tab")
    page.keyboard.type("公顷")
    press(page, "Enter")
    expect(page.get_by_role("group", name="新增单位")).to_be_visible()
    assert read_focus(page) == "same_as"
    press(page, "Tab")
    page.keyboard.type("hectares")
    press(page, "Tab")
    page.keyboard.type("area")
    press(page, "Enter", "Enter")
    assert read_focus(page) == "theme"  # that of the other rows, as a guess
    press(page, "Tab")
    page.keyboard.type("绿地的面积")
    press(page, "Enter")
    expect(page.locator(".ps-desk-new .ps-desk-wrong[role=status]")).to_have_text("请填写“英文定义”。")
    page.keyboard.type("The area of green spaces")
    assert list_violations(page) == []
    press(page, "Enter")
    expect(page.locator(".ps-desk-new")).to_have_count(0)
    expect(page.locator("[data-column=indicator] input").first).to_have_value("绿地面积")
    wait_for(page, lambda: "indicators" in read_new(site))
    assert read_new(site)["indicators"] == {
        "name_zh": "绿地面积",
        "name_en": "Green area",
        "indicator": "green_area",
        "unit": "公顷",
        "theme": "hotline",
        "definition_zh": "绿地的面积",
        "definition_en": "The area of green spaces",
    }
    assert read_new(site)["units"] == {"unit": "公顷", "name_en": "hectares", "kind": "area"}
    press(page, "Enter")
    page.reload()
    expect(page.locator("[data-name='1'] .ps-desk-name")).to_contain_text("绿地面积")
    page.locator("[data-name='new-1'] button").first.click()
    press(page, "Delete")  # what is dropped is made no more
    wait_for(page, lambda: list(read_new(site)) in ([], ["units"], ["indicators"]))


def test_unit_that_the_text_has_and_the_catalogue_lacks_is_offered(
    context: BrowserContext, site: Site
) -> None:
    page = open_desk(context)
    press(page, "Enter")
    page.get_by_role("button", name="新增单位“公顷”").click()
    assert page.locator(".ps-desk-new [data-column=unit] input").input_value() == "公顷"
    press(page, "Escape")
    expect(page.locator(".ps-desk-new")).to_have_count(0)


def confirm_two(page: Page) -> None:
    """Confirms the source and the row that lacks nothing, and asks what would change."""
    press(page, "Control+Enter")
    expect(page.locator(".ps-desk-counts")).to_contain_text("已确认1行")
    press(page, "Control+s")


def test_confirmed_rows_are_previewed_saved_and_taken_back(context: BrowserContext, site: Site) -> None:
    page = open_desk(context)
    confirm_two(page)
    outcome = page.locator(".ps-desk-outcome")
    expect(outcome.locator("h3")).to_have_text("读者将看到的变化：新增2，修改0，删除0")
    for said in ("受理诉求：4万件", "比上期大一个量级", "热线：受理诉求，新增4万件", "待确认的2行不在其中。"):
        expect(outcome).to_contain_text(said)
    assert outcome.get_by_role("link").get_attribute("href") == "./hotline"
    assert list_violations(page) == []
    edit = site.list_asked("preview")[-1]["edit"]
    assert [row["number"] for row in edit["rows"]] == [2]
    page.get_by_role("button", name="保存到 CSV").press("Enter")
    expect(outcome).to_contain_text("已保存到 CSV。")
    assert site.list_asked("save") == [{"edit": edit, "base": {"figures/hotline.csv": "0"}, "anyway": False}]
    wait_for(page, lambda: site.list_asked("preview/end") == [{}])
    assert page.locator(".ps-desk-rows > li").evaluate_all(
        "items => items.map(item => item.dataset.name)"
    ) == ["1", "3"]
    expect(outcome.get_by_role("status")).to_be_focused()  # the keyboard goes on from here
    press(page, "Tab", "Enter")
    expect(page.locator("[data-name='2'] .ps-desk-state")).to_have_text("已确认")
    expect(page.locator(".ps-desk-primary")).to_be_focused()
    assert site.list_asked("undo") == [{"save": "s1", "anyway": False}]


def test_place_that_the_text_names_anew_is_made_once_and_guessed_below(
    context: BrowserContext, site: Site
) -> None:
    blank = {"region": ""}
    rows = [make_row(n, f"{n}万件", cells=blank) for n in (1, 2)]
    site.sheet = make_sheet(*rows, make_row(3, "3万件"), news={"regions": ["云岭县"]})
    page = open_desk(context)
    press(page, "Enter")
    page.get_by_role("button", name="新增地区“云岭县”").press("Enter")
    for column, typed in (("name_en", "Yunling County"), ("level", "县级"), ("parent", "全国")):
        page.locator(f".ps-desk-new [data-column={column}] input").fill(typed)
    press(page, "Enter", "Enter")
    expect(page.locator(".ps-desk-said")).to_contain_text("下方1行未填地区")
    regions = ["yunling_county", "yunling_county", "500116"]
    wait_for(
        page, lambda: [row["cells"]["region"] for row in site.list_asked("check")[-1]["rows"]] == regions
    )
    expect(page.locator("[data-name='2'] .ps-desk-state")).to_have_text("有推测，请核对")


def test_new_record_of_a_row_that_is_still_open_stays_when_others_are_saved(context: BrowserContext) -> None:
    page = open_desk(context)
    press(page, "Enter")
    page.get_by_role("button", name="新增单位“公顷”").click()
    page.locator(".ps-desk-new [data-column=kind] input").fill("面积")
    press(page, "Enter", "Enter")
    expect(page.locator("[data-name='new-1']")).to_be_visible()
    confirm_two(page)
    page.get_by_role("button", name="保存到 CSV").click()
    expect(page.locator(".ps-desk-outcome")).to_contain_text("已保存")
    names = page.locator(".ps-desk-rows > li").evaluate_all("items => items.map(item => item.dataset.name)")
    assert names == ["new-1", "1", "3"]


def test_draft_of_which_all_is_saved_is_kept_no_more(context: BrowserContext, site: Site) -> None:
    site.sheet = make_sheet(*ROWS[1:2])
    page = open_desk(context)
    press(page, "Enter", "Enter")
    wait_for(page, lambda: bool(page.evaluate(f"localStorage.getItem('{KEY}')")))
    expect(page.locator(".ps-desk-primary")).to_be_focused()
    press(page, "Enter")
    expect(page.get_by_role("button", name="保存到 CSV")).to_be_focused()
    press(page, "Enter")
    expect(page.locator(".ps-desk-outcome")).to_contain_text("已保存")
    assert page.evaluate(f"localStorage.getItem('{KEY}')") is None


def test_where_nothing_may_be_saved_the_csvs_are_taken_along(context: BrowserContext, site: Site) -> None:
    site.can_save = False
    page = open_desk(context)
    confirm_two(page)
    button = page.get_by_role("button", name="下载改动后的 CSV")
    expect(button).to_be_focused()
    expect(page.get_by_role("button", name="保存到 CSV")).to_have_count(0)
    with page.expect_download() as waiting:
        press(page, "Enter")
    assert waiting.value.suggested_filename == "changed.zip"
    page.get_by_role("button", name="已放入，删除草稿").click()
    wait_for(page, lambda: page.evaluate(f"localStorage.getItem('{KEY}')") is None)


@pytest.mark.parametrize(
    ("status", "said"), [(0, "没有应答"), (403, "未接受（403）"), (500, "未接受（500）")]
)
def test_check_that_is_not_answered_is_said_loses_nothing_and_is_tried_again(
    context: BrowserContext, site: Site, status: int, said: str
) -> None:
    site.answers["check"] = lambda _: status
    page = open_desk(context)
    expect(page.locator(".ps-desk-trouble")).to_contain_text(said)
    expect(page.locator(".ps-desk-trouble")).to_contain_text("没有丢失")
    page.locator("[data-name='2'] button").first.click()
    page.locator("[data-column=period] input").fill("x")
    del site.answers["check"]
    expect(page.locator("[data-column=period] input")).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".ps-desk-trouble")).to_be_empty()


def test_save_that_meets_a_change_meanwhile_says_so_and_keeps_the_rows(
    context: BrowserContext, site: Site
) -> None:
    site.answers["save"] = lambda _: 409
    page = open_desk(context)
    confirm_two(page)
    page.get_by_role("button", name="保存到 CSV").click()
    expect(page.locator(".ps-desk-outcome")).to_contain_text("未接受（409）")
    page.get_by_role("button", name="重新查看变化").click()
    expect(page.get_by_role("button", name="保存到 CSV")).to_be_focused()
    expect(page.locator("[data-name='2'] .ps-desk-state")).to_have_text("已确认")


def test_before_the_choices_have_come_enter_makes_nothing_new(context: BrowserContext, site: Site) -> None:
    context.clock.install()
    site.answers["choices"] = lambda _: 500
    page = open_desk(context)
    press(page, "Enter")
    page.keyboard.type("受理")
    press(page, "Enter")
    assert (read_row(page), read_focus(page)) == ("1", "indicator")
    expect(page.get_by_role("group", name="新增指标")).to_have_count(0)
    del site.answers["choices"]
    context.clock.fast_forward(10_000)
    expect(page.get_by_role("option").first).to_contain_text("受理诉求")
    press(page, "Enter")
    wait_for(page, lambda: site.list_asked("check")[-1]["rows"][0]["cells"]["indicator"] == "calls")


def test_answer_that_comes_late_says_nothing_of_what_was_typed_since(
    context: BrowserContext, site: Site
) -> None:
    page = open_desk(context)
    page.locator("[data-name='2'] button").first.click()
    field = page.locator("[data-column=period] input")

    def type_meanwhile(sent: object) -> object:
        del site.answers["check"]
        field.fill("2024-06")
        return ANSWERS["check"](sent)

    site.answers["check"] = type_meanwhile
    field.fill("x")
    wait_for(page, lambda: site.list_asked("check")[-1]["rows"][1]["cells"]["period"] == "2024-06")
    assert field.get_attribute("aria-invalid") is None


@pytest.mark.parametrize(
    ("lang", "look"), [("zh", {"color_scheme": "dark"}), ("en", {"viewport": {"width": 390, "height": 900}})]
)
def test_desk_has_no_violation_and_fits_the_screen(
    browser: Browser, site: Site, lang: str, look: dict[str, object]
) -> None:
    site.lang = "en" if lang == "en" else "zh"
    with open_context(browser, site, **look) as context:
        page = open_desk(context)
        press(page, "Enter")
        page.keyboard.type("r")
        assert list_violations(page) == []
        press(page, "Escape")
        page.locator("[data-name='2'] button").first.click()
        page.locator("[data-column=period] input").fill("x")
        expect(page.locator("[data-column=period] input")).to_have_attribute("aria-invalid", "true")
        page.get_by_role("button", name=translate("desk.say.help", site.lang)).click()
        assert list_violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
