"""Checks as HTML: the verdict, the identity in words, why it matters, the figures that take part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

from publicstats.analysis.audits import Audit
from publicstats.analysis.printed_growth import Conflict
from publicstats.contract.records import Figure
from publicstats.figures.wording import format_place, format_time
from publicstats.markup import chips, elements
from publicstats.markup.parts import piece
from publicstats.text.i18n import Lang, format_number, translate

COLUMNS = ("indicator", "place", "figure", "period", "source")
LISTED = 12
"""Figures of a check that are listed below it; of more the search lists all."""


@piece
def check_entry(audit: Audit, lang: Lang, level: str = "h2") -> Markup:
    """One check under a heading of a level."""
    verdict = translate(f"audit.verdict.{audit.verdict}", lang)
    title = _name(audit.compared, lang) if audit.compared else audit.calculation.wording.to(lang)
    heading = elements.tag(level, escape(title) + elements.badge(verdict, f"ps-{audit.verdict}"))
    rows = [(translate("audit.identity", lang), audit.sentence.to(lang))]
    if audit.calculation.note.to(lang):
        rows.append((translate("audit.why", lang), audit.calculation.note.to(lang)))
    return elements.tag("div", heading, "ps-section") + elements.facts(rows) + _inputs(audit.figures, lang)


@piece
def conflict_entry(conflict: Conflict, sentence: str, lang: Lang, level: str = "h2") -> Markup:
    """A printed change that its levels cannot give, under a heading of a level: the sentence, the figures."""
    verdict = translate("audit.verdict.inconsistent", lang)
    title = translate("growth.title", lang, name=_name(conflict.growth, lang))
    heading = elements.tag(level, escape(title) + elements.badge(verdict, "ps-inconsistent"))
    rows = [(translate("audit.identity", lang), sentence)]
    return elements.tag("div", heading, "ps-section") + elements.facts(rows) + _inputs(conflict.figures, lang)


def _name(figure: Figure, lang: Lang) -> str:
    """What a check is of, so that no two headings are alike: what, where, when."""
    words = {"place": format_place(figure, lang), "time": format_time(figure, lang)}
    return translate("audit.title", lang, name=figure.indicator.name.to(lang), **words)


def only_of_figure(figure: str, lang: Lang) -> Markup:
    """That only checks of the figure with an id are shown, with the ways to it and to all checks."""
    links = (
        escape(translate("audit.only", lang)),
        elements.anchor(
            translate("audit.the_figure", lang), elements.link("figure", lang, figure=figure), "ps-link"
        ),
        elements.anchor(translate("audit.all", lang), elements.link("audit", lang), "ps-link"),
    )
    return elements.tag("p", Markup(" · ").join(links), "ps-lead")


def verdict_links(counts: Mapping[str, int], figure: str, chosen: str, lang: Lang) -> Markup:
    """A navigation of verdicts with their numbers of checks, of the figure with an id if one is given."""
    offered = {"": sum(counts.values())} | {verdict: count for verdict, count in counts.items() if count}
    chosen = chosen if chosen in offered else ""
    view = {"figure": figure} if figure else {}
    links = []
    for verdict, count in offered.items():
        name = translate(f"audit.verdict.{verdict}" if verdict else "audit.every", lang)
        text = translate("audit.counted", lang, name=name, count=format_number(count, lang))
        there = elements.link("audit", lang, **view, **({"verdict": verdict} if verdict else {}))
        links.append(chips.chip(text, there, is_chosen=verdict == chosen))
    return chips.chip_navigation(chips.chip_row(links), translate("audit.by_verdict", lang))


def _inputs(figures: Sequence[Figure], lang: Lang) -> Markup:
    title = translate("audit.inputs", lang)
    content = elements.figure_table(figures[:LISTED], lang, title, COLUMNS)
    if len(figures) > LISTED:
        address = elements.link("explore", lang, figure=",".join(figure.id for figure in figures))
        text = translate("audit.inputs_all", lang, count=format_number(len(figures), lang))
        content += elements.tag("p", elements.anchor(text, address, "ps-link"))
    return elements.details(title, content, "ps-printed")
