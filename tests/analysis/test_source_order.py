"""In which order sources are listed."""

from __future__ import annotations

from publicstats.analysis.source_order import list_sources
from publicstats.edition.model import Edition


def test_sources_come_the_latest_first(small_edition: Edition) -> None:
    assert [source.id for source in list_sources(small_edition)] == ["paper_b", "paper_a"]
