"""What a page shows before Streamlit has drawn it: the same content, sent with the shell.

Streamlit's client needs half a second until it draws anything. Until then a reader has the figures already;
`first.js` takes this view away in the moment in which the page itself stands below it. Pages that many open
are written ahead, others when the first asks for them.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import parse_qs

import anyio
from markupsafe import Markup
from starlette.types import Scope

from publicstats.edition.model import Edition
from publicstats.markup.elements import BLANK, tag
from publicstats.publishing import Snapshot, shared_store
from publicstats.server.access import HAS_SIGN_IN, Role
from publicstats.text.i18n import LANGS, Lang, choose_language

if TYPE_CHECKING:  # what draws is loaded by the first view, not by every start
    from publicstats.controls import Writing

Query = Mapping[str, str]
"""What an address names after its question mark."""

Drawn: TypeAlias = "tuple[Writing, tuple[object, ...]]"
"""A drawing, and what it is of besides the edition."""

Find = Callable[[Edition, Lang, str, Query], "Drawn | None"]
"""The drawing of the page at an address; none for a page that has what no text ahead can have."""

Ahead = Callable[[Edition], Iterable[str]]
"""The addresses of pages that are written before anybody asks for them."""

Menu = Callable[[Edition, Role, str, Lang], Markup]
"""The menu of a reader with a role, who is on the page at an address."""

PATIENCE = 0.3
"""Seconds that a page may wait for its first view: about what Streamlit's client needs by itself."""
WRITERS = 4
"""Views that are written at the same time, at the most."""
LONGEST = 500
"""Characters of a query that are looked at."""
_LOG = logging.getLogger(__name__)
_OF_STREAMLIT = "embed"
"""What the names of Streamlit's own parameters begin with: with them a page looks otherwise."""

_ANYBODY = Role.READER if HAS_SIGN_IN else Role.ANALYST
"""Whose menu a first view has: what analysts see besides is the last group, and comes with the page."""


class FirstViews:
    """The views of pages, from the moment in which their text is written."""

    def __init__(
        self,
        find: Find = lambda edition, lang, address, query: None,
        ahead: Ahead = lambda edition: (),
        menu: Menu = lambda edition, role, address, lang: BLANK,
    ) -> None:
        self.find_page = find
        self.ahead = ahead
        self.menu = menu
        self.asked = 0
        """How often a browser asked for a page so far."""
        self._writers = anyio.CapacityLimiter(WRITERS)

    def write_ahead(self, edition: Edition, may_go_on: Callable[[], bool]) -> None:
        """Writes the pages of an edition that many open, and draws their charts, before a reader asks.

        Runs in a thread of its own; `may_go_on` waits for the right moment, or gives False to end it.
        """
        for lang in LANGS:
            for address in self.ahead(edition):
                found = self.find_page(edition, lang, address, {})
                if found is None or found[0].find(edition, *found[1]) is not None:
                    continue
                if not may_go_on():
                    return
                _write(edition, lang, address, found)

    async def find_in_time(self, scope: Scope) -> Markup:
        """The view of a request's address; blank where writing it takes long, which goes on all the same."""
        self.asked += 1
        with anyio.move_on_after(PATIENCE):
            return await anyio.to_thread.run_sync(
                self.find, scope, abandon_on_cancel=True, limiter=self._writers
            )
        return BLANK

    def find(self, scope: Scope) -> Markup:
        """The view that a request's address begins with, written unless it is; blank where there is none."""
        snapshot = shared_store().snapshot
        view = read_query(scope["query_string"])
        if snapshot.edition is None or view is None:
            return BLANK
        address = scope["path"].strip("/")
        try:
            return self._draw(snapshot, address, view)
        except Exception:  # noqa: BLE001 - whatever it is, the page comes without its first view
            _LOG.exception("first view cannot be written", extra={"page": address or "overview"})
            return BLANK

    def _draw(self, snapshot: Snapshot, address: str, view: Query) -> Markup:
        from publicstats.controls import edition_line, page_head

        edition, lang = snapshot.edition, choose_language(view.get("lang"))
        found = self.find_page(edition, lang, address, view) if edition is not None else None
        if edition is None or found is None:
            return BLANK
        content = _write(edition, lang, address, found)
        shown = {name: [value] for name, value in view.items()}
        head = page_head(lang, shown, can_read=True, can_sign_out=HAS_SIGN_IN)
        menu = self.menu(edition, _ANYBODY, address, lang)
        return _wrap((head, content, edition_line(snapshot, lang)), menu)


def read_query(text: bytes) -> Query | None:
    """What a query names; none for one that is too long, names a thing twice, or asks for another look."""
    if len(text) > LONGEST:
        return None
    try:
        given = parse_qs(text.decode("ascii"), keep_blank_values=True, errors="strict")
    except ValueError:
        return None
    if any(len(values) > 1 or name.startswith(_OF_STREAMLIT) for name, values in given.items()):
        return None
    return {name: values[0] for name, values in given.items()}


def _write(edition: Edition, lang: Lang, address: str, found: Drawn) -> Markup:
    from publicstats.controls import on_page

    page, arguments = found
    with on_page(address or "overview", lang):
        return page.write(edition, *arguments)


def _wrap(parts: Iterable[Markup], menu: Markup) -> Markup:
    """The parts of a page inside elements named as Streamlit's are, so that the same rules style them."""
    content = BLANK.join(tag("div", part, "stHtml") for part in parts)
    for name in ("stMainBlockContainer", "stMain"):
        content = tag("div", content, name)
    beside = tag("div", tag("div", menu, "stHtml"), "ps-beside")
    return tag("div", content + beside, "stApp ps-first")


FIRST_VIEWS = FirstViews()
"""Those of this process."""


def declare_pages(find: Find, ahead: Ahead, menu: Menu) -> None:
    """Tells how pages are found that can be written, which are written ahead, and what their menu is."""
    FIRST_VIEWS.find_page, FIRST_VIEWS.ahead, FIRST_VIEWS.menu = find, ahead, menu
