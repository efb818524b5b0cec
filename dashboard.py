"""The entry: open the edition, choose the language, build the navigation from the data, run the page."""

from __future__ import annotations

import gc
from functools import partial

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages import overview, sources, theme
from publicstats import widgets
from publicstats.edition import Edition
from publicstats.i18n import Lang, translate
from publicstats.publishing import Store, data_folder
from publicstats.serving import MIDDLEWARE, ROUTES, declare_navigation

declare_navigation()
app = st.App("dashboard.py", routes=ROUTES, middleware=MIDDLEWARE)


@st.cache_resource(show_spinner=False)
def open_store() -> Store:
    """The one store of this server process."""
    store = Store(data_folder())
    store.refresh()
    # What lives as long as the process need not be looked through at every collection.
    gc.collect()
    gc.freeze()
    return store


def list_pages(edition: Edition, lang: Lang) -> list[st.Page]:
    """The navigation: overview, one page a theme with its id as address, sources."""
    themes = [
        st.Page(
            partial(theme.render_page, edition, lang, entry),
            title=entry.title.to(lang),
            url_path=entry.id,
        )
        for entry in edition.themes.values()
    ]
    return [
        st.Page(
            partial(overview.render_page, edition, lang),
            title=translate("page.overview", lang),
            url_path="overview",
            default=True,
        ),
        *themes,
        st.Page(
            partial(sources.render_page, edition, lang),
            title=translate("page.sources", lang),
            url_path="sources",
        ),
    ]


def main() -> None:
    """Draws the page that the address names."""
    widgets.render_style()
    lang = widgets.render_header()
    store = open_store()
    edition = store.refresh()
    if edition is None:
        st.set_page_config(page_title=translate("site.title", lang), layout="wide")
        st.title(translate("page.unavailable", lang), anchor=False)
        widgets.render_lead(translate("page.unavailable_text", lang))
        widgets.render_problems(store.problems, lang)
        return
    page = st.navigation(list_pages(edition, lang), expanded=True)
    st.set_page_config(
        page_title=f"{page.title} · {translate('site.title', lang)}", page_icon="./icon.svg", layout="wide"
    )
    page.run()
    widgets.render_edition_line(edition, lang)


# The server imports this file once for `app`; only a session's run draws.
if get_script_run_ctx(suppress_warning=True) is not None:
    main()
