"""Lines over time, alive: one label for all lines of a time, a stretch zoomed and brought back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from publicstats.text.i18n import LANGS, translate
from tests.browser.live import find_bar, list_points, read_heard, read_tip, wake, wake_all
from tests.browser.opening import PageTurner
from tests.browser.servers import Server
from tests.browser.test_accessibility import list_violations
from tests.helpers import add, add_rows, copy, make_files, save

pytestmark = pytest.mark.alive

PLACES = ("110000", "120000", "130000", "140000", "310000")
YEARS = range(2014, 2025)
NAMES = """region,name_zh,name_en,level,parent,row,column
120000,天津市,Tianjin,province,cn,2,6
130000,河北省,Hebei,province,cn,3,5
140000,山西省,Shanxi,province,cn,3,4"""
CHART = {"theme": "care", "kind": "line", "indicators": "members", "across": "region"}
TICKS = ".ps-live .xaxislayer-above text"


def print_value(place: int, year: int) -> str:
    """What an article prints for a place and a year: no two alike."""
    return f"{(place + 1) * 1000 + (year - 2000) * 7 + place}名"


@pytest.fixture(scope="module")
def lines(serve: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> Server:
    """A dashboard with two lines in one drawing, and five in small ones."""
    figures = [
        copy(
            "members_2024",
            figure=f"m{region}_{year}",
            region=region,
            period=f"{year}-12-31",
            printed=print_value(place, year),
        )
        for place, region in enumerate(PLACES)
        for year in YEARS
    ]
    charts = [
        add(chart="two_lines", order="11", title_zh="两地", title_en="Two", regions="110000;310000", **CHART),
        add(
            chart="five_lines",
            order="12",
            title_zh="五地",
            title_en="Five",
            regions=";".join(PLACES),
            **CHART,
        ),
    ]
    files = make_files(figures=figures, charts=charts, regions=[add_rows(NAMES)])
    return serve(save(files, tmp_path_factory.mktemp("lines") / "data"))


def draw_stretch(page: Page, plot: Locator) -> None:
    """Draws a stretch of some years with the mouse."""
    (start, level), *_, (end, _) = list_points(plot)[2:7]
    page.mouse.move(start, level + 5)
    page.mouse.down()
    page.mouse.move(end, level + 5, steps=8)
    page.mouse.up()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("chart", "places"), [("two_lines", (0, 4)), ("five_lines", (0, 1, 2, 3, 4))])
def test_one_label_says_the_printed_figure_of_every_line_at_a_time(
    look_at: PageTurner, lines: Server, chart: str, places: tuple[int, ...], lang: str
) -> None:
    page = look_at("/care", lang=lang, server=lines)
    plot = wake(page, chart)
    for place, (x, y) in list(zip(YEARS, list_points(plot), strict=False))[::4]:
        page.mouse.move(2, 2)
        expect(plot.locator(".ps-tip")).to_be_hidden()
        page.mouse.move(x, y)
        expect(plot.locator(".ps-tip")).to_be_visible()
        said = read_tip(plot).replace(",", "")
        assert str(place) in said
        for number in places:
            assert print_value(number, place).removesuffix("名") in said
        assert plot.locator(".ps-tip p").count() == len(places) + 1


@pytest.mark.parametrize("chart", ["two_lines", "five_lines"])
def test_stretch_of_time_is_zoomed_and_brought_back(look_at: PageTurner, lines: Server, chart: str) -> None:
    page = look_at("/care", server=lines)
    plot = wake(page, chart)
    back = find_bar(plot).get_by_role("button", name=translate("live.reset", "zh"))
    whole = plot.locator(TICKS).all_text_contents()
    titles = plot.locator(".ps-live .textpoint text").all_text_contents()
    expect(back).to_be_hidden()
    draw_stretch(page, plot)
    plot.hover()
    expect(back).to_be_visible()
    assert plot.locator(TICKS).all_text_contents() != whole
    if chart == "five_lines":
        assert plot.locator(".ps-live .textpoint text").all_text_contents() == titles
    back.click()
    expect(back).to_be_hidden()
    expect(plot.locator(TICKS)).to_have_text(whole)
    draw_stretch(page, plot)
    expect(plot.locator(TICKS)).not_to_have_text(whole)
    page.mouse.dblclick(*list_points(plot)[4])
    expect(plot.locator(TICKS)).to_have_text(whole)


def test_keyboard_zooms_and_steps_through_what_is_shown(look_at: PageTurner, lines: Server) -> None:
    page = look_at("/care", lang="en", server=lines)
    plot = wake(page, "two_lines")
    plot.focus()
    page.keyboard.press("Home")
    assert "2014" in read_heard(plot)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    plot.focus()
    page.keyboard.press("Home")
    first = read_heard(plot)
    page.keyboard.press("End")
    assert "2014" not in first
    assert "December 2024" not in read_heard(plot)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    plot.focus()
    page.keyboard.press("End")
    assert "December 2024" in read_heard(plot)


@pytest.mark.parametrize("width", [1440, 390])
def test_page_with_live_lines_has_no_violation(look_at: PageTurner, lines: Server, width: int) -> None:
    page = look_at("/care", lang="en", server=lines, width=width, height=6000, color_scheme="dark")
    for plot in wake_all(page):
        plot.focus()
        page.keyboard.press("ArrowRight")
        expect(plot.locator(".ps-tip")).to_be_visible()
    assert list_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_bars_have_no_zoom(look_at: PageTurner, lines: Server) -> None:
    page = look_at("/care", server=lines)
    plot = wake(page, "care_bars")
    expect(find_bar(plot).get_by_role("button")).to_have_count(0)
