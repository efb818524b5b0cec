"""Every kind of page by axe-core's rules of WCAG 2.2 A and AA, contrast included, and by the keyboard."""

from collections.abc import Mapping
from itertools import cycle

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect

from publicstats.text.i18n import LANGS
from tests.browser.opening import PageOpener, PageTurner, Scheme, wait_until_drawn

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # to list all that is well takes as long again
}
OF_COLOURS = ["color-contrast", "link-in-text-block"]
"""Those of the rules that look at colours: axe's category `cat.color`."""
COLOURS = {"runOnly": {"type": "rule", "values": OF_COLOURS}, "resultTypes": ["violations"]}
SHAPE = """() => [...document.querySelectorAll("body *")].map((element) => {
  const { x, y, width, height } = element.getBoundingClientRect();
  const passed = /^(class|style|color|fill|stroke|data-.*)$/;
  const said = [...element.attributes].filter(({ name }) => !passed.test(name));
  const words = element.childElementCount ? "" : element.textContent;
  return [element.localName, x, y, width, height, element.checkVisibility({ visibilityProperty: true }),
    ...said.map(({ name, value }) => `${name}=${value}`), words].join(" ");
})"""
"""Every element: where it stands, what it says, and its attributes, all but its colours and states."""
DIFFERENCE = f"""() => {{
  const shape = ({SHAPE})();
  if (shape.length !== window.shapeInLight.length) return ["another number of elements"];
  return shape.filter((element, place) => element !== window.shapeInLight[place]).slice(0, 3);
}}"""
ALIKE = {"exclude": [["tbody tr:nth-child(n+6)"], ["dl > :nth-child(n+40)"], [".ps-card:nth-child(n+4)"]]}
"""Rows beyond the first few are like them; to judge the contrast of each takes minutes."""
PATHS = (
    "/",
    "/health_insurance",
    "/red_cross",
    "/indicator",
    "/indicator?indicator=inpatient_settlement_rate",
    "/figure?figure=shanghai_hotline_calls_2024",
    "/figure?figure=hualong_training_sites_street_2024",
    "/figure?figure=no_such",
    "/explore?kind=actual",
    "/explore?q=hotline",
    "/regions",
    "/regions?region=310000",
    "/regions?region=410902&theme=elder_care",
    "/regions?indicator=hotline_connection_rate",
    "/present",
    "/calendar",
    "/sources",
    "/audit",
    "/changes",
    "/quality",
    "/scan",
    "/mend?file=figures/hotline.csv&row=3&column=printed",
    "/mend?file=regions.csv&row=2",
    "/acknowledge",
)
WIDTHS = (1440, 390)


def list_violations(page: Page, options: Mapping[str, object] = RULES) -> list[str]:
    """Each broken rule with the first elements that break it, everything folded opened."""
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("([context, options]) => axe.run(context, options)", [ALIKE, options])
    return [
        f"{rule['id']}: {rule['help']}: {[node['html'][:160] for node in rule['nodes'][:3]]}"
        for rule in found["violations"]
    ]


def list_violations_in_both_schemes(page: Page) -> list[str]:
    """What `list_violations` finds in the light, then in the dark, where nothing but colours may differ."""
    set_scheme(page, "light")
    found = [f"light: {violation}" for violation in list_violations(page)]
    found += [f"dark: {element} is other than in the light" for element in find_difference(page)]
    return found + [f"dark: {violation}" for violation in list_violations(page, COLOURS)]


def find_difference(page: Page) -> list[str]:
    """The first elements of a page in the light that are others in the dark, which it then is in.

    Streamlit looks for a new edition every second, and may be seen to do so: only what stays is a difference.
    """
    difference: list[str] = []
    for _ in range(3):
        set_scheme(page, "light")
        page.evaluate(f"void (window.shapeInLight = ({SHAPE})())")
        set_scheme(page, "dark")
        difference = page.evaluate(DIFFERENCE)
        if not difference:
            break
    return difference


