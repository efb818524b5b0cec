"""What came in last: the sources published most recently, with how many figures each gave."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from publicstats.analysis.release_changes import list_releases
from publicstats.contract.records import Source
from publicstats.edition.model import Edition

NEW = 5
"""Releases that a reader is told of first."""


class NewRelease(NamedTuple):
    """A source, its figures that are listed, and when they came to the site."""

    source: Source
    figures: int
    arrived: datetime


def list_new_releases(edition: Edition) -> tuple[NewRelease, ...]:
    """The sources with figures that were published last, the newest first; of one day, as in sources.csv."""
    newest = list_releases(edition)[:NEW]
    return tuple(NewRelease(release.source, release.figures, release.arrived) for release in newest)
