"""Rules about acknowledgements: each says which hints it is of."""

from __future__ import annotations

from collections.abc import Iterator

from publicstats.contract.problems import Problem
from publicstats.reading.parsed import ParsedTables
from publicstats.validation.flagging import flag
from publicstats.validation.scopes import by_row

_SAYING = ("hint", "figure", "indicator", "region")


@by_row("acknowledgements")
def check_acknowledgements(parsed: ParsedTables) -> Iterator[Problem]:
    """Rows that would be of every hint there is: they name no rule, figure, indicator or place."""
    rows = parsed.tables.get("acknowledgements")
    if rows is not None:
        yield from flag(rows, (rows[list(_SAYING)] == "").all(axis=1), "hint", "acknowledgement_empty")


RULES = (check_acknowledgements,)
