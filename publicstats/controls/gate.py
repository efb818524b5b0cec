"""What is shown in place of a page to who may not see it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from publicstats.contract.problems import Problem
from publicstats.controls.pieces import render_lead, render_problems, render_title
from publicstats.text.i18n import Lang, translate


def render_no_access(lang: Lang, *, can_sign_in: bool) -> None:
    """Says that a sign-in is over, with a way to the next; or that the account has no role here."""
    st.set_page_config(page_title=translate("site.title", lang), layout="wide")
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


def render_unavailable(problems: Sequence[Problem] | None, lang: Lang) -> None:
    """Says that there is nothing to be shown yet: to analysts why, to others (None) that it will be."""
    render_title(translate("page.unavailable", lang))
    if problems is None:
        render_lead(translate("access.unavailable", lang))
    else:
        render_lead(translate("page.unavailable_text", lang))
        render_problems(problems, lang)
