"""Links among which a reader chooses what a list holds."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from publicstats.markup import elements


def chip(text: str, address: str, *, is_chosen: bool = False) -> Markup:
    """A link among several; the chosen one says so."""
    state = {"aria_current": "true"} if is_chosen else {}
    return elements.tag("a", escape(text), "ps-chip", href=address, target="_self", **state)


def chip_row(chips: Iterable[Markup]) -> Markup:
    """Chips beside each other."""
    return elements.tag("div", Markup(" ").join(chips), "ps-chips")


def chip_navigation(content: Markup, label: str) -> Markup:
    """Rows of chips as a navigation of that label."""
    return elements.tag("nav", content, aria_label=label)
