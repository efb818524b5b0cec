"""What looks odd in the figures themselves, without any row of calculations.csv.

Hints are for analysts: each says what to look at, none says that a figure is wrong. One that has been looked
at is acknowledged, with the reason, in acknowledgements.csv.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise

from publicstats.contract.codelists import DERIVED
from publicstats.contract.records import Figure
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.figures.wording import describe_figure
from publicstats.formula.calculation import lies_below
from publicstats.text.i18n import Lang, Text, translate

UNTOLD = Text("", "")
WHOLE = Decimal(100)
NEARLY_WHOLE = (Decimal(95), Decimal(105))
"""Shares whose sum lies here are most likely meant to add to 100."""
FEWEST = 3
"""Figures of one thing that tell what is usual for it."""
SLIP = 8
"""Times larger or smaller than all others, which are within `SPREAD` times of each other."""
SPREAD = 3
SCANNED = 20_000
"""Figures looked at: beyond that a hint is not worth the wait."""


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
    count = min(len(edition.figures), SCANNED)
    figures = [edition.figure(position) for position in range(count)]
    printed = [f for f in figures if f.is_known and f.status != DERIVED and f.kind == "actual"]
    hints = [hint for rule in RULES for hint in rule(printed)]
    known = {(a.hint, a.figure): a.reason for a in edition.acknowledgements.values()}
    told = [Hint(h.code, h.figures, known.get((h.code, h.figures[0].id), UNTOLD)) for h in hints]
    return tuple(sorted(told, key=lambda hint: hint.is_acknowledged))


def hint_shares(figures: list[Figure]) -> Iterator[Hint]:
    """Shares of one whole that nearly add to 100, but cannot add to it."""
    for group in _groups(figures, "breakdown"):
        shares = [f for f in group if f.breakdown is not None and f.indicator.unit.kind == "share"]
        if len(shares) < FEWEST or any(f.basis == "growth" for f in shares):
            continue
        total = sum((f.value or Decimal(0) for f in shares), Decimal(0))
        low = _total(f.low for f in shares)
        high = _total(f.high for f in shares)
        missed = (low is not None and low > WHOLE) or (high is not None and high < WHOLE)
        if NEARLY_WHOLE[0] <= total <= NEARLY_WHOLE[1] and missed:
            yield Hint("shares", tuple(shares))


def hint_parts(figures: list[Figure]) -> Iterator[Hint]:
    """A part above its whole."""
    for group in _groups(figures, "breakdown"):
        whole = next((f for f in group if f.breakdown is None), None)
        if whole is None or whole.high is None or not whole.indicator.additive:
            continue
        for part in group:
            if part is not whole and part.low is not None and part.low > whole.high:
                yield Hint("part", (part, whole))


def hint_percentages(figures: list[Figure]) -> Iterator[Hint]:
    """A share above 100 per cent that is no growth rate."""
    for figure in figures:
        share = figure.indicator.unit.kind == "share" and figure.basis != "growth"
        if share and figure.low is not None and figure.low > WHOLE:
            yield Hint("percentage", (figure,))


def hint_falls(figures: list[Figure]) -> Iterator[Hint]:
    """A cumulative figure that is smaller than an earlier one since the same start."""
    for group in _groups([f for f in figures if f.basis == "cumulative"], "period"):
        ordered = sorted(group, key=lambda f: f.period.end)
        for earlier, later in pairwise(ordered):
            if earlier.period.start == later.period.start and lies_below(later, earlier):
                yield Hint("falls", (later, earlier))


def hint_slips(figures: list[Figure]) -> Iterator[Hint]:
    """A figure of another order of magnitude, or sign, than the same thing at all other times."""
    for group in _groups([f for f in figures if f.basis != "growth" and f.value], "period"):
        for figure in group if len(group) >= FEWEST else ():
            others = [f.value or Decimal(0) for f in group if f is not figure]
            value, sizes = figure.value or Decimal(0), [abs(other) for other in others]
            if max(sizes) > SPREAD * min(sizes):
                continue
            far = abs(value) > SLIP * max(sizes) or abs(value) * SLIP < min(sizes)
            if far or all((value < 0) != (other < 0) for other in others):
                yield Hint("slip", (figure, *(f for f in group if f is not figure)))


def hint_disagreements(figures: list[Figure]) -> Iterator[Hint]:
    """Two sources that print different things for the same."""
    for group in _groups(figures, "source"):
        for a, b in combinations(group, 2):
            if a.source != b.source and (lies_below(a, b) or lies_below(b, a)):
                yield Hint("disagreement", (a, b))


RULES: tuple[Callable[[list[Figure]], Iterator[Hint]], ...] = (
    hint_shares,
    hint_parts,
    hint_percentages,
    hint_falls,
    hint_slips,
    hint_disagreements,
)
"""Every rule; its codes are `hint.<code>` in locale/*.po."""


def _groups(figures: list[Figure], apart: str) -> Iterable[list[Figure]]:
    """Figures that speak of the same thing but for one property, where there are at least two."""
    groups: dict[tuple[object, ...], list[Figure]] = {}
    for f in figures:
        properties = {
            "indicator": f.indicator.id,
            "region": f.region.id,
            "breakdown": f.breakdown.id if f.breakdown else "",
            "period": f.period.text,
            "basis": f.basis,
            # A growth in % and one in people are not the same thing.
            "unit": f.unit.base if f.basis == "growth" else "",
            "source": f.source.id if f.source else "",
        }
        # Only what two sources say may differ by source; elsewhere each source speaks for itself.
        key = tuple(value for name, value in properties.items() if name != apart)
        groups.setdefault(key, []).append(f)
    return (group for group in groups.values() if len(group) > 1)


def _total(ends: Iterable[Decimal | None]) -> Decimal | None:
    known = list(ends)
    return None if any(end is None for end in known) else sum((e for e in known if e is not None), Decimal(0))
