"""What the dashboard shows, taken from its own answers, for peers that show the same.

The overview as a person would write it by hand: headings, lists, links, figures and small pictures, without a
class, a script or a word more. The charts of a page as plotly is told them, for Dash to draw.
"""

from __future__ import annotations

import json
import time
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from urllib.request import urlopen

BEGIN = 'class="stApp ps-first"'
"""Where the view begins that comes with the page."""
MOST_TRIES = 60
KEPT = {"a": ("href",), "img": ("src", "alt", "width", "height")}
"""Attributes that a person writes by hand, by their elements."""
LEFT_OUT = {"form", "button", "input", "script", "style", "template"}
"""What does nothing on a page without a server of its own."""
VOID = {"br", "hr", "img", "input", "link", "meta"}
"""Elements without content."""
WRAPPED = {"div", "span", "section", "article", "header", "footer", "small"}
"""Elements of which those that hold a whole entry stay, and others are only their content."""
ENTRY = "ps-theme"
"""The class of an element that holds a whole entry."""
PAGE = """<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>公共服务统计</title><link rel="icon" href="data:,">
<style>body {{ max-width: 70rem; margin: auto; padding: 1rem; font: 16px/1.6 sans-serif }}
article {{ display: inline-block; width: 20rem; margin: 0 1rem 1rem 0; vertical-align: top }}</style>
<body>{content}<p id="end">{count}</p></body></html>
"""


def write_overview(port: int, path: Path) -> int:
    """Writes the overview that a dashboard answers with as a plain page; how many characters it has."""
    plain = _Plain()
    plain.feed(_read_view(port, ""))
    content = "".join(plain.parts)
    path.write_text(PAGE.format(content=content, count=plain.letters), encoding="utf-8")
    return plain.letters


def write_charts(port: int, pages: dict[str, str], path: Path) -> dict[str, int]:
    """Writes titles and charts of pages, by names, as JSON of plotly; how many drawings each page has."""
    found = {}
    for name, address in pages.items():
        charts = _Charts()
        charts.feed(_read_view(port, address))
        found[name] = {
            "title": charts.title,
            "charts": [_read_chart(port, each) for each in charts.addresses],
        }
    path.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    return {name: len(page["charts"]) for name, page in found.items()}


def _read_view(port: int, address: str) -> str:
    """The first view of a page, which a dashboard sends once it is written."""
    for _ in range(MOST_TRIES):
        with urlopen(f"http://127.0.0.1:{port}/{address}") as answer:
            _, begin, view = answer.read().decode().partition(BEGIN)
        if begin:
            return f"<div {begin}{view}"
        time.sleep(0.5)
    raise RuntimeError(f"/{address} has no first view")


def _read_chart(port: int, address: str) -> dict[str, object]:
    with urlopen(f"http://127.0.0.1:{port}/{address.removeprefix('./')}") as answer:
        chart = json.loads(answer.read())
    return {"data": chart["data"], "layout": chart["layout"]}


class _Plain(HTMLParser):
    """What a page says, with the elements that somebody who writes it by hand gives it."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.letters = 0
        self._left_out = 0
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Writes an element with what it needs."""
        given = {name: value or "" for name, value in attrs}
        written = self._name(tag, given.get("class", ""))
        if tag not in VOID:
            self._open.append(written)
            self._left_out += tag in LEFT_OUT
        if written and not self._left_out and tag not in LEFT_OUT:
            kept = "".join(f' {name}="{escape(given[name])}"' for name in KEPT.get(tag, ()) if name in given)
            self.parts.append(f"<{written}{kept}>")

    def handle_endtag(self, tag: str) -> None:
        """Ends it."""
        if tag in VOID or not self._open:
            return
        written = self._open.pop()
        if written and not self._left_out:
            self.parts.append(f"</{written}>")
        self._left_out -= tag in LEFT_OUT

    def handle_data(self, data: str) -> None:
        """Writes a text."""
        if not self._left_out:
            self.parts.append(escape(data))
            self.letters += len(data.strip())

    @staticmethod
    def _name(tag: str, kind: str) -> str:
        """The element's name, blank where only its content stays."""
        if tag not in WRAPPED:
            return tag
        return "article" if kind == ENTRY else ""


class _Charts(HTMLParser):
    """A page's title, and the addresses of its charts, each once."""

    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.addresses: dict[str, None] = {}
        self._is_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes a chart."""
        self._is_title = tag == "h1"
        for name, value in attrs:
            if name == "data-live" and value:
                self.addresses[value] = None

    def handle_data(self, data: str) -> None:
        """Notes the title."""
        if self._is_title:
            self.title, self._is_title = data, False
