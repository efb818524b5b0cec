"""Checks as HTML: the verdict, the identity in words, why it matters, the figures that take part."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from publicstats.analysis.audits import Audit
from publicstats.analysis.printed_growth import Conflict
from publicstats.contract.records import Figure
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
    return elements.tag("div", heading, "ps-section") + elements.facts(rows) + _inputs(audit.figures, lang)


@piece
def conflict_entry(conflict: Conflict, sentence: str, lang: Lang, level: str = "h2") -> Markup:
    """A printed change that its levels cannot give, under a heading of a level: the sentence, the figures."""
    verdict = translate("audit.verdict.inconsistent", lang)
    title = translate("growth.title", lang, name=conflict.growth.indicator.name.to(lang))
    heading = elements.tag(level, escape(title) + elements.badge(verdict, "ps-inconsistent"))
    rows = [(translate("audit.identity", lang), sentence)]
    return elements.tag("div", heading, "ps-section") + elements.facts(rows) + _inputs(conflict.figures, lang)


def _inputs(figures: Sequence[Figure], lang: Lang) -> Markup:
    title = translate("audit.inputs", lang)
    return elements.details(title, elements.figure_table(figures, lang, title, COLUMNS), "ps-printed")
