"""An analyst saves while officials read: right edits appear by themselves, wrong ones never."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.opening import PageOpener, PageTurner
from tests.browser.servers import ROOT, Server

LIVE = 15_000
"""Milliseconds within which an edit must be on the screen, on a busy machine too."""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(ROOT / "data", tmp_path_factory.mktemp("live") / "data"))


@pytest.fixture(scope="module")
def live(serve: Callable[..., Server], data: Path) -> Server:
    return serve(data)


def edit(data: Path, before: str, after: str, name: str = "figures/hotline.csv") -> None:
    path = data / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8", newline="")


def test_right_edit_appears_by_itself_and_keeps_place_and_language(
    look_at: PageTurner, live: Server, data: Path
) -> None:
    page = look_at("/hotline", lang="en", height=700, server=live)
    main = page.locator("[data-testid=stMain]")
    main.evaluate("element => element.scrollTo(0, 600)")
    edit(data, "414.4万个", "414.5万个")
    expect(page.get_by_text("4.145 million").first).to_be_attached(timeout=LIVE)
    expect(page.get_by_role("heading", level=1)).to_have_text("12345 hotline")
    assert main.evaluate("element => element.scrollTop") == 600
    assert "lang=en" in page.url
    edit(data, "414.5万个", "414.4万个")
    expect(page.get_by_text("4.144 million").first).to_be_attached(timeout=LIVE)


def test_wrong_edit_changes_no_page_and_is_explained_to_analysts(
    open_page: PageOpener, live: Server, data: Path
) -> None:
    reader = open_page("/hotline", server=live)
    analyst = open_page("/quality", server=live)
    edit(data, "414.4万个", "414.4万公斤")
    expect(analyst.get_by_text("公斤").first).to_be_visible(timeout=LIVE)
    expect(analyst.get_by_role("cell", name="unit_unknown")).to_be_visible()
    expect(analyst.get_by_role("rowheader").filter(has_text="I")).not_to_have_count(0)
    expect(reader.get_by_text("414.4万个").first).to_be_visible()
    edit(data, "414.4万公斤", "414.4万个")
    expect(analyst.get_by_text("读者所见即最新的数据文件。")).to_be_visible(timeout=LIVE)


def test_new_theme_by_csv_alone_is_a_new_page(look_at: PageTurner, live: Server, data: Path) -> None:
    page = look_at("/", server=live)
    rows = {
        "themes.csv": "water,供水,Water supply,城乡供水,Water supply in town and country,,99\n",
        "indicators.csv": "water_users,water,用水户数,Households,户,,yes,365,户数。,Households.\n",
        "figures/water.csv": (data / "figures" / "hotline.csv").read_text(encoding="utf-8").splitlines()[0]
        + "\nwater_users_2024,water_users,310000,,2024,stock,,,超120万户,shanghai_hotline_2024,1,,\n",
        "charts.csv": "water_cards,water,1,cards,要览,At a glance,water_users,,,,\n"
        "water_bars,water,2,bars,用水户数,Households supplied,water_users,,region,,\n",
    }
    source = (data / "sources.csv").read_text(encoding="utf-8").splitlines()[1].split(",")[0]
    for name, text in rows.items():
        with (data / name).open("a", encoding="utf-8", newline="") as file:
            file.write(text.replace("shanghai_hotline_2024", source))
    link = page.get_by_role("link", name="供水", exact=True)
    expect(link).to_be_visible(timeout=LIVE)
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("供水")
    expect(page.locator(".ps-card .ps-value")).to_contain_text("超120万户")
    expect(page.locator(".ps-plot .main-svg").first).to_be_visible()


def test_title_of_a_theme_loads_no_picture_and_makes_no_link(
    open_page: PageOpener, serve: Callable[..., Server], tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    hostile = "12345热线 [点我](http://example.com) ![x](http://example.com/a.png) www.example.com,"
    edit(folder, "hotline,12345热线,", f"hotline,{hostile}", "themes.csv")
    page = open_page("/hotline", server=serve(folder))
    assert page.locator("a[href*='example.com'], img[src*='example.com']").count() == 0
    expect(page.get_by_role("heading", level=1)).to_contain_text("[点我](")
    expect(page.locator("[data-testid=stSidebar] .ps-menu a", has_text="[点我](")).to_have_count(1)
