"""The orders in which figures may be listed, each worked out once for an edition."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition

LAST = np.iinfo(np.int64).max
Keys = list[np.ndarray]


@memoize(32, per_figure=True)
def sort_positions(edition: Edition, name: str = "", *, descending: bool = False) -> np.ndarray:
    """The position of each figure in the order of `SORTS[name]`, or of the catalogues where there is no name.

    What has no value comes last in both directions, and equals stay in the order of the catalogues.
    """
    keys = SORTS[name](edition) if name else []
    if descending:
        keys = [np.where(key == LAST, LAST, -key) for key in keys]
    order = np.lexsort([*_sort_by_catalogue(edition), *reversed(keys)])
    positions = np.empty(len(order), dtype=np.int32)
    positions[order] = np.arange(len(order))
    return positions


@memoize(1)
def rank_freshness(edition: Edition) -> tuple[np.ndarray, ...]:
    """Keys for `numpy.lexsort`, the last of them first in weight: what stands, what was, the newest."""
    frame, series = edition.figures, edition.series
    is_ahead = (frame["kind"] == "target") | (frame["status"] == "forecast")
    return -series.keys.spans.end[:], is_ahead.to_numpy(), ~series.stands


def _rank(edition: Edition, column: str, values: Iterable[str]) -> np.ndarray:
    """The rank of each figure's cell among values in order; what is not among them comes last."""
    cells = edition.figures[column].cat
    rank_of = {value: rank for rank, value in enumerate(values)}
    ranks = np.array([rank_of.get(value, LAST) for value in cells.categories], dtype=np.int64)
    return ranks[cells.codes.to_numpy()] if len(ranks) else np.zeros(0, dtype=np.int64)


def _rank_themes(edition: Edition) -> np.ndarray:
    themes = {name: number for number, name in enumerate(edition.themes)}
    ordered = sorted(edition.indicators.values(), key=lambda indicator: themes[indicator.theme])
    return _rank(edition, "indicator", (indicator.id for indicator in ordered))


def _rank_places(edition: Edition) -> np.ndarray:
    return _rank(edition, "region", edition.regions)


def _rank_breakdowns(edition: Edition) -> np.ndarray:
    ordered = sorted(edition.breakdowns.values(), key=lambda breakdown: (breakdown.order, breakdown.id))
    return _rank(edition, "breakdown", ["", *(breakdown.id for breakdown in ordered)])


def _rank_periods(edition: Edition) -> np.ndarray:
    """By the last day, then by the first."""
    periods = [edition.periods[text] for text in edition.figures["period"].cat.categories]
    ordered = sorted(periods, key=lambda period: (period.end, period.start or period.end))
    return _rank(edition, "period", (period.text for period in ordered))


def _rank_sources(edition: Edition) -> np.ndarray:
    """By date of publication, then line; computed figures last."""
    ordered = sorted(edition.sources.values(), key=lambda source: (source.published.end, source.id))
    return _rank(edition, "source", (source.id for source in ordered))


def _rank_units(edition: Edition) -> np.ndarray:
    """By unit, and kinds of basis apart: values of another unit or basis are not compared."""
    units = {name: number for number, name in enumerate(edition.units)}
    unit_of = {i.id: units[i.unit.base] for i in edition.indicators.values()}
    cells = edition.figures["indicator"].cat
    ranks = np.array([unit_of[value] for value in cells.categories], dtype=np.int64)
    basis = edition.figures["basis"].cat.codes.to_numpy().astype(np.int64)
    return ranks[cells.codes.to_numpy()] * 10 + basis


def _rank_values(edition: Edition) -> np.ndarray:
    values = edition.figures["value"].to_numpy(dtype=float)
    _, ranks = np.unique(values, return_inverse=True)
    return np.where(np.isnan(values), LAST, ranks)


def _sort_by_catalogue(edition: Edition) -> Keys:
    """Keys for `numpy.lexsort`, the last of them first in weight."""
    return [_rank_periods(edition), _rank_breakdowns(edition), _rank_places(edition), _rank_themes(edition)]


SORTS: dict[str, Callable[[Edition], Keys]] = {
    "indicator": lambda edition: [_rank_themes(edition)],
    "place": lambda edition: [_rank_places(edition), _rank_breakdowns(edition)],
    "value": lambda edition: [_rank_units(edition), _rank_values(edition)],
    "period": lambda edition: [_rank_periods(edition)],
    "source": lambda edition: [_rank_sources(edition)],
}
"""What figures may be sorted by, as an address names it; the word for each is `selection.sort_<name>`."""
