"""A relation between figures of an article: a formula, the figure that it should give, and whether it does.

Computed on intervals. What holds is proposed where that is hardly by chance. What does not hold is called
inconsistent only where the words leave no doubt that it should, and one digit or two digits exchanged would
mend it: texts give parts without all of them, and rates of other wholes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from publicstats.analysis.audits import judge, round_whole
from publicstats.articles.drafts import Draft
from publicstats.contract.schema import SCHEMAS
from publicstats.formula.calculation import Value, compute, parse_formula
from publicstats.quantity import POINTS
from publicstats.text.i18n import LANGS, translate

WINDOW = 12
"""Figures on either side of one among which those that it relates to are looked for."""
LOOSE = Decimal("0.03")
"""Wider than this share of a number, an interval meets others by chance: no relation is proposed on it."""
CONSISTENT, INCONSISTENT = "consistent", "inconsistent"
COLUMNS = (*SCHEMAS["calculations"].names, "verdict")
SENTENCE = re.compile(r"[。！？\n]")
CLAUSE = re.compile(r"[，；。！？\n]")


@dataclass(frozen=True)
class Identity:
    """A formula on drafts, the draft that it should give, and whether it does."""

    kind: str
    formula: str
    target: Draft
    verdict: str

    @property
    def holds(self) -> bool:
        """Whether the figures agree."""
        return self.verdict == CONSISTENT

    def as_row(self, name: str) -> dict[str, str]:
        """The identity as a row of calculations.csv, with the verdict for the analyst's eye."""
        notes = {f"note_{lang}": translate(f"scan.identity.{self.kind}", lang) for lang in LANGS}
        return (
            dict.fromkeys(COLUMNS, "")
            | notes
            | {
                "calculation": name,
                "indicator": self.target.indicator,
                "region": self.target.region,
                "breakdown": self.target.breakdown,
                "period": self.target.setting.period,
                "basis": self.target.setting.basis,
                "formula": self.formula,
                "compare_with": self.target.figure,
                "base": self.target.base,
                "verdict": self.verdict,
            }
        )


def relate(kind: str, formula: str, target: Draft, inputs: Sequence[Draft]) -> Identity:
    """A formula on figures, held against the one that it should give."""
    parsed = parse_formula(formula)
    found = compute(parsed, {draft.figure: _interval(draft) for draft in inputs})
    return Identity(kind, formula, target, judge(found, round_whole(_interval(target), parsed)))


def _interval(draft: Draft) -> Value:
    quantity = draft.mention.quantity
    return Value(quantity.value, quantity.low, quantity.high)


def value_of(draft: Draft) -> Decimal:
    """The value of a figure that has one."""
    return draft.mention.quantity.value or Decimal(0)


def width_of(draft: Draft) -> Decimal:
    """How far what a figure allows reaches; endless where it is open."""
    quantity = draft.mention.quantity
    if quantity.low is None or quantity.high is None:
        return Decimal("Infinity")
    return quantity.high - quantity.low


def is_level(draft: Draft) -> bool:
    """Whether a figure is an amount that may be a part or a total."""
    quantity = draft.mention.quantity
    return draft.setting.basis != "growth" and quantity.unit not in POINTS and not draft.mention.repeats


def is_slip(target: Decimal, found: Decimal, inputs: Sequence[Decimal], *, step: Decimal) -> bool:
    """Whether a sum would hold if one digit of one number were another, or two neighbours were exchanged."""
    off = found - target
    pairs = [(target, found), *((part, part - off) for part in inputs)]
    return any(_is_misprint(one / step, other / step) for one, other in pairs)


def _is_misprint(one: Decimal, other: Decimal) -> bool:
    first, second = (str(int(number)) for number in (one, other))
    if one != int(one) or other != int(other) or len(first) != len(second):
        return False
    apart = [place for place, (a, b) in enumerate(zip(first, second, strict=True)) if a != b]
    if len(apart) == 1:
        return True
    swapped = len(apart) == 2 and apart[1] == apart[0] + 1
    return swapped and first[apart[0]] == second[apart[1]] and first[apart[1]] == second[apart[0]]
