"""Rules about what leads from row to row: parents, units that are the same, calculations of calculations.

A chain ends, and soon: nobody follows a figure back through more than `MAX_CHAIN` steps.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from publicstats.contract.problems import Problem, fold_floods
from publicstats.contract.schema import SCHEMAS
from publicstats.formula.calculation import Formula
from publicstats.reading.parsed import MAX_CHAIN, ParsedTables, list_cells
from publicstats.reading.tables import FILE, ROW
from publicstats.validation.flagging import flag_cells
from publicstats.validation.references import split_list

_LINKS = (
    ("regions", "parent", "cycle"),
    ("units", "same_as", "cycle"),
    ("calculations", "formula", "formula_cycle"),
    ("indicators", "successor", "cycle"),
    ("regions", "successor", "cycle"),
    ("sources", "revises", "cycle"),
    ("figures", "supersedes", "cycle"),
)
_SHORT = ("parent", "same_as", "successor")
"""Columns whose chains somebody follows to the end, so that they may not be long."""
NAMED = 10
"""Rows of a circle that a message names at the most."""
Uses = Mapping[str, Sequence[str]]
"""What each row leads to, by its id; what is no row is left out."""


def list_uses(parsed: ParsedTables, table: str, column: str) -> Uses:
    """What each row of a table leads to by a column: ids, or formulas of them."""
    frame = parsed.dated.get(table)
    if frame is None:
        return {}
    is_list = SCHEMAS[table][column].type == "list"
    if is_list and not any(parsed.distinct(table, column)):
        return {}
    if is_list:
        frame = frame[frame[column] != ""]  # of a million figures the few that replace others
    cells = dict(list_cells(frame, SCHEMAS[table].key, column))
    cells.pop("", None)  # a row without an id leads nowhere
    if column == "formula":
        read = {name: parsed.formulas.get(text) for name, text in cells.items()}
        led = {name: found.ids if isinstance(found, Formula) else () for name, found in read.items()}
    else:
        led = {name: split_list(cell) if is_list else (cell,) for name, cell in cells.items()}
    return {name: [used for used in ids if used in cells] for name, ids in led.items()}


def sort_uses(uses: Uses) -> tuple[dict[str, int], set[str]]:
    """How many steps lead from each row to the end, those used first; and the rows that never end.

    Takes as long as there are uses, however they are tangled.
    """
    users: dict[str, list[str]] = {}
    for name, ids in uses.items():
        for used in ids:
            users.setdefault(used, []).append(name)
    open_uses = {name: len(ids) for name, ids in uses.items()}
    steps = dict.fromkeys((name for name, count in open_uses.items() if not count), 0)
    ready = list(steps)
    for name in ready:
        for user in users.get(name, ()):
            open_uses[user] -= 1
            if not open_uses[user]:
                steps[user] = 1 + max(steps[used] for used in uses[user])
                ready.append(user)
    return steps, uses.keys() - steps.keys()


def find_circles(uses: Uses, endless: set[str]) -> Iterator[list[str]]:
    """Ways around, each from its first row back to it; no row is on two of them."""
    order = {name: position for position, name in enumerate(uses)}
    seen: set[str] = set()
    for start in (name for name in uses if name in endless):
        way: list[str] = []
        places: dict[str, int] = {}
        name = start
        while name not in seen:
            seen.add(name)
            places[name] = len(way)
            way.append(name)
            name = next(used for used in uses[name] if used in endless)
        if name in places:
            circle = way[places[name] :]
            first = circle.index(min(circle, key=order.__getitem__))
            yield [*circle[first:], *circle[:first], circle[first]]


def check_chains(parsed: ParsedTables) -> Iterator[Problem]:
    """Chains that lead back to where they started, one problem for each circle, or that are too long."""
    for table, column, code in _LINKS:
        uses = list_uses(parsed, table, column)
        if not uses:
            continue
        frame, key = parsed.dated[table], SCHEMAS[table].key
        steps, endless = sort_uses(uses)
        circles = list(find_circles(uses, endless))
        if circles:
            told = frame[frame[key].isin([circle[0] for circle in circles])]
            rows = {name: row for name, *row in list_cells(told, key, FILE, ROW, column)}
            yield from fold_floods(tell_circle(circle, rows[circle[0]], column, code) for circle in circles)
        long = [name for name, count in steps.items() if count > MAX_CHAIN and column in _SHORT]
        yield from flag_cells(frame, key, long, "chain_long", lambda name: {"most": str(MAX_CHAIN)})


def tell_circle(circle: list[str], row: list[Any], column: str, code: str) -> Problem:
    """The problem of a circle at its first row."""
    file, number, typed = row
    named = circle if len(circle) <= NAMED else [*circle[: NAMED - 1], "…", circle[-1]]
    return Problem(code, str(file), int(number), column, typed, facts={"chain": " → ".join(named)})


RULES = (check_chains,)
