"""What was saved from a page and is gone from the CSVs: named on the quality page, saved again or let go."""

from __future__ import annotations

from functools import partial

import streamlit as st

from publicstats import controls
from publicstats.contract.problems import write_problem
from publicstats.editing import ConflictError
from publicstats.markup import elements
from publicstats.markup.markdown import plain_markdown
from publicstats.publishing import Snapshot, shared_store
from publicstats.publishing.losing import Lost, let_go
from publicstats.publishing.saving import ANALYST, EVERYBODY, SaveError, can_save, save_edit, sign_files
from publicstats.reading.folder import UnreadableError, load_files
from publicstats.server.access import HAS_SIGN_IN, current_reader
from publicstats.text.i18n import Lang, format_moment, format_number, translate

SHOWN = 50
"""Rows that are named; all are saved again."""


@controls.part
def render_lost(snapshot: Snapshot, lang: Lang) -> None:
    """Names what is gone, where anything is, with the way to have it back."""
    lost = snapshot.lost
    if lost is None:
        return
    t = partial(translate, lang=lang)
    controls.render_section(t("lost.title"))
    controls.render_lead(t("lost.lead", count=format_number(len(lost.pieces), lang)))
    head = [t(f"lost.{name}") for name in ("file", "row", "column", "moment")]
    rows = [
        (piece.file, piece.key, piece.column or t("lost.whole"), format_moment(piece.saved, lang))
        for piece in lost.pieces[:SHOWN]
    ]
    controls.render_markup(elements.plain_table(head, rows, t("lost.title")))
    if (rest := len(lost.pieces) - SHOWN) > 0:
        controls.render_lead(t("hint.more", count=format_number(rest, lang)))
    if not can_save(shared_store().data):
        controls.render_lead(t("lost.off"))
    elif st.button(t("lost.again"), key="lost_again"):
        _save_again(lost, lang)
    if st.button(t("lost.let_go"), key="lost_let_go") and current_reader().may_see("quality"):
        _let_go(lang)


def _let_go(lang: Lang) -> None:
    """Has nothing of it be asked for any more, or says why it cannot be told what that is."""
    store = shared_store()
    try:
        let_go(store.archive, load_files(store.data))
    except UnreadableError as error:
        _tell_unreadable(error, lang)
    else:
        store.check()
        st.success(translate("lost.gone", lang))


def _tell_unreadable(error: UnreadableError, lang: Lang) -> None:
    st.error(plain_markdown("\n\n".join(write_problem(problem, lang) for problem in error.problems)))


def _save_again(lost: Lost, lang: Lang) -> None:
    """Saves what is gone once more, or says why not."""
    store = shared_store()
    if not current_reader().may_see("quality"):  # a sign-in may be over while its page stands open
        return
    role = ANALYST if HAS_SIGN_IN else EVERYBODY
    try:
        base = sign_files(store.data, lost.edit.files)
        save_edit(store.data, store.archive, lost.edit, base, role, build=store.builder.branch().build)
    except ConflictError as error:
        st.error(plain_markdown(translate(error.key, lang, **error.facts)))
    except SaveError as error:
        lines = [translate(error.key, lang, **error.facts)]
        lines += [write_problem(problem, lang) for problem in error.problems[:SHOWN]]
        st.error(plain_markdown("\n\n".join(lines)))
    except UnreadableError as error:
        _tell_unreadable(error, lang)
    else:
        st.success(translate("lost.saved", lang))
