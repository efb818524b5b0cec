"""Why a hint is all right: a row of acknowledgements.csv, of one figure or of hints of a kind."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from pages.editors import name_editor
from publicstats import controls
from publicstats.analysis.hint_words import describe_hint, locate_hint
from publicstats.analysis.hints import Hint, survey_hints
from publicstats.controls.row_fields import FIRST
from publicstats.controls.sending import Sending, render_sending
from publicstats.editing.acknowledging_rows import SCOPES, acknowledge
from publicstats.edition.model import Edition
from publicstats.markup import elements, outlook_lists
from publicstats.markup.markdown import plain_markdown
from publicstats.publishing import Snapshot, shared_store
from publicstats.reading.folder import load_files
from publicstats.text.i18n import LANGS, Lang, translate

KEPT, TYPED = "acknowledging", "acknowledged"


def render_page(snapshot: Snapshot, edition: Edition, lang: Lang) -> None:
    """Shows the hint that the address is of (`?hint=`, a rule, and `?figure=`), and a form for the reason."""
    controls.render_title(translate("page.acknowledge", lang))
    asked = (st.query_params.get("hint", ""), st.query_params.get("figure", ""))
    if all(asked):
        _render_hint(asked, snapshot, edition, lang)
    else:
        controls.render_lead(translate("acknowledge.ask", lang))
    back = elements.anchor(translate("mend.back", lang), controls.link("quality", lang), "ps-link")
    controls.render_markup(elements.tag("p", back))


@controls.part
def _render_hint(asked: tuple[str, str], snapshot: Snapshot, edition: Edition, lang: Lang) -> None:
    of, sending = st.session_state.get(KEPT, (None, None))
    if of != asked or not isinstance(sending, Sending):
        sending = Sending(name_editor)
        st.session_state[KEPT] = (asked, sending)
    if sending.saved:
        render_sending(sending, snapshot, partial(_undo, sending), lang)
        return
    hints = survey_hints(edition).hints
    of_hint = (h for h in hints if (h.code, h.figures[0].id) == asked and not h.is_acknowledged)
    hint = next(of_hint, None)
    if hint is None:
        controls.render_lead(translate("acknowledge.gone", lang))
        return
    controls.render_lead(translate("acknowledge.lead", lang))
    controls.render_markup(elements.facts([(locate_hint(hint, lang), describe_hint(hint, lang))]))
    with st.container():  # whatever stands in it, the form below is the same, and so is the cursor in it
        render_sending(sending, snapshot, partial(_undo, sending), lang)
    controls.render_markup(outlook_lists.cursor_mark(" ".join(asked)))
    _render_form(sending, hint, lang)


def _render_form(sending: Sending, hint: Hint, lang: Lang) -> None:
    first = hint.figures[0]
    names = {"indicator": first.indicator.name.to(lang), "region": first.region.name.to(lang)}
    scopes = {s: plain_markdown(translate(f"acknowledge.scope_{s}", lang, **names)) for s in SCOPES}
    with st.form("acknowledge", border=False):
        with st.container(key=FIRST):
            for name in LANGS:
                st.text_input(translate(f"acknowledge.reason_{name}", lang), key=f"reason_{name}")
        st.radio(
            translate("acknowledge.scope", lang),
            list(scopes),
            format_func=scopes.__getitem__,
            key="reason_scope",
        )
        cells = {
            "hint": hint.code,
            "figure": first.id,
            "indicator": first.indicator.id,
            "region": first.region.id,
        }
        with st.container(horizontal=True):
            for action in sending.list_actions():
                st.form_submit_button(
                    translate(f"mend.{action}", lang),
                    key=f"acknowledge_{action}",
                    type="primary" if action == "save" else "secondary",
                    on_click=_send,
                    args=(sending, cells, action),
                )


def _send(sending: Sending, cells: Mapping[str, str], action: str) -> None:
    """Takes the reason: checks the row, and saves it where that is asked and nothing speaks against it."""
    if not sending.is_allowed:
        return
    reasons = {f"reason_{name}": st.session_state[f"reason_{name}"].strip() for name in LANGS}
    if not all(reasons.values()):
        sending.refuse("acknowledge.reasons_missing")
        return
    st.session_state[TYPED] = {name: st.session_state[name] for name in (*reasons, "reason_scope")}
    with sending.telling():
        files = load_files(shared_store().data)
        edit = acknowledge(files, cells, st.session_state["reason_scope"], reasons)
        sending.send(edit, files, action)


def _undo(sending: Sending) -> None:
    if not sending.is_allowed:
        return
    with sending.telling():
        sending.undo()
        # Fields that were not drawn meanwhile have forgotten what stood in them.
        st.session_state.update(st.session_state.get(TYPED, {}))
