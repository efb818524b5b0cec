"""Figures that check themselves: what a calculation finds, beside what is printed, and whether they agree.

A verdict is `consistent` where the two intervals meet, `inconsistent` where they do not, and `cannot_tell`
where a digit is hidden or missing. Printed figures are rounded and qualified: only intervals that cannot
meet are called inconsistent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType

from publicstats.analysis.printed_growth import list_conflicts
from publicstats.contract.records import Calculation, Figure, Indicator, Unit
from publicstats.edition.figure_table import round_value
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition, plain
from publicstats.figures.wording import describe_figure, format_range
from publicstats.formula.calculation import Formula, Value, has_product, lies_below
from publicstats.text.i18n import LANGS, Lang, Text, translate

VERDICTS = ("inconsistent", "cannot_tell", "consistent")
HALF = Decimal("0.5")


@dataclass(frozen=True)
class Audit:
    """What came of a check: what the formula finds, what that is compared with, the verdict, in words."""

    calculation: Calculation
    unit: Unit
    inputs: tuple[Figure, ...]
    found: Value
    wanted: Value
    printed: str
    compared: Figure | None
    """The figure compared with; none where it is a number."""
    verdict: str

    @cached_property
    def sentence(self) -> Text:
        """The identity, the inputs as printed, the interval found, the printed value, the verdict.

        Written when it is asked for: a rule may be checked in thousands of places and periods.
        """
        return Text(*(_write_sentence(self, lang) for lang in LANGS))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that take part: the inputs, then what is compared with."""
        return (*self.inputs, *((self.compared,) if self.compared else ()))

    def as_dict(self) -> dict[str, str]:
        """The audit as the JSON of `publicstats audit` gives it; an open or unknown end is blank."""
        return {
            "calculation": self.calculation.id,
            "formula": self.calculation.formula.text,
            "low": _plain(self.found.low),
            "high": _plain(self.found.high),
            "printed": self.printed,
            "verdict": self.verdict,
            "sentence_zh": self.sentence.zh,
            "sentence_en": self.sentence.en,
        }


@memoize(1)
def audit_edition(edition: Edition) -> tuple[Audit, ...]:
    """What came of every check of calculations.csv, the inconsistent ones first."""
    audits = [_audit(edition, edition.calculations[name]) for name in edition.checks]
    return tuple(sorted(audits, key=lambda audit: VERDICTS.index(audit.verdict)))


def find_audits(edition: Edition, figure: str) -> tuple[Audit, ...]:
    """The audits of the checks that a figure takes part in, as an input or as what is compared with."""
    return _audits_by_figure(edition).get(figure, ())


@memoize(1)
def list_verdicts(edition: Edition) -> Mapping[str, str]:
    """What the checks say of each figure that takes part in any, by its id: the worst verdict.

    A printed change that its levels cannot give is a check that needs no row.
    """
    worst = {
        name: min((audit.verdict for audit in audits), key=VERDICTS.index)
        for name, audits in _audits_by_figure(edition).items()
    }
    disputed = {figure.id for conflict in list_conflicts(edition) for figure in conflict.figures}
    return MappingProxyType(worst | dict.fromkeys(disputed, VERDICTS[0]))


def find_indicator_audits(edition: Edition, indicator: Indicator) -> tuple[Audit, ...]:
    """The audits of the checks that any figure of an indicator takes part in, the inconsistent ones first."""
    return tuple(
        audit
        for audit in audit_edition(edition)
        if any(figure.indicator.id == indicator.id for figure in audit.figures)
    )


def judge(found: Value, wanted: Value) -> str:
    """The verdict on two intervals: an open end meets anything beyond it."""
    if not found.is_known or not wanted.is_known:
        return "cannot_tell"
    if found.low is None and found.high is None:
        return "cannot_tell"
    apart = lies_below(found, wanted) or lies_below(wanted, found)
    return "inconsistent" if apart else "consistent"


def round_whole(wanted: Value, formula: Formula) -> Value:
    """What is compared with, taken as rounded where it is whole and the result need not be."""
    exact = wanted.is_known and wanted.low == wanted.high
    if not exact or wanted.value is None or wanted.value % 1 or not has_product(formula):
        return wanted
    return Value(wanted.value, wanted.value - HALF, wanted.value + HALF, wanted.units)


def _plain(end: Decimal | None) -> str:
    return plain(None if end is None else round_value(end))


@memoize(1)
def _audits_by_figure(edition: Edition) -> dict[str, tuple[Audit, ...]]:
    by_figure: dict[str, tuple[Audit, ...]] = {}
    for audit in audit_edition(edition):
        for name in dict.fromkeys(figure.id for figure in audit.figures):
            by_figure[name] = (*by_figure.get(name, ()), audit)
    return by_figure


def _audit(edition: Edition, calculation: Calculation) -> Audit:
    inputs = tuple(figure for name in calculation.formula.ids if (figure := edition.find(name)))
    unit = edition.indicators[calculation.indicator].unit
    compared = edition.find(calculation.compare_with)
    if compared is not None:
        stated = Value(compared.value, compared.low, compared.high)
    elif calculation.compare_with in edition.derived:
        stated = edition.derived[calculation.compare_with]
    else:
        number = Decimal(calculation.compare_with)
        stated = Value(number, number, number)
    found = edition.derived[calculation.id]
    wanted = round_whole(stated, calculation.formula)
    printed = compared.printed if compared is not None else calculation.compare_with
    verdict = judge(found, wanted)
    return Audit(calculation, unit, inputs, found, wanted, printed, compared, verdict)


def _write_sentence(audit: Audit, lang: Lang) -> str:
    calculation, compared = audit.calculation, audit.compared
    separator = translate("list.separator", lang)
    stated = describe_figure(compared, lang) if compared is not None else calculation.compare_with
    target = compared.indicator.name.to(lang) if compared is not None else calculation.compare_with
    words = {
        "identity": f"{target} = {calculation.wording.to(lang)}",
        "inputs": separator.join(describe_figure(figure, lang) for figure in audit.inputs),
        "found": format_range(audit.found, audit.unit, lang),
        "stated": stated,
    }
    return translate(f"audit.sentence.{audit.verdict}", lang, **words)
