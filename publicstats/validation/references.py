"""Rules between rows: ids defined once, references that lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd
import pyarrow.compute as pc

from publicstats.contract.columns import Column
from publicstats.contract.problems import Problem
from publicstats.contract.schema import SCHEMAS
from publicstats.formula.calculation import Formula
from publicstats.reading.parsed import ParsedTables
from publicstats.reading.tables import FILE, ROW
from publicstats.text.nearest import Known
from publicstats.validation.flagging import flag, flag_alike
from publicstats.validation.guesses import guess_region

_LIST = re.compile(r"[;；,，、\s]+")


def split_list(cell: str) -> tuple[str, ...]:
    """The items of a list cell, in order: `a; b` -> a, b."""
    return tuple(item for item in _LIST.split(cell) if item)


def check_unique(parsed: ParsedTables) -> Iterator[Problem]:
    """Ids that two rows define; figures and calculations share one space of ids."""
    for name, frame in parsed.tables.items():
        if pc.count_distinct(parsed.list_ids(name)).as_py() == len(frame):
            continue
        key = SCHEMAS[name].key
        again = frame[key].duplicated() & (frame[key] != "")
        if again.any():
            yield from flag(frame, again, key, "id_doubled", _first_places(frame, key, again).__getitem__)
    calculations, figures = parsed.tables.get("calculations"), parsed.tables.get("figures")
    if calculations is not None and figures is not None:
        named = [name for name in calculations["calculation"] if name]
        shared = figures["figure"].isin(named)
        if shared.any():
            taken = calculations["calculation"].isin(figures.loc[shared, "figure"].tolist())
            places = _first_places(figures, "figure", shared)
            yield from flag(calculations, taken, "calculation", "id_doubled", places.__getitem__)


def check_emptied(parsed: ParsedTables) -> Iterator[Problem]:
    """Tables without rows that other tables refer to: one problem, not one for each reference."""
    users: dict[str, list[str]] = {}
    for name in parsed.tables:
        for column in SCHEMAS[name].columns:
            if column.refers and any(parsed.distinct(name, column.name)):
                users.setdefault(column.refers, []).append(SCHEMAS[name].path)
    dated = set(parsed.dated["calculations"]["formula"]) if "calculations" in parsed.tables else set()
    if any(isinstance(f := parsed.formulas.get(text), Formula) and f.ids for text in dated):
        users["figures"] = [SCHEMAS["calculations"].path]
    for name, paths in users.items():
        if parsed.defines_all(name) and parsed.tables[name].empty:
            facts = {"table": ", ".join(dict.fromkeys(paths))}
            yield Problem("table_empty", SCHEMAS[name].path, facts=facts)


def check_references(parsed: ParsedTables) -> Iterator[Problem]:
    """Ids that no row defines."""
    for name, frame in parsed.tables.items():
        for column in SCHEMAS[name].columns:
            if column.refers and parsed.defines_all(column.refers):
                split = split_list if column.type == "list" else _take_whole
                cells = parsed.distinct(name, column.name)
                items = {cell: split(cell) for cell in cells if cell not in ("", *column.choices)}
                if not items or parsed.tables[column.refers].empty:
                    continue
                named = {item for parts in items.values() for item in parts}
                unknown = parsed.find_unknown(column.refers, named)
                wrong = {cell: [i for i in parts if i in unknown] for cell, parts in items.items()}
                wrong = {cell: parts for cell, parts in wrong.items() if parts}
                if wrong:
                    where = frame[column.name][frame[column.name].isin(list(wrong))]
                    known = parsed.keys(column.refers)
                    yield from _check_items(frame, where.map(wrong).explode(), column, known)


def _check_items(
    frame: pd.DataFrame, unknown: pd.Series, column: Column, known: frozenset[str]
) -> Iterator[Problem]:
    """A problem for each unknown id of a column; of a region's code that a spreadsheet rewrote, another."""
    table, names = SCHEMAS[column.refers].path, Known(known)
    mangled = unknown[unknown.map(guess_region).isin(known)] if column.refers == "regions" else unknown[:0]
    yield from flag_alike(
        frame, mangled, column.name, "region_excel", lambda item: {"meant": guess_region(item)}
    )
    yield from flag_alike(
        frame,
        unknown[~unknown.isin(mangled)],
        column.name,
        "id_unknown",
        lambda item: {"id": item, "nearest": names.find(item), "table": table},
    )


def _take_whole(cell: str) -> tuple[str, ...]:
    return (cell,)


def _first_places(frame: pd.DataFrame, key: str, again: pd.Series) -> dict[str, dict[str, str]]:
    """Where each doubled id was defined first."""
    doubled = frame[frame[key].isin(frame.loc[again, key].unique())].drop_duplicates(key)
    places = zip(doubled[key], doubled[FILE], doubled[ROW], strict=True)
    return {str(cell): {"first": f"{file}:{row}"} for cell, file, row in places}


RULES = (check_unique, check_emptied, check_references)
