"""Identities that an article's own figures make, as rows of calculations.csv: parts, shares, growth.

Computed on intervals. Proposed are those that hold; and those that all but hold, with the verdict
`inconsistent`, since a digit may be misprinted or miscopied.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from publicstats.analysis.audits import judge, round_whole
from publicstats.articles.drafts import Draft, Scan
from publicstats.contract.schema import SCHEMAS
from publicstats.formula.calculation import Value, compute, parse_formula
from publicstats.quantity import POINTS
from publicstats.text.i18n import LANGS, translate

WINDOW = 12
"""Figures after a total among which its parts are looked for."""
MOST = 2000
"""Figures among which identities are looked for: no article has more, a hostile text may."""
LOOSE = Decimal("0.03")
"""Wider than this share of a number, an interval meets others by chance: no identity is proposed on it."""
NEAR = Decimal("0.02")
"""Off by less than this share, a sum that does not hold was meant to hold."""
COLUMNS = (*SCHEMAS["calculations"].names, "verdict")
_PARTS = re.compile(r"其中|包括|分别|分为|包含|由.{0,8}组成|：|:")
_SHARE = re.compile(r"占[^，。；]{0,14}$|比重[为达]?$|占比[为达]?$")


@dataclass(frozen=True)
class Identity:
    """A formula on drafts, the draft that it should give, and whether it does."""

    kind: str
    formula: str
    target: Draft
    verdict: str

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
                "period": self.target.setting.period,
                "basis": self.target.setting.basis,
                "formula": self.formula,
                "compare_with": self.target.figure,
                "base": self.target.base,
                "verdict": self.verdict,
            }
        )


def find_identities(scan: Scan) -> tuple[Identity, ...]:
    """The identities of an article, in the order of its figures."""
    known = [draft for draft in scan.drafts[:MOST] if draft.mention.quantity.value is not None]
    found: dict[tuple[str, str], Identity] = {}
    for find in _FINDERS:
        for identity in find(scan.article.text, known):
            found.setdefault((identity.formula, identity.target.figure), identity)
    return tuple(found.values())


def list_rows(scan: Scan) -> list[dict[str, str]]:
    """The identities as rows, each with an id of its own."""
    return [
        identity.as_row(f"{identity.target.figure}_check_{number}")
        for number, identity in enumerate(find_identities(scan), 1)
    ]


def _sums(text: str, drafts: Sequence[Draft]) -> Iterator[Identity]:
    """Total, 其中 part, part, …: the longest run of parts that adds to the total."""
    for position, total in enumerate(drafts):
        if not _is_level(total) or _width(total) > LOOSE:
            continue
        rest = [d for d in drafts[position + 1 : position + 1 + WINDOW] if _alike(text, total, d)]
        if len(rest) < 2 or not _PARTS.search(text[total.mention.end : rest[0].mention.start]):
            continue
        runs = [rest[:count] for count in range(2, len(rest) + 1)]
        found = [_judge("parts", f"sum({', '.join(d.figure for d in run)})", total, run) for run in runs]
        held = [identity for identity in found if identity.verdict == "consistent"]
        if held:
            yield held[-1]
            continue
        for run, identity in zip(runs, found, strict=True):
            off = abs(sum((_value(d) for d in run), Decimal(0)) - _value(total))
            if off <= NEAR * abs(_value(total)):
                yield identity


def _shares(text: str, drafts: Sequence[Draft]) -> Iterator[Identity]:
    """Total, part, 占…%: the part as a share of the nearest total that it fits."""
    for position, share in enumerate(drafts):
        lead = text[max(0, share.mention.start - 20) : share.mention.start]
        if share.mention.quantity.unit != "%" or not _SHARE.search(lead) or not position:
            continue
        part = drafts[position - 1]
        if not _is_level(part) or re.search("[。\n]", text[part.mention.end : share.mention.start]):
            continue
        totals = [
            d for d in reversed(drafts[max(0, position - WINDOW) : position - 1]) if _alike(text, d, part)
        ]
        found = [
            _judge("share", f"100 * {part.figure} / {d.figure}", share, [part, d])
            for d in totals
            if _value(d) > _value(part)
        ]
        yield from [identity for identity in found if identity.verdict == "consistent"][:1]


def _rises(text: str, drafts: Sequence[Draft]) -> Iterator[Identity]:
    """由 a 提高到 b，提高 c: the difference, or the growth in per cent."""
    for before, after, change in zip(drafts, drafts[1:], drafts[2:], strict=False):
        between = text[before.mention.end : after.mention.start]
        led = re.search(
            "[由从][^。；]{0,24}$", text[max(0, before.mention.start - 30) : before.mention.start]
        )
        if not led or not re.search("[到至]", between) or not _alike(text, before, after):
            continue
        unit, inputs = change.mention.quantity.unit, [before, after]
        falls = _value(after) < _value(before)
        sign = "下降|减少|降低|回落|缩" if falls else "提高|增|上升|升|扩大"
        if not re.search(sign, text[after.mention.end : change.mention.end]):
            continue
        # A change printed with its direction is signed.
        unsigned = falls and not change.mention.quantity.direction
        high, low = (before, after) if unsigned else (after, before)
        if unit in POINTS or unit == after.mention.quantity.unit != "%":
            yield _judge("difference", f"{high.figure} - {low.figure}", change, inputs)
        elif unit == "%" and _value(before):
            formula = f"100 * ({high.figure} - {low.figure}) / {before.figure}"
            yield _judge("growth", formula, change, inputs)


def _additions(text: str, drafts: Sequence[Draft]) -> Iterator[Identity]:
    """Level, 比上年增加 x，增长 p%: x as a share of what the level was before."""
    for level, added, growth in zip(drafts, drafts[1:], drafts[2:], strict=False):
        between = text[level.mention.end : added.mention.end]
        same = level.mention.quantity.unit == added.mention.quantity.unit and _width(added) <= LOOSE
        fits = same and re.search("[比较](?:上年|去年|上月)[^，。；\n]{0,6}(?:增加|增|多)", between)
        if fits and growth.mention.quantity.unit == "%" and growth.setting.basis == "growth":
            formula = f"100 * {added.figure} / ({level.figure} - {added.figure})"
            yield _judge("growth", formula, growth, [level, added])


_FINDERS: tuple[Callable[[str, Sequence[Draft]], Iterator[Identity]], ...] = (
    _sums,
    _shares,
    _rises,
    _additions,
)


def _judge(kind: str, text: str, target: Draft, inputs: Sequence[Draft]) -> Identity:
    formula = parse_formula(text)
    found = compute(formula, {draft.figure: _interval(draft) for draft in inputs})
    return Identity(kind, text, target, judge(found, round_whole(_interval(target), formula)))


def _interval(draft: Draft) -> Value:
    quantity = draft.mention.quantity
    return Value(quantity.value, quantity.low, quantity.high)


def _value(draft: Draft) -> Decimal:
    return draft.mention.quantity.value or Decimal(0)


def _width(draft: Draft) -> Decimal:
    """The width of what a figure allows, as a share of its value; without end where it is open."""
    quantity = draft.mention.quantity
    if quantity.low is None or quantity.high is None or not quantity.value:
        return Decimal("Infinity")
    return (quantity.high - quantity.low) / abs(quantity.value)


def _is_level(draft: Draft) -> bool:
    return (
        draft.setting.basis != "growth"
        and draft.mention.quantity.unit not in POINTS
        and not draft.mention.repeats
    )


def _alike(text: str, one: Draft, other: Draft) -> bool:
    """Whether two figures may be total and part: one unit, no growth, one paragraph."""
    same = one.mention.quantity.unit == other.mention.quantity.unit and _is_level(other)
    apart = "\n" in text[one.mention.end : other.mention.start]
    return same and not apart and _width(other) <= LOOSE
