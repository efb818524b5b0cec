"""What looks odd in the figures themselves, without any row of calculations.csv.

Only figures that stand are looked at: one that was replaced has been looked at, and values that meet agree.
Hints are for analysts: each says what to look at, none says that a figure is wrong. One that has been looked
at is acknowledged, with the reason, in acknowledgements.csv. What is suspect is found in columns of numbers
(`hint_table`); records are made, and the exact ends asked, of those figures alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise

import pandas as pd

from publicstats.analysis.hint_table import (
    FEWEST,
    SLIP,
    SPREAD,
    WHOLE,
    build_table,
    group_disagreements,
    group_parts,
    group_runs,
    group_shares,
    group_slips,
)
from publicstats.contract.records import Figure
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.figures.wording import describe_figure
from publicstats.formula.calculation import lies_below
from publicstats.series.breaks import find_breaks, find_side, list_breaks
from publicstats.text.i18n import Lang, Text, translate

UNTOLD = Text("", "")
NEARLY_WHOLE = (Decimal(95), Decimal(105))
"""Shares whose sum lies here are most likely meant to add to 100."""


@dataclass(frozen=True)
class Hint:
    """Something to look at: its code and the figures that it is about, the odd one first."""

    code: str
    figures: tuple[Figure, ...]
    reason: Text = UNTOLD
    """Why it is all right, where an analyst has said so."""

    @property
    def is_acknowledged(self) -> bool:
        """Whether an analyst has looked at it."""
        return bool(self.reason.zh or self.reason.en)

    def describe(self, lang: Lang) -> str:
        """What looks odd, with each figure as printed."""
        named = translate("list.separator", lang).join(
            describe_figure(figure, lang) for figure in self.figures
        )
        return translate(f"hint.{self.code}", lang, figures=named)


@memoize(1)
def find_hints(edition: Edition) -> tuple[Hint, ...]:
    """All hints, those that nobody has acknowledged first."""
    table = build_table(edition)
    found = {(h.code, tuple(f.id for f in h.figures)): h for rule in RULES for h in rule(edition, table)}
    known = {(a.hint, a.figure): a.reason for a in edition.acknowledgements.values()}
    told = [Hint(h.code, h.figures, known.get((h.code, h.figures[0].id), UNTOLD)) for h in found.values()]
    return tuple(sorted(told, key=lambda hint: hint.is_acknowledged))


def hint_shares(edition: Edition, table: pd.DataFrame) -> Iterator[Hint]:
    """Shares of one whole that nearly add to 100, but cannot add to it."""
    for shares in _read(edition, group_shares(table)):
        total = sum((f.value or Decimal(0) for f in shares), Decimal(0))
        low = _total(f.low for f in shares)
        high = _total(f.high for f in shares)
        missed = (low is not None and low > WHOLE) or (high is not None and high < WHOLE)
        if NEARLY_WHOLE[0] <= total <= NEARLY_WHOLE[1] and missed:
            yield Hint("shares", tuple(shares))


def hint_parts(edition: Edition, table: pd.DataFrame) -> Iterator[Hint]:
    """A part above its whole."""
    for group in _read(edition, group_parts(table)):
        whole = next(f for f in group if f.breakdown is None)
        for part in group:
            if part is not whole and lies_below(whole, part):
                yield Hint("part", (part, whole))


def hint_percentages(edition: Edition, table: pd.DataFrame) -> Iterator[Hint]:
    """A share above 100 per cent that is no growth rate."""
    for position in table["position"][table["is_share"] & (table["low"] > int(WHOLE))]:
        yield Hint("percentage", (edition.figure(int(position)),))


def hint_falls(edition: Edition, table: pd.DataFrame) -> Iterator[Hint]:
    """A total that is smaller than an earlier one since the same start."""
    for ordered in _read(edition, group_runs(table)):
        for earlier, later in pairwise(ordered):
            if lies_below(later, earlier):
                yield Hint("falls", (later, earlier))


def hint_slips(edition: Edition, table: pd.DataFrame) -> Iterator[Hint]:
    """A figure of another order of magnitude, or sign, than the rest of its series between two breaks."""
    for series in _read(edition, group_slips(table)):
        for group in _split_at_breaks(edition, series):
            yield from _find_slips(group)


def hint_disagreements(edition: Edition, table: pd.DataFrame) -> Iterator[Hint]:
    """Several sources whose values of one observation all stand, since none meets another."""
    for group in _read(edition, group_disagreements(table)):
        for a, b in combinations(group, 2):
            yield Hint("disagreement", (a, b))


RULES: tuple[Callable[[Edition, pd.DataFrame], Iterator[Hint]], ...] = (
    hint_shares,
    hint_parts,
    hint_percentages,
    hint_falls,
    hint_slips,
    hint_disagreements,
)
"""Every rule; its codes are `hint.<code>` in locale/*.po."""


def _read(edition: Edition, groups: Iterable[list[int]]) -> Iterator[list[Figure]]:
    return ([edition.figure(position) for position in group] for group in groups)


def _find_slips(group: list[Figure]) -> Iterator[Hint]:
    for figure in group if len(group) >= FEWEST else ():
        others = [f.value or Decimal(0) for f in group if f is not figure]
        value, sizes = figure.value or Decimal(0), [abs(other) for other in others]
        if max(sizes) > SPREAD * min(sizes):
            continue
        far = abs(value) > SLIP * max(sizes) or abs(value) * SLIP < min(sizes)
        if far or all((value < 0) != (other < 0) for other in others):
            yield Hint("slip", (figure, *(f for f in group if f is not figure)))


def _split_at_breaks(edition: Edition, series: list[Figure]) -> Iterable[list[Figure]]:
    """The figures of a series as runs that no change of counting cuts."""
    first = series[0]
    breakdown = first.breakdown.id if first.breakdown else ""
    breaks = list_breaks(edition.breaks.values()).get(first.indicator.id, ())
    concerned = find_breaks(breaks, first.region.id, breakdown)
    runs: dict[int | None, list[Figure]] = {}
    for f in series:
        end = f.period.end.toordinal()
        start = end if f.basis == "stock" or f.period.start is None else f.period.start.toordinal()
        runs.setdefault(find_side(concerned, start, end), []).append(f)
    return runs.values()


def _total(ends: Iterable[Decimal | None]) -> Decimal | None:
    known = list(ends)
    return None if any(end is None for end in known) else sum((e for e in known if e is not None), Decimal(0))
