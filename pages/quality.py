"""Data quality: what readers see, what is wrong with the last edit, what is hidden, missing or stale."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from functools import partial

from publicstats import controls
from publicstats.analysis import coverage
from publicstats.analysis.coverage import Counts
from publicstats.analysis.hint_words import describe_hint, locate_hint
from publicstats.analysis.hints import group_hints, survey_hints
from publicstats.edition.model import Edition
from publicstats.markup import elements
from publicstats.period import format_period
from publicstats.publishing import Snapshot
from publicstats.publishing.settling import find_pace
from publicstats.text.i18n import Lang, format_moment, translate

_COUNTED = ("indicators", "figures", "masked", "missing", "derived")


def render_page(snapshot: Snapshot, edition: Edition, lang: Lang) -> None:
    """Shows the state of the edition, the problems by file, and the edition's gaps."""
    t = partial(translate, lang=lang)
    controls.render_title(t("page.quality"))
    controls.render_lead(t("quality.lead"))
    controls.render_section(t("quality.state"))
    _render_state(snapshot, edition, lang)
    controls.render_section(t("quality.problems"))
    _render_problems(snapshot, lang)
    controls.render_section(t("quality.hints"))
    _render_hints(edition, lang)
    controls.render_section(t("quality.stale"))
    _render_stale(edition, datetime.now(UTC).date(), lang)
    _render_coverage(edition, lang)


@controls.share
def _render_coverage(edition: Edition, lang: Lang) -> None:
    t = partial(translate, lang=lang)
    controls.render_section(t("quality.coverage"))
    _render_themes(edition, lang)
    controls.render_section(t("quality.coverage_sources"))
    _render_sources(edition, lang)


@controls.part
def _render_themes(edition: Edition, lang: Lang) -> None:
    t = partial(translate, lang=lang)
    themes = ((theme.title.to(lang), counts) for theme, counts in coverage.count_by_theme(edition))
    _render_counts(themes, t("quality.coverage"), t("quality.column_theme"), lang)


@controls.part
def _render_sources(edition: Edition, lang: Lang) -> None:
    t = partial(translate, lang=lang)
    sources = ((source.title.to(lang), counts) for source, counts in coverage.count_by_source(edition))
    _render_counts(sources, t("quality.coverage_sources"), t("column.source"), lang)


@controls.part
def _render_state(snapshot: Snapshot, edition: Edition, lang: Lang) -> None:
    t = partial(translate, lang=lang)
    controls.render_lead(t("quality.current") if snapshot.is_current else t("quality.held"))
    for key in snapshot.trouble:
        controls.render_lead(t(key))
    facts = [(t("quality.edition"), edition.fingerprint), (t("quality.figures"), str(len(edition.figures)))]
    for key, moment in (("quality.since", snapshot.since), ("quality.checked", snapshot.checked)):
        if moment is not None:
            facts.append((t(key), t("quality.utc", moment=format_moment(moment, lang))))
    every = str(round(find_pace(snapshot.size)))
    facts.append((t("quality.contents"), t("quality.contents_every", seconds=every)))
    controls.render_markup(elements.facts(facts))


@controls.part
def _render_problems(snapshot: Snapshot, lang: Lang) -> None:
    t: Callable[..., str] = partial(translate, lang=lang)
    if not snapshot.problems:
        controls.render_lead(t("quality.problems_none"))
        return
    errors = sum(problem.severity == "error" for problem in snapshot.problems)
    counts = {"errors": str(errors), "warnings": str(len(snapshot.problems) - errors)}
    controls.render_lead(t("quality.problem_counts", **counts))
    head = [t(f"quality.column_{name}") for name in ("cell", "problem", "severity", "code")]
    for file in dict.fromkeys(problem.file for problem in snapshot.problems):
        rows = [
            (
                problem.cell or str(problem.row or "–"),
                problem.describe(lang),
                t(f"severity.{problem.severity}"),
                problem.code,
            )
            for problem in snapshot.problems
            if problem.file == file
        ]
        controls.render_markup(elements.plain_table(head, rows, file))


@controls.share
def _render_hints(edition: Edition, lang: Lang) -> None:
    t: Callable[..., str] = partial(translate, lang=lang)
    survey = survey_hints(edition)
    controls.render_lead(t("quality.hints_lead") if survey.hints else t("quality.hints_none"))
    head = [t("quality.column_place"), t("quality.column_hint")]
    for code, hints in group_hints(hint for hint in survey.hints if not hint.is_acknowledged):
        count = survey.counts[code]
        caption = t("quality.hint_rule", rule=t(f"hint.rule.{code}"), count=str(count))
        rows = [(locate_hint(hint, lang), describe_hint(hint, lang)) for hint in hints]
        controls.render_markup(elements.plain_table(head, rows, caption))
        if count > len(hints):
            controls.render_lead(t("hint.more", count=str(count - len(hints))))
    seen = [hint for hint in survey.hints if hint.is_acknowledged]
    if seen:
        reasons = [
            (locate_hint(hint, lang), describe_hint(hint, lang), hint.reason.to(lang)) for hint in seen
        ]
        caption = t("quality.hints_seen", count=str(len(seen)))
        table = elements.plain_table([*head, t("quality.column_reason")], reasons, caption, quiet=True)
        controls.render_markup(elements.details(caption, table))


@controls.part
def _render_stale(edition: Edition, today: date, lang: Lang) -> None:
    t: Callable[..., str] = partial(translate, lang=lang)
    stale = coverage.find_stale(edition, today)
    if not stale:
        controls.render_lead(t("quality.stale_none"))
        return
    head = [t("column.indicator"), t("quality.column_latest"), t("quality.column_days")]
    rows = [
        (entry.indicator.name.to(lang), format_period(entry.latest, lang), str(entry.overdue))
        for entry in stale
    ]
    caption = t("quality.stale_count", count=str(len(stale)))
    controls.render_markup(
        elements.details(caption, elements.plain_table(head, rows, t("quality.stale"), quiet=True))
    )


@controls.part
def _render_counts(rows: Iterable[tuple[str, Counts]], caption: str, first: str, lang: Lang) -> None:
    head = [first, *(translate(f"quality.column_{name}", lang) for name in _COUNTED)]
    texts = [(name, *(str(getattr(counts, column)) for column in _COUNTED)) for name, counts in rows]
    controls.render_markup(elements.plain_table(head, texts, caption, quiet=True))
