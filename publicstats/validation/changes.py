"""Rules about signs: changes among levels, levels below zero, aims that are not marked as targets."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from publicstats.contract.problems import Problem
from publicstats.quantity import Quantity
from publicstats.reading.parsed import Context, flag


def check_directions(context: Context) -> Iterator[Problem]:
    """Figures printed as changes that are none by their basis: 下降3.9% is no level."""
    figures = context.tables.get("figures")
    if figures is None:
        return
    changes = [text for text, q in _read(context) if q.direction]
    wrong = figures["printed"].isin(changes) & (figures["basis"] != "growth") & ~_may_be_negative(context)
    yield from flag(figures, wrong & (figures["basis"] != ""), "printed", "change_not_growth")


def check_levels(context: Context) -> Iterator[Problem]:
    """Levels below zero of what cannot be less than nothing."""
    figures = context.tables.get("figures")
    if figures is None or not context.defines_all("indicators"):
        return
    negative = [text for text, q in _read(context) if q.value is not None and q.value < 0 and not q.direction]
    wrong = figures["printed"].isin(negative) & (figures["basis"] != "growth") & ~_may_be_negative(context)
    yield from flag(figures, wrong, "printed", "level_negative")


def check_targets(context: Context) -> Iterator[Problem]:
    """Figures printed with 力争 or 确保 whose kind is not target."""
    figures = context.tables.get("figures")
    if figures is None:
        return
    aims = [text for text, q in _read(context) if q.is_target]
    wrong = figures["printed"].isin(aims) & (figures["kind"] != "target")
    yield from flag(figures, wrong, "printed", "target_unmarked", severity="warning")


def _read(context: Context) -> Iterator[tuple[str, Quantity]]:
    return ((text, q) for text, q in context.quantities.items() if isinstance(q, Quantity))


def _may_be_negative(context: Context) -> pd.Series:
    """The rows of figures whose indicator may be below zero."""
    figures, indicators = context.tables["figures"], context.tables.get("indicators")
    if indicators is None:
        return pd.Series(False, figures.index)
    return figures["indicator"].isin(indicators["indicator"][indicators["signed"] == "yes"])


RULES = (check_directions, check_levels, check_targets)
