"""What a rule looks at: each file alone, with a few tables beside it, or everything.

What a rule `by_file` says of a file follows from that file's rows and from the tables named beside, so that
a file of which it said nothing need not be asked again while both are as they were. It is given nothing else:
no other table, and of the files only those that are to be asked. Other rules are asked of all tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from publicstats.contract.problems import Problem
from publicstats.reading.kept import Kept
from publicstats.reading.parsed import ParsedTables

Rule = Callable[[ParsedTables], Iterable[Problem]]


class Scope(NamedTuple):
    """The tables of which each file is judged alone (all where none is named), and those beside."""

    tables: tuple[str, ...]
    beside: tuple[str, ...]


SCOPES: dict[Rule, Scope] = {}
"""The rules that judge each file alone."""


def by_file(*tables: str, beside: tuple[str, ...] = ()) -> Callable[[Rule], Rule]:
    """Marks a rule that judges each file of some tables alone; without a name, of all."""

    def mark(rule: Rule) -> Rule:
        SCOPES[rule] = Scope(tables, beside)
        return rule

    return mark


def ask(rule: Rule, parsed: ParsedTables, kept: Kept | None) -> list[Problem]:
    """The problems that a rule finds; files that are known to have none are not asked."""
    scope = SCOPES.get(rule)
    if kept is None or scope is None:
        return list(rule(parsed))
    around = tuple(kept.digests[file] for name in scope.beside for file in parsed.files.get(name, ()))
    judged = [file for name in scope.tables or parsed.tables for file in parsed.files.get(name, ())]
    due = [file for file in judged if not kept.knows("sound", rule, kept.digests[file], around)]
    if not due:
        return []
    kept.asked.update(due)
    found = list(rule(parsed.narrow(due, scope.beside)))
    _note_sound(rule, {problem.file for problem in found}, due, around, kept)
    return found


def _note_sound(rule: Rule, wrong: set[str], due: Sequence[str], around: tuple[str, ...], kept: Kept) -> None:
    """Keeps that a rule says nothing of a file; of none where it speaks of what it was not asked."""
    for file in due if wrong.issubset(due) else ():
        if file not in wrong:
            kept.note("sound", rule, kept.digests[file], around)