def set_scheme(page: Page, scheme: Scheme) -> None:
    """Has a page in the light or in the dark, and drawn."""
    page.emulate_media(color_scheme=scheme)
    wait_until_drawn(page)


def list_violations_on_all_screens(page: Page) -> dict[int, list[str]]:
    """What `list_violations_in_both_schemes` finds on a desk and on a phone: the widths with any."""
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 1600})
        if violations := list_violations_in_both_schemes(page):
            found[width] = violations
    return found


@pytest.mark.parametrize(("path", "lang"), list(zip(PATHS, cycle(LANGS), strict=False)))
def test_page_has_no_violation_on_any_screen_light_and_dark(
    look_at: PageTurner, path: str, lang: str
) -> None:
    assert list_violations_on_all_screens(look_at(path, lang=lang, height=1600)) == {}


def test_what_is_hidden_in_the_dark_is_seen(look_at: PageTurner) -> None:
    page = look_at("/sources")
    page.add_style_tag(content="@media (prefers-color-scheme: dark) { h1 { display: none } }")
    assert find_difference(page) != []


def test_rules_that_look_at_colours_are_all_that_axe_has(browser: Browser) -> None:
    page = browser.new_page()
    page.evaluate(AXE_SCRIPT)
    rules = page.evaluate("axe.getRules(['cat.color']).filter(rule => rule.enabled).map(rule => rule.ruleId)")
    page.close()
    assert sorted(rules) == OF_COLOURS


@pytest.mark.parametrize("path", PATHS)
def test_page_fits_a_phone_without_scrolling_sideways(look_at: PageTurner, path: str) -> None:
    page = look_at(path, lang="en", width=390)
    excess = "element => element.scrollWidth - element.clientWidth"
    assert page.locator("[data-testid=stMain]").evaluate(excess) <= 0
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_every_chart_is_described_and_has_its_table_beside_it(look_at: PageTurner) -> None:
    page = look_at("/health_insurance")
    plots = page.locator(".ps-plot")
    assert plots.count() >= 6
    for plot in plots.all():
        assert len(plot.get_attribute("aria-label") or "") > 20
        expect(plot.locator("> svg.main-svg")).to_have_count(1)
    for chart in page.locator(".ps-charts > .ps-chart").all():
        expect(chart.locator("table tbody tr").first).to_be_attached()


def test_citation_is_opened_and_copied_by_the_keyboard_alone(open_page: PageOpener) -> None:
    page = open_page("/hotline", lang="en")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    summary = page.locator(".ps-card summary").first
    summary.focus()
    page.keyboard.press("Enter")
    button = page.locator(".ps-card").first.locator(".ps-copy")
    expect(button).to_be_visible()
    for _ in range(6):
        page.keyboard.press("Tab")
        if button.evaluate("element => element === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(button).to_have_text("Copied")
    assert "line 116" in page.evaluate("navigator.clipboard.readText()")


def test_menu_of_a_phone_says_where_one_is_and_makes_way_for_the_page(look_at: PageTurner) -> None:
    page = look_at("/hotline", width=390)
    page.locator("[data-testid=stExpandSidebarButton]").click()
    menu = page.get_by_role("navigation", name="本站栏目")
    expect(menu.locator("[aria-current=page]")).to_have_text("12345热线")
    menu.get_by_role("link", name="养老服务").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("养老服务")
    expect(page.locator("[data-testid=stExpandSidebarButton]")).to_be_visible()
    expect(menu).not_to_be_in_viewport()


def test_button_that_prints_does_nothing_else(look_at: PageTurner) -> None:
    page = look_at("/hotline")
    page.evaluate("window.print = () => { window.printed = true; }")
    button = page.locator(".ps-print")
    button.click()
    assert page.evaluate("window.printed") is True
    expect(button).to_have_text("打印")
