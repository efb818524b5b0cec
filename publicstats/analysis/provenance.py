"""Where shown figures come from: the edition, what computed ones were computed from, what checks say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from publicstats.analysis.audits import list_verdicts
from publicstats.analysis.courses import FEWEST, Course, find_course
from publicstats.analysis.telling import Lines, list_series_of, tell_figures
from publicstats.analysis.today import find_today
from publicstats.analysis.vintage_story import Step, find_last_step
from publicstats.contract.records import Figure
from publicstats.edition.model import Edition
from publicstats.figures.citing import format_edition
from publicstats.text.i18n import Lang


@dataclass(frozen=True)
class Provenance:
    """What stands behind some figures, for their citations.

    `edition` is the edition in words. By the figure's id, `inputs` has the figures that each computed one was
    computed from, `verdicts` the worst verdict of the checks that a figure takes part in, `lines` what is
    said on the cards of those that have one, `replaced` what stands in the place of those that do not.
    """

    edition: str
    inputs: Mapping[str, tuple[Figure, ...]]
    verdicts: Mapping[str, str]
    lines: Mapping[str, Lines] = field(default_factory=dict)
    replaced: Mapping[str, Step] = field(default_factory=dict)
    courses: Mapping[str, Course] = field(default_factory=dict)
    """Of the figures of cards the course of their series, where it has enough values for a line."""


def trace_figures(
    edition: Edition, figures: Iterable[Figure], lang: Lang, *, cards: Iterable[Figure] = ()
) -> Provenance:
    """Where figures of an edition come from, and what is said of those that have cards."""
    figures, cards = tuple(figures), tuple(cards)
    inputs = {figure.id: _find_inputs(edition, figure) for figure in figures if figure.calculation}
    stories = ((figure.id, find_last_step(edition, figure.id)) for figure in figures)
    return Provenance(
        edition=format_edition(edition, lang),
        inputs=inputs,
        verdicts=list_verdicts(edition),
        lines=tell_figures(edition, cards, lang, find_today()),
        replaced={name: step for name, step in stories if step is not None},
        courses={figure.id: course for figure in cards if (course := find_spark(edition, figure))},
    )


def find_spark(edition: Edition, figure: Figure) -> Course | None:
    """The course of the first series that a figure stands for; none where that has too few values."""
    series = next((series for series, _ in list_series_of(edition, figure.id)), None)
    course = find_course(edition, series) if series is not None else None
    return course if course is not None and len(course.known) >= FEWEST else None


def _find_inputs(edition: Edition, figure: Figure) -> tuple[Figure, ...]:
    names = figure.calculation.formula.ids if figure.calculation else ()
    return tuple(found for name in names if (found := edition.find(name)))
