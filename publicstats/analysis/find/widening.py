"""The filters in force, and what to ask instead where nothing is found: fewer filters, or fewer words."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from publicstats.analysis.find import suggest_queries
from publicstats.analysis.find.facets import FACETS, list_options
from publicstats.analysis.find.selection import Selection, select_positions
from publicstats.edition.model import Edition
from publicstats.figures.wording import format_place
from publicstats.text.i18n import LANGS, Text


class Filter(NamedTuple):
    """One value of a filter that is in force: its label, and the selection without it."""

    name: str
    label: Text
    without: Selection


def list_filters(edition: Edition, selection: Selection) -> tuple[Filter, ...]:
    """The filters of a selection, each value by itself, in the order in which the page shows them."""
    return tuple(
        Filter(name, _find_label(edition, name, value), _drop(selection, name, value))
        for name in FACETS
        for value in getattr(selection, name)
    )


def suggest_selections(edition: Edition, selection: Selection) -> tuple[tuple[Selection, int], ...]:
    """What finds figures where a selection finds none, and how many: its words alone, else fewer of them."""
    alone = Selection(q=selection.q)
    if not selection.q:
        return ()
    if count := len(select_positions(edition, alone)):
        return ((alone, count),)
    return tuple((Selection(q=query), found) for query, found in suggest_queries(edition, selection.q))


def _find_label(edition: Edition, name: str, value: str) -> Text:
    if name == "series" and (figure := edition.find(value)) is not None:
        return Text(*(f"{figure.indicator.name.to(lang)} · {format_place(figure, lang)}" for lang in LANGS))
    option = list_options(edition, name).get(value)
    return option.label if option else Text(value, value)


def _drop(selection: Selection, name: str, value: str) -> Selection:
    values = tuple(each for each in getattr(selection, name) if each != value)
    return replace(selection, **{name: values})  # type: ignore[arg-type]
