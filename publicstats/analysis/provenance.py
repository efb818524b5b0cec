"""Where shown figures come from: the edition, what computed ones were computed from, what checks say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from publicstats.analysis.audits import list_verdicts
from publicstats.contract.records import Figure
from publicstats.edition.model import Edition
from publicstats.figures.citing import format_edition
from publicstats.text.i18n import Lang


@dataclass(frozen=True)
class Provenance:
    """What stands behind some figures, for their citations.

    `edition` is the edition in words; `inputs` has the figures that each computed one was computed from,
    `verdicts` the worst verdict of the checks that a figure takes part in, both by the figure's id.
    """

    edition: str
    inputs: Mapping[str, tuple[Figure, ...]]
    verdicts: Mapping[str, str]


def trace_figures(edition: Edition, figures: Iterable[Figure], lang: Lang) -> Provenance:
    """Where figures of an edition come from."""
    inputs = {figure.id: _find_inputs(edition, figure) for figure in figures if figure.calculation}
    return Provenance(format_edition(edition, lang), inputs, list_verdicts(edition))


def _find_inputs(edition: Edition, figure: Figure) -> tuple[Figure, ...]:
    names = figure.calculation.formula.ids if figure.calculation else ()
    return tuple(found for name in names if (found := edition.find(name)))
