"""Pages that hang on the edition, the language and the address alone, HTML throughout.

They can be written ahead, or in the moment in which a browser asks for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module

from pages import calendar, overview, theme
from publicstats.controls import Writing
from publicstats.edition.model import Edition
from publicstats.text.i18n import Lang

Drawn = tuple[Writing, tuple[object, ...]]

FOUND = {
    "indicator": "indicator",
    "sources": "sources",
    "audit": "audit",
    "changes": "changes",
    "figure": "figure",
    "regions": "profile",
}
"""Pages of what the address names, and their modules: the first who opens one loads what it needs.

Without a place the page of places has widgets, and is none of them; nor is the journal of changes, which is
of more than the edition.
"""


def list_first_pages(edition: Edition) -> Iterable[str]:
    """The addresses that are written before anybody asks: the overview (blank), every theme, the calendar."""
    return ("", *edition.themes, "calendar")


def find_plain_page(edition: Edition, lang: Lang, address: str, query: Mapping[str, str]) -> Drawn | None:
    """The drawing of the page at an address, and what it is of besides the edition; none for any other."""
    if address in edition.themes:
        return theme.render_page, (lang, edition.themes[address], *theme.read_pages(query))
    if not address:
        return overview.render_page, (lang,)
    if address == "calendar":
        return calendar.find_page(edition, lang, query)
    if address in FOUND:
        found: Drawn | None = import_module(f"pages.{FOUND[address]}").find_page(edition, lang, query)
        return found
    return None
