"""The order in which sources are listed, whose they are, and what was taken from each."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import numpy as np
import pandas as pd

from publicstats.analysis.find.sorting import sort_positions
from publicstats.contract.records import Source
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.text.i18n import Text

UNNAMED = "-"
"""How an address says that no publisher is printed."""


class SourceCount(NamedTuple):
    """A source, and how many figures were taken from it."""

    source: Source
    figures: int


@memoize(1)
def list_sources(edition: Edition) -> tuple[SourceCount, ...]:
    """All sources, the latest first; those that no figure was taken from at the end."""
    counts = edition.figures["source"].value_counts()
    listed = [SourceCount(source, int(counts.get(name, 0))) for name, source in edition.sources.items()]
    listed.sort(key=lambda entry: entry.source.published.end, reverse=True)
    return tuple(sorted(listed, key=lambda entry: not entry.figures))


@memoize(1)
def count_publishers(edition: Edition) -> tuple[tuple[Text, int], ...]:
    """Whose sources there are and how many of each, those of most first; of equals whose is the latest."""
    publishers = Counter(entry.source.publisher for entry in list_sources(edition))
    return tuple(publishers.most_common())


def name_publisher(publisher: Text) -> str:
    """How an address names a publisher."""
    return publisher.to("zh") or UNNAMED


def find_publisher(edition: Edition, typed: str) -> str:
    """The publisher that an address names, by that name; blank where nobody so named has published."""
    known = any(name_publisher(source.publisher) == typed for source in edition.sources.values())
    return typed if typed and known else ""


@memoize(64)
def list_lines(edition: Edition, source: str) -> tuple[int, ...]:
    """The positions of the figures taken from a source, in the order of its lines."""
    frame = edition.figures
    positions = np.flatnonzero((frame["source"] == source).to_numpy())
    lines = pd.to_numeric(frame["line"].iloc[positions].astype("str"), errors="coerce").fillna(0)
    order = np.lexsort((sort_positions(edition)[positions], lines.to_numpy()))
    return tuple(positions[order].tolist())
