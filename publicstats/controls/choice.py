"""A choice that lives in the address."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from publicstats.controls.sharing import part
from publicstats.text.i18n import Lang


def render_choice(label: str, parameter: str, names: Mapping[str, str], lang: Lang, scope: str = "") -> str:
    """The option that `?parameter=` names, else the first; choosing another changes the address.

    `names` are the options and what is read of them, each different. `scope` tells apart choices of one
    parameter among other options.
    """
    options = list(names)
    typed = st.query_params.get(parameter, "")
    key = f"{parameter}:{scope}:{lang}"

    @part
    def remember() -> None:
        chosen = st.session_state[key]
        if chosen == options[0]:
            st.query_params.pop(parameter, None)
        else:
            st.query_params[parameter] = chosen

    position = options.index(typed) if typed in names else 0
    chosen: str = st.selectbox(
        label, options, position, format_func=names.__getitem__, key=key, on_change=remember
    )
    return chosen
