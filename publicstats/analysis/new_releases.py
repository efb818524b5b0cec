"""What came in last: the sources published most recently, with how many figures each gave."""

from __future__ import annotations

from typing import NamedTuple

from publicstats.contract.records import Source
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition

NEW = 5
"""Releases that a reader is told of first."""


class NewRelease(NamedTuple):
    """A source, and its figures that are listed."""

    source: Source
    figures: int


@memoize(1)
def list_new_releases(edition: Edition) -> tuple[NewRelease, ...]:
    """The sources with figures that were published last, the newest first; of one day, as in sources.csv."""
    counts = edition.figures["source"].value_counts()
    found = [
        NewRelease(source, int(counts[name])) for name, source in edition.sources.items() if name in counts
    ]
    return tuple(sorted(found, key=lambda new: new.source.published.end, reverse=True)[:NEW])
