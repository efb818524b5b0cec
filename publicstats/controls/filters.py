"""The controls of the explore page. The address alone says what is shown; the controls read and write it."""

from __future__ import annotations

from collections.abc import Container, Mapping
from functools import partial

import streamlit as st

from publicstats.analysis.find.facets import list_options
from publicstats.analysis.find.selection import (
    DESCENDING,
    FIELDS,
    SEPARATOR,
    Selection,
    Unknown,
    count_options,
    parse_selection,
)
from publicstats.analysis.find.sorting import SORTS
from publicstats.controls.long_choice import OFFERED, label_list
from publicstats.controls.sharing import part
from publicstats.edition.model import Edition
from publicstats.text.i18n import Lang, translate

SHOWN = ("theme", "region", "within", "period", "basis", "kind", "status", "source")
"""Filters that have a control; the others come from links, and are shown among the chosen ones."""
COLUMNS = 4
_KEY = "explore_"


def read_selection(edition: Edition) -> tuple[Selection, Unknown]:
    """The selection that the page's address asks for, and what of it names nothing."""
    return parse_selection(edition, {name: st.query_params.get_all(name) for name in st.query_params})


@part
def render_search(selection: Selection, lang: Lang) -> None:
    """Shows the search box."""
    _set("q", selection.q)
    st.text_input(
        translate("explore.box", lang),
        key=f"{_KEY}q",
        type="search",
        placeholder=translate("explore.example", lang),
        on_change=_change_address,
    )


@part
def render_filters(edition: Edition, selection: Selection, lang: Lang) -> None:
    """Shows the filters, folded up, each option with what it would find."""
    with st.expander(translate("explore.filters", lang)):
        for start in range(0, len(SHOWN), COLUMNS):
            names = SHOWN[start : start + COLUMNS]
            for name, column in zip(names, st.columns(COLUMNS), strict=False):
                with column:
                    _render_filter(edition, selection, name, lang)


@part
def render_sort(selection: Selection, lang: Lang) -> None:
    """Shows the choice of sorts; none is the best match where words are given, else the site's order."""
    _set("sort", selection.sort)
    st.selectbox(
        translate("selection.sort", lang),
        ["", *(key for name in SORTS for key in (name, DESCENDING + name))],
        format_func=partial(_format_sort, bool(selection.q), lang),
        key=f"{_KEY}sort",
        width=260,
        on_change=_change_address,
    )


def _format_sort(has_words: bool, lang: Lang, sort: str) -> str:
    """The name of a sort and its direction."""
    if not sort:
        return translate("selection.sort_relevance" if has_words else "selection.sort_default", lang)
    name = translate(f"selection.sort_{sort.removeprefix(DESCENDING)}", lang)
    direction = "downwards" if sort.startswith(DESCENDING) else "upwards"
    return translate(f"explore.{direction}", lang, name=name)


@part
def _render_filter(edition: Edition, selection: Selection, name: str, lang: Lang) -> None:
    """One filter, with the options that find something, and those that are chosen."""
    chosen = getattr(selection, name)
    counts, options = count_options(edition, selection, name), list_options(edition, name)
    found = [value for value in options if counts[value] or value in chosen]
    shown = _keep_fullest(found, counts, chosen)
    labels = {
        value: translate(
            "explore.option", lang, label=options[value].label.to(lang), count=str(counts[value])
        )
        for value in shown
    }
    _set(name, list(chosen))
    st.multiselect(
        label_list(translate(f"selection.{name}", lang), len(found), lang),
        shown,
        # A session keeps its controls longer than an edition is served, so they keep words alone.
        format_func=lambda value: labels.get(value, value),
        # What is typed goes into the address as it is, where a name is understood as well as an id.
        accept_new_options=len(found) > OFFERED,
        key=f"{_KEY}{name}",
        placeholder=translate("explore.any", lang),
        select_all=False,
        on_change=_change_address,
    )


def _keep_fullest(found: list[str], counts: Mapping[str, int], chosen: Container[str]) -> list[str]:
    """The options that a list offers, in their order: those that find most, and those that are chosen."""
    fullest = set(sorted(found, key=lambda value: -counts[value])[:OFFERED])
    return [value for value in found if value in fullest or value in chosen]


def _set(name: str, value: object) -> None:
    """Gives a control what the address says, before it is drawn."""
    if st.session_state.get(f"{_KEY}{name}") != value:
        st.session_state[f"{_KEY}{name}"] = value


@part
def _change_address() -> None:
    """Writes what the controls say into the address, which goes back to its first page."""
    address = {name: SEPARATOR.join(st.query_params.get_all(name)) for name in (*FIELDS, "lang")}
    for name in ("q", *SHOWN, "sort"):
        said = st.session_state.get(f"{_KEY}{name}") or ""
        address[name] = said if isinstance(said, str) else SEPARATOR.join(said)
    # All at once, so that the browser's way back has one step.
    st.query_params.from_dict({name: value for name, value in address.items() if value})
