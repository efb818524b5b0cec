"""What a page shows before Streamlit has drawn it: the same content, written ahead and sent with the shell.

Streamlit's client needs half a second until it draws anything. Until then a reader has the figures already;
`first.js` takes this view away in the moment in which the page itself stands below it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from markupsafe import Markup
from starlette.types import Scope

from publicstats.controls import Writing, edition_line, on_page, page_head
from publicstats.edition.model import Edition
from publicstats.markup.elements import BLANK, tag
from publicstats.publishing import shared_store
from publicstats.server.access import HAS_SIGN_IN, Role
from publicstats.text.i18n import LANGS, Lang

Pages = Callable[[Edition, Lang], Mapping[str, tuple[Writing, tuple[object, ...]]]]
"""Pages that can be written ahead, by address: a drawing each, and what it is of besides the edition."""

Menu = Callable[[Edition, Role, str, Lang], Markup]
"""The menu of a reader with a role, who is on the page at an address."""

_QUERIES: dict[bytes, Lang] = {b"": "zh", **{f"lang={lang}".encode(): lang for lang in LANGS}}
"""The addresses' queries that are answered so; any other may ask for something else."""


_ANYBODY = Role.READER if HAS_SIGN_IN else Role.ANALYST
"""Whose menu a first view has: what analysts see besides is the last group, and comes with the page."""


class FirstViews:
    """The views of pages, from the moment in which their text is written."""

    def __init__(
        self,
        pages: Pages = lambda edition, lang: {},
        menu: Menu = lambda edition, role, address, lang: BLANK,
    ) -> None:
        self.pages = pages
        self.menu = menu
        self.asked = 0
        """How often a browser asked for a page so far."""

    def write_ahead(self, edition: Edition, may_go_on: Callable[[], bool]) -> None:
        """Writes every page of an edition, and thereby draws every chart, before a reader asks for it.

        Runs in a thread of its own; `may_go_on` waits for the right moment, or gives False to end it.
        """
        for lang in LANGS:
            for address, (page, arguments) in self.pages(edition, lang).items():
                if page.find(edition, *arguments) is not None:
                    continue
                if not may_go_on():
                    return
                with on_page(address or "overview", lang):
                    page.write(edition, *arguments)

    def find(self, scope: Scope) -> Markup:
        """The view that a request's address begins with; blank where there is none, or none yet."""
        self.asked += 1
        lang = _QUERIES.get(scope["query_string"])
        snapshot = shared_store().snapshot
        if lang is None or snapshot.edition is None:
            return BLANK
        address = scope["path"].strip("/")
        page, arguments = self.pages(snapshot.edition, lang).get(address, (None, ()))
        content = page.find(snapshot.edition, *arguments) if page else None
        if content is None:
            return BLANK
        head = page_head(lang, {}, can_read=True, can_sign_out=HAS_SIGN_IN)
        menu = self.menu(snapshot.edition, _ANYBODY, address, lang)
        return _wrap((head, content, edition_line(snapshot, lang)), menu)


def _wrap(parts: Iterable[Markup], menu: Markup) -> Markup:
    """The parts of a page inside elements named as Streamlit's are, so that the same rules style them."""
    content = BLANK.join(tag("div", part, "stHtml") for part in parts)
    for name in ("stMainBlockContainer", "stMain"):
        content = tag("div", content, name)
    beside = tag("div", tag("div", menu, "stHtml"), "ps-beside")
    return tag("div", content + beside, "stApp ps-first")


FIRST_VIEWS = FirstViews()
"""Those of this process."""


def declare_pages(pages: Pages, menu: Menu) -> None:
    """Tells which pages can be written ahead, and what their menu is."""
    FIRST_VIEWS.pages, FIRST_VIEWS.menu = pages, menu
