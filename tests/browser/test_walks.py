"""Every question of an official is answered in at most three clicks from the overview, and rightly."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Locator, Page, expect

from publicstats.analysis.indicator_view import find_headline_place
from publicstats.analysis.latest_figures import list_latest_headlines
from publicstats.analysis.release_calendar import EXPECTED, list_announced
from publicstats.analysis.release_words import format_date
from publicstats.analysis.telling import tell_figure
from publicstats.analysis.today import find_today
from publicstats.contract.records import Figure
from publicstats.edition.model import Edition, load_edition
from publicstats.figures.wording import format_figure, format_time
from publicstats.text.i18n import Lang, translate
from tests.browser.opening import PageTurner, wait_until_drawn
from tests.browser.servers import Server

MOST = 3
"""Clicks."""
THEME, INDICATOR, AIMED, PLACE = "health_insurance", "grown_calls", "grown_beds", "110000"
"""What is asked about: an indicator of many months on a card, and one with a target in a place."""


class Walk:
    """A reader on the overview, who clicks."""

    def __init__(self, page: Page, lang: Lang) -> None:
        self.page, self.lang = page, lang
        self.clicks = 0

    @property
    def main(self) -> Locator:
        """What stands on the page beside the menu."""
        return self.page.locator("#root .stMain")

    def click(self, target: Locator) -> None:
        """One click, as often as a reader is willing to."""
        self.clicks += 1
        assert self.clicks <= MOST
        target.first.click()
        wait_until_drawn(self.page)

    def choose(self, address: str) -> None:
        """Opens the menu, where it is folded, and follows the link to a page."""
        opener = self.page.get_by_test_id("stExpandSidebarButton")
        if opener.is_visible():
            self.click(opener)
        self.click(self.page.locator(f'#root .ps-menu a[href^="./{address}"]'))

    def follow(self, address: str) -> None:
        """Follows the first link of the page to an address."""
        self.click(self.main.locator(f'a[href^="{address}"]:visible'))

    def read(self, *texts: str) -> None:
        """The page says all of this."""
        for text in texts:
            expect(self.main).to_contain_text(text)


class Grown(NamedTuple):
    """The figures of the dashboard, and where it is."""

    server: Server
    edition: Edition
    folder: Path


@pytest.fixture(scope="module")
def known(grown: tuple[Server, Path]) -> Grown:
    """What the grown folder says, by the program itself: other tests hold that against the truth."""
    server, folder = grown
    edition = load_edition(folder).edition
    assert edition is not None
    return Grown(server, edition, folder)


@pytest.fixture(params=[("zh", 1440), ("zh", 390), ("en", 1440), ("en", 390)], ids=str)
def walk(request: pytest.FixtureRequest, look_at: PageTurner, known: Grown) -> Walk:
    """A reader in a language, on a desk or with a phone."""
    lang, width = request.param
    return Walk(look_at("/", lang=lang, width=width, height=1000, server=known.server), lang)


def find_latest(edition: Edition, indicator: str) -> Figure:
    place = find_headline_place(edition, indicator)
    return list_latest_headlines(edition, edition.indicators[indicator], place)[0].observation.figure


def test_latest_value_with_its_changes_and_whether_they_are_good(walk: Walk, known: Grown) -> None:
    figure = find_latest(known.edition, INDICATOR)
    walk.follow(f"./{THEME}")
    walk.follow(f"./indicator?indicator={INDICATOR}")
    latest = walk.main.locator(".ps-latest").first
    expect(latest.locator(".ps-value")).to_contain_text(format_figure(figure, walk.lang))
    expect(latest).to_contain_text(format_time(figure, walk.lang))
    lines = tell_figure(known.edition, figure.id, walk.lang, find_today())
    assert len(lines) >= 2
    for line in lines:
        expect(latest).to_contain_text(line.text)
        if line.mood and line.direction in ("up", "down"):
            expect(latest).to_contain_text(translate(f"change.{line.mood}", walk.lang))
    # The trend at a glance.
    expect(walk.main.locator(".ps-plot svg").first).to_be_visible()


def test_how_far_the_target_is(walk: Walk, known: Grown) -> None:
    headlines = list_latest_headlines(known.edition, known.edition.indicators[AIMED], PLACE)
    figure = headlines[0].observation.figure
    lines = tell_figure(known.edition, figure.id, walk.lang, find_today())
    told = [line.text for line in lines if "2030" in line.text]
    assert told
    walk.follow(f"./{THEME}")
    walk.follow(f"./indicator?indicator={AIMED}")
    walk.follow(f"./indicator?indicator={AIMED}&place={PLACE}")
    walk.read(format_figure(figure, walk.lang), *told)


def test_how_a_place_stands_beside_others(walk: Walk, known: Grown) -> None:
    there = [known.edition.figure(n) for n in range(len(known.edition.figures))]
    beds = [f for f in there if f.indicator.id == AIMED and f.kind == "actual" and not f.is_replaced]
    newest = max(figure.period.end for figure in beds)
    ranked = [
        (f.value, f) for f in beds if f.period.end == newest and f.region.level == "province" and f.value
    ]
    first = max(ranked, key=lambda pair: pair[0])[1]
    assert len(ranked) > 10
    walk.follow(f"./{THEME}")
    walk.follow(f"./indicator?indicator={AIMED}")
    rank = walk.main.locator("tr", has_text=translate("regions.rank", walk.lang, rank="1")).first
    expect(rank).to_contain_text(first.region.name.to(walk.lang))
    expect(rank).to_contain_text(format_figure(first, walk.lang))


def test_what_came_last(walk: Walk, known: Grown) -> None:
    with (known.folder / "sources.csv").open(encoding="utf-8-sig", newline="") as file:
        newest = max(csv.DictReader(file), key=lambda row: row["published"])
    walk.choose("changes")
    walk.read(newest[f"title_{walk.lang}"])


def test_what_is_old_and_when_it_comes(walk: Walk, known: Grown) -> None:
    coming = [a for a in list_announced(known.edition, find_today()) if a.state == EXPECTED]
    assert coming
    walk.choose("calendar")
    walk.read(*(format_date(announced.release.expected, walk.lang) for announced in coming))
    walk.read(translate("calendar.pace", walk.lang))


def test_one_page_for_tomorrows_meeting(walk: Walk) -> None:
    walk.clicks += 1
    with walk.page.expect_download() as taken:
        walk.main.locator('a[href^="./api/brief.docx"]').first.click()
    assert Path(taken.value.path()).read_bytes().startswith(b"PK")
    assert taken.value.suggested_filename.endswith(".docx")


def test_who_said_so_and_where(walk: Walk, known: Grown) -> None:
    value = walk.main.locator(".ps-brief .ps-value a").first
    figure = known.edition.find((value.get_attribute("href") or "").split("figure=")[1].split("&")[0])
    assert figure is not None
    assert figure.source is not None
    walk.click(value)
    walk.read(figure.source.title.to(walk.lang), format_figure(figure, walk.lang), str(figure.line))


def test_right_answers_are_those_of_the_files(known: Grown) -> None:
    """The value that the walks look for is the one printed for the last month in the CSVs themselves."""
    figure = find_latest(known.edition, INDICATOR)
    rows: list[dict[str, str]] = []
    for path in (known.folder / "figures").glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows += csv.DictReader(file)
    same = [
        row
        for row in rows
        if (row["indicator"], row["region"], row["basis"]) == (INDICATOR, figure.region.id, figure.basis)
        and not row["breakdown"]
        and row["kind"] in ("", "actual")
        and row["status"] != "forecast"
        and len(row["period"]) == len("2026-10")
    ]
    last = max(row["period"] for row in same)
    assert figure.period.text == last
    assert figure.printed in {row["printed"] for row in same if row["period"] == last}
    assert figure.period.end <= find_today()
