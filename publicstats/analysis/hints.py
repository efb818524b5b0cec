"""What looks odd in the figures themselves, without any row of calculations.csv.

Only figures that stand are looked at: one that was replaced has been looked at, and values that meet agree.
Hints are for analysts: each says what to look at, none says that a figure is wrong. One that has been looked
at is acknowledged, with the reason, in acknowledgements.csv. What is suspect is found in columns of numbers
(`hint_table`, `expectations`); records are made of those figures alone, and one hint of all that has one cause.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from publicstats.analysis.expectations import expect
from publicstats.analysis.hint_causes import keep_causes
from publicstats.analysis.hint_table import Finding, build_table
from publicstats.analysis.odd_times import find_early, find_years
from publicstats.analysis.odd_together import (
    find_disagreements,
    find_falls,
    find_growth,
    find_parts,
    find_percentages,
    find_settled,
    find_shares,
    find_signs,
)
from publicstats.analysis.odd_totals import find_sums, find_totals
from publicstats.analysis.odd_values import find_exchanged, find_odd, find_repeated
from publicstats.contract.records import Acknowledgement, Figure
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.reading.tables import FILE, ROW
from publicstats.text.i18n import Text

UNTOLD = Text("", "")
MOST_FIGURES = 14
"""Figures that a hint names at most: a total and the months that it should add up."""
TOGETHER = (
    find_shares,
    find_parts,
    find_percentages,
    find_falls,
    find_signs,
    find_disagreements,
    find_growth,
    find_settled,
)
"""The rules that look at the table alone."""


@dataclass(frozen=True)
class Hint:
    """Something to look at: its code and the figures that it is about, the odd one first."""

    code: str
    figures: tuple[Figure, ...]
    reason: Text = UNTOLD
    """Why it is all right, where an analyst has said so."""
    expected: float | None = None
    """About how much was expected in place of the first figure, where that can be said."""
    years: int = 0
    """By how many years the first figure's period is most likely too early."""
    file: str = ""
    """Where the first figure stands."""
    row: int = 0

    @property
    def is_acknowledged(self) -> bool:
        """Whether an analyst has looked at it."""
        return bool(self.reason.zh or self.reason.en)


@memoize(1)
def find_hints(edition: Edition) -> tuple[Hint, ...]:
    """All hints, one for each cause, those that nobody has acknowledged first."""
    told = [_make(edition, finding) for finding in keep_causes(_find(edition))]
    return tuple(sorted(_acknowledge(edition, told), key=lambda hint: hint.is_acknowledged))


def _find(edition: Edition) -> Iterator[Finding]:
    """What every rule finds."""
    table = build_table(edition)
    for rule in TOGETHER:
        yield from rule(edition, table)
    seen = expect(table)
    yield from find_odd(edition, table, seen)
    yield from find_exchanged(table, seen)
    yield from find_repeated(edition, table, seen)
    yield from find_totals(table, seen)
    yield from find_sums(table)
    yield from find_years(edition)
    yield from find_early(edition)


def _make(edition: Edition, finding: Finding) -> Hint:
    frame, first = edition.figures, finding.rows[0]
    figures = tuple(edition.figure(position) for position in finding.rows[:MOST_FIGURES])
    place = (str(frame[FILE].iat[first]), int(frame[ROW].iat[first]))
    return Hint(finding.code, figures, UNTOLD, finding.expected, finding.years, *place)


def _acknowledge(edition: Edition, hints: list[Hint]) -> Iterator[Hint]:
    """The hints, each with the reason why it is all right where a row gives one."""
    by_figure: dict[str, list[Acknowledgement]] = {}
    for row in edition.acknowledgements.values():
        by_figure.setdefault(row.figure, []).append(row)
    for hint in hints:
        names = ("", *(figure.id for figure in hint.figures))
        rows = (row for name in names for row in by_figure.get(name, ()))
        reason = next((row.reason for row in rows if _is_of(row, hint)), UNTOLD)
        yield replace(hint, reason=reason)


def _is_of(row: Acknowledgement, hint: Hint) -> bool:
    """Whether a row is of a hint: blank cells are of all rules, figures, indicators and places."""
    first = hint.figures[0]
    wanted = ((row.hint, hint.code), (row.indicator, first.indicator.id), (row.region, first.region.id))
    return all(asked in ("", found) for asked, found in wanted)
