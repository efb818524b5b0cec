"""Checks as HTML: the verdict, the identity in words, why it matters, the figures that take part."""

from __future__ import annotations

from markupsafe import Markup, escape

from publicstats.analysis.audits import Audit
from publicstats.markup import elements
from publicstats.markup.parts import piece
from publicstats.text.i18n import Lang, translate

COLUMNS = ("indicator", "place", "figure", "period", "source")


@piece
def check_entry(audit: Audit, lang: Lang, level: str = "h2") -> Markup:
    """One check under a heading of a level."""
    verdict = translate(f"audit.verdict.{audit.verdict}", lang)
    title = (audit.compared.indicator.name if audit.compared else audit.calculation.wording).to(lang)
    heading = elements.tag(level, escape(title) + elements.badge(verdict, f"ps-{audit.verdict}"))
    rows = [(translate("audit.identity", lang), audit.sentence.to(lang))]
    if audit.calculation.note.to(lang):
        rows.append((translate("audit.why", lang), audit.calculation.note.to(lang)))
    table = elements.figure_table(audit.figures, lang, translate("audit.inputs", lang), COLUMNS)
    used = elements.details(translate("audit.inputs", lang), table, "ps-printed")
    return elements.tag("div", heading, "ps-section") + elements.facts(rows) + used
