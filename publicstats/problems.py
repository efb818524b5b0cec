"""What is wrong with an edit, said so that the analyst can mend it.

A problem holds facts only (code, file, row, column, what was typed); its words in both languages are
rows of locale/*.po under ``problem.<code>`` and ``remedy.<code>``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from publicstats.i18n import Lang, translate

MAX_TYPED = 80
"""Characters of a cell that a message quotes."""


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

    def describe(self, lang: Lang) -> str:
        """What happened and what to do, in one or two sentences."""
        facts = {"typed": quote_typed(self.typed), "column": self.column, "row": str(self.row)} | self.facts
        message = translate(f"problem.{self.code}", lang, **facts)
        remedy = translate(f"remedy.{self.code}", lang, **facts)
        hint = translate("problem.nearest", lang, **facts) if self.facts.get("nearest") else ""
        return " ".join(filter(None, (message, hint, remedy))) if lang == "en" else message + hint + remedy

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


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems in the order in which an analyst meets them: by file, row and column."""
    return tuple(
        sorted(problems, key=lambda p: (p.severity != "error", p.file, p.row, p.column, p.code, p.typed))
    )


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems keeps the edit from being published."""
    return any(problem.severity == "error" for problem in problems)


def quote_typed(text: str) -> str:
    """A cell's text short enough for a message, control characters made visible."""
    shown = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text[: MAX_TYPED + 1])
    return shown if len(text) <= MAX_TYPED else f"{shown[:MAX_TYPED]}…"
