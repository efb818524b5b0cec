"""Tables that are kept: the same after it, in little memory."""

from __future__ import annotations

import pyarrow as pa
import pytest

from publicstats.contract.schema import SCHEMAS
from publicstats.reading.packing import pack, trace_rows, unpack
from publicstats.reading.stray import FILE, ROW
from publicstats.reading.tables import Reading, read_file

FIGURES = SCHEMAS["figures"]
NAME = "figures/care.csv"
ROWS = 4_000
WORDS = {
    "indicator": "visits",
    "region": "cn",
    "period": "2024",
    "basis": "flow",
    "printed": "1万次",
    "line": "7",
}


def read(rows: list[dict[str, str]], between: str = "") -> pa.Table:
    """The table of a file of figures; `between` stands before its last row."""
    lines = [",".join(row.get(name, "") for name in FIGURES.names) for row in rows]
    text = "\n".join([",".join(FIGURES.names), *lines[:-1]]) + f"\n{between}{lines[-1]}\n"
    table = read_file(NAME, text.encode(), FIGURES, Reading())
    assert table is not None
    return table


def make_rows(count: int, **cells: list[str]) -> list[dict[str, str]]:
    """Rows of figures; of `cells` each takes the next in turn."""
    return [
        WORDS | {"figure": f"f{n}"} | {name: texts[n % len(texts)] for name, texts in cells.items()}
        for n in range(count)
    ]


@pytest.mark.parametrize(
    "cells",
    [
        {},
        {"region": [f"place_{n}" for n in range(127)]},
        {"region": [f"place_{n}" for n in range(129)]},
        {"source": [f"paper_{n}" for n in range(ROWS)]},
        {"note_zh": ["", "一", "二"], "status": ["", "estimated"]},
        {"note_en": [f"Note {n}" for n in range(ROWS)]},
    ],
    ids=["all alike", "as many as a byte tells apart", "more", "all different", "few", "notes of their own"],
)
def test_table_is_the_same_after_it_was_packed(cells: dict[str, list[str]]) -> None:
    table = read(make_rows(ROWS, **cells))
    packed = pack(table, FIGURES)
    assert unpack(packed).to_pylist() == table.to_pylist()
    assert packed.nbytes <= table.nbytes


def test_cells_that_repeat_take_hardly_any_memory() -> None:
    packed = pack(read(make_rows(ROWS)), FIGURES)
    apart = sum(packed[name].nbytes for name in ("figure", "printed", FILE))
    assert packed.nbytes - apart < ROWS / 10
    assert ROW not in packed.column_names


def test_row_numbers_of_a_file_with_a_blank_line_are_kept() -> None:
    table = read(make_rows(3), between="\n")
    assert table[ROW].to_pylist() == [2, 3, 5]
    assert unpack(pack(table, FIGURES))[ROW].to_pylist() == [2, 3, 5]


def test_rows_are_traced_in_packed_tables() -> None:
    before, after = make_rows(5), make_rows(5)
    after[2] = after[2] | {"line": "8"}
    assert trace_rows(*(pack(read(rows), FIGURES) for rows in (before, after))).tolist() == [0, 1, -1, 3, 4]
