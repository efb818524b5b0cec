"""Pages that hang on the edition, the language and the address alone, HTML throughout.

They can be written ahead, or in the moment in which a browser asks for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pages import calendar, overview, theme
from publicstats.controls import Writing
from publicstats.edition.model import Edition
from publicstats.text.i18n import Lang

_ALONE = {"": overview.render_page, "calendar": calendar.render_page}


def list_first_pages(edition: Edition) -> Iterable[str]:
    """The addresses that are written before anybody asks: the overview (blank), every theme, the calendar."""
    return ("", *edition.themes, "calendar")


def find_plain_page(
    edition: Edition, lang: Lang, address: str, query: Mapping[str, str]
) -> tuple[Writing, tuple[object, ...]] | None:
    """The drawing of the page at an address, and what it is of besides the edition; none for any other."""
    if address in edition.themes:
        return theme.render_page, (lang, edition.themes[address])
    if address in _ALONE:
        return _ALONE[address], (lang,)
    return None
