"""What is shown in place of a page to who may not see it."""

from __future__ import annotations

import streamlit as st

from publicstats.controls.pieces import render_lead, render_title
from publicstats.text.i18n import Lang, translate


def render_no_access(lang: Lang, *, can_sign_in: bool) -> None:
    """Says that a sign-in is over, with a way to the next; or that the account has no role here."""
    st.set_page_config(page_title=translate("site.title", lang), page_icon="./icon.svg", layout="wide")
    if can_sign_in:
        render_title(translate("access.title", lang))
        render_lead(translate("access.lead", lang))
        st.button(translate("access.sign_in", lang), key="sign_in", type="primary", on_click=st.login)
    else:
        render_title(translate("access.no_role", lang))
        render_lead(translate("access.no_role_lead", lang))


def render_analysts_only(lang: Lang) -> None:
    """Says to a reader that a page is for analysts."""
    render_title(translate("access.analysts_only", lang))
    render_lead(translate("access.analysts_only_lead", lang))
