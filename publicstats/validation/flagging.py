"""Rows of a table -> problems: one each, one for all that share a cause, a flood folded into a count."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
import pandas as pd

from publicstats.contract.problems import FLOOD, MAX_KEPT, MOST, Problem, count_more
from publicstats.reading.tables import FILE, ROW

Facts = Callable[[str], dict[str, str]]
"""What a message says of a wrong text beside quoting it; asked of those alone that are listed."""
MAX_ROWS = 10
"""Rows named in a message that have the same problem."""


def give(facts: dict[str, str], typed: str) -> dict[str, str]:
    """The same facts whatever was typed: `partial(give, facts)` are those of a message."""
    return facts


def flag(
    frame: pd.DataFrame,
    mask: pd.Series,
    column: str,
    code: str,
    facts: Facts = lambda typed: {},
    severity: str = "error",
) -> Iterator[Problem]:
    """A problem for each row of `mask`; `facts` by what was typed. A flood is folded into a count."""
    if not mask.any():
        return
    wrong = frame.loc[mask, [FILE, ROW, column]]
    for name, listed, rest in _split(wrong):
        for row, typed in zip(listed[ROW], listed[column], strict=True):
            kept = str(typed)[:MAX_KEPT]
            yield Problem(code, name, int(row), column, kept, severity, facts(str(typed)))
        yield from _count_rest(rest, column, code, name, severity)


def flag_cells(
    frame: pd.DataFrame, column: str, wrong: Iterable[str], code: str, facts: Facts = lambda typed: {}
) -> Iterator[Problem]:
    """A problem for each row whose cell is one of the wrong texts."""
    texts = list(wrong)
    if texts:
        yield from flag(frame, frame[column].isin(texts), column, code, facts)


def choose_rows(rows: pd.DataFrame, holds: Callable[..., bool]) -> pd.DataFrame:
    """The rows of whose cells, in order, something holds."""
    chosen = (holds(*cells) for cells in rows.itertuples(index=False))
    return rows.loc[np.fromiter(chosen, bool, len(rows))]


def flag_rows(
    rows: pd.DataFrame,
    wrong: pd.DataFrame,
    column: str,
    code: str,
    facts: Sequence[dict[str, str]],
    severity: str = "error",
) -> Iterator[Problem]:
    """A problem for each of the rows whose cells are those of a row of `wrong`; `facts` are by row of it.

    What is wrong with two cells together is found once for each pair, not once for each row.
    """
    if wrong.empty:
        return
    names = list(wrong.columns)
    told = rows[[FILE, ROW, *names]].merge(
        wrong.assign(_facts=pd.Series(facts, wrong.index, dtype=object)), on=names
    )
    for name, listed, rest in _split(told):
        for row, typed, said in listed[[ROW, column, "_facts"]].itertuples(index=False):
            yield Problem(code, name, int(row), column, str(typed)[:MAX_KEPT], severity, said)
        yield from _count_rest(rest, column, code, name, severity)


def flag_alike(
    frame: pd.DataFrame,
    causes: pd.Series,
    column: str,
    code: str,
    facts: Facts,
    severity: str = "error",
) -> Iterator[Problem]:
    """A problem for each cause, at its first row in a file; the other rows that share it are named in it.

    `causes` holds texts by the frame's index, several a row where a cell names several things; `facts`
    is asked of them. An id mistyped where it is defined is then
    one problem, not one for each row that uses it.
    """
    if causes.empty:
        return
    wrong = frame.loc[causes.index, [FILE, ROW, column]].assign(_cause=causes.to_numpy())
    rows_of = wrong.groupby([FILE, "_cause"], observed=True, sort=False)[ROW]
    for name, listed, rest in _split(wrong.drop_duplicates([FILE, "_cause"])):
        for row, typed, cause in listed[[ROW, column, "_cause"]].itertuples(index=False):
            rows = rows_of.get_group((name, cause)).drop_duplicates().iloc[1:]
            named = ", ".join(map(str, rows.iloc[:MAX_ROWS])) + (", …" if len(rows) > MAX_ROWS else "")
            also = {"rows": named, "rows_count": str(len(rows))} if len(rows) else {}
            kept = str(typed)[:MAX_KEPT]
            yield Problem(code, name, int(row), column, kept, severity, facts(str(cause)) | also)
        yield from _count_rest(rest, column, code, name, severity)


def _split(wrong: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame, pd.DataFrame]]:
    """The wrong rows of each file that are listed, three hundred of all files, and the rest of its rows."""
    room = MOST
    for name, part in wrong.groupby(FILE, observed=True, sort=False):
        listed = min(FLOOD, room)
        room -= min(listed, len(part))
        yield str(name), part.iloc[:listed], part.iloc[listed:]


def _count_rest(rest: pd.DataFrame, column: str, code: str, name: str, severity: str) -> Iterator[Problem]:
    """The problem that stands for all rows of a file that are not listed, if there are any."""
    if len(rest):
        yield count_more(code, name, int(rest[ROW].iloc[0]), column, len(rest), severity)
