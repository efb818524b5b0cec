"""A choice among very many: the first are offered, any other is found by what is typed of its name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import streamlit as st

from publicstats.analysis.find.facets import find_named
from publicstats.analysis.find.folding import fold
from publicstats.controls.sharing import show_html
from publicstats.markup.elements import note
from publicstats.text.i18n import Lang, format_number, translate

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

OFFERED = 200
"""Options that a list offers: more nobody reads, and each costs every run of its page."""


def label_list(label: str, count: int, lang: Lang) -> str:
    """The label of a list of so many; one that does not offer all says so, and how the others are had."""
    if count <= OFFERED:
        return label
    return translate("choice.first", lang, label=label, count=format_number(OFFERED, lang))


def list_offered(names: Mapping[str, str], chosen: str) -> list[str]:
    """The options that a list offers after the first, which stands for none: so many, and what is chosen."""
    options = list(names)[: OFFERED + 1]
    return options if chosen in options or chosen not in names else [*options, chosen]


def is_cut(names: Mapping[str, str]) -> bool:
    """Whether a list does not offer all options, so that others are typed."""
    return len(names) > OFFERED + 1


def choose_one(place: DeltaGenerator, label: str, names: Mapping[str, str], key: str, lang: Lang) -> str:
    """The option that is chosen, at first the first; blank where what was typed names none, or several.

    `names` are the options and what is read of them.
    """
    chosen = ""
    if typed := str(st.session_state.get(key) or ""):
        chosen = find_name(names, typed) or typed
        if chosen != typed:
            st.session_state[key] = chosen
    found = place.selectbox(
        label_list(label, len(names) - 1, lang),
        list_offered(names, chosen),
        # A session keeps its controls longer than an edition is served, so they keep words alone.
        format_func=lambda value: names.get(value, value),
        key=key,
        accept_new_options=is_cut(names),
    )
    if found in names:
        return str(found)
    if found:
        with place:
            show_html(note(translate("choice.unknown", lang, typed=found)))
    return ""


def find_name(names: Mapping[str, str], typed: str) -> str | None:
    """The option that a text is: its id, else the only one of that name, beginning or part of a name."""
    if typed in names:
        return typed
    return find_named(((fold(name), value) for value, name in names.items() if value), typed)
