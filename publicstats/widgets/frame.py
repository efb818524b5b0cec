"""What every page has around it: style, title, language switch, the edition it shows."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from publicstats.i18n import LANGS, LANGUAGE_TAGS, Lang, format_moment, translate
from publicstats.publishing import Snapshot, shared_store
from publicstats.widgets import markup

REFRESH_SECONDS = 1.0
"""Between two looks of a session at the edition that is served."""
SEARCH_WIDTH = 300
"""Pixels of the search box with its button."""
LANGUAGE_NAMES: dict[str, str] = {"zh": "中文", "en": "English"}


@cache
def read_style(lang: Lang) -> str:
    """The style sheets of a language's pages as one element."""
    names = ("style.css", "places.css", *(("english.css",) if lang == "en" else ()))
    css = "".join((Path(__file__).parent / name).read_text(encoding="utf-8") for name in names)
    return f"<style>{css}</style>"


def render_style(lang: Lang) -> None:
    """Adds the style sheets to the page."""
    st.html(read_style(lang))


def render_header(*, can_sign_out: bool = False) -> tuple[Lang, DeltaGenerator]:
    """Shows the site's name, the language switch and the way out of a sign-in.

    Gives the language, and the room for a search box.
    """
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        name, box = st.empty(), st.empty()
        with st.container(horizontal=True, vertical_alignment="center", width="content"):
            lang = render_language_switch()
            if can_sign_out:
                out = translate("access.sign_out", lang)
                st.button(out, key="sign_out", type="tertiary", on_click=st.logout)
    # page.js takes the page's language from here.
    name.html(markup.tag("p", escape(translate("site.title", lang)), "ps-site", lang=LANGUAGE_TAGS[lang]))
    return lang, box


def render_search(box: DeltaGenerator, lang: Lang) -> str:
    """Shows a small search box, and gives what was just sent from it; else blank.

    A form of our own HTML would lose the language: Streamlit takes a field of that name out of it.
    """
    words = translate("explore.box", lang)
    with box.form("search", border=False, width=SEARCH_WIDTH), st.container(horizontal=True, gap="xsmall"):
        typed = st.text_input(
            words, key="search_box", type="search", placeholder=words, label_visibility="collapsed"
        )
        sent = st.form_submit_button(translate("explore.send", lang))
    return typed.strip() if sent else ""


def render_language_switch() -> Lang:
    """Shows the switch and gives the language: the address's `?lang=`, else the session's, else Chinese.

    Changing pages drops the address's query; the session puts the language back into it.
    """
    typed = st.query_params.get("lang")
    if typed in LANGS:
        st.session_state["lang"] = typed
    st.segmented_control(
        "语言 Language",
        LANGS,
        default=st.session_state.setdefault("lang", LANGS[0]),
        required=True,
        format_func=LANGUAGE_NAMES.__getitem__,
        key="language_switch",
        on_change=_switch_language,
        label_visibility="collapsed",
    )
    lang: Lang = st.session_state["lang"]
    if lang != LANGS[0]:
        st.query_params["lang"] = lang
    return lang


def _switch_language() -> None:
    lang = st.session_state["language_switch"]
    st.session_state["lang"] = lang
    if lang == LANGS[0]:
        st.query_params.pop("lang", None)
    else:
        st.query_params["lang"] = lang


def render_edition_line(snapshot: Snapshot, lang: Lang) -> None:
    """Shows which edition the page was drawn from, and since when it is published."""
    if snapshot.edition is None or snapshot.since is None:
        return
    moment = format_moment(snapshot.since, lang)
    text = translate("edition.label", lang, fingerprint=snapshot.edition.fingerprint, moment=moment)
    st.html(markup.tag("p", escape(text), "ps-edition"))


def render_refresh(snapshot: Snapshot, *, every_edit: bool) -> None:
    """Draws the page anew once another edition is served; with `every_edit` after refused edits too."""

    @st.fragment(run_every=REFRESH_SECONDS)
    def compare() -> None:
        if _version(shared_store().snapshot, every_edit) != _version(snapshot, every_edit):
            st.rerun(scope="app")

    compare()


def _version(snapshot: Snapshot, every_edit: bool) -> object:
    fingerprint = snapshot.edition.fingerprint if snapshot.edition else ""
    return (fingerprint, snapshot.serial) if every_edit else fingerprint
