"""The checks, for readers: what was checked, the verdict, and why it matters."""

from __future__ import annotations

from html import escape

import streamlit as st

from publicstats import widgets
from publicstats.audits import VERDICTS, Audit, audit_edition, find_audits
from publicstats.edition import Edition
from publicstats.i18n import Lang, translate
from publicstats.widgets import markup

COLUMNS = ("indicator", "place", "figure", "period", "source")


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
    for audit in audits:
        _render_check(audit, lang)


def _render_check(audit: Audit, lang: Lang) -> None:
    verdict = translate(f"audit.verdict.{audit.verdict}", lang)
    title = (audit.compared.indicator.name if audit.compared else audit.calculation.wording).to(lang)
    badge = markup.badge(verdict, f"ps-{audit.verdict}")
    widgets.render_markup(markup.tag("div", markup.tag("h2", escape(title) + badge), "ps-section"))
    rows = [(translate("audit.identity", lang), audit.sentence.to(lang))]
    if audit.calculation.note.to(lang):
        rows.append((translate("audit.why", lang), audit.calculation.note.to(lang)))
    widgets.render_markup(markup.facts(rows))
    figures = (*audit.inputs, *((audit.compared,) if audit.compared else ()))
    table = markup.figure_table(figures, lang, translate("audit.inputs", lang), COLUMNS)
    widgets.render_markup(markup.details(translate("audit.inputs", lang), table))
