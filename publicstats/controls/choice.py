"""A choice that lives in the address."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from publicstats.controls.long_choice import find_name, is_cut, label_list, list_offered
from publicstats.controls.sharing import part
from publicstats.text.i18n import Lang


def render_choice(label: str, parameter: str, names: Mapping[str, str], lang: Lang, scope: str = "") -> str:
    """The option that `?parameter=` names, else the first; choosing another changes the address.

    Of very many the first are offered, and any other is typed.

    `names` are the options and what is read of them, each different. `scope` tells apart choices of one
    parameter among other options.
    """
    typed = st.query_params.get(parameter, "")
    options = list_offered(names, typed)
    key = f"{parameter}:{scope}:{lang}"

    @part
    def remember() -> None:
        chosen = find_name(names, st.session_state[key] or "") or options[0]
        if chosen == options[0]:
            st.query_params.pop(parameter, None)
        else:
            st.query_params[parameter] = chosen

    position = options.index(typed) if typed in names else 0
    chosen: str | None = st.selectbox(
        label_list(label, len(names) - 1, lang),
        options,
        position,
        format_func=lambda value: names.get(value, value),
        key=key,
        accept_new_options=is_cut(names),
        on_change=remember,
    )
    return find_name(names, chosen or "") or options[0]
