"""Editions a few cells away from valid ones: what a hand edit, a slip or malice may make of the CSVs.

`make_mutant(files, seed)` changes some cells or rows to texts at the edges of what the contract allows, or to
what other cells hold. Most mutants are refused; those that are valid are what readers must see whole.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from random import Random

from publicstats.contract.codelists import ACROSS, BASES, CHART_KINDS, HINTS, KINDS, STATUSES
from publicstats.contract.columns import Column, Schema
from publicstats.contract.schema import SCHEMAS
from tests.helpers import Row, Table, write_rows
from tests.oddities import (
    AFTER,
    BEFORE,
    DEEP,
    FORMULAS,
    IDS,
    INTEGERS,
    MASKED,
    NUMBERS,
    NUMERALS,
    PERIODS,
    SCALES,
    TEXTS,
)

_CHOICES = {
    "basis": BASES,
    "kind": KINDS,
    "status": tuple(STATUSES),
    "hint": HINTS,
    "across": ("", *ACROSS),
    "level": ("country", "area", "province", "city", "county", "town", "community", "other"),
}

Tables = dict[str, Table]
Files = dict[str, bytes]


def read_files(files: Mapping[str, bytes]) -> Tables:
    """The tables of some CSVs, by the file's path."""
    tables = {}
    for path, data in files.items():
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
        names = list(rows[0]) if rows else data.decode("utf-8-sig").splitlines()[0].split(",")
        tables[path] = Table(names, [dict(row) for row in rows])
    return tables


def make_mutant(files: Mapping[str, bytes], seed: int) -> tuple[Files, str]:
    """The files with a few changes that hang on the seed alone, and what was changed, in words."""
    random = Random(seed)
    tables = read_files(files)
    told = [
        random.choices(_CHANGES, _WEIGHTS)[0](tables, random)
        for _ in range(random.choice((1, 1, 1, 2, 3, 5)))
    ]
    changed = {
        path: write_rows([t.names, *([r[c] for c in t.names] for r in t.rows)]) for path, t in tables.items()
    }
    return changed, "; ".join(filter(None, told))


def find_schema(path: str) -> Schema:
    """The schema of a file."""
    name = "figures" if path.startswith("figures/") else path.removesuffix(".csv")
    return SCHEMAS[name]


def _pick(tables: Tables, random: Random) -> tuple[str, Table, Row] | None:
    path = random.choice(sorted(tables))
    table = tables[path]
    return (path, table, random.choice(table.rows)) if table.rows else None


def _change_cell(tables: Tables, random: Random) -> str:
    picked = _pick(tables, random)
    if picked is None:
        return ""
    path, table, row = picked
    column = find_schema(path)[random.choice(table.names)]
    row[column.name] = text = _invent(column, tables, table, random)
    return f"{path} {row[table.names[0]][:40]} {column.name} = {text[:60]!r}"


def _change_number(tables: Tables, random: Random) -> str:
    """Another print of a figure that keeps its unit, so that it most likely stays valid."""
    path = random.choice([path for path in sorted(tables) if path.startswith("figures/")])
    rows = tables[path].rows
    if not rows:
        return ""
    row = random.choice(rows)
    unit = row["printed"].lstrip("0123456789.,*超近约多余至不到突破将接于少过达共计以上数几十百千万亿个")
    row["printed"] = _invent_printed(random) + unit
    row["status"] = random.choice(
        (row["status"], "masked" if any(c in row["printed"] for c in "*×数几若") else "")
    )
    return f"{path} {row['figure']} printed = {row['printed'][:60]!r} {row['status']}"


def _change_formula(tables: Tables, random: Random) -> str:
    rows = tables["calculations.csv"].rows
    if not rows:
        return ""
    row = random.choice(rows)
    row["formula"] = _invent_formula(tables, random)
    if random.random() < 0.5:
        row["compare_with"] = random.choice(
            ("", random.choice(NUMBERS), random.choice(_list_ids(tables) or [""]))
        )
    return f"calculations.csv {row['calculation']} {row['formula'][:80]!r} {row['compare_with'][:40]!r}"


def _rename(tables: Tables, random: Random) -> str:
    """Another id, wherever it is used."""
    picked = _pick(tables, random)
    if picked is None:
        return ""
    path, table, row = picked
    old, new = row[table.names[0]], random.choice((*IDS, *TEXTS[:6], "新名"))
    for other_path, other in tables.items():
        for column in (find_schema(other_path)[name] for name in other.names):
            if column.refers == find_schema(path).name or (
                other_path == path and column.name == table.names[0]
            ):
                for each in other.rows:
                    parts = each[column.name].split(";") if column.type == "list" else [each[column.name]]
                    each[column.name] = ";".join(new if part == old else part for part in parts)
    return f"{path} {old[:40]} renamed to {new[:40]!r}"


def _swap(tables: Tables, random: Random) -> str:
    """Two cells of a column, swapped, or one made equal to the other."""
    picked = _pick(tables, random)
    if picked is None:
        return ""
    path, table, row = picked
    other, column = random.choice(table.rows), random.choice(table.names)
    old = row[column]
    row[column] = other[column]
    if random.random() < 0.5:
        other[column] = old
    return f"{path} {row[table.names[0]][:40]} {column} takes {row[column][:40]!r}"


