"""Data quality: what readers see, what is wrong with the last edit, what is hidden, missing or stale."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

import streamlit as st
from markupsafe import Markup

from pages import coverage_tables, lost_rows
from publicstats import controls
from publicstats.analysis import coverage
from publicstats.analysis.hint_words import describe_hint, locate_hint, name_column
from publicstats.analysis.hints import Hint, group_hints, survey_hints
from publicstats.analysis.paging import Page, read_number, turn
from publicstats.analysis.today import find_today
from publicstats.edition.model import Edition
from publicstats.markup import elements
from publicstats.markup.mending_links import hint_links, mending_link
from publicstats.markup.page_turning import page_links
from publicstats.period import format_period
from publicstats.publishing import Snapshot
from publicstats.publishing.settling import find_pace
from publicstats.text.i18n import Lang, format_moment, format_number, translate

PROBLEMS, HINTS = 20, 15
"""Problems and hints on a page."""
SEEN = 50
"""Hints that were looked at, and indicators that are late, that unfold."""


def render_page(snapshot: Snapshot, edition: Edition, lang: Lang) -> None:
    """Shows the state of the edition, the problems by file, and the edition's gaps."""
    t = partial(translate, lang=lang)
    controls.render_title(t("page.quality"))
    controls.render_lead(t("quality.lead"))
    controls.render_section(t("quality.state"))
    _render_state(snapshot, edition, lang)
    lost_rows.render_lost(snapshot, lang)
    controls.render_markup(elements.tag("div", elements.section(t("quality.problems")), id="problems"))
    view = {name: st.query_params.get(name, "") for name in ("problems", "hints", "page", "themes")}
    _render_problems(snapshot, view, lang)
    controls.render_markup(elements.tag("div", elements.section(t("quality.hints")), id="hints"))
    _render_hints(edition, read_number(view["hints"]), lang)
    controls.render_section(t("quality.stale"))
    _render_stale(edition, find_today(), lang)
    coverage_tables.render_tables(edition, read_number(view["page"]), read_number(view["themes"]), lang)


@controls.part
def _render_state(snapshot: Snapshot, edition: Edition, lang: Lang) -> None:
    t = partial(translate, lang=lang)
    controls.render_lead(t(f"quality.{_name_state(snapshot, edition)}"))
    for key in snapshot.trouble:
        controls.render_lead(t(key))
    facts = [(t("quality.edition"), edition.fingerprint), (t("quality.figures"), str(len(edition.figures)))]
    for key, moment in (("quality.since", snapshot.since), ("quality.checked", snapshot.checked)):
        if moment is not None:
            facts.append((t(key), t("quality.utc", moment=format_moment(moment, lang))))
    every = str(round(find_pace(snapshot.size)))
    facts.append((t("quality.contents"), t("quality.contents_every", seconds=every)))
    controls.render_markup(elements.facts(facts))


def _name_state(snapshot: Snapshot, edition: Edition) -> str:
    if edition.since is None:
        return "preview"
    return "current" if snapshot.is_current else "held"


@controls.part
def _render_problems(snapshot: Snapshot, view: Mapping[str, str], lang: Lang) -> None:
    t: Callable[..., str] = partial(translate, lang=lang)
    problems = snapshot.told
    if not problems:
        controls.render_lead(t("quality.problems_none"))
        return
    errors = sum(problem.severity == "error" for problem in problems)
    counts = {"errors": str(errors), "warnings": str(len(problems) - errors)}
    controls.render_lead(t("quality.problem_counts", **counts))
    head = [t(f"quality.column_{name}") for name in ("cell", "problem", "severity", "code", "mend")]
    page = turn(problems, view["problems"], PROBLEMS)
    for file in dict.fromkeys(problem.file for problem in page.items):
        rows = [
            (
                problem.cell or str(problem.row or "–"),
                problem.describe(lang),
                t(f"severity.{problem.severity}"),
                problem.code,
                mending_link(problem, lang),
            )
            for problem in page.items
            if problem.file == file
        ]
        controls.render_markup(elements.plain_table(head, rows, file))
    controls.render_markup(_turn(page, "problems", lang))


@controls.share
def _render_hints(edition: Edition, number: int, lang: Lang) -> None:
    t: Callable[..., str] = partial(translate, lang=lang)
    survey = survey_hints(edition)
    controls.render_lead(t("quality.hints_lead") if survey.hints else t("quality.hints_none"))
    head = [t(f"quality.column_{name}") for name in ("place", "hint", "mend")]
    grouped = group_hints(hint for hint in survey.hints if not hint.is_acknowledged)
    told = {code: len(hints) for code, hints in grouped}
    page = turn([hint for _, hints in grouped for hint in hints], number, HINTS)
    for code, hints in group_hints(page.items):
        count = survey.counts[code]
        caption = t("quality.hint_rule", rule=t(f"hint.rule.{code}"), count=format_number(count, lang))
        rows = [(locate_hint(hint, lang), describe_hint(hint, lang), _link(hint, lang)) for hint in hints]
        controls.render_markup(elements.plain_table(head, rows, caption))
        if rest := count - told[code]:
            controls.render_lead(t("hint.more", count=format_number(rest, lang)))
    controls.render_markup(_turn(page, "hints", lang))
    seen = [hint for hint in survey.hints if hint.is_acknowledged]
    if seen:
        reasons = [
            (locate_hint(hint, lang), describe_hint(hint, lang), hint.reason.to(lang)) for hint in seen[:SEEN]
        ]
        caption = t("quality.hints_seen", count=format_number(len(seen), lang))
        table = elements.plain_table([*head[:2], t("quality.column_reason")], reasons, caption, quiet=True)
        controls.render_markup(elements.details(caption, table))


def _link(hint: Hint, lang: Lang) -> Markup:
    return hint_links(hint.file, hint.row, name_column(hint), hint.code, hint.figures[0].id, lang)


def _turn(page: Page[Any], name: str, lang: Lang) -> Markup:
    """Links to the pages of a list of that name; the others go back to their first."""
    return page_links(page, lang, translate(f"quality.{name}", lang), "quality", {}, parameter=name, top=name)


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
        for entry in stale[:SEEN]
    ]
    caption = t("quality.stale_count", count=format_number(len(stale), lang))
    controls.render_markup(
        elements.details(caption, elements.plain_table(head, rows, t("quality.stale"), quiet=True))
    )
