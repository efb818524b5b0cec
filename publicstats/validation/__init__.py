"""Whether the tables may be published: every rule asked, every problem returned.

A rule is a function of a `Context` that yields problems; `RULES` lists them. To add one, write it
beside its kin, list it here, and give its code words in locale/*.po.
"""

from __future__ import annotations

from collections.abc import Callable

from publicstats.problems import Problem, keep_first
from publicstats.validation import cells, charts, formulas, meaning, names, references
from publicstats.validation.context import Context

# Rules that only warn come last: of a cell, what keeps it from being published is told first.
RULES = (*cells.RULES, *references.RULES, *meaning.RULES, *formulas.RULES, *charts.RULES, *names.RULES)

__all__ = ["RULES", "Context", "check_tables"]


def check_tables(context: Context, report: Callable[[int], None] = lambda done: None) -> list[Problem]:
    """The problems of all tables that could be read, unsorted; `report` hears how many rules are done.

    Of a cell, only what the first rule says of it: the rest would follow from the same slip.
    """
    problems: list[Problem] = []
    for done, rule in enumerate(RULES):
        report(done)
        problems.extend(rule(context))
    return keep_first(problems)
