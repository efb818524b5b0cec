"""Search and explore: one box, filters, and the figures that they find, all in the address."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import streamlit as st

from publicstats import controls
from publicstats.analysis.audits import list_verdicts
from publicstats.analysis.find import search
from publicstats.analysis.find.selection import Selection, count_alike, select_leading, select_positions
from publicstats.analysis.find.widening import list_filters, suggest_selections
from publicstats.analysis.paging import read_number, turn
from publicstats.analysis.provenance import trace_figures
from publicstats.analysis.vintage_story import list_reasons
from publicstats.contract.records import Figure
from publicstats.controls import filters
from publicstats.edition.model import Edition
from publicstats.markup import elements, findings
from publicstats.markup.page_turning import count_shown, page_links
from publicstats.text.i18n import Lang, translate

SHOWN = 50
"""Figures on a page of the table."""
BEST = 3
"""Figures that are shown as cards above it, where words were typed."""


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
    """The figures that match the words best, one of each series."""
    positions = _select(edition, selection)
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
    """The table of what was found, a page of it at a time, with its sort and downloads."""
    count, shown = len(select_positions(edition, selection)), len(_select(edition, selection))
    if not count:
        controls.render_section(translate("explore.none", lang))
        controls.render_markup(findings.nothing(suggest_selections(edition, selection), selection, lang))
        return
    if shown > BEST or not _has_best(selection, shown):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
            controls.render_section(
                translate("explore.found" if selection.is_filtered else "explore.all", lang)
            )
            filters.render_sort(selection, lang)
        number = read_number(st.query_params.get("page", ""))
        if selection.is_filtered:
            _render_table(edition, selection, number, lang)
        else:
            _render_everything(edition, selection.sort, number, lang)
    controls.render_downloads(lang, "explore.download", selection.parameters(), count)


@controls.share
def _render_everything(edition: Edition, sort: str, number: int, lang: Lang) -> None:
    _render_table(edition, Selection(sort=sort), number, lang)


@controls.part
def _render_table(edition: Edition, selection: Selection, number: int, lang: Lang) -> None:
    positions, count = _select(edition, selection), len(select_positions(edition, selection))
    page = turn(positions.tolist(), number, SHOWN)
    figures = _build_figures(edition, page.items)
    is_short = _is_by_series(selection)
    alike = {f.id: count_alike(edition, p) for f, p in zip(figures, page.items, strict=True)}
    table = elements.figure_table(
        figures,
        lang,
        count_shown("explore.series" if is_short else "explore.figures", page, lang),
        verdicts=list_verdicts(edition),
        sorts=findings.sort_links(selection, lang),
        replaced=list_reasons(edition),
        alike=alike if is_short else {},
    )
    label = translate("explore.found", lang)
    every = findings.every_figure(selection, count, lang) if count > len(positions) else elements.BLANK
    controls.render_markup(table + page_links(page, lang, label, "explore", selection.parameters()) + every)


def _select(edition: Edition, selection: Selection) -> np.ndarray:
    """The positions of what is listed: of what words find, one figure of each series."""
    return (select_leading if _is_by_series(selection) else select_positions)(edition, selection)


def _is_by_series(selection: Selection) -> bool:
    """Whether figures are found by words, and nothing else orders them."""
    return bool(selection.q and not selection.sort)


def _has_best(selection: Selection, count: int) -> bool:
    """Whether the best matches are shown as cards."""
    return _is_by_series(selection) and count > 0


def _build_figures(edition: Edition, positions: Iterable[int]) -> tuple[Figure, ...]:
    return tuple(edition.figure(int(position)) for position in positions)
