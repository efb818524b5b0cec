"""What a careless save or remark leaves in a table: lost characters, rows that are none."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from publicstats.contract.columns import Schema
from publicstats.contract.problems import MAX_KEPT, Problem, fold_floods
from publicstats.reading.tolerant import PLAIN

FILE, ROW = "_file", "_row"
_REPLACED = "\ufffd|锟斤拷"
"""What stands for characters that a program could not read."""
_QUESTIONED = r"\?\?|^\?$"
"""What stands for characters that a program could not write."""
MIN_PRINTED = 3
"""So many figures with question marks were not typed by an analyst."""


def find_lost_characters(name: str, text: str, table: pa.Table, schema: Schema) -> Problem | None:
    """The problem that Chinese characters were saved as � or ?, at the first cell that lost some."""
    if not any(mark in text for mark in ("\ufffd", "锟斤拷", "?")):
        return None
    frame, count, first = table.to_pandas(), 0, None
    for column in schema.columns:
        cells = frame[column.name]
        lost = cells.str.contains(_REPLACED)
        if column.name.endswith("_zh") or column.type == "any":
            lost |= cells.str.contains(_QUESTIONED) & cells.map(str.isascii).astype(bool)
        elif column.type == "printed":
            questioned = cells.str.contains(r"[0-9]\?+$|^\?+[0-9]")
            lost |= questioned & (questioned.sum() >= MIN_PRINTED)
        if lost.any():
            count += int(lost.sum())
            row, typed = frame.loc[lost, [ROW, column.name]].iloc[0]
            first = first or Problem("characters_lost", name, int(row), column.name, typed[:MAX_KEPT])
    if first:
        first.facts["count"] = str(count)
    return first


def find_sparse_rows(table: pa.Table, schema: Schema) -> tuple[pa.Table, list[Problem]]:
    """The table without rows in which hardly anything stands, and a problem for each of those.

    They are remarks, totals, rulers and leftovers: one problem each says more than one for each blank cell.
    Rows of nothing but characters that cannot be seen are blank lines.
    """
    required = [column.name for column in schema.columns if column.required]
    if not any(_has_blanks(table.column(name)) for name in required[:2]):
        return table, []
    few = 1 if len(required) > 2 else 0
    frame = table.to_pandas()
    words = pd.concat([frame[name].str.contains(r"\w") for name in required], axis=1)
    sparse = words.sum(axis=1) <= few
    rows = [
        (str(file), int(row), ",".join(filter(None, cells)))
        for file, row, *cells in frame.loc[sparse, [FILE, ROW, *schema.names]].itertuples(index=False)
    ]
    problems = [
        Problem("row_sparse", file, row, typed=typed[:MAX_KEPT])
        for file, row, typed in rows
        if typed.translate(PLAIN).strip(" ,")
    ]
    return table.filter(pa.array(~sparse)), list(fold_floods(problems))


def _has_blanks(cells: pa.ChunkedArray) -> bool:
    """Whether any cell may be without a letter or digit; those of other scripts are looked at closely."""
    return bool(pc.any(pc.match_substring_regex(cells, "^[^0-9A-Za-z_\u3400-\u9fff]*$")).as_py())
