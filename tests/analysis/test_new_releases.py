"""The newest releases: by the day of publication, with figures alone."""

from publicstats.analysis.new_releases import NEW, list_new_releases
from publicstats.edition.model import Edition


def test_newest_releases_come_first_and_each_has_its_figures(shipped_edition: Edition) -> None:
    releases = list_new_releases(shipped_edition)
    days = [release.source.published.end for release in releases]
    assert len(releases) == NEW
    assert days == sorted(days, reverse=True)
    counts = shipped_edition.figures["source"].value_counts()
    assert [release.figures for release in releases] == [counts[release.source.id] for release in releases]


def test_source_without_figures_is_no_release(small_edition: Edition) -> None:
    listed = {release.source.id for release in list_new_releases(small_edition)}
    assert listed == set(small_edition.figures["source"].dropna()) - {""}
