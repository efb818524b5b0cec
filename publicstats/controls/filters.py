"""The controls of the explore page. The address alone says what is shown; the controls read and write it."""

from __future__ import annotations

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
    counts = count_options(edition, selection, name)
    labels = {
        value: translate("explore.option", lang, label=option.label.to(lang), count=str(counts[value]))
        for value, option in list_options(edition, name).items()
        if counts[value] or value in chosen
    }
    _set(name, list(chosen))
    st.multiselect(
        translate(f"selection.{name}", lang),
        list(labels),
        # A session keeps its controls longer than an edition is served, so they keep words alone.
        format_func=labels.__getitem__,
        key=f"{_KEY}{name}",
        placeholder=translate("explore.any", lang),
        select_all=False,
        on_change=_change_address,
    )


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
