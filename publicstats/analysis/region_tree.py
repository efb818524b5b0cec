"""Places: which contain which, which are tiles of the map, and how many figures each has.

A tile is a place with a cell in regions.csv. A figure of a city counts for its province's coverage too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from publicstats.contract.records import Region
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.text.i18n import Text


def count_places(edition: Edition) -> int:
    """How many places have figures."""
    return int(edition.figures["region"].nunique())


@memoize(1)
def count_own(edition: Edition) -> Mapping[str, int]:
    """How many figures are of each place itself; a place without figures counts 0."""
    counts = edition.figures["region"].value_counts()
    return Counter({str(name): int(count) for name, count in counts.items()})


@memoize(1)
def count_within(edition: Edition) -> Mapping[str, int]:
    """How many figures are of each place or of places inside it."""
    counts: Counter[str] = Counter()
    for name, count in count_own(edition).items():
        region = edition.regions[name]
        for place in (region, *list_parents(edition, region)):
            counts[place.id] += count
    return counts


def list_tiles(edition: Edition) -> tuple[Region, ...]:
    """The places that have a cell on the map, in the order of regions.csv."""
    return tuple(region for region in edition.regions.values() if region.is_tile)


def list_elsewhere(edition: Edition) -> tuple[Region, ...]:
    """The places with figures that neither are a tile nor lie in one: the nation, areas, hidden places."""
    own = count_own(edition)
    return tuple(r for r in edition.regions.values() if own[r.id] and not _find_tile(edition, r))


def list_parents(edition: Edition, region: Region) -> tuple[Region, ...]:
    """The places that contain a place, the largest first."""
    parents: list[Region] = []
    while region.parent:
        region = edition.regions[region.parent]
        parents.insert(0, region)
    return tuple(parents)


def name_around(edition: Edition, regions: Iterable[Region]) -> Mapping[str, tuple[Text, ...]]:
    """Of each place, by its id, the names of the places that it lies in, from the nearest outwards."""
    return {r.id: tuple(parent.name for parent in reversed(list_parents(edition, r))) for r in regions}


def list_children(edition: Edition, region: Region) -> tuple[Region, ...]:
    """The places directly inside a place, in the order of regions.csv."""
    return tuple(child for child in edition.regions.values() if child.parent == region.id)


def keep_fullest(counts: Sequence[tuple[Region, int]], most: int) -> tuple[tuple[Region, int], ...]:
    """So many of some places with their numbers of figures, in the same order: those that have most."""
    fullest = sorted(range(len(counts)), key=lambda number: -counts[number][1])[:most]
    return tuple(counts[number] for number in sorted(fullest))


def _find_tile(edition: Edition, region: Region) -> Region | None:
    around = (region, *reversed(list_parents(edition, region)))
    return next((place for place in around if place.is_tile), None)
