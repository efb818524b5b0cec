"""What looks odd in the figures themselves, without any row of calculations.csv.

Only figures that stand are looked at: one that was replaced has been looked at, and values that meet agree.
Hints are for analysts: each says what to look at, none says that a figure is wrong. One that has been looked
at is acknowledged, with the reason, in acknowledgements.csv. What is suspect is found in columns of numbers
(`hint_table`, `expectations`); records are made of those figures alone. Of all that one figure may have
caused there is one hint (`hint_causes`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from publicstats.analysis.expectations import expect
from publicstats.analysis.hint_causes import keep_causes
from publicstats.analysis.hint_table import Finding, build_table
from publicstats.analysis.odd_times import find_aims, find_early, find_years
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
from publicstats.analysis.odd_totals import find_long_sums, find_sums, find_totals
from publicstats.analysis.odd_values import find_exchanged, find_odd, find_repeated
from publicstats.contract.codelists import HINTS
from publicstats.contract.problems import FLOOD
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


@dataclass(frozen=True)
class Survey:
    """All that looks odd: the hints that are told one by one, and how many there are of each code."""

    hints: tuple[Hint, ...]
    """Those that nobody has acknowledged first."""
    counts: Mapping[str, int]
    """Of those that nobody has acknowledged, told or not."""


def find_hints(edition: Edition) -> tuple[Hint, ...]:
    """One hint for each cause, of each code a hundred at most, those that nobody has acknowledged first."""
    return survey_hints(edition).hints


def group_hints(hints: Iterable[Hint]) -> list[tuple[str, list[Hint]]]:
    """Hints by their rule, the more telling rules first, and of each rule series by series."""
    by_code: dict[str, list[Hint]] = {}
    for hint in hints:
        by_code.setdefault(hint.code, []).append(hint)
    return [(code, sorted(by_code[code], key=_name_series)) for code in HINTS if code in by_code]


def _name_series(hint: Hint) -> tuple[str, ...]:
    """What the hints of one series share, then the last day of their period."""
    first = hint.figures[0]
    breakdown = first.breakdown.id if first.breakdown else ""
    return (first.indicator.id, first.region.id, breakdown, first.period.end.isoformat())


@memoize(1)
def survey_hints(edition: Edition) -> Survey:
    """The hints of an edition, and how many there are."""
    reasons = _Reasons(edition)
    listed: dict[tuple[str, bool], list[Hint]] = {}
    counts: Counter[str] = Counter()
    for finding in list_findings(edition):
        reason = reasons.find(finding)
        counts[finding.code] += reason is UNTOLD
        told = listed.setdefault((finding.code, reason is UNTOLD), [])
        # A record for each of ten thousand hints would be made for nobody.
        if len(told) < FLOOD:
            told.append(_make(edition, finding, reason))
    hints = (hint for told in listed.values() for hint in told)
    return Survey(tuple(sorted(hints, key=lambda hint: hint.is_acknowledged)), counts)


@memoize(1)
def list_findings(edition: Edition) -> tuple[Finding, ...]:
    """All that looks odd, one finding for each cause, acknowledged or not."""
    return tuple(keep_causes(_find(edition)))


def find_new_hints(before: Edition | None, after: Edition, most: int = FLOOD) -> tuple[Hint, ...]:
    """The hints of an edition that another has not, `most` at the most; none that are acknowledged.

    Of all findings, as what comes new may stand behind the hundred of its code that are told.
    """
    reasons = _Reasons(after)
    known = set(map(_Names(before).name, list_findings(before))) if before is not None else set()
    name = _Names(after).name
    new = (finding for finding in list_findings(after) if name(finding) not in known)
    untold = ((finding, reasons.find(finding)) for finding in new)
    hints = (_make(after, finding, reason) for finding, reason in untold if reason is UNTOLD)
    return tuple(islice(hints, most))


class _Names:
    """What tells the findings of an edition apart from those of another: code and figures by their ids."""

    def __init__(self, edition: Edition) -> None:
        self._ids = edition.figures["figure"]

    def name(self, finding: Finding) -> tuple[str, ...]:
        """The name of a finding."""
        return (finding.code, *sorted(str(self._ids.iat[row]) for row in finding.rows))


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
    yield from find_long_sums(table)
    yield from find_years(edition)
    yield from find_early(edition)
    yield from find_aims(edition, table, seen)


def _make(edition: Edition, finding: Finding, reason: Text) -> Hint:
    frame, first = edition.figures, finding.rows[0]
    figures = tuple(edition.figure(position) for position in finding.rows[:MOST_FIGURES])
    place = (str(frame[FILE].iat[first]), int(frame[ROW].to_numpy()[first]))
    return Hint(finding.code, figures, reason, finding.expected, finding.years, *place)


class _Reasons:
    """Why hints are all right, as rows of acknowledgements.csv say it."""

    def __init__(self, edition: Edition) -> None:
        self._columns = {name: edition.figures[name] for name in ("figure", "indicator", "region")}
        self._by_figure: dict[str, list[Acknowledgement]] = {}
        for row in edition.acknowledgements.values():
            self._by_figure.setdefault(row.figure, []).append(row)

    def find(self, finding: Finding) -> Text:
        """The reason given for a hint, by any of its figures or for all of a kind; `UNTOLD` without one."""
        if not self._by_figure:
            return UNTOLD
        named = (str(self._columns["figure"].iat[row]) for row in finding.rows)
        rows = (row for name in ("", *named) for row in self._by_figure.get(name, ()))
        return next((row.reason for row in rows if self._is_of(row, finding)), UNTOLD)

    def _is_of(self, row: Acknowledgement, finding: Finding) -> bool:
        """Whether a row is of a hint: a blank cell is of all rules, all indicators, all places."""
        first = finding.rows[0]
        asked = {name: self._columns[name].iat[first] for name in ("indicator", "region")}
        return row.hint in ("", finding.code) and all(
            getattr(row, name) in ("", found) for name, found in asked.items()
        )
