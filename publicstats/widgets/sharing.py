"""What depends on the edition alone is drawn once and replayed to every reader."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from functools import partial, wraps
from operator import attrgetter
from typing import Any, ParamSpec

import streamlit as st

from publicstats.comparing import Group
from publicstats.edition import Edition
from publicstats.records import Indicator, Region, Source, Theme

KEPT = 300
"""Drawn parts that are kept, those last looked at: every page of an edition in two languages, and more."""
NAMES: dict[type, Callable[[Any], object]] = {
    Edition: attrgetter("fingerprint", "since"),
    Theme: attrgetter("id"),
    Indicator: attrgetter("id"),
    Group: lambda group: (group.indicator.id, group.key),
    Region: attrgetter("id"),
    Source: attrgetter("id"),
}
"""What tells two values of a type apart; for others that is their text."""

Parameters = ParamSpec("Parameters")
_PARTS: ContextVar[list[str] | None] = ContextVar("parts of a shared drawing", default=None)
_IS_ALONE: ContextVar[bool] = ContextVar("drawing without a session", default=False)


def share(render: Callable[Parameters, None]) -> Callable[Parameters, None]:
    """The same drawing, done once for each published edition and each other argument."""
    place = f"{render.__module__}.{render.__qualname__}"

    @wraps(render)
    def shared(*arguments: Parameters.args, **named: Parameters.kwargs) -> None:
        if _IS_ALONE.get():
            render(*arguments, **named)
            return
        show_collected()
        values = [NAMES.get(type(value), repr)(value) for value in (*arguments, *named.values())]
        _draw(f"{place} {values} {[*named]}", partial(render, *arguments, **named))

    return shared


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _draw(name: str, _render: Callable[[], None]) -> None:
    """One drawing, by a name that we make ourselves: Streamlit takes four times as long over arguments."""
    before = _PARTS.set([])
    try:
        _render()
        show_collected()
    finally:
        _PARTS.reset(before)


def collect_html(render: Callable[[], None]) -> str:
    """The HTML that a drawing shows, as one text and without a session; nothing else may be on it."""
    parts: list[str] = []
    tokens = _PARTS.set(parts), _IS_ALONE.set(True)
    try:
        render()
    finally:
        _PARTS.reset(tokens[0])
        _IS_ALONE.reset(tokens[1])
    return _join(parts)


def show_html(content: str) -> None:
    """Shows HTML; inside a shared drawing it is collected first, so that what follows on it is one element.

    Each element of a page costs every run as much as twenty thousand characters.
    """
    parts = _PARTS.get()
    if parts is None:
        st.html(content)
    else:
        parts.append(content)


def show_collected() -> None:
    """Shows what was collected so far: before an element that is no HTML, and at the end."""
    parts = _PARTS.get()
    if not parts:
        return
    st.html(_join(parts))
    parts.clear()


def _join(parts: list[str]) -> str:
    return "".join(f'<div class="ps-part">{part}</div>' for part in parts) if parts[1:] else "".join(parts)
