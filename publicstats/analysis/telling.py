"""What is said of a figure besides its value: how it has changed, how far its target is, and how fresh it is.

A printed growth rate is said first; the computed change stands for it where none is printed, and beside it
only where both cannot be right. Monthly figures lead with the year before, others with the period before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from publicstats.analysis.change import find_previous_change, find_yearly_change
from publicstats.analysis.change_words import counts_years, tell_change
from publicstats.analysis.freshness import find_freshness
from publicstats.analysis.freshness_words import tell_freshness
from publicstats.analysis.growth_words import tell_growth
from publicstats.analysis.headline_series import list_beside
from publicstats.analysis.observations import (
    Observation,
    Series,
    find_latest_observation,
    read_series,
)
from publicstats.analysis.printed_growth import (
    PERIOD_BEFORE,
    YEAR_BEFORE,
    find_conflict,
    find_observation_of,
    list_printed_growth,
)
from publicstats.analysis.remark_line import Line
from publicstats.analysis.target_words import tell_target
from publicstats.analysis.targets import OPEN, find_target, list_targets, measure_target
from publicstats.contract.records import Figure
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.text.i18n import Lang

_LEADING_YEAR = ("month",)
"""Frequencies of which the same period a year earlier is said before the one just before."""
Lines = tuple[Line, ...]


def tell_figures(edition: Edition, figures: Iterable[Figure], lang: Lang, today: date) -> Mapping[str, Lines]:
    """Of each figure the lines for its card, by its id: one of its change, its target, its freshness."""
    told = {}
    for figure in figures:
        changes, targets, freshness = _tell(edition, figure.id, lang, today)
        told[figure.id] = (*changes[:1], *targets[:1], *freshness)
    return told


def tell_figure(edition: Edition, name: str, lang: Lang, today: date) -> Lines:
    """All lines of the figure with an id: its changes, its target, then whether a newer one is due."""
    changes, targets, freshness = _tell(edition, name, lang, today)
    return (*changes, *targets, *freshness)


@memoize(4096)
def _tell(edition: Edition, name: str, lang: Lang, today: date) -> tuple[Lines, Lines, Lines]:
    found = list(list_series_of(edition, name))
    if not found:
        return (), (), ()
    figure = edition.find(name)
    assert figure is not None
    if figure.kind == "target":
        return (), tuple(_tell_own_target(edition, figure, found[0][0], lang)), ()
    if figure.kind != "actual":
        return (), (), ()
    state = find_freshness(edition, found, today)
    freshness = (tell_freshness(state, lang),) if state else ()
    if figure.basis == "growth":
        return (), (), freshness
    changes = tuple(_tell_changes(edition, figure, found, lang))
    targets = (_tell_target(edition, series, observation, lang, today) for series, observation in found)
    return changes, tuple(line for line in targets if line)[:1], freshness


def list_series_of(edition: Edition, name: str) -> Iterator[tuple[Series, Observation]]:
    """The series for which a figure stands, its own first, with the observation that it is of."""
    position = edition.locate(name)
    for code in edition.series.list_series(position) if position is not None else ():
        series, observation = read_series(edition, code), find_observation_of(edition, code, name)
        if series is not None and observation is not None:
            yield series, observation


def _tell_changes(
    edition: Edition, figure: Figure, found: list[tuple[Series, Observation]], lang: Lang
) -> Iterator[Line]:
    """The printed rates, then the computed changes that none of them says."""
    series, bases = found[0][0], [PERIOD_BEFORE, YEAR_BEFORE]
    if series.frequency in _LEADING_YEAR:
        bases.reverse()
    printed = sorted(
        list_printed_growth(edition, figure),
        key=lambda rate: bases.index(rate.base) if rate.base in bases else len(bases),
    )
    disputed = {rate.base for rate in printed if find_conflict(edition, rate, figure)}
    said = {rate.base for rate in printed if not rate.comparability} - disputed
    yield from (tell_growth(rate, lang) for rate in printed)
    if counts_years(series) and said & set(bases):
        return
    for base in bases:
        if base not in said and (line := _tell_computed(edition, found, base, lang)):
            yield line
            if counts_years(series):
                return  # the year before is the same period of the year before


def tell_against(edition: Edition, name: str, bases: Collection[str], lang: Lang) -> Line | None:
    """The change of the figure with an id against the first of the bases that has one: as printed, if it is.

    A printed rate that its levels cannot give, or that leaves something out, is passed over.
    """
    figure, found = edition.find(name), list(list_series_of(edition, name))
    assert figure is not None
    for rate in list_printed_growth(edition, figure):
        if rate.base in bases and not rate.comparability and not find_conflict(edition, rate, figure):
            return tell_growth(rate, lang)
    lines = (_tell_computed(edition, found, base, lang) for base in bases)
    return next((line for line in lines if line), None)


def _tell_computed(
    edition: Edition, found: list[tuple[Series, Observation]], base: str, lang: Lang
) -> Line | None:
    """The change against one base, in the first of the series that has it."""
    is_yearly = base == YEAR_BEFORE
    find = find_yearly_change if is_yearly else find_previous_change
    for series, observation in found:
        if not observation.is_known or observation.is_ahead or (is_yearly and counts_years(series)):
            continue
        if change := find(edition, series, observation):
            return tell_change(change, series, lang, is_yearly=is_yearly)
    return None


def _tell_target(
    edition: Edition, series: Series, observation: Observation, lang: Lang, today: date
) -> Line | None:
    """How far the target is from the latest value; of an earlier one whether it met its own period's."""
    latest = find_latest_observation(edition, series.code)
    if latest is None or not observation.is_known or observation.is_ahead:
        return None
    if latest == observation:
        target = find_target(edition, series, today)
        return tell_target(target, series, lang) if target else None
    for aim in list_targets(edition, series):
        target = measure_target(edition, series, aim, latest)
        if target.verdict != OPEN and target.actual == observation:
            return tell_target(target, series, lang)
    return None


def _tell_own_target(edition: Edition, figure: Figure, aimed: Series, lang: Lang) -> Iterator[Line]:
    """How things stand with a target, on its own page."""
    for series in list_beside(edition, aimed, "actual"):
        latest = find_latest_observation(edition, series.code)
        if latest is None:
            continue
        for aim in list_targets(edition, series):
            if any(f.id == figure.id for f in aim.figures):
                yield tell_target(measure_target(edition, series, aim, latest), series, lang)
                return
