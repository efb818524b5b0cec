"""Checks as HTML: the verdict, the identity in words, why it matters, the figures that take part."""

from __future__ import annotations

from html import escape

from publicstats.audits import Audit
from publicstats.i18n import Lang, translate
from publicstats.widgets import markup

COLUMNS = ("indicator", "place", "figure", "period", "source")


def check_entry(audit: Audit, lang: Lang, level: str = "h2") -> str:
    """One check under a heading of a level."""
    verdict = translate(f"audit.verdict.{audit.verdict}", lang)
    title = (audit.compared.indicator.name if audit.compared else audit.calculation.wording).to(lang)
    heading = markup.tag(level, escape(title) + markup.badge(verdict, f"ps-{audit.verdict}"))
    rows = [(translate("audit.identity", lang), audit.sentence.to(lang))]
    if audit.calculation.note.to(lang):
        rows.append((translate("audit.why", lang), audit.calculation.note.to(lang)))
    table = markup.figure_table(audit.figures, lang, translate("audit.inputs", lang), COLUMNS)
    used = markup.details(translate("audit.inputs", lang), table, "ps-printed")
    return markup.tag("div", heading, "ps-section") + markup.facts(rows) + used
