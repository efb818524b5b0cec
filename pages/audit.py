"""The checks, for readers: what was checked, the verdict, and why it matters."""

from __future__ import annotations

import streamlit as st

from publicstats import controls
from publicstats.analysis.audits import VERDICTS, audit_edition, find_audits
from publicstats.analysis.growth_words import word_conflict
from publicstats.analysis.printed_growth import find_conflicts
from publicstats.edition.model import Edition
from publicstats.text.i18n import Lang, translate


def render_page(edition: Edition, lang: Lang) -> None:
    """Shows every check, or those that the figure of `?figure=` takes part in."""
    controls.render_title(translate("page.audit", lang))
    _render_checks(edition, lang, st.query_params.get("figure", ""))


@controls.share
def _render_checks(edition: Edition, lang: Lang, figure: str) -> None:
    audits, conflicts = find_audits(edition, figure), find_conflicts(edition, figure) if figure else ()
    if not audits and not conflicts:
        audits, conflicts = audit_edition(edition), find_conflicts(edition)
    controls.render_lead(translate("audit.lead", lang))
    if not audits and not conflicts:
        controls.render_lead(translate("audit.none", lang))
        return
    if audits:
        counts = {verdict: str(sum(audit.verdict == verdict for audit in audits)) for verdict in VERDICTS}
        controls.render_lead(translate("audit.counts", lang, count=str(len(audits)), **counts))
    if conflicts:
        controls.render_lead(translate("growth.counted", lang, count=str(len(conflicts))))
        controls.render_conflicts([(c, word_conflict(c).to(lang)) for c in conflicts], lang)
    if audits:
        controls.render_checks(audits, lang)
