"""Rules between rows: ids defined once, references that lead somewhere, chains that end."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from publicstats.matching import find_nearest
from publicstats.problems import Problem
from publicstats.reading import FILE, ROW
from publicstats.tables import SCHEMAS
from publicstats.validation.context import Context, flag, flag_cells, follow

_LIST = re.compile(r"[;；,，、\s]+")


def split_list(cell: str) -> tuple[str, ...]:
    """The items of a list cell, in order: `a; b` -> a, b."""
    return tuple(item for item in _LIST.split(cell) if item)


def check_unique(context: Context) -> Iterator[Problem]:
    """Ids that two rows define; figures and calculations share one space of ids."""
    for name, frame in context.tables.items():
        key = SCHEMAS[name].key
        again = frame[key].duplicated() & (frame[key] != "")
        yield from flag(frame, again, key, "id_doubled", _first_places(frame, key, again))
    calculations, figures = context.tables.get("calculations"), context.tables.get("figures")
    if calculations is not None and figures is not None:
        taken = calculations["calculation"].isin(figures["figure"]) & (calculations["calculation"] != "")
        places = _first_places(figures, "figure", figures["figure"].isin(calculations["calculation"]))
        yield from flag(calculations, taken, "calculation", "id_doubled", places)


def check_references(context: Context) -> Iterator[Problem]:
    """Ids that no row defines."""
    for name, frame in context.tables.items():
        for column in SCHEMAS[name].columns:
            if column.refers in context.tables:
                known = context.keys(column.refers)
                cells = frame[column.name].unique()
                items = {
                    cell: split_list(cell) if column.type == "list" else (cell,) for cell in cells if cell
                }
                wrong = {
                    cell: next((i for i in parts if i not in known), "") for cell, parts in items.items()
                }
                facts = {
                    cell: {
                        "id": item,
                        "nearest": find_nearest(item, known),
                        "table": SCHEMAS[column.refers].path,
                    }
                    for cell, item in wrong.items()
                    if item
                }
                yield from flag_cells(frame, column.name, facts, "id_unknown", facts)


def check_cycles(context: Context) -> Iterator[Problem]:
    """Parents and equal units that lead back to where they started."""
    for name, column in (("regions", "parent"), ("units", "same_as")):
        frame = context.tables.get(name)
        if frame is None:
            continue
        key = SCHEMAS[name].key
        links = dict(zip(frame[key], frame[column], strict=True))
        chains = {start: follow(start, links) for start in links}
        circles = {start: chain for start, chain in chains.items() if len(chain) > 1 and chain[-1] == start}
        facts = {links[start]: {"chain": " → ".join(chain)} for start, chain in circles.items()}
        yield from flag(frame, frame[key].isin(list(circles)), column, "cycle", facts)


def _first_places(frame: pd.DataFrame, key: str, again: pd.Series) -> dict[str, dict[str, str]]:
    """Where each doubled id was defined first."""
    doubled = frame[frame[key].isin(frame.loc[again, key].unique())].drop_duplicates(key)
    places = zip(doubled[key], doubled[FILE], doubled[ROW], strict=True)
    return {str(cell): {"first": f"{file}:{row}"} for cell, file, row in places}


RULES = (check_unique, check_references, check_cycles)
