"""Rules about figures that cannot all be right: parts and wholes, totals, sources, rates and levels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import combinations, pairwise

import numpy as np
import pandas as pd

from publicstats.analysis.hint_table import (
    WHOLE,
    Finding,
    group_disagreements,
    group_parts,
    group_runs,
    group_shares,
    group_signs,
)
from publicstats.analysis.printed_growth import Conflict, list_conflicts
from publicstats.contract.records import Figure
from publicstats.edition.model import Edition
from publicstats.formula.calculation import lies_below
from publicstats.series.vintages import REASONS, REPLACED

NEARLY_WHOLE = (Decimal(95), Decimal(105))
"""Shares whose sum lies here are most likely meant to add to 100."""
_POINTS, _PART = Decimal("0.5"), Decimal("0.005")
"""How far a printed rate is from what its levels give for a hint: half a point, and half a hundredth of it.
What is less comes of preliminary levels; the audit page tells of it all the same."""
_SETTLED = 1.25
"""Times that one of a preliminary value and of the one in its place is the other, for a slip in either."""


def find_shares(edition: Edition, table: pd.DataFrame) -> Iterator[Finding]:
    """Shares of one whole that nearly add to 100, but cannot add to it."""
    for group, shares in _read(edition, group_shares(table)):
        total = sum((f.value or Decimal(0) for f in shares), Decimal(0))
        low, high = _total(f.low for f in shares), _total(f.high for f in shares)
        missed = (low is not None and low > WHOLE) or (high is not None and high < WHOLE)
        if NEARLY_WHOLE[0] <= total <= NEARLY_WHOLE[1] and missed:
            yield Finding("shares", tuple(group))


def find_parts(edition: Edition, table: pd.DataFrame) -> Iterator[Finding]:
    """A part above its whole."""
    for group, figures in _read(edition, group_parts(table)):
        whole = next(at for at, f in zip(group, figures, strict=True) if f.breakdown is None)
        for at, part in zip(group, figures, strict=True):
            if at != whole and lies_below(figures[group.index(whole)], part):
                yield Finding("part", (at, whole))


def find_percentages(edition: Edition, table: pd.DataFrame) -> Iterator[Finding]:
    """A share above 100 per cent that is no growth rate."""
    for position in table["position"][table["is_share"] & (table["low"] > int(WHOLE))]:
        yield Finding("percentage", (int(position),))


def find_falls(edition: Edition, table: pd.DataFrame) -> Iterator[Finding]:
    """A total that is smaller than an earlier one since the same start."""
    for group, figures in _read(edition, group_runs(table)):
        for (before, earlier), (after, later) in pairwise(zip(group, figures, strict=True)):
            if lies_below(later, earlier):
                yield Finding("falls", (after, before))


def find_signs(edition: Edition, table: pd.DataFrame) -> Iterator[Finding]:
    """A figure whose sign alone is other than that of its series."""
    for odd in group_signs(table):
        yield Finding("slip", (odd,), expected=-float(table["value"][table["position"] == odd].iloc[0]))


def find_disagreements(edition: Edition, table: pd.DataFrame) -> Iterator[Finding]:
    """Several sources whose values of one observation all stand, since none meets another."""
    for group in group_disagreements(table):
        for pair in combinations(group, 2):
            yield Finding("disagreement", pair)


def find_growth(edition: Edition, table: pd.DataFrame) -> Iterator[Finding]:
    """Printed rates that the levels of the day cannot give, by more than rounding and revisions do."""
    for conflict in list_conflicts(edition):
        # One that was revised may be what the rate, printed later, still goes by.
        revised = any(level.revision or level.supersedes for level in conflict.figures[1:])
        if _is_wide(conflict) and not revised:
            positions = (edition.locate(figure.id) for figure in conflict.figures)
            yield Finding("growth", tuple(p for p in positions if p is not None))


def _is_wide(conflict: Conflict) -> bool:
    rate, change = conflict.growth, conflict.change
    low, high = (end if end is not None else Decimal(0) for end in (rate.low, rate.high))
    gaps = [low - change.high] if change.high is not None else []
    gaps += [change.low - high] if change.low is not None else []
    return bool(gaps) and max(gaps) > max(_POINTS, _PART * abs(rate.value or Decimal(0)))


def find_settled(edition: Edition, table: pd.DataFrame) -> Iterator[Finding]:
    """Preliminary values that the one in their place is far from."""
    frame, series = edition.figures, edition.series
    final = (series.fate == REPLACED) & (series.reason[:] == REASONS.index("final"))
    value = frame["value"].to_numpy()
    for position in np.flatnonzero(final).tolist():
        standing = series.find_standing(position)
        sizes = sorted((abs(value[position]), abs(value[standing])))
        if sizes[0] > 0 and sizes[1] > _SETTLED * sizes[0]:
            yield Finding("slip", (position, standing), expected=float(value[standing]))


def _read(edition: Edition, groups: Iterable[list[int]]) -> Iterator[tuple[list[int], list[Figure]]]:
    return ((group, [edition.figure(position) for position in group]) for group in groups)


def _total(ends: Iterable[Decimal | None]) -> Decimal | None:
    known = list(ends)
    return None if any(end is None for end in known) else sum((e for e in known if e is not None), Decimal(0))
