"""What is wrong with an edit, said so that the analyst can mend it.

A problem holds facts only (code, file, row, column, what was typed); its words in both languages are
rows of locale/*.po under ``problem.<code>`` and ``remedy.<code>``.
"""

from __future__ import annotations

import logging
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from publicstats.text.i18n import Lang, translate

_LOG = logging.getLogger(__name__)
EVERY_FILE = "*.csv"
"""Stands for the CSVs together, where no single one is known to be at fault."""
MAX_TYPED = 80
"""Characters of a cell that a message quotes."""
MAX_KEPT = 4_000
"""Characters of what was typed that a problem keeps."""
FLOOD = 100
"""Problems of one code in one column and file that are listed singly; the rest is counted."""
MOST = 300
"""Problems of one code in all files together that are listed; of so many files nobody reads on."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong: where (file, row as a spreadsheet counts it, column), what was typed, its code."""

    code: str
    file: str
    row: int = 0
    column: str = ""
    typed: str = ""
    severity: str = "error"
    facts: dict[str, str] = field(default_factory=dict)
    """What the message's placeholders stand for, as the nearest known id."""
    cell: str = ""
    """The cell's address in its file as a spreadsheet names it: I12."""

    def describe(self, lang: Lang) -> str:
        """What happened and what to do, in one or two sentences."""
        message, remedy = self.say("problem", lang), self.say("remedy", lang)
        hint = translate("problem.nearest", lang, **self.facts) if self.facts.get("nearest") else ""
        also = translate("problem.also", lang, **self.facts) if self.facts.get("rows") else ""
        return (" " if lang == "en" else "").join(filter(None, (message, hint, remedy, also)))

    def say(self, part: str, lang: Lang) -> str:
        """A part of what is said of it: problem, remedy or when."""
        facts = {"typed": quote_typed(self.typed), "column": self.column, "row": str(self.row)} | self.facts
        return translate(f"{part}.{self.code}", lang, **facts)

    def locate(self, lang: Lang) -> str:
        """Where it is: file, row, column."""
        if not self.row:
            return self.file
        if not self.column:
            return translate("problem.place_row", lang, file=self.file, row=str(self.row))
        return translate("problem.place", lang, file=self.file, row=str(self.row), column=self.column)

    def as_dict(self, lang: Lang) -> dict[str, Any]:
        """The problem as the JSON of `publicstats check` gives it."""
        return {
            "file": self.file,
            "row": self.row or None,
            "column": self.column or None,
            "code": self.code,
            "severity": self.severity,
            "typed": self.typed,
            "message": self.describe(lang),
        }


def note_failure(error: Exception, file: str = EVERY_FILE, row: int = 0) -> Problem:
    """The problem that the program itself failed over the CSVs: the kind of its error, and where it was.

    The whole of it goes to the log. What the error says stays there: it may name folders of the server.
    """
    _LOG.error("the program failed over the CSVs", exc_info=error, extra={"file": file})
    place = ""
    for frame, _ in traceback.walk_tb(error.__traceback__):
        path = Path(frame.f_code.co_filename)
        if __name__.partition(".")[0] in path.parts:
            place = f"{path.stem}.{frame.f_code.co_name}"
    return Problem("check_failed", file, row, facts={"error": type(error).__name__, "place": place or "–"})


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems in the order in which an analyst meets them: by file, row and column."""
    return tuple(
        sorted(problems, key=lambda p: (p.severity != "error", p.file, p.row, p.column, p.code, p.typed))
    )


def address_problems(problems: Iterable[Problem], headers: Mapping[str, Sequence[str]]) -> list[Problem]:
    """The problems with the addresses of their cells, by each file's own order of columns."""
    return [
        replace(problem, cell=f"{name_column(headers[problem.file].index(problem.column))}{problem.row}")
        if problem.row and problem.column in headers.get(problem.file, ())
        else problem
        for problem in problems
    ]


def fold_floods(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems; of each code in a column of a file the first hundred, and how many more there are."""
    counts: Counter[tuple[str, str, str]] = Counter()
    firsts: dict[tuple[str, str, str], Problem] = {}
    for problem in problems:
        kin = (problem.code, problem.file, problem.column)
        counts[kin] += 1
        if counts[kin] <= FLOOD:
            yield problem
        else:
            firsts.setdefault(kin, problem)
    for kin, first in firsts.items():
        count = counts[kin] - FLOOD
        yield count_more(first.code, first.file, first.row, first.column, count, first.severity)


def count_more(code: str, file: str, row: int, column: str, count: int, severity: str = "error") -> Problem:
    """The problem that stands for `count` more of a code, from a row on."""
    facts = {"code": code, "count": str(count), "first": str(row)}
    return Problem("more", file, row, column, "", severity, facts)


def fold_files(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems; of each code in all files the first three hundred, and how many more there are."""
    counts: Counter[tuple[str, str]] = Counter()
    rest: Counter[tuple[str, str]] = Counter()
    kept = []
    for problem in problems:
        is_more = problem.code == "more"
        kin = (problem.facts["code"] if is_more else problem.code, problem.severity)
        counts[kin] += 1
        if counts[kin] <= MOST:
            kept.append(problem)
        else:
            rest[kin] += int(problem.facts["count"].rstrip("+")) if is_more else 1
    for (code, severity), count in rest.items():
        facts = {"code": code, "count": str(count)}
        kept.append(Problem("more_files", EVERY_FILE, severity=severity, facts=facts))
    return sort_problems(kept)


def keep_first(problems: Iterable[Problem]) -> list[Problem]:
    """The problems without those that follow from another: of a cell, only the code that came first."""
    codes: dict[tuple[str, int, str], str] = {}
    kept, dropped = [], set()
    for problem in problems:
        cell = (problem.file, problem.row, problem.column)
        lone = problem.code == "more" or not (problem.row and problem.column)
        if lone or codes.setdefault(cell, problem.code) == problem.code:
            kept.append(problem)
        else:
            dropped.add((problem.code, problem.file, problem.column))
    # How many more there are of what follows from another says nothing either.
    dropped -= {(problem.code, problem.file, problem.column) for problem in kept}
    return [p for p in kept if p.code != "more" or (p.facts["code"], p.file, p.column) not in dropped]


def name_column(position: int) -> str:
    """A column's letters by its position from 0: A, B, ... Z, AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems keeps the edit from being published."""
    return any(problem.severity == "error" for problem in problems)


def write_problem(problem: Problem, lang: Lang) -> str:
    """A problem in a line: where, what, what to do, its code."""
    words = {"place": problem.locate(lang), "message": problem.describe(lang), "code": problem.code}
    return translate("check.line", lang, **words)


def quote_typed(text: str) -> str:
    """A cell's text short enough for a message, control characters made visible."""
    shown = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text[: MAX_TYPED + 1])
    return shown if len(text) <= MAX_TYPED else f"{shown[:MAX_TYPED]}…"