def _drop(tables: Tables, random: Random) -> str:
    picked = _pick(tables, random)
    if picked is None:
        return ""
    path, table, row = picked
    table.rows.remove(row)
    return f"{path} without {row[table.names[0]][:40]}"


def _clear(tables: Tables, random: Random) -> str:
    path = random.choice(sorted(tables))
    tables[path].rows.clear()
    return f"{path} without rows"


def _double(tables: Tables, random: Random) -> str:
    """Copies of a row with ids of their own, each with some other cell."""
    picked = _pick(tables, random)
    if picked is None:
        return ""
    path, table, row = picked
    key, count = table.names[0], random.choice((1, 2, 3, 10, 60))
    for number in range(count):
        copy = row | {key: f"{row[key][:40]}_{number}"}
        name = random.choice(table.names[1:])
        copy[name] = _invent(find_schema(path)[name], tables, table, random)
        if path.startswith("figures/"):
            copy["period"] = f"{1900 + number}"
        table.rows.append(copy)
    return f"{path} {row[key][:40]} {count} times more"


def _chain(tables: Tables, random: Random) -> str:
    """Rows that each lead to the one before: parents, units that are the same, calculations."""
    length = random.choice((3, 15, 25, 60))
    path, column = random.choice(
        (("regions.csv", "parent"), ("units.csv", "same_as"), ("calculations.csv", "formula"))
    )
    table = tables[path]
    if not table.rows:
        return ""
    row, key = random.choice(table.rows), table.names[0]
    before = row[key]
    for number in range(length):
        formula = random.choice(("{} * 1", "{} * {}", "{} - 1", "{} * 1000", "{} / 1000"))
        led = formula.replace("{}", before) if column == "formula" else before
        copy = row | {key: f"link_{number}", column: led}
        copy |= {"compare_with": ""} if column == "formula" else {}
        copy |= {"row": "", "column": ""} if column == "parent" else {}
        table.rows.append(copy)
        before = copy[key]
    return f"{path} {row[key][:40]} {length} links"


_CHANGES: tuple[Callable[[Tables, Random], str], ...] = (
    _change_cell,
    _change_number,
    _change_formula,
    _rename,
    _swap,
    _drop,
    _clear,
    _double,
    _chain,
)
_WEIGHTS = (8, 5, 4, 3, 4, 2, 1, 2, 1)


def _invent(column: Column, tables: Tables, table: Table, random: Random) -> str:
    """A cell for a column: odd, extreme or another row's."""
    if random.random() < 0.2 and table.rows:
        return random.choice(table.rows)[column.name]
    if column.refers and random.random() < 0.7:
        return random.choice(_list_keys(tables, column) or [""])
    if column.type == "base" and random.random() < 0.3:
        return random.choice(PERIODS)
    if column.choices:
        return random.choice((*_CHOICES.get(column.name, ()), *column.choices, *CHART_KINDS, "x"))
    kind: dict[str, Callable[[], str]] = {
        "integer": lambda: random.choice(INTEGERS),
        "period": lambda: random.choice(PERIODS),
        "day": lambda: random.choice(PERIODS),
        "printed": lambda: _invent_printed(random),
        "formula": lambda: _invent_formula(tables, random),
        "id": lambda: random.choice(IDS),
        "region": lambda: random.choice(IDS),
        "list": lambda: ";".join(
            random.choices(_list_keys(tables, column) or [""], k=random.choice((1, 2, 5, 40)))
        ),
    }
    if column.name == "compare_with":
        return random.choice((*NUMBERS, *_list_ids(tables)))
    return kind.get(column.type, lambda: random.choice(TEXTS))()


def _list_keys(tables: Tables, column: Column) -> list[str]:
    """The ids that a column may refer to."""
    return [
        row[table.names[0]]
        for path, table in sorted(tables.items())
        if find_schema(path).name == column.refers
        for row in table.rows
    ]


def _list_ids(tables: Tables) -> list[str]:
    """What a formula may name."""
    named = ("figures", "calculations")
    return [
        row[table.names[0]]
        for path, table in sorted(tables.items())
        if find_schema(path).name in named
        for row in table.rows
    ]


def _invent_printed(random: Random) -> str:
    kind = random.random()
    if kind < 0.15:
        return random.choice(MASKED) + random.choice(SCALES)
    if kind < 0.25:
        return random.choice(NUMERALS) + random.choice(SCALES)
    if kind < 0.3:
        return random.choice(TEXTS)
    number = (
        random.choice(NUMBERS)
        if kind < 0.8
        else str(round(random.random() * 10 ** random.randint(0, 18), random.randint(0, 6)))
    )
    if kind > 0.92:
        return f"{number}{random.choice(SCALES)}至{random.choice(NUMBERS)}{random.choice(SCALES)}"
    return f"{random.choice(BEFORE)}{number}{random.choice(SCALES)}{random.choice(AFTER)}"


def _invent_formula(tables: Tables, random: Random) -> str:
    ids = _list_ids(tables) or ["x"]
    formula = random.choice(FORMULAS if random.random() < 0.85 else DEEP)
    names = dict(zip("abc", random.choices(ids, k=3), strict=True))
    if random.random() < 0.5:
        names["b"] = names["c"] = names["a"]
    return formula.format(n=random.choice(NUMBERS), **names)
