"""What each release changed: the figures that it added, settled, revised, corrected or withdrew.

A release is a source with figures. One that says what another had said before repeats it; one whose value
cannot be the same number, and of which nothing says which holds, stands apart from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from types import MappingProxyType

import numpy as np

from publicstats.analysis.source_order import SourceCount, list_lines, list_sources
from publicstats.analysis.step_words import word_step
from publicstats.analysis.vintage_story import Step
from publicstats.contract.records import Figure, Source
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.series.vintages import REASONS, REPEATS, REPLACED
from publicstats.text.i18n import BEIJING

KINDS = ("added", "final", "revised", "corrected", "withdrawn", "named", "apart", "repeated")
"""What a figure of a release is, in the order in which the numbers of each are told."""
FIRST = ("withdrawn", "corrected", "revised", "named", "final", "apart", "added", "repeated")
"""The same in the order in which figures are listed: what a reader must know first."""
_OWN = frozenset(KINDS) & frozenset(REASONS)
"""Reasons that are a kind of their own; a figure in place of a hidden or expected one is an added one."""
_BESIDE = ("repeated", "apart")
"""Kinds of figures that took no other's place."""


@dataclass(frozen=True)
class ReleaseChanges:
    """A source with figures, how many of each of `KINDS` it has, and since when they are on the site."""

    source: Source
    counts: Mapping[str, int]
    arrived: datetime

    @property
    def figures(self) -> int:
        """How many figures there are."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class Released:
    """A figure of a release, which of `KINDS` it is, what it took the place of or what stood there before."""

    figure: Figure
    kind: str
    steps: tuple[Step, ...]
    earlier: tuple[Figure, ...]
    """What had been published for the same, where this repeats it or stands apart from it."""


@memoize(1)
def list_releases(edition: Edition) -> tuple[ReleaseChanges, ...]:
    """The sources with figures, those published last first; of one day, as in sources.csv."""
    cells, kinds = edition.figures["source"].cat, _find_kinds(edition)
    counts = np.zeros((len(cells.categories), len(KINDS)), dtype=np.int64)
    np.add.at(counts, (cells.codes.to_numpy(), kinds), 1)
    rows = dict(zip(cells.categories, counts.tolist(), strict=True))
    return tuple(
        _count(edition, entry, rows[entry.source.id]) for entry in list_sources(edition) if entry.figures
    )


def _count(edition: Edition, entry: SourceCount, counts: Iterable[int]) -> ReleaseChanges:
    told = {kind: count for kind, count in zip(KINDS, counts, strict=True) if count}
    return ReleaseChanges(entry.source, MappingProxyType(told), find_arrival(edition, entry.source))


def find_arrival(edition: Edition, source: Source) -> datetime:
    """When a source came to the site; where that is not known, the beginning of the day it was published."""
    known = edition.history.arrivals.get(source.id)
    return known or datetime.combine(source.published.end, time(), BEIJING)


@memoize(64)
def list_changed(edition: Edition, source: str) -> tuple[int, ...]:
    """The positions of a release's figures: withdrawn and corrected ones first, each kind by its lines."""
    kinds = _find_kinds(edition)
    return tuple(sorted(list_lines(edition, source), key=lambda p: FIRST.index(KINDS[kinds[p]])))


def read_released(edition: Edition, position: int) -> Released:
    """The figure at a position, and what became of others through it."""
    new, table = edition.figure(position), edition.series
    replaced = _index_replaced(edition).get(position, ())
    olds = [(edition.figure(old), REASONS[int(table.reason[old])]) for old in replaced]
    steps = tuple(Step(old, new, reason, word_step(old, new, reason)) for old, reason in olds)
    kind = KINDS[_find_kinds(edition)[position]]
    earlier = _index_earlier(edition)[kind].get(position, ()) if kind in _BESIDE else ()
    return Released(new, kind, steps, tuple(edition.figure(other) for other in earlier))


@memoize(1)
def _index_replaced(edition: Edition) -> Mapping[int, tuple[int, ...]]:
    """The figures that each figure took the place of, itself, whatever became of it later."""
    table, index = edition.series, dict[int, tuple[int, ...]]()
    for old in np.flatnonzero(table.fate == REPLACED).tolist():
        new = int(table.through[old])
        index[new] = (*index.get(new, ()), old)
    return index


@memoize(1)
def _find_kinds(edition: Edition) -> np.ndarray:
    """Of each figure the number of its kind."""
    kinds = np.full(len(edition.figures), KINDS.index("added"), dtype=np.int8)
    for kind, index in _index_earlier(edition).items():
        kinds[list(index)] = KINDS.index(kind)
    reason = edition.series.reason
    for new, olds in _index_replaced(edition).items():
        reasons = {REASONS[int(reason[old])] for old in olds} & _OWN
        if reasons:
            kinds[new] = KINDS.index(min(reasons, key=FIRST.index))
    kinds.setflags(write=False)
    return kinds


@memoize(1)
def _index_earlier(edition: Edition) -> Mapping[str, Mapping[int, tuple[int, ...]]]:
    """Of figures that repeat others, and of those that stand apart, what had been published by then."""
    days = _find_days(edition)
    index: dict[str, dict[int, tuple[int, ...]]] = {kind: {} for kind in _BESIDE}
    for kind, groups in zip(_BESIDE, (_list_repeated(edition), _list_apart(edition)), strict=True):
        for group in groups:
            for position in group:
                earlier = tuple(other for other in group if days[other] < days[position])
                if earlier:
                    index[kind][position] = earlier
    return index


def _list_repeated(edition: Edition) -> Iterator[list[int]]:
    """The positions of each figure that stands for others that say the same, with those."""
    table = edition.series
    groups: dict[int, list[int]] = {}
    for position in np.flatnonzero(table.fate == REPEATS).tolist():
        standing = int(table.through[position])
        groups.setdefault(standing, [standing]).append(position)
    yield from groups.values()


def _list_apart(edition: Edition) -> Iterator[list[int]]:
    """The positions of figures that stand side by side for one observation."""
    table = edition.series
    standing = np.flatnonzero(table.stands)
    observations = table.keys.observation[standing]
    _, place, counts = np.unique(observations, return_inverse=True, return_counts=True)
    several = np.flatnonzero(counts[place] > 1)
    groups: dict[int, list[int]] = {}
    for at in several.tolist():
        groups.setdefault(int(place[at]), []).append(int(standing[at]))
    yield from groups.values()


def _find_days(edition: Edition) -> np.ndarray:
    """The last day of the date of each figure's source; 0 for computed figures."""
    cells = edition.figures["source"].cat
    days = [
        edition.sources[name].published.end.toordinal() if name in edition.sources else 0
        for name in cells.categories
    ]
    return np.array(days, dtype=np.int64)[cells.codes.to_numpy()]
