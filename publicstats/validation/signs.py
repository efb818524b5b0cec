"""Rules about signs: changes among levels, levels below zero, aims that are not marked as targets."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from publicstats.contract.problems import Problem
from publicstats.quantity import Quantity
from publicstats.reading.parsed import ParsedTables
from publicstats.validation.flagging import flag
from publicstats.validation.scopes import by_row


@by_row("figures", beside=True)
def check_directions(parsed: ParsedTables) -> Iterator[Problem]:
    """Figures printed as changes that are none by their basis: 下降3.9% is no level."""
    figures = parsed.tables.get("figures")
    if figures is None:
        return
    changes = [text for text, q in _read(parsed) if q.direction]
    if not changes:
        return
    wrong = figures["printed"].isin(changes) & (figures["basis"] != "growth") & ~_may_be_negative(parsed)
    yield from flag(figures, wrong & (figures["basis"] != ""), "printed", "change_not_growth")


@by_row("figures", beside=True)
def check_levels(parsed: ParsedTables) -> Iterator[Problem]:
    """Levels below zero of what cannot be less than nothing."""
    figures = parsed.tables.get("figures")
    if figures is None or not parsed.defines_all("indicators"):
        return
    negative = [text for text, q in _read(parsed) if q.value is not None and q.value < 0 and not q.direction]
    if not negative:
        return
    wrong = figures["printed"].isin(negative) & (figures["basis"] != "growth") & ~_may_be_negative(parsed)
    yield from flag(figures, wrong, "printed", "level_negative")


@by_row("figures")
def check_targets(parsed: ParsedTables) -> Iterator[Problem]:
    """Figures printed with 力争 or 确保 whose kind is not target."""
    figures = parsed.tables.get("figures")
    if figures is None:
        return
    aims = [text for text, q in _read(parsed) if q.is_target]
    if not aims:
        return
    wrong = figures["printed"].isin(aims) & (figures["kind"] != "target")
    yield from flag(figures, wrong, "printed", "target_unmarked", severity="warning")


def _read(parsed: ParsedTables) -> Iterator[tuple[str, Quantity]]:
    return ((text, q) for text, q in parsed.quantities.items() if isinstance(q, Quantity))


def _may_be_negative(parsed: ParsedTables) -> pd.Series:
    """The rows of figures whose indicator may be below zero."""
    figures, indicators = parsed.tables["figures"], parsed.tables.get("indicators")
    if indicators is None:
        return pd.Series(False, figures.index)
    return figures["indicator"].isin(indicators["indicator"][indicators["signed"] == "yes"])


RULES = (check_directions, check_levels, check_targets)
