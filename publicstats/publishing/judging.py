"""Whether an edit made in a page may be saved: it must not add an error to the folder.

A folder that is wrong already is mended error by error, so errors that were there before keep nothing from
being saved. What may not be there afterwards:

- an error in a row that the edit adds or changes, unless it was there before and its cell is left alone;
- an error in any other row that was not there before. Only where every changed row was wrong may one come to
  light: what could not be looked at, as the unit of an unknown indicator, now can.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from publicstats.contract.problems import EVERY_FILE, Problem
from publicstats.editing import Edit
from publicstats.editing.edit import find_schema

Place = tuple[str, int]
Kin = tuple[str, str, str]


@dataclass(frozen=True)
class Verdict:
    """What an edit does to the problems of a folder."""

    added: tuple[Problem, ...]
    """Errors that keep it from being saved."""
    remaining: tuple[Problem, ...]
    """Errors that keep the folder from being published, for all that the edit may be saved."""
    warnings: tuple[Problem, ...]
    """Warnings that were not there before."""

    @property
    def may_be_saved(self) -> bool:
        """Whether the edit adds no error."""
        return not self.added

    @property
    def is_publishable(self) -> bool:
        """Whether nothing is wrong with the folder once the edit is saved."""
        return not self.added and not self.remaining


def judge_edit(edit: Edit, before: Iterable[Problem], after: Iterable[Problem]) -> Verdict:
    """The verdict on an edit, from the problems of the folder without it and with it."""
    known = _Known(edit, before)
    errors: dict[bool, list[Problem]] = {True: [], False: []}
    warnings = []
    for problem in after:
        if problem.severity == "error":
            errors[known.is_new(problem)].append(problem)
        elif not known.has(problem):
            warnings.append(problem)
    return Verdict(tuple(errors[True]), tuple(errors[False]), tuple(warnings))


class _Known:
    """The problems of a folder before an edit."""

    def __init__(self, edit: Edit, before: Iterable[Problem]) -> None:
        self._changed = {(cell.file, cell.row, cell.column) for cell in edit.cells}
        self._rows: set[Place] = {(cell.file, cell.row) for cell in edit.cells}
        self._places: set[tuple[str, str, int, str]] = set()
        self._counts: dict[Kin, int] = {}
        self._alike: set[tuple[str, str, str, str]] = set()
        rows: set[Place] = set()
        for problem in before:
            if problem.code in _FOLDED:
                self._counts[_name_kin(problem)] = _count(problem)
            else:
                self._places.add((problem.code, problem.file, problem.row, problem.column))
            if problem.facts.get("rows"):
                self._alike.add((problem.code, problem.file, problem.column, problem.typed))
            if problem.severity == "error":
                rows.add((problem.file, problem.row))
        cells = {place[1:] for place in self._places}
        # What rows elsewhere name is changed on purpose where it was wrong itself; else they lose it.
        names = {place for place in self._changed if place[2] == find_schema(place[0]).key}
        self._mends_only = bool(edit.cells) and not edit.rows and self._rows <= rows and names <= cells

    def is_new(self, problem: Problem) -> bool:
        """Whether the edit is to blame for an error."""
        if (problem.file, problem.row, problem.column) in self._changed:
            return True
        if (problem.file, problem.row) in self._rows:
            return not self.has(problem)
        return not self._mends_only and not self.has(problem)

    def has(self, problem: Problem) -> bool:
        """Whether a problem was there before: listed by itself, or among those that were only counted."""
        kin = _name_kin(problem)
        if problem.code in _FOLDED:
            return _count(problem) <= self._counts.get(kin, 0)
        if kin in self._counts or (problem.code, EVERY_FILE, "") in self._counts:
            return True
        # Of rows that share a cause the first is listed: once it is mended, the next is.
        return (problem.code, problem.file, problem.row, problem.column) in self._places or (
            (problem.code, problem.file, problem.column, problem.typed) in self._alike
        )


_FOLDED = ("more", "more_files")
"""Codes that stand for problems that are not listed."""


def _name_kin(problem: Problem) -> Kin:
    """What problems share that are counted together."""
    code = problem.facts["code"] if problem.code in _FOLDED else problem.code
    return code, problem.file, problem.column


def _count(problem: Problem) -> int:
    return int(problem.facts["count"].rstrip("+"))
