"""What a page shows before Streamlit has drawn it: the same content, written ahead and sent with the shell.

Streamlit's client needs half a second until it draws anything. Until then a reader has the figures already;
`first.js` takes this view away in the moment in which the page itself stands below it.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from weakref import WeakKeyDictionary

from starlette.types import Scope

from publicstats.edition import Edition
from publicstats.i18n import LANGS, Lang
from publicstats.publishing import shared_store
from publicstats.serving.access import HAS_SIGN_IN
from publicstats.widgets import collect_html, edition_line, page_head
from publicstats.widgets.markup import tag

Pages = Callable[[Edition, Lang], Mapping[str, Callable[[], None]]]
"""What draws the pages that can be written ahead, by their addresses."""

View = tuple[str, Lang]
"""A page's address and language."""
WANTED = 50
"""Views that were asked for before they were written, the last of them."""

_LOG = logging.getLogger(__name__)
_QUERIES: dict[bytes, Lang] = {b"": "zh", **{f"lang={lang}".encode(): lang for lang in LANGS}}
"""The addresses' queries that are answered so; any other may ask for something else."""


class FirstViews:
    """The contents of pages by edition, address and language; each edition's are forgotten with it."""

    def __init__(self, pages: Pages = lambda edition, lang: {}) -> None:
        self.pages = pages
        self._contents: WeakKeyDictionary[Edition, dict[View, str]] = WeakKeyDictionary()
        self._wanted: deque[View] = deque(maxlen=WANTED)

    def write_ahead(self, edition: Edition, may_go_on: Callable[[], bool]) -> None:
        """Writes every page of an edition, and thereby draws every chart before a reader asks for it.

        What was asked for and was not there comes first.
        Runs in a thread of its own; `may_go_on` waits for the right moment, or gives False to end it.
        """
        contents = self._contents.setdefault(edition, {})
        views = {
            (address, lang): draw for lang in LANGS for address, draw in self.pages(edition, lang).items()
        }
        while views and may_go_on():
            view = next(filter(views.__contains__, list(self._wanted)), next(iter(views)))
            try:
                contents[view] = collect_html(views.pop(view))
            except Exception:  # noqa: BLE001 - the page itself is drawn later, and says what there is to say
                _LOG.exception("page cannot be written ahead", extra={"page": view[0], "lang": view[1]})

    def find(self, scope: Scope) -> str:
        """The view that a request's address begins with; blank where there is none, or none yet."""
        lang = _QUERIES.get(scope["query_string"])
        snapshot = shared_store().snapshot
        if lang is None or snapshot.edition is None:
            return ""
        view = (scope["path"].strip("/"), lang)
        content = self._contents.get(snapshot.edition, {}).get(view)
        if content is None:
            self._wanted.append(view)
            return ""
        parts = (
            page_head(lang, {}, can_read=True, can_sign_out=HAS_SIGN_IN),
            content,
            edition_line(snapshot, lang),
        )
        return _wrap(parts)


def _wrap(parts: Iterable[str]) -> str:
    """The parts of a page inside elements named as Streamlit's are, so that the same rules style them."""
    content = "".join(tag("div", part, "stHtml") for part in parts)
    for name in ("stMainBlockContainer", "stMain", "stApp ps-first"):
        content = tag("div", content, name)
    return content


FIRST_VIEWS = FirstViews()
"""Those of this process."""


def declare_pages(pages: Pages) -> None:
    """Tells which pages can be written ahead."""
    FIRST_VIEWS.pages = pages
