"""The site's menu: lists of pages under headings; the one where the reader is says so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from markupsafe import Markup, escape

from publicstats.markup import elements
from publicstats.text.i18n import Lang, translate


class Entry(NamedTuple):
    """A page: its address (blank: the overview) and its name."""

    address: str
    title: str


def draw_menu(
    first: Iterable[Entry], groups: Iterable[tuple[str, Iterable[Entry]]], current: str, lang: Lang
) -> Markup:
    """A navigation of what stands alone, and of groups with their headings."""
    content = _list(first, current, lang)
    for heading, entries in groups:
        title = elements.tag("h2", escape(heading), "ps-menu-title")
        content += title + _list(entries, current, lang)
    return elements.tag("nav", content, "ps-menu", aria_label=translate("menu.label", lang))


def _list(entries: Iterable[Entry], current: str, lang: Lang) -> Markup:
    items = (elements.tag("li", _link(entry, current, lang)) for entry in entries)
    return elements.tag("ul", elements.BLANK.join(items))


def _link(entry: Entry, current: str, lang: Lang) -> Markup:
    here = {"aria_current": "page"} if entry.address == current else {}
    address = elements.link(entry.address, lang)
    return elements.tag("a", escape(entry.title), href=address, target="_self", **here)
