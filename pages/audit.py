"""The checks, for readers: what was checked, the verdict, and why it matters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from publicstats import controls
from publicstats.analysis.audits import VERDICTS, Audit, audit_edition, find_audits
from publicstats.analysis.growth_words import word_conflict
from publicstats.analysis.paging import read_number, turn
from publicstats.analysis.printed_growth import Conflict, find_conflicts
from publicstats.edition.model import Edition
from publicstats.markup import checks, elements
from publicstats.markup.page_turning import page_links
from publicstats.text.i18n import Lang, format_number, translate

Check = Audit | Conflict
SHOWN = 20
"""Checks on a page."""


def find_page(
    edition: Edition, lang: Lang, query: Mapping[str, str]
) -> tuple[controls.Writing, tuple[object, ...]]:
    """What an address shows; a figure and a verdict that there are not count as not named."""
    figure, verdict = query.get("figure", ""), query.get("verdict", "")
    known = figure if edition.locate(figure) is not None else ""
    chosen = verdict if verdict in VERDICTS else ""
    return write_page, (lang, known, chosen, read_number(query.get("page", "")))


@controls.Writing
def write_page(edition: Edition, lang: Lang, figure: str, verdict: str, number: int) -> None:
    """Shows in numbers what was checked, and a page of it: what cannot be right, then what is in doubt.

    Of a figure that takes part in no check it shows all.
    """
    controls.render_title(translate("page.audit", lang))
    controls.render_lead(translate("audit.lead", lang))
    _render_checks(edition, lang, figure, verdict, number)


@controls.part
def _render_checks(edition: Edition, lang: Lang, figure: str, verdict: str, number: int) -> None:
    audits, conflicts = find_audits(edition, figure), find_conflicts(edition, figure) if figure else ()
    if not audits and not conflicts:
        figure, audits, conflicts = "", audit_edition(edition), find_conflicts(edition)
    if not audits and not conflicts:
        controls.render_lead(translate("audit.none", lang))
        return
    _render_counts(audits, conflicts, lang)
    every: list[Check] = [*conflicts, *audits]
    counts = {name: sum(_judge(check) == name for check in every) for name in VERDICTS}
    if figure:
        controls.render_markup(checks.only_of_figure(figure, lang))
    if sum(map(bool, counts.values())) > 1:
        controls.render_markup(checks.verdict_links(counts, figure, verdict, lang))
    chosen = [check for check in every if _judge(check) == verdict or not counts.get(verdict)]
    page = turn(chosen, number, SHOWN)
    controls.render_markup(elements.BLANK.join(_write(check, lang) for check in page.items))
    view = {"figure": figure, "verdict": verdict}
    controls.render_markup(page_links(page, lang, translate("page.audit", lang), "audit", view))


def _render_counts(audits: Sequence[Audit], conflicts: Sequence[Conflict], lang: Lang) -> None:
    if audits:
        counts = {verdict: str(sum(audit.verdict == verdict for audit in audits)) for verdict in VERDICTS}
        controls.render_lead(
            translate("audit.counts", lang, count=format_number(len(audits), lang), **counts)
        )
    if conflicts:
        controls.render_lead(translate("growth.counted", lang, count=format_number(len(conflicts), lang)))


def _judge(check: Check) -> str:
    return check.verdict if isinstance(check, Audit) else VERDICTS[0]


@controls.piece
def _write(check: Check, lang: Lang) -> Markup:
    if isinstance(check, Audit):
        return checks.check_entry(check, lang)
    return checks.conflict_entry(check, word_conflict(check).to(lang), lang)
