"""What every page has around it: title, language switch, the edition it shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup, escape

from publicstats.controls.sharing import part, show_html
from publicstats.markup import elements
from publicstats.publishing import Snapshot
from publicstats.text.i18n import LANGS, LANGUAGE_NAMES, LANGUAGE_TAGS, Lang, format_moment, translate

REFRESH_SECONDS = {False: 15.0, True: 1.0}
"""Between two looks of a session at what is served, by `every_edit`.

The server itself tells every session of another edition; looking makes sure of it. Refused edits it
tells nobody, as they concern only the few who look at the pages for analysts.
"""
SIGN_OUT = "./auth/logout"
"""Streamlit's own address for it, which `st.logout` leads to as well."""


def render_header(*, can_read: bool, can_sign_out: bool) -> Lang:
    """Shows the site's name, the search box, the language switch and the way out; gives the language."""
    lang = choose_language()
    view = {key: st.query_params.get_all(key) for key in st.query_params}
    show_html(page_head(lang, view, can_read=can_read, can_sign_out=can_sign_out))
    return lang


def page_head(lang: Lang, view: Mapping[str, Sequence[str]], *, can_read: bool, can_sign_out: bool) -> Markup:
    """The site's name, the search box, the language switch of a view (of an address), the way out."""
    # page.js takes the page's language from here.
    name = elements.tag("p", escape(translate("site.title", lang)), "ps-site", lang=LANGUAGE_TAGS[lang])
    box = search_box(lang) if can_read else elements.BLANK
    way_out = elements.anchor(translate("access.sign_out", lang), SIGN_OUT, "ps-out")
    leave = way_out if can_sign_out else elements.BLANK
    return elements.tag("div", name + box + language_switch(lang, view) + leave, "ps-head")


def render_menu(menu: Markup) -> None:
    """Shows the menu beside the page."""
    with st.sidebar:
        show_html(menu)


def search_box(lang: Lang) -> Markup:
    """A form that leads to the explore page with what is typed; `page.js` sends it in the page's language."""
    words = translate("explore.box", lang)
    field = elements.tag(
        "input", elements.BLANK, type="search", name="q", placeholder=words, aria_label=words, maxlength="200"
    )
    send = elements.tag("button", escape(translate("explore.send", lang)), type="submit")
    return elements.tag(
        "form", field + send, "ps-search", role="search", data_address=elements.link("explore", lang)
    )


def choose_language() -> Lang:
    """The language of the address's `?lang=`, else the session's, else Chinese.

    Changing pages drops the address's query; the session puts the language back into it.
    """
    typed = st.query_params.get("lang")
    if typed in LANGS:
        st.session_state["lang"] = typed
    lang: Lang = st.session_state.setdefault("lang", LANGS[0])
    if lang != LANGS[0]:
        st.query_params["lang"] = lang
    return lang


def language_switch(lang: Lang, view: Mapping[str, Sequence[str]]) -> Markup:
    """Links to the same view in each language."""
    links = []
    for other, name in LANGUAGE_NAMES.items():
        there = {**view, "lang": [other]}
        state = {"aria_current": "true"} if other == lang else {}
        address = f"?{urlencode(there, doseq=True)}"
        tags = {"lang": LANGUAGE_TAGS[other], "hreflang": other, "target": "_self"}
        links.append(elements.tag("a", escape(name), href=address, **tags, **state))
    return elements.tag("nav", elements.BLANK.join(links), "ps-langs", aria_label="语言 Language")


@part
def render_edition_line(snapshot: Snapshot, lang: Lang) -> None:
    """Shows which edition the page was drawn from, and since when it is published."""
    if line := edition_line(snapshot, lang):
        show_html(line)


def edition_line(snapshot: Snapshot, lang: Lang) -> Markup:
    """Which edition is shown, and since when it is published, if it is; blank where there is none."""
    if snapshot.edition is None:
        return elements.BLANK
    if snapshot.since is None:
        text = translate("edition.preview", lang)
    else:
        moment = format_moment(snapshot.since, lang)
        text = translate("edition.label", lang, fingerprint=snapshot.edition.fingerprint, moment=moment)
    return elements.tag("p", escape(text), "ps-edition")


@part
def render_refresh(look: Callable[[], object], drawn: object, *, every_edit: bool) -> None:
    """Draws the page anew once `look` gives another name than that of what was `drawn`.

    A fragment is kept by its session: neither may keep an edition.
    """
    _COMPARING[every_edit](look, drawn)


@part
def _compare(look: Callable[[], object], drawn: object) -> None:
    if look() != drawn:
        st.rerun(scope="app")


_COMPARING = {
    every_edit: st.fragment(_compare, run_every=seconds) for every_edit, seconds in REFRESH_SECONDS.items()
}
"""Fragments by `every_edit`, declared once: declaring one costs a tenth of a run."""
