"""The order in which sources are listed."""

from __future__ import annotations

from publicstats.contract.records import Source
from publicstats.edition.model import Edition


def list_sources(edition: Edition) -> tuple[Source, ...]:
    """All sources, the latest first; those that no figure was taken from at the end."""
    cited = set(edition.figures["source"].unique())
    latest = sorted(edition.sources.values(), key=lambda source: source.published.end, reverse=True)
    return tuple(sorted(latest, key=lambda source: source.id not in cited))
