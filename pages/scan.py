"""From an article to rows: paste or choose a text, and confirm what it gives on a desk in the browser."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from pages.release_form import name_sources, render_form
from pages.scanned import NONE, Asked, render_result
from publicstats import controls
from publicstats.articles import EXTENSIONS, MAX_LENGTH, SECONDS, ApartError, InputError, read_apart
from publicstats.edition.model import Edition
from publicstats.markup.desk_place import desk_place
from publicstats.markup.markdown import plain_markdown
from publicstats.publishing.folders import may_save
from publicstats.text.i18n import Lang, translate


def render_page(edition: Edition, lang: Lang) -> None:
    """Asks for a text, and shows what was found in it. The server keeps nothing of what is typed here."""
    t: Callable[..., str] = partial(translate, lang=lang)
    controls.render_title(t("page.scan"))
    controls.render_lead(t("scan.lead"))
    text = st.text_area(t("scan.text", most=str(MAX_LENGTH)), height=280, key="scan_text")
    file = st.file_uploader(t("scan.file"), list(EXTENSIONS), key="scan_file")
    left, right = st.columns(2)
    date = left.text_input(t("scan.date"), key="scan_date", max_chars=30)
    titles = name_sources(edition, lang)
    names = {"": t("scan.source_none")} | titles
    chosen = controls.choose_one(right, t("scan.source"), names, "scan_source", lang)
    names_like = {"": t("scan.earlier_auto"), NONE: t("scan.earlier_none")} | titles
    like = controls.choose_one(left, t("scan.earlier"), names_like, "scan_like", lang)
    earlier = right.file_uploader(t("scan.earlier_file"), list(EXTENSIONS), key="scan_earlier")
    st.button(t("scan.run"))
    if not text.strip() and file is None:
        _render_without_text(edition, lang)
        return
    try:
        read = [read_apart(one.name, one.getvalue()) if one else "" for one in (file, earlier)]
    except InputError as error:
        st.error(plain_markdown(t(error.key, **error.facts)))
    except ApartError as error:
        st.error(t(error.key, seconds=str(round(SECONDS))))
    else:
        document = file.name if file else ""
        render_result(Asked(read[0] or text, date, chosen, like, read[1], document), edition, lang)


@controls.part
def _render_without_text(edition: Edition, lang: Lang) -> None:
    """Where nothing is scanned: the form of a release, else the drafts that the browser keeps."""
    sheet = render_form(edition, lang)
    controls.render_markup(desk_place(sheet.as_dict() if sheet else None, lang, can_save=may_save()))
