"""The entry: open the edition, choose the language, build the navigation from the data, run the page."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any, Literal

import streamlit as st

from publicstats.contract.columns import ID_PATTERN
from publicstats.edition.model import Edition
from publicstats.publishing import Snapshot
from publicstats.server import (
    EXCEPTION_HANDLERS,
    LIFESPAN,
    MIDDLEWARE,
    ROUTES,
    RUNS,
    SECRETS,
    declare_navigation,
    declare_no_components,
    declare_pages,
    find_opened_page,
    is_run,
    tell_failure,
)
from publicstats.server.access import FOR_ANALYSTS, Reader, Role, current_reader
from publicstats.server.seen import Seen, find_seen
from publicstats.text.i18n import Lang, translate

if is_run():  # the server imports this file for `app`, and its first answer needs nothing that draws
    from pages.menu import write_menu
    from pages.plain import find_plain_page
    from publicstats import controls

_LOG = logging.getLogger("publicstats.dashboard")


def list_pages(seen: Seen, snapshot: Snapshot, edition: Edition, lang: Lang) -> list[st.Page]:
    """All pages: overview, one page a theme with its id as address, and the pages about the data.

    A draft is written, and a file is mended, for what is published, also while a preview shows what an edit
    will make of that.
    """
    published = seen.published.edition or edition
    plain = partial(partial, write_plain, edition, lang)
    themes = [
        st.Page(plain(entry.id), title=entry.title.to(lang), url_path=entry.id)
        for entry in edition.themes.values()
    ]
    return [
        make_page("overview", plain(""), lang, default=True),
        make_page("explore", partial(draw, "explore", edition, lang), lang),
        *themes,
        make_page("regions", partial(draw, "regions", edition, lang), lang),
        make_page("indicator", plain("indicator"), lang),
        make_page("figure", plain("figure"), lang, hidden=True),
        make_page("present", partial(draw, "present", edition, lang), lang, hidden=True),
        make_page("calendar", plain("calendar"), lang),
        make_page("sources", plain("sources"), lang),
        make_page("audit", plain("audit"), lang),
        make_page("changes", partial(draw, "changes", edition, lang), lang),
        make_page("scan", partial(draw, "scan", published, lang), lang),
        make_page("quality", partial(draw, "quality", snapshot, edition, lang), lang),
        make_page("mend", partial(draw, "mend", seen.published, lang), lang, hidden=True),
        make_page(
            "acknowledge", partial(draw, "acknowledge", seen.published, published, lang), lang, hidden=True
        ),
    ]


def run_without_edition(reader: Reader, seen: Seen, lang: Lang) -> None:
    """Draws what there is before the first valid edition: to analysts what is wrong, and how to mend it.

    Whatever addresses were opened stay, so that their pages are there once there is an edition.
    """
    told = seen.snapshot.told if reader.role is Role.ANALYST else None
    sorry = partial(controls.render_unavailable, told, lang)
    title = translate("site.title", lang)
    pages = [
        st.Page(sorry, title=title, url_path="overview", default=True),
        make_page("mend", partial(draw, "mend", seen.published, lang), lang, hidden=True),
    ]
    opened = st.session_state.setdefault("opened", {})
    opened[find_opened_page()] = None
    known = {"", *(page.url_path for page in pages)}
    pages += [
        st.Page(sorry, title=title, url_path=name)
        for name in opened
        if name not in known and re.fullmatch(ID_PATTERN, name)
    ]
    page = st.navigation(pages, position="hidden")
    st.set_page_config(page_title=title, layout="wide")
    controls.render_markup(seen.write_banner(lang))
    run_page(page, lang)
    watch(reader, seen, every_edit=True)


def write_plain(edition: Edition, lang: Lang, address: str) -> None:
    """Shows a page that is a text: the one that its first view showed."""
    found = find_plain_page(edition, lang, address, st.query_params.to_dict())
    assert found is not None  # the address is one of those that have such a page
    page, arguments = found
    page(edition, *arguments)


def draw(name: str, *of: object) -> None:
    """Draws a page; the first who opens it loads what that needs, not every start."""
    import_module(f"pages.{name}").render_page(*of)


def load_later(module: str, name: str) -> Callable[..., Any]:
    """A function of a module of `pages` that its first call loads, not every start."""
    return lambda *arguments: getattr(import_module(f"pages.{module}"), name)(*arguments)


def make_page(
    name: str, render: Callable[[], None], lang: Lang, *, default: bool = False, hidden: bool = False
) -> st.Page:
    """A page whose address is its name and whose title is a word; a hidden one is reached by links only.

    To who may not see it, it is hidden and says so.
    """
    allowed = current_reader().may_see(name)
    shown: Literal["visible", "hidden"] = "visible" if allowed and not hidden else "hidden"
    title = translate(f"page.{name}", lang)
    body = render if allowed else partial(controls.render_analysts_only, lang)
    return st.Page(body, title=title, url_path=name, default=default, visibility=shown)


def main() -> None:
    """Draws the page that the address names, from one snapshot, and watches for the next."""
    reader = current_reader()
    lang = controls.render_header(can_read=reader.role is not Role.NONE, can_sign_out=reader.is_signed_in)
    if reader.role is Role.NONE:
        controls.render_no_access(lang, can_sign_in=not reader.is_signed_in)
        return
    seen = find_seen(reader)
    snapshot = seen.snapshot
    edition = snapshot.edition
    banner = seen.write_banner(lang)
    if edition is None:
        run_without_edition(reader, seen, lang)
        return
    page = st.navigation(list_pages(seen, snapshot, edition, lang), position="hidden")
    controls.render_menu(write_menu(edition, reader.role, page.url_path, lang))
    title = f"{page.title} · {translate('site.title', lang)}"
    st.set_page_config(page_title=title, layout="wide")
    controls.render_markup(banner)
    run_page(page, lang)
    controls.render_edition_line(snapshot, lang)
    # Pages for analysts show what became of the last edit, so they are drawn anew after each one.
    watch(reader, seen, every_edit=page.url_path in FOR_ANALYSTS)


def watch(reader: Reader, seen: Seen, *, every_edit: bool) -> None:
    """Has the page drawn anew once there is something else for its reader; a preview hangs on every edit."""
    controls.render_refresh(
        lambda: find_seen(reader).name(every_edit=every_edit),
        seen.name(every_edit=every_edit),
        every_edit=every_edit or seen.preview is not None,
    )


def run_page(page: st.Page, lang: Lang) -> None:
    """Draws the body of a page, or says that it cannot be: what stands around it stays."""
    with controls.on_page(page.url_path or "overview", lang):
        try:
            page.run()
        except Exception as error:  # noqa: BLE001 - whatever it is, the reader is told and the frame stands
            _LOG.exception("page cannot be drawn", extra={"page": page.url_path or "overview", "lang": lang})
            tell_failure(error)


# The server imports this file once for `app`; a session's run draws.
if is_run():
    with RUNS.time():
        main()
else:
    declare_navigation()
    declare_no_components()
    declare_pages(
        load_later("plain", "find_plain_page"),
        load_later("plain", "list_first_pages"),
        load_later("menu", "write_menu"),
    )
    app = st.App(
        "dashboard.py",
        routes=ROUTES,
        middleware=MIDDLEWARE,
        lifespan=LIFESPAN,
        secrets=SECRETS,
        exception_handlers=EXCEPTION_HANDLERS,
        on_script_error=tell_failure,
    )
