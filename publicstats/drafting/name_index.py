"""The names of an edition's indicators and categories by pairs of characters, and how telling each pair is.

``热线受理诉求`` is 热线, 线受, 受理, 理诉, 诉求. A pair that few names have says more than one of many.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from publicstats.drafting.surroundings import list_pairs
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition

Weights = Mapping[str, float]


@dataclass(frozen=True)
class NameIndex:
    """Names by id as pairs of characters, the ids by pair, and the weight of each pair."""

    names: Mapping[str, frozenset[str]]
    by_pair: Mapping[str, tuple[str, ...]]
    weights: Weights

    def weigh(self, found: Iterable[str]) -> float:
        """The weight of some pairs together; one that no name has says as much as the rarest."""
        return sum(self.weights.get(pair, self.most) for pair in found)

    @property
    def most(self) -> float:
        """The weight of a pair that no name has."""
        return math.log(2 + len(self.names))

    def find(self, words: Iterable[str]) -> dict[str, frozenset[str]]:
        """The ids whose names share pairs with some words, each with those."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for pair in words:
            for name in self.by_pair.get(pair, ()):
                found[name].add(pair)
        return {name: frozenset(shared) for name, shared in found.items()}


def build_index(names: Mapping[str, str]) -> NameIndex:
    """The index of names by their ids."""
    read = {name: list_pairs(words) for name, words in names.items()}
    counts = Counter(pair for name in read.values() for pair in name)
    by_pair: defaultdict[str, list[str]] = defaultdict(list)
    for name, found in read.items():
        for pair in found:
            by_pair[pair].append(name)
    weights = {pair: math.log((2 + len(read)) / (1 + count)) for pair, count in counts.items()}
    return NameIndex(read, {pair: tuple(ids) for pair, ids in by_pair.items()}, weights)


@memoize(1)
def index_indicators(edition: Edition) -> NameIndex:
    """The indicators by their Chinese names."""
    return build_index({i.id: i.name.zh for i in edition.indicators.values()})


@memoize(1)
def index_definitions(edition: Edition) -> NameIndex:
    """The indicators by their definitions, which say more and less sharply."""
    return build_index({i.id: i.definition.zh for i in edition.indicators.values()})


@memoize(1)
def index_breakdowns(edition: Edition) -> NameIndex:
    """The categories by their Chinese names."""
    return build_index({b.id: b.name.zh for b in edition.breakdowns.values()})
