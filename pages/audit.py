"""The checks, for readers: what was checked, the verdict, and why it matters."""

from __future__ import annotations

import streamlit as st

from publicstats import widgets
from publicstats.audits import VERDICTS, audit_edition, find_audits
from publicstats.edition import Edition
from publicstats.i18n import Lang, translate


def render_page(edition: Edition, lang: Lang) -> None:
    """Shows every check, or those that the figure of `?figure=` takes part in."""
    widgets.render_title(translate("page.audit", lang))
    _render_checks(edition, lang, st.query_params.get("figure", ""))


@widgets.share
def _render_checks(edition: Edition, lang: Lang, figure: str) -> None:
    audits = find_audits(edition, figure) or audit_edition(edition)
    widgets.render_lead(translate("audit.lead", lang))
    if not audits:
        widgets.render_lead(translate("audit.none", lang))
        return
    counts = {verdict: str(sum(audit.verdict == verdict for audit in audits)) for verdict in VERDICTS}
    widgets.render_lead(translate("audit.counts", lang, count=str(len(audits)), **counts))
    widgets.render_checks(audits, lang)
