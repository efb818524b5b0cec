"""The newest releases: by the day of publication, with figures alone."""

from pages.overview import NEW
from publicstats.analysis.release_changes import list_releases
from publicstats.edition.model import Edition


def test_newest_releases_come_first_and_each_has_its_figures(shipped_edition: Edition) -> None:
    releases = list_releases(shipped_edition)[:NEW]
    days = [release.source.published.end for release in releases]
    assert len(releases) == NEW
    assert days == sorted(days, reverse=True)
    counts = shipped_edition.figures["source"].value_counts()
    assert [release.figures for release in releases] == [counts[release.source.id] for release in releases]


def test_source_without_figures_is_no_release(small_edition: Edition) -> None:
    listed = {release.source.id for release in list_releases(small_edition)}
    assert listed == set(small_edition.figures["source"].dropna()) - {""}
