"""The changes: what each release brought, the newest first; behind a link the journal of what was shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import streamlit as st

from pages import publications
from publicstats import controls
from publicstats.analysis.paging import read_number, turn
from publicstats.analysis.release_changes import list_changed, list_releases, read_released
from publicstats.analysis.today import find_moment
from publicstats.analysis.vintage_story import list_reasons
from publicstats.contract.records import Source
from publicstats.edition.model import Edition
from publicstats.markup import change_lists, elements, source_lists, visits
from publicstats.markup.page_turning import count_shown, page_links
from publicstats.text.i18n import Lang, translate

RELEASES = 20
"""Releases on a page."""
FIRST = 6
"""Figures of a release that unfold below it."""
SHOWN = 50
"""Figures on a page of one release."""
REMEMBERED = timedelta(days=366)
"""How far back readers are told what came since their last visit."""


def render_page(edition: Edition, lang: Lang) -> None:
    """Shows the releases, the one of `?source=`, or the journal of publications (`?list=editions`)."""
    query = st.query_params.to_dict()
    found = find_page(edition, lang, query)
    if found is None:
        publications.render_page(query, lang)
        return
    page, arguments = found
    page(edition, *arguments)


def find_page(
    edition: Edition, lang: Lang, query: Mapping[str, str]
) -> tuple[controls.Writing, tuple[object, ...]] | None:
    """What an address shows; none for the journal, which is of more than the edition."""
    number = read_number(query.get("page", ""))
    if query.get("list") == "editions":
        return None
    source = edition.sources.get(query.get("source", ""))
    return (write_source, (lang, source, number)) if source else (write_releases, (lang, number))


@controls.Writing
def write_releases(edition: Edition, lang: Lang, number: int) -> None:
    """Shows what came since the reader's last visit, and a page of the releases."""
    controls.render_title(translate("page.changes", lang))
    controls.render_lead(translate("changes.lead", lang))
    controls.render_markup(change_lists.view_links("release", lang))
    _render_since(edition, lang)
    _render_releases(edition, number, lang)


@controls.part
def _render_since(edition: Edition, lang: Lang) -> None:
    """The line that a script fills in, with the moments of a year."""
    first = find_moment() - REMEMBERED
    came = [release.arrived for release in list_releases(edition) if release.arrived >= first]
    updates = [moment for moment in edition.history.moments if moment >= first]
    controls.render_markup(visits.since_line(came, updates, lang))


@controls.part
def _render_releases(edition: Edition, number: int, lang: Lang) -> None:
    page = turn(list_releases(edition), number, RELEASES)
    if not page.items:
        controls.render_lead(translate("changes.no_releases", lang))
        return
    controls.render_lead(count_shown("changes.releases", page, lang))
    shown = [
        (changes, [read_released(edition, p) for p in list_changed(edition, changes.source.id)[:FIRST]])
        for changes in page.items
    ]
    links = page_links(page, lang, translate("changes.by_release", lang), "changes", {})
    controls.render_markup(change_lists.release_list(shown, lang) + links)


@controls.Writing
def write_source(edition: Edition, lang: Lang, source: Source, number: int) -> None:
    """Shows what one release changed, figure by figure, a page at a time."""
    controls.render_title(translate("page.changes", lang))
    every = elements.anchor(translate("changes.all", lang), controls.link("changes", lang), "ps-link")
    whole = controls.link("sources", lang, source=source.id)
    lines = elements.anchor(translate("changes.source", lang), whole, "ps-link")
    controls.render_markup(elements.tag("p", every + " · " + lines, "ps-lead"))
    controls.render_section(source.title.to(lang))
    controls.render_markup(source_lists.source_facts(source, lang))
    _render_figures(edition, source, number, lang)


@controls.part
def _render_figures(edition: Edition, source: Source, number: int, lang: Lang) -> None:
    page = turn(list_changed(edition, source.id), number, SHOWN)
    if not page.items:
        controls.render_lead(translate("sources.none", lang))
        return
    counts = next(r.counts for r in list_releases(edition) if r.source == source)
    controls.render_markup(elements.tag("p", change_lists.write_counts(counts, lang), "ps-lead"))
    released = [read_released(edition, position) for position in page.items]
    caption = count_shown("changes.figures", page, lang)
    table = change_lists.figure_list(released, list_reasons(edition), caption, lang)
    label = translate("changes.singly", lang)
    controls.render_markup(table + page_links(page, lang, label, "changes", {"source": source.id}))
