"""The page of places in a real browser: tiles are links by mouse and keyboard, and the map fits a phone."""

import re
from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.opening import PageTurner, wait_until_drawn
from tests.browser.servers import Server
from tests.browser.test_accessibility import list_violations
from tests.helpers import add_rows, change, copy, make_files, save

SHANGHAI = {"zh": "上海市", "en": "Shanghai"}
LANGS = tuple(SHANGHAI)


@pytest.fixture(scope="module")
def compared(serve: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> Server:
    """A dashboard in which provinces compare, and an indicator's name would be markup."""
    files = make_files(
        regions=[
            add_rows("region,name_zh,name_en,level,parent,row,column\n120000,天津市,Tianjin,province,cn,3,5")
        ],
        indicators=[change("share", name_zh="**覆盖率** <b>x</b>", name_en="**Coverage**")],
        figures=[
            copy("share_2024", figure="bj", region="110000", printed="超90%"),
            copy("share_2024", figure="tj", region="120000", printed="***%", status="masked"),
            copy("share_2024", figure="earlier", period="2023", printed="96%"),
        ],
    )
    return serve(save(files, tmp_path_factory.mktemp("compared")))


def _excess(page: Page) -> int:
    return int(page.locator("[data-testid=stMain]").evaluate("el => el.scrollWidth - el.clientWidth"))


@pytest.mark.parametrize("lang", LANGS)
def test_tile_leads_to_the_profile_of_its_place(look_at: PageTurner, lang: str) -> None:
    page = look_at("/regions", lang=lang)
    expect(page.locator(".ps-tile")).to_have_count(34)
    page.get_by_role("link", name=re.compile(f"^{SHANGHAI[lang]}[：:]")).click()
    wait_until_drawn(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(SHANGHAI[lang])
    assert "region=310000" in page.url
    expect(page.locator(".ps-table")).not_to_have_count(0)
    page.get_by_role("navigation").get_by_role("link", name={"zh": "全国", "en": "China"}[lang]).click()
    wait_until_drawn(page)
    expect(page.get_by_role("heading", level=1)).to_have_text({"zh": "全国", "en": "China"}[lang])


def test_tiles_are_reached_by_keyboard_with_a_visible_focus(look_at: PageTurner) -> None:
    page = look_at("/regions")
    page.get_by_role("combobox").focus()
    page.keyboard.press("Tab")
    for name in ("北京市", "天津市"):
        focused = page.locator(".ps-tile:focus")
        expect(focused).to_have_accessible_name(re.compile(f"^{name}："))
        assert focused.evaluate("el => getComputedStyle(el).outlineStyle") == "solid"
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    wait_until_drawn(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("河北省")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", ["/regions", "/regions?region=410900", "/regions?region=cn"])
def test_page_fits_a_phone(look_at: PageTurner, path: str, lang: str) -> None:
    page = look_at(path, lang=lang, width=390)
    assert _excess(page) <= 0
    for tile in page.locator(".ps-tile").all():
        assert tile.evaluate("el => el.scrollWidth <= el.clientWidth"), tile.inner_text()
        box = tile.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 390
        assert min(box["width"], box["height"]) >= 44  # a finger's width


@pytest.mark.parametrize("width", [390, 1440])
def test_chosen_indicator_is_on_the_map_and_in_the_address(
    look_at: PageTurner, compared: Server, width: int
) -> None:
    page = look_at("/regions", server=compared, width=width)
    page.get_by_role("combobox").click()
    # An indicator's name is text in the list of choices too.
    page.get_by_role("option", name="**覆盖率** <b>x</b>").click()
    expect(page.get_by_role("link", name="北京市：超90%")).to_be_visible()
    expect(page.get_by_role("link", name="天津市：***% 数字隐去")).to_be_visible()
    expect(page.locator("ol.ps-ranks li")).to_have_count(2)
    assert "indicator=share" in page.url
    assert _excess(page) <= 0
    page.get_by_role("combobox").nth(1).click()
    page.get_by_role("option", name=re.compile("2023年")).click()
    expect(page.get_by_role("link", name="上海市：96%")).to_be_visible()
    page.reload()
    wait_until_drawn(page)
    expect(page.get_by_role("link", name="上海市：96%")).to_be_visible()
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("link", name="Shanghai: 96%")).to_be_visible()
    assert "indicator=share" in page.url


@pytest.fixture(scope="module")
def moving(serve: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> Server:
    """A dashboard with a series of six years in the nation and three provinces."""
    rows = [
        copy(
            "share_2024",
            figure=f"s{place}_{year}",
            region=place,
            period=f"{year}-12-31",
            printed=f"{year - 1940 + n}.4%",
            source="paper_a",
        )
        for n, place in enumerate(("110000", "120000", "310000", "cn"))
        for year in range(2018, 2024)
    ]
    files = make_files(
        regions=[
            add_rows("region,name_zh,name_en,level,parent,row,column\n120000,天津市,Tianjin,province,cn,3,5")
        ],
        figures=rows,
    )
    return serve(save(files, tmp_path_factory.mktemp("moving")))


@pytest.mark.parametrize("width", [390, 1440])
def test_row_of_a_place_has_its_value_beside_its_name_and_the_places_to_compare(
    look_at: PageTurner, moving: Server, width: int
) -> None:
    page = look_at("/regions?region=110000", server=moving, width=width)
    row = page.get_by_role("row").filter(has_text="覆盖率")
    expect(row).to_contain_text("全国 86.4%")
    expect(row).to_contain_text("3个同级地区中由高到低列第3位")
    picture = row.get_by_role("img", name="2018年12月31日至2023年12月31日共6期的走势")
    expect(picture).to_be_visible()
    name, value = row.locator("th").bounding_box(), row.locator(".ps-figure").first.bounding_box()
    assert name is not None
    assert value is not None
    assert value["x"] > name["x"]
    assert abs(value["y"] - name["y"]) < 8
    assert _excess(page) <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_figure_stands_marked_in_its_series_and_among_its_peers(
    look_at: PageTurner, moving: Server, width: int, scheme: Literal["light", "dark"]
) -> None:
    page = look_at("/figure?figure=s110000_2020", server=moving, width=width, color_scheme=scheme, lang="en")
    picture = page.get_by_role("img", name=re.compile("with 31 December 2020 marked"))
    box, own = picture.bounding_box(), page.locator(".ps-steps [aria-current=true]")
    assert box is not None
    assert box["width"] > 250
    assert "%3Ccircle" in (picture.get_attribute("src") or "")
    expect(own).to_contain_text("This figure")
    expect(own).to_contain_text("80.4%")
    expect(page.get_by_role("row").filter(has_text="Tianjin")).to_contain_text("81.4%")
    expect(page.locator(".ps-near .ps-current")).to_contain_text("Beijing")
    assert _excess(page) <= 0
    assert list_violations(page) == []
    page.locator(".ps-steps").get_by_role("link", name="81.4%").click()
    wait_until_drawn(page)
    expect(page.locator(".ps-steps [aria-current=true]")).to_contain_text("81.4%")


@pytest.mark.parametrize("path", ["/regions", "/regions?region=140000", "/regions?region=cn"])
def test_english_page_has_no_chinese_but_the_language_switch(look_at: PageTurner, path: str) -> None:
    page = look_at(path, lang="en")
    text = page.locator("[data-testid=stMain]").inner_text().replace("中文", "")
    assert re.findall(r"[\u4e00-\u9fff]+", text) == []
