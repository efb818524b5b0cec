"""Whether the tables may be published: every rule asked, every problem returned.

A rule is a function of `ParsedTables` that yields problems; `RULES` lists them. To add one, write it
beside its kin, list it here, and give its code words in locale/*.po. Where it judges
rows one by one, say so (`scopes.by_row`): an edit then costs less.

Hands out `check_tables` and its `RULES`.
May ask: reading, contract, formula, quantity, period, text.
"""

from __future__ import annotations

from collections.abc import Callable

from publicstats.contract.problems import Problem, keep_first, note_failure
from publicstats.reading.kept import Kept
from publicstats.reading.parsed import ParsedTables
from publicstats.validation import (
    accumulation,
    acknowledging,
    calculated,
    calendar,
    cells,
    chains,
    formulas,
    growth,
    meaning,
    names,
    points,
    references,
    replacements,
    rule_rows,
    side_by_side,
    signs,
    successions,
)
from publicstats.validation.scopes import ask

RULES = (
    *cells.RULES,
    *references.RULES,
    *chains.RULES,
    *signs.RULES,
    *meaning.RULES,
    *growth.RULES,
    *replacements.RULES,
    *successions.RULES,
    *calendar.RULES,
    *acknowledging.RULES,
    *accumulation.RULES,
    *formulas.RULES,
    *points.RULES,
    *rule_rows.RULES,
    *calculated.RULES,
    # These only warn, so they come last: of a cell, what keeps it from being published is told first.
    *side_by_side.RULES,
    *names.RULES,
)

__all__ = ["RULES", "ParsedTables", "check_tables"]


def check_tables(
    parsed: ParsedTables, report: Callable[[int], None] = lambda done: None, kept: Kept | None = None
) -> list[Problem]:
    """The problems of all tables that could be read, unsorted; `report` hears how many rules are done.

    Rules that judge rows one by one are not asked of those that are `kept` as sound. Of a cell, only what the
    first rule says of it: the rest would follow from the same slip.
    """
    problems: list[Problem] = []
    for done, rule in enumerate(RULES):
        report(done)
        try:
            problems.extend(ask(rule, parsed, kept))
        except Exception as error:  # noqa: BLE001 - a rule that fails must not hide what the others find
            failure = note_failure(error)
            problems += [failure] if failure not in problems else []
    return keep_first(problems)
