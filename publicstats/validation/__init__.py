"""Whether the tables may be published: every rule asked, every problem returned.

A rule is a function of a `Context` that yields problems; `RULES` lists them. To add one, write it
beside its kin, list it here, and give its code words in locale/*.po.
"""

from __future__ import annotations

from publicstats.problems import Problem
from publicstats.validation import cells, formulas, meaning, references
from publicstats.validation.context import Context

RULES = (*cells.RULES, *references.RULES, *meaning.RULES, *formulas.RULES)

__all__ = ["RULES", "Context", "check_tables"]


def check_tables(context: Context) -> list[Problem]:
    """The problems of all tables that could be read, unsorted."""
    return [problem for rule in RULES for problem in rule(context)]
