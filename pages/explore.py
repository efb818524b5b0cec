"""Search and explore: one box, filters, and the figures that they find, all in the address."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from publicstats import controls
from publicstats.analysis.audits import list_verdicts
from publicstats.analysis.find import search
from publicstats.analysis.find.selection import Selection, select_positions
from publicstats.analysis.find.widening import list_filters, suggest_selections
from publicstats.analysis.provenance import trace_figures
from publicstats.analysis.vintage_story import list_reasons
from publicstats.contract.records import Figure
from publicstats.controls import filters
from publicstats.edition.model import Edition
from publicstats.markup import elements, findings
from publicstats.text.i18n import Lang, translate

SHOWN = 50
"""Figures on a page of the table."""
BEST = 3
"""Figures that are shown as cards above it, where words were typed."""
MAX_DIGITS = 9
"""Of a page's number: more are nobody's."""


def render_page(edition: Edition, lang: Lang) -> None:
    """Shows the search box, the filters, and what the address asks for."""
    controls.render_title(translate("page.explore", lang))
    controls.render_lead(translate("explore.lead", lang))
    selection, unknown = filters.read_selection(edition)
    filters.render_search(selection, lang)
    filters.render_filters(edition, selection, lang)
    if unknown:
        controls.render_markup(findings.unknown(unknown, lang))
    _render_filters(edition, selection, lang)
    if selection.q:
        _render_best(edition, selection, lang)
        _render_names(edition, selection, lang)
    _render_figures(edition, selection, lang)


@controls.part
def _render_filters(edition: Edition, selection: Selection, lang: Lang) -> None:
    """The filters in force, to be taken away."""
    if in_force := list_filters(edition, selection):
        controls.render_markup(findings.chosen(in_force, selection, lang))


@controls.part
def _render_best(edition: Edition, selection: Selection, lang: Lang) -> None:
    """The figures that match the words best."""
    positions = select_positions(edition, selection)
    if _has_best(selection, len(positions)):
        title = translate("explore.best", lang)
        controls.render_section(title)
        best = _build_figures(edition, positions[:BEST])
        controls.render_cards(best, trace_figures(edition, best, lang, cards=best), lang, title)


@controls.part
def _render_names(edition: Edition, selection: Selection, lang: Lang) -> None:
    """The names that match the words."""
    if names := findings.names(search(edition, selection.q), lang):
        controls.render_section(translate("explore.named", lang))
        controls.render_markup(names)


@controls.part
def _render_figures(edition: Edition, selection: Selection, lang: Lang) -> None:
    """The table of all figures found, a page of it at a time, with its sort and downloads."""
    count = len(select_positions(edition, selection))
    if not count:
        controls.render_section(translate("explore.none", lang))
        controls.render_markup(findings.nothing(suggest_selections(edition, selection), selection, lang))
        return
    if count > BEST or not _has_best(selection, count):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
            controls.render_section(
                translate("explore.found" if selection.is_filtered else "explore.all", lang)
            )
            filters.render_sort(selection, lang)
        pages = -(-count // SHOWN)
        page = _read_page(pages)
        if selection.is_filtered:
            _render_table(edition, selection, page, lang)
        else:
            _render_everything(edition, selection.sort, page, lang)
        filters.render_pages(page, pages)
    controls.render_downloads(lang, "explore.download", selection.parameters(), count)


@controls.share
def _render_everything(edition: Edition, sort: str, page: int, lang: Lang) -> None:
    _render_table(edition, Selection(sort=sort), page, lang)


@controls.part
def _render_table(edition: Edition, selection: Selection, page: int, lang: Lang) -> None:
    positions = select_positions(edition, selection)
    first = SHOWN * (page - 1)
    figures = _build_figures(edition, positions[first : first + SHOWN])
    numbers = {"first": str(first + 1), "last": str(first + len(figures)), "count": str(len(positions))}
    caption = translate("explore.pages" if len(positions) > SHOWN else "explore.count", lang, **numbers)
    sorts = findings.sort_links(selection, lang)
    controls.render_markup(
        elements.figure_table(
            figures,
            lang,
            caption,
            verdicts=list_verdicts(edition),
            sorts=sorts,
            replaced=list_reasons(edition),
        )
    )


def _has_best(selection: Selection, count: int) -> bool:
    """Whether the best matches are shown as cards: where words were typed and nothing else orders them."""
    return bool(selection.q and count and not selection.sort)


def _build_figures(edition: Edition, positions: Iterable[int]) -> tuple[Figure, ...]:
    return tuple(edition.figure(int(position)) for position in positions)


def _read_page(pages: int) -> int:
    """The page that the address names, else the first."""
    typed = st.query_params.get("page", "")[:MAX_DIGITS]
    return min(max(int(typed), 1), pages) if typed.isdecimal() else 1
