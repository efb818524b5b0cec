"""An analyst looks at a draft on the real pages; whoever else looks sees what is published."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from publicstats.editing import Edit, NewRow
from tests.browser.opening import PageOpener, wait_until_drawn
from tests.browser.servers import ROOT, Server
from tests.browser.test_accessibility import list_violations
from tests.helpers import read_rows

LIVE = 15_000
"""Milliseconds within which something must be on the screen, on a busy machine too."""
FILE = "figures/red_cross.csv"
OLD, OTHER, PRINTED = "1700多万名", "1710多万名", "1999万名"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data"))


@pytest.fixture
def live(serve: Callable[..., Server], data: Path) -> Server:
    return serve(data)


def make_next(data: Path) -> Edit:
    """The next figure of a series that is on a card and in a chart."""
    header, *rows = read_rows((data / FILE).read_bytes())
    like = dict(zip(header, next(row for row in rows if OLD in row), strict=True))
    cells = like | {"figure": "previewed", "printed": PRINTED, "period": "2025-10-10"}
    return Edit((NewRow(FILE, {name: text for name, text in cells.items() if text}),))


def ask(page: Page, server: Server, edit: Edit) -> dict[str, object]:
    answer = page.context.request.post(
        f"{server.url}/desk/preview?lang=en",
        data={"edit": edit.as_dict()},
        headers={"origin": server.url, "content-type": "application/json"},
    )
    assert answer.ok, answer.text()
    body: dict[str, object] = answer.json()
    return body


def open_in(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    wait_until_drawn(page)
    return page


def test_preview_is_on_real_pages_of_one_browser_until_it_is_ended(
    open_page: PageOpener, live: Server, data: Path
) -> None:
    reader = open_page("/red_cross", server=live, lang="en")
    analyst = open_page("/scan", server=live, lang="en")
    answered = ask(analyst, live, make_next(data))
    assert answered["address"] == "./red_cross?lang=en"
    page = open_in(analyst.context, f"{live.url}/red_cross?lang=en")
    banner = page.locator(".ps-preview")
    expect(banner.get_by_role("status")).to_contain_text("Preview: not published")
    expect(page.get_by_text("19.99 million").first).to_be_attached()
    expect(page.locator(".ps-plot[aria-label*='19.99 million']").first).to_be_attached()
    expect(page.locator(".ps-edition")).to_have_text("Preview: not published")
    assert list_violations(page) == []
    page.emulate_media(media="print")
    expect(banner).to_be_visible()
    page.emulate_media(media="screen")
    for path in ("/", "/quality", "/scan"):
        expect(open_in(analyst.context, f"{live.url}{path}").locator(".ps-preview")).to_be_visible()
    reader.reload()
    wait_until_drawn(reader)
    expect(reader.get_by_text("17 million").first).to_be_attached()
    expect(reader.get_by_text("19.99 million")).to_have_count(0)
    expect(reader.locator(".ps-preview")).to_have_count(0)
    page.get_by_role("button", name="End the preview").click()
    expect(page.locator(".ps-edition")).to_contain_text("Edition", timeout=LIVE)
    expect(page.locator(".ps-preview, .ps-first")).to_have_count(0)
    expect(page.get_by_text("19.99 million")).to_have_count(0)


def test_preview_follows_what_others_publish_and_ends_once_it_is_published(
    open_page: PageOpener, live: Server, data: Path
) -> None:
    page = open_page("/red_cross", server=live)
    edit = make_next(data)
    ask(page, live, edit)
    page.reload()
    wait_until_drawn(page)
    expect(page.get_by_text(PRINTED).first).to_be_attached()
    path = data / FILE
    path.write_bytes(path.read_bytes().replace(OLD.encode(), OTHER.encode()))
    expect(page.get_by_text(OTHER).first).to_be_attached(timeout=LIVE)
    expect(page.locator(".ps-preview")).to_contain_text("预览之后数据文件又有修改")
    header = read_rows(path.read_bytes())[0]
    row = ",".join(edit.rows[0].cells.get(column, "") for column in header)
    path.write_bytes(path.read_bytes().rstrip() + f"\n{row}\n".encode())
    expect(page.locator(".ps-preview")).to_contain_text("预览已结束", timeout=LIVE)
    expect(page.get_by_text(PRINTED).first).to_be_attached()
    page.reload()
    wait_until_drawn(page)
    expect(page.locator(".ps-preview")).to_have_count(0)
