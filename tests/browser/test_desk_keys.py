"""The analyst's hour in keys: thirty figures of a bulletin from its text to the CSVs, and the next bulletin.

Each key that is pressed counts, and so does each cell that is typed; a text that is pasted is one key.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from publicstats.period import parse_period
from publicstats.text.i18n import translate
from tests.browser.bulletins import CATEGORIES, INDICATORS, list_right, make_folder, read_bulletin
from tests.browser.opening import PageOpener, wait_until_drawn
from tests.browser.servers import Server
from tests.helpers import save

COLUMNS = ("indicator", "breakdown", "period", "basis")
MOST_UNSEEN, MOST_NEXT = 60, 10


class Analyst:
    """Works by the keyboard alone, and looks only at what the page shows."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.keys = 0

    def press(self, *keys: str) -> None:
        """Presses keys, one after another."""
        for key in keys:
            self.page.keyboard.press(key)
        self.keys += len(keys)

    def type(self, cell: str) -> None:
        """Types a cell."""
        self.page.keyboard.type(cell)
        self.keys += 1

    def scan(self, text: str) -> None:
        """Pastes a text into the page that has just been opened, and has it scanned."""
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        with self.page.expect_response(re.compile("/desk/choices")):
            self.press("Control+v", "Control+Enter")
        expect(self.page.locator(".ps-desk-rows > li")).to_have_count(31, timeout=30_000)
        wait_until_drawn(self.page)

    def read(self, column: str) -> str:
        """What a cell of the open row shows."""
        return self.page.locator(f".ps-desk-current [data-column={column}] input").input_value()

    def go_to(self, column: str) -> None:
        """Goes to a cell of the open row."""
        if not self.find_focus():
            self.press("F2")
        for _ in range(9):
            if self.find_focus() == column:
                return
            self.press("Tab")
        raise AssertionError(f"no way to {column}")

    def find_focus(self) -> str:
        """The column of the cell that has the focus; blank on the line of a row."""
        return str(
            self.page.evaluate("document.activeElement.closest('[data-column]')?.dataset.column ?? ''")
        )

    def save(self) -> None:
        """Looks at what would change, and saves it."""
        self.press("Control+s")
        button = self.page.get_by_role("button", name=translate("desk.say.save", "zh"), exact=True)
        expect(button).to_be_focused(timeout=30_000)
        self.press("Enter")
        saved = self.page.locator(".ps-desk-outcome", has_text=translate("desk.say.saved", "zh"))
        expect(saved).to_be_visible(timeout=30_000)


def name(column: str, cell: str) -> str:
    """What the page calls what a cell is to say."""
    tables: dict[str, dict[str, str]] = {
        "indicator": {key: zh for key, (zh, *_) in INDICATORS.items()},
        "breakdown": {key: zh for key, (zh, *_) in CATEGORIES.items()},
    }
    if column == "basis":
        return translate(f"basis.name.{cell}", "zh")
    return tables.get(column, {}).get(cell, cell)


def is_right(column: str, cell: str, right: dict[str, str]) -> bool:
    """Whether a row says what it is to: a month or its last day, a total since 1 January of either basis."""
    if column == "period" and cell and right["basis"] in ("stock", "growth"):
        return parse_period(cell).end == parse_period(right[column]).end
    if column == "basis" and "/" in right["period"]:
        return cell in (right[column], "cumulative")
    return cell == right[column]


def mend(analyst: Analyst, right: dict[str, str]) -> None:
    """Mends what is wrong in the open row, and confirms it."""
    for column in COLUMNS:
        shown = analyst.read(column)
        if shown in (name(column, right[column]), right[column]):
            continue
        codes = {
            translate(f"basis.name.{code}", "zh"): code for code in ("stock", "flow", "cumulative", "growth")
        }
        if is_right(column, codes.get(shown, shown), right):
            continue
        analyst.go_to(column)
        if right[column]:
            analyst.type(name(column, right[column]))
        else:
            analyst.press("Delete")
        if column != "period":
            analyst.press("Enter")
    analyst.press("Enter")


def read_saved(folder: Path, source: str) -> list[dict[str, str]]:
    """The rows of a source, by the lines of its text, as they are in the CSVs."""
    texts = [path.read_text(encoding="utf-8-sig") for path in (folder / "figures").glob("*.csv")]
    rows = [row for text in texts for row in csv.DictReader(io.StringIO(text))]
    return [row for row in rows if row["source"] == source]


def expect_right(folder: Path, month: int, source: str) -> None:
    rows = read_saved(folder, source)
    assert len(rows) == 30
    for row, right in zip(rows, list_right(month), strict=True):
        wrong = {column: row[column] for column in right if not is_right(column, row[column], right)}
        assert wrong == {}, row["printed"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save(make_folder(), tmp_path_factory.mktemp("hour") / "data")


@pytest.fixture(scope="module")
def site(serve: Callable[..., Server], folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Server:
    state = str(tmp_path_factory.mktemp("state"))
    return serve(folder, PUBLICSTATS_SAVING="on", PUBLICSTATS_STATE=state)


def test_bulletin_of_thirty_figures_takes_sixty_keys_and_the_next_of_its_series_ten(
    open_page: PageOpener, site: Server, folder: Path
) -> None:
    page = open_page("/scan", server=site)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    edition = page.locator(".ps-edition").inner_text()
    analyst = Analyst(page)
    analyst.scan(read_bulletin(3))
    analyst.type("Care for older people in Qinghe, March 2025")
    analyst.press("Enter")
    for right in list_right(3):
        mend(analyst, right)
    analyst.save()
    assert analyst.keys <= MOST_UNSEEN
    expect_right(folder, 3, "qinghe_2025_04_08")
    expect(page.locator(".ps-edition")).not_to_have_text(edition, timeout=30_000)  # it is published
    expect(page.locator(".ps-desk-text .ps-article .ps-known")).to_have_count(30)
    undo = page.get_by_role("button", name=translate("desk.say.undo", "zh"), exact=True)
    expect(undo).to_be_visible()  # also once the page has been drawn anew

    page.goto(site.url + "/scan")
    wait_until_drawn(page)
    following = Analyst(page)
    following.scan(read_bulletin(4))
    following.press("Enter", "Control+Enter")
    following.save()
    assert following.keys <= MOST_NEXT
    expect_right(folder, 4, "qinghe_2025_05_09")


def test_form_of_an_indicator_is_typed_and_pasted_down_prints(open_page: PageOpener, site: Server) -> None:
    page = open_page("/scan", server=site)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("combobox", name=translate("form.kind", "zh")).click()
    page.get_by_role("option", name=translate("form.indicator", "zh")).click()
    wait_until_drawn(page)
    page.get_by_role("combobox", name=translate("form.indicator", "zh"), exact=True).click()
    page.get_by_role("option", name="会员", exact=True).click()
    lines = page.locator(".ps-desk-rows > li")
    expect(lines).to_have_count(4)
    lines.nth(1).get_by_role("button").click()
    page.keyboard.type("1800万名")
    page.keyboard.press("Enter")
    expect(page.locator(".ps-desk-current")).to_have_attribute("data-name", "2")
    page.evaluate("text => navigator.clipboard.writeText(text)", "310万人\n约210万人\n")
    page.keyboard.press("Control+v")
    expect(lines.nth(3).locator(".ps-desk-printed")).to_have_text("约210万人")
    expect(page.locator(".ps-desk-current [data-column=printed] p")).to_contain_text("310万人")
