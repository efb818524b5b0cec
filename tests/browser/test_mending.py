"""From a problem on the quality page to its mended cell, live on readers' pages, by the keyboard alone."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from publicstats.text.i18n import translate
from tests.browser.opening import PageOpener, PageTurner
from tests.browser.servers import ROOT, Server
from tests.browser.test_publishing import LIVE, edit


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(ROOT / "data", tmp_path_factory.mktemp("mending") / "data"))


@pytest.fixture(scope="module")
def desk(serve: Callable[..., Server], data: Path) -> Server:
    return serve(data, PUBLICSTATS_SAVING="on")


def test_problem_is_mended_by_the_keyboard_and_readers_see_it(
    open_page: PageOpener, desk: Server, data: Path
) -> None:
    reader = open_page("/hotline", server=desk)
    page = open_page("/quality", server=desk)
    before = (data / "figures" / "hotline.csv").read_bytes()
    edit(data, "414.4万个", "414.5万公斤")
    link = page.get_by_role("link", name=translate("mend.link_label", "zh", place="")[:3]).first
    expect(link).to_be_visible(timeout=LIVE)
    link.focus()
    page.keyboard.press("Enter")
    field = page.locator(".st-key-mend_first input")
    expect(field).to_be_focused(timeout=LIVE)
    expect(field).to_have_value("414.5万公斤")
    page.keyboard.type("414.5万斤")
    page.keyboard.press("Enter")
    expect(page.get_by_text(translate("outlook.added", "zh"))).to_be_visible(timeout=LIVE)
    expect(field).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("414.5万个")
    page.keyboard.press("Enter")
    expect(page.get_by_text(translate("sending.published", "zh"))).to_be_visible(timeout=LIVE)
    expect(field).to_be_focused()
    expect(reader.get_by_text("414.5万个").first).to_be_attached(timeout=LIVE)
    assert (data / "figures" / "hotline.csv").read_bytes() == before.replace(b"414.4", b"414.5", 1)
    page.get_by_role("link", name=translate("mend.back", "zh")).first.click()
    expect(page.get_by_text(translate("quality.problems_none", "zh"))).to_be_visible(timeout=LIVE)


def test_place_is_found_by_typing_its_name(look_at: PageTurner, desk: Server) -> None:
    page = look_at("/mend?file=figures/hotline.csv&row=3&column=region", lang="en", server=desk)
    expect(page.locator(".st-key-mend_first input")).to_be_focused()
    page.keyboard.type("Beijing")
    page.keyboard.press("Enter")
    page.get_by_role("button", name=translate("mend.check", "en")).click()
    expect(page.get_by_role("cell").filter(has_text="Beijing").first).to_be_visible(timeout=LIVE)
