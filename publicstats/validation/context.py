"""What the rules look at: the text tables, and what their cells say once parsed.

Each distinct text is parsed once, here, for the rules and for the edition alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from publicstats.calculation import Formula, FormulaError, parse_formula
from publicstats.period import Period, PeriodError, parse_period
from publicstats.problems import Problem
from publicstats.quantity import Quantity, QuantityError, parse_quantity
from publicstats.reading import FILE, ROW
from publicstats.tables import SCHEMAS

FLOOD = 100
"""Problems of one rule in one column and file that are listed singly; the rest is counted."""


@dataclass
class Context:
    """The tables that could be read, by name, with every distinct cell parsed once."""

    tables: Mapping[str, pd.DataFrame]

    @cached_property
    def quantities(self) -> dict[str, Quantity | QuantityError]:
        """What each distinct `printed` text says, or why it says nothing."""
        return {text: _try_quantity(text) for text in self.distinct("figures", "printed") if text}

    @cached_property
    def periods(self) -> dict[str, Period | PeriodError]:
        """What each distinct period text names, or why it names none."""
        cells = (("figures", "period"), ("calculations", "period"), ("sources", "published"))
        return {text: _try_period(text) for cell in cells for text in self.distinct(*cell) if text}

    @cached_property
    def formulas(self) -> dict[str, Formula | FormulaError]:
        """What each distinct formula computes, or why it computes nothing."""
        return {text: _try_formula(text) for text in self.distinct("calculations", "formula") if text}

    @cached_property
    def units(self) -> dict[str, str]:
        """Each unit's base unit: 名 -> 人. An unknown or circular one stands for itself."""
        table = self.tables.get("units")
        if table is None:
            return {}
        direct = dict(zip(table["unit"], table["same_as"], strict=True))
        return {unit: follow(unit, direct)[-1] for unit in direct}

    def distinct(self, table: str, column: str) -> list[str]:
        """The distinct cells of a column; none where the table could not be read."""
        frame = self.tables.get(table)
        return [] if frame is None else list(frame[column].unique())

    def keys(self, table: str) -> frozenset[str]:
        """The ids that a table defines."""
        return frozenset(self.distinct(table, SCHEMAS[table].key))


def follow(start: str, links: Mapping[str, str]) -> list[str]:
    """The chain from `start` along `links` to its end; in a circle, once around and back to `start`."""
    chain = [start]
    while (following := links.get(chain[-1])) and following not in chain:
        chain.append(following)
    return [*chain, start] if following == start else chain


def flag(
    frame: pd.DataFrame,
    mask: pd.Series,
    column: str,
    code: str,
    facts: Mapping[str, dict[str, str]] | None = None,
    severity: str = "error",
) -> Iterator[Problem]:
    """A problem for each row of `mask`; `facts` by what was typed. A flood is folded into a count."""
    wrong = frame.loc[mask, [FILE, ROW, column]]
    if wrong.empty:
        return
    for name, part in wrong.groupby(FILE, observed=True, sort=False):
        for row, typed in zip(part[ROW].iloc[:FLOOD], part[column].iloc[:FLOOD], strict=True):
            yield Problem(
                code, str(name), int(row), column, str(typed), severity, (facts or {}).get(str(typed), {})
            )
        if len(part) > FLOOD:
            first = {"code": code, "count": str(len(part) - FLOOD), "first": str(part[ROW].iloc[FLOOD])}
            yield Problem("more", str(name), int(part[ROW].iloc[FLOOD]), column, "", severity, first)


def flag_cells(
    frame: pd.DataFrame,
    column: str,
    wrong: Iterable[str],
    code: str,
    facts: Mapping[str, dict[str, str]] | None = None,
) -> Iterator[Problem]:
    """A problem for each row whose cell is one of the wrong texts."""
    texts = list(wrong)
    if texts:
        yield from flag(frame, frame[column].isin(texts), column, code, facts)


def _try_quantity(text: str) -> Quantity | QuantityError:
    try:
        return parse_quantity(text)
    except QuantityError as error:
        return error


def _try_period(text: str) -> Period | PeriodError:
    try:
        return parse_period(text)
    except PeriodError as error:
        return error


def _try_formula(text: str) -> Formula | FormulaError:
    try:
        return parse_formula(text)
    except FormulaError as error:
        return error
