"""What depends on the edition and the day alone is drawn once and replayed to every reader.

The day, because what is late, and which target falls due next, is another matter tomorrow. A part that fails
is told. An edition that is not published, as a preview is, has one reader: it takes no room from the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from contextvars import ContextVar
from functools import partial, wraps
from operator import attrgetter
from typing import Any, ParamSpec
from weakref import WeakKeyDictionary

import streamlit as st
from markupsafe import Markup, escape

from publicstats.analysis.groups import Group
from publicstats.analysis.today import find_today
from publicstats.contract.records import Indicator, Region, Source, Theme
from publicstats.controls.kept_texts import Texts, Written
from publicstats.edition.model import Edition
from publicstats.framework.runs import is_run
from publicstats.markup import parts as failing
from publicstats.markup.elements import BLANK, tag
from publicstats.text.i18n import LANGS, Lang

KEPT = 200
"""Drawn parts that are kept: those last looked at."""
NAMES: dict[type, Callable[[Any], object]] = {
    Edition: lambda edition: (edition.fingerprint, edition.since, find_today()),
    Theme: attrgetter("id"),
    Indicator: attrgetter("id"),
    Group: lambda group: (group.indicator.id, group.key),
    Region: attrgetter("id"),
    Source: attrgetter("id"),
}
"""What tells two values of a type apart; for others that is their text."""

Parameters = ParamSpec("Parameters")
_PARTS: ContextVar[list[Markup] | None] = ContextVar("parts of a shared drawing", default=None)


class UnkeptError(Exception):
    """A drawing that stands, but for a part that failed: it is not kept."""


def part(render: Callable[Parameters, None]) -> Callable[Parameters, None]:
    """The same drawing; where it ends in a failure, a sentence stands after what is drawn of it."""

    @wraps(render)
    def rendered(*arguments: Parameters.args, **named: Parameters.kwargs) -> None:
        try:
            render(*arguments, **named)
        except Exception as error:  # noqa: BLE001 - whatever it stumbles over, the rest of the page stands
            show_html(failing.tell(error, render, arguments, named, lang=session_language()))

    return rendered


def session_language() -> Lang:
    """The language of the session's page, also where that is not begun yet; Chinese outside of sessions."""
    if not is_run():
        return LANGS[0]
    typed = st.query_params.get("lang", st.session_state.get("lang"))
    return typed if typed in LANGS else LANGS[0]


def share(render: Callable[Parameters, None]) -> Callable[Parameters, None]:
    """The same drawing as a part, done once for each published edition, day and each other argument."""
    place = f"{render.__module__}.{render.__qualname__}"
    whole = part(render)

    @wraps(render)
    def shared(*arguments: Parameters.args, **named: Parameters.kwargs) -> None:
        show_collected()
        values = (*arguments, *named.values())
        draw = partial(whole, *arguments, **named)
        if _are_for_all(values):
            _show(f"{place} {_name(values)} {[*named]}", draw)
        else:
            draw()

    return shared


class Writing:
    """A shared drawing that is HTML throughout: a text, written for an edition by whoever wants it first."""

    def __init__(self, render: Callable[..., None]) -> None:
        """`render` takes an edition and what else its content hangs on."""
        self._render = part(render)
        self._texts: WeakKeyDictionary[Edition, Texts] = WeakKeyDictionary()

    def __call__(self, edition: Edition, *arguments: object) -> None:
        """Shows the drawing."""
        if not _are_for_all((edition,)):
            show_html(self.write(edition, *arguments))
            return
        place = f"{self._render.__module__}.{self._render.__qualname__} {_name((edition, *arguments))}"
        _show(place, lambda: show_html(self.write(edition, *arguments)))

    def write(self, edition: Edition, *arguments: object) -> Markup:
        """The drawing's text, written anew unless a whole one of today is kept; needs no session."""
        texts, name = self._texts.setdefault(edition, Texts()), _name(arguments)
        with texts.keep_for_one(name):
            kept = texts.find(name)
            if kept is not None and kept.is_whole and kept.day == find_today():
                return kept.text
            today = find_today()
            with failing.watch() as failed:
                text = _collect(partial(self._render, edition, *arguments))
            texts.keep(name, Written(text, not failed, today))
            return text

    def find(self, edition: Edition, *arguments: object) -> Markup | None:
        """The text as it was written last today, or none where it is not written yet."""
        texts = self._texts.get(edition)
        kept = texts.find(_name(arguments)) if texts is not None else None
        return kept.text if kept is not None and kept.day == find_today() else None


def _name(values: Iterable[object]) -> str:
    return str([NAMES.get(type(value), repr)(value) for value in values])


def _are_for_all(values: Iterable[object]) -> bool:
    """Whether what is drawn of values is for all readers: it is of no edition that was not published."""
    return all(value.since is not None for value in values if isinstance(value, Edition))


def _show(name: str, render: Callable[[], None]) -> None:
    """Shows a drawing by its name: a kept one, else it is drawn, and kept where every part could be."""
    with suppress(UnkeptError):
        _draw(name, render)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _draw(name: str, _render: Callable[[], None]) -> None:
    """One drawing, by a name that we make ourselves: Streamlit takes four times as long over arguments."""
    before = _PARTS.set([])
    try:
        with failing.watch() as failed:
            _render()
        show_collected()
    finally:
        _PARTS.reset(before)
    if failed:
        raise UnkeptError


class _Finished(str):
    """HTML that is shown as it is: of any other text Streamlit looks at every line for blanks to take off."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return str(self)


def show_html(content: Markup) -> None:
    """Shows HTML, nothing for a blank one; a text that gets past the types is escaped.

    Inside a shared drawing it is collected first, so that what follows on it is one element: each element
    of a page costs every run as much as twenty thousand characters.
    """
    if not content:
        return
    parts = _PARTS.get()
    if parts is None:
        st.html(_Finished(escape(content)))  # noqa: TID251 - by its type, what comes here is safe
    else:
        parts.append(content)


def show_collected() -> None:
    """Shows what was collected so far: before an element that is no HTML, and at the end."""
    parts = _PARTS.get()
    if not parts:
        return
    st.html(_Finished(_join(parts)))  # noqa: TID251
    parts.clear()


def _collect(render: Callable[[], None]) -> Markup:
    """The HTML that a drawing shows, which is nothing else, as one text."""
    parts: list[Markup] = []
    before = _PARTS.set(parts)
    try:
        render()
    finally:
        _PARTS.reset(before)
    return _join(parts)


def _join(parts: list[Markup]) -> Markup:
    return BLANK.join(tag("div", part, "ps-part") for part in parts) if parts[1:] else BLANK.join(parts)
