"""What tests of the desk share: a page with nothing but its place, whose server is the test."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Route

from publicstats.markup.desk_place import desk_place
from publicstats.server.shell.page import write_desk_script, write_desk_style, write_page_style
from publicstats.text.i18n import Lang

ADDRESS = "http://127.0.0.1:1/scan"
CHOICES: dict[str, Any] = {
    "indicators": [
        ["calls", "受理诉求", "Requests received", "shoulisuqiu slsq", "hotline", "件"],
        ["rate", "接通率", "Connection rate", "jietonglv jtl", "hotline", "%"],
        ["seats", "话务座席", "Seats", "huawuzuoxi hwzx", "hotline", "个"],
    ],
    "regions": [["500116", "江津区", "Jiangjin", "jiangjinqu jjq"], ["cn", "全国", "China", "quanguo qg"]],
    "breakdowns": [["phone", "电话", "By phone", "dianhua dh"]],
    "units": [["件", "件", "cases", "jian j"], ["%", "%", "per cent", ""]],
    "themes": [["hotline", "热线", "Hotline", "rexian rx"]],
    "sources": [],
}
SOURCE = {
    "source": "report_2024",
    "title_zh": "七月通报",
    "title_en": "Report of July",
    "published": "2024-08-06",
    "published_basis": "printed",
    "document": "report_2024.txt",
}


def make_row(number: int, printed: str, **more: Any) -> dict[str, Any]:
    """A row of a sheet that lacks nothing; `cells` among `more` says otherwise."""
    cells = {"figure": f"calls_{number}", "indicator": "calls", "region": "500116", "period": "2024-07"}
    cells |= {"basis": "flow", "printed": printed, "source": "report_2024", "line": str(number)}
    cells |= more.pop("cells", {})
    row = {"number": number, "cells": cells, "file": "figures/hotline.csv", "candidates": {}, "guessed": []}
    return row | {"state": "open", "like": "", "context": "", "to_add": ""} | more


def make_sheet(*rows: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A sheet with these rows, whose text has their figures in a line each."""
    text = [
        [words, n] for row in rows for words, n in ((row["cells"]["printed"], row["number"]), ("。\n", 0))
    ]
    sheet = {
        "form": 1,
        "key": "0123456789abcdef",
        "edition": "e1",
        "lang": "zh",
        "title": "七月通报",
        "text": text,
    }
    return sheet | {"source": {"new": True, "cells": SOURCE}, "rows": list(rows), "news": {}} | more


@dataclass
class Site:
    """A page with a desk, and what its server answers: what it was asked is noted."""

    sheet: dict[str, Any] | None
    lang: Lang = "zh"
    can_save: bool = True
    asked: list[tuple[str, Any]] = field(default_factory=list)
    answers: dict[str, Callable[[Any], Any]] = field(default_factory=dict)

    def write_page(self) -> str:
        """The page's HTML, as the shell and Streamlit have it around a desk."""
        place = desk_place(self.sheet, self.lang, can_save=self.can_save)
        styles = f"<style>{write_page_style()}{write_desk_style()}</style>"
        look = "color-scheme: light dark; font: 1rem sans-serif; color: var(--ps-text)"
        head = f'<meta charset="utf-8"><title>desk</title>{styles}<script src="/desk.js" defer></script>'
        look += "; background: var(--ps-page)"
        inside = f'<h1 class="ps-title">Desk</h1><div class="stHtml">{place}</div>'
        body = f'<main class="stMain"><div class="stMainBlockContainer">{inside}</div></main>'
        whole = f'<head>{head}</head><body class="stApp" style="{look}">{body}</body>'
        return f'<!doctype html><html lang="{self.lang}">{whole}</html>'

    def answer(self, route: Route) -> None:
        """Answers one request."""
        path = route.request.url.removeprefix("http://127.0.0.1:1").partition("?")[0]
        if path == "/scan":
            route.fulfill(body=self.write_page(), content_type="text/html")
        elif path == "/desk.js":
            route.fulfill(body=write_desk_script(), content_type="text/javascript")
        else:
            name = path.removeprefix("/desk/")
            sent = json.loads(route.request.post_data) if route.request.post_data else None
            self.asked.append((name, sent))
            given = (self.answers | {"": lambda _: {}}).get(name, ANSWERS.get(name, lambda _: {}))(sent)
            if isinstance(given, int):
                route.abort() if not given else route.fulfill(status=given, body="{}")
            elif isinstance(given, bytes):
                named = {"content-disposition": 'attachment; filename="changed.zip"'}
                route.fulfill(body=given, headers=named, content_type="application/zip")
            else:
                route.fulfill(json=given)

    def list_asked(self, name: str) -> list[Any]:
        """What was sent to an address so far."""
        return [sent for path, sent in self.asked if path == name]


def answer_check(sent: Any) -> dict[str, Any]:
    """Nothing is wrong, but a period `x`."""
    wrong = [row["number"] for row in sent["rows"] if row["cells"].get("period") == "x"]
    said = {"table": "figures", "column": "period", "severity": "error", "code": "bad_period"}
    problems = [
        {"number": n, **said, "words": "时期“x”无法识别。", "remedy": "请写作 2024-07。"} for n in wrong
    ]
    rows = {
        str(row["number"]): {"figure": "named", "reading": f"读作{row['cells'].get('printed')}"}
        for row in sent["rows"]
    }
    edit = {"origin": sent["origin"], "rows": sent["rows"], "cells": []}
    return {"problems": problems, "hints": [], "rows": rows, "edit": None if wrong else edit}


CHANGE = {"words": "新增", "figure": "calls_2", "before": "", "after": "受理诉求：4万件", "reason": ""}

ANSWERS: dict[str, Callable[[Any], Any]] = {
    "choices": lambda _: CHOICES,
    "check": answer_check,
    "preview": lambda _: {
        "changes": {"added": 2, "changed": 0, "removed": 0, "listed": [CHANGE]},
        "cards": ["热线：受理诉求，新增4万件"],
        "hints": [{"words": "比上期大一个量级"}],
        "problems": [],
        "base": {"figures/hotline.csv": "0"},
        "address": "./hotline",
    },
    "save": lambda _: {"save": "s1", "moment": "2024-08-06"},
    "undo": lambda _: {},
    "files": lambda _: b"PK",
}


@contextmanager
def open_context(browser: Browser, site: Site, **look: Any) -> Iterator[BrowserContext]:
    """A browser for the desk; the test fails on what its pages complain of."""
    context = browser.new_context(**({"viewport": {"width": 1440, "height": 1000}} | look))
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    context.route("**/*", site.answer)
    yield context
    context.close()
    assert errors == []


def open_desk(context: BrowserContext) -> Page:
    """The page with its desk, once the first check has been answered."""
    page = context.new_page()
    page.goto(ADDRESS)
    page.wait_for_selector(".ps-desk-whole")
    return page


def read_focus(page: Page) -> str:
    """Where the keyboard is: a column, or blank on the line of a row."""
    return str(page.evaluate("document.activeElement.closest('[data-column]')?.dataset.column ?? ''"))


def read_row(page: Page) -> str:
    """The entry that stands open."""
    return page.locator(".ps-desk-current").get_attribute("data-name") or ""


def wait_for(page: Page, is_so: Callable[[], bool]) -> None:
    """Returns once something is so on the side of the test; fails after five seconds."""
    for _ in range(100):
        if is_so():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it did not come to be so")


def press(page: Page, *keys: str) -> None:
    """Presses keys, one after another."""
    for key in keys:
        page.keyboard.press(key)
