"""A year of invented releases, each published over the last: nothing goes wrong on the way."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from benchmarks.history import write_history
from benchmarks.ledger import read_table
from publicstats.analysis.audits import list_verdicts
from publicstats.analysis.headline_series import find_headline
from publicstats.analysis.headlines import list_theme_headlines
from publicstats.analysis.hints import find_hints
from publicstats.edition.model import Edition
from publicstats.publishing.store import Store
from publicstats.series.vintages import REPLACED
from tests.helpers import DATA

YEARS = 2
CALLS = "grown_calls"
UNTOLD = ("masked", "missing", "forecast")


class Release(NamedTuple):
    """A day on which something was published, and the edition with all that was by then."""

    day: date
    edition: Edition
    problems: frozenset[str]
    removed: int


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> list[Release]:
    """The state at the end of a year, then each day of publication of the next one."""
    place = tmp_path_factory.mktemp("year")
    whole = place / "whole"
    write_history(DATA, whole, years=YEARS)
    published = {date.fromisoformat(row["published"]) for row in read_sources(whole)}
    last = max(published)
    days = sorted(day for day in published if day.year == last.year)
    store, found = Store(place / "data", place / "state"), []
    for day in (date(last.year - 1, 12, 31), *days):
        shutil.rmtree(place / "data", ignore_errors=True)
        write_history(DATA, place / "data", years=YEARS, asof=day)
        snapshot = store.check()
        assert snapshot.is_current, (day, snapshot.problems[:3])
        assert snapshot.edition is not None
        codes = frozenset(problem.code for problem in snapshot.problems)
        removed = store.archive.list_entries()[-1].changes.removed
        found.append(Release(day, snapshot.edition, codes, removed))
    return found


def read_sources(folder: Path) -> list[dict[str, str]]:
    _, rows = read_table(folder / "sources.csv")
    return [row for row in rows if row["source"].startswith("grown_")]


def test_year_has_a_release_every_other_week_and_more(releases: list[Release]) -> None:
    assert len(releases) > 26
    sizes = [len(release.edition.figures) for release in releases]
    assert sizes == sorted(sizes)


def test_no_release_is_refused_warned_of_or_removes_anything(releases: list[Release]) -> None:
    first, *later = releases
    for release in later:
        assert release.problems <= first.problems, release.day
        assert release.removed == 0, release.day


def test_hints_of_a_year_are_one_in_a_hundred_figures_at_most(releases: list[Release]) -> None:
    def name(edition: Edition) -> set[tuple[str, str]]:
        return {(hint.code, hint.figures[0].id) for hint in find_hints(edition)}

    known = name(releases[0].edition)
    new = {hint for release in releases[1:] for hint in name(release.edition)} - known
    added = len(releases[-1].edition.figures) - len(releases[0].edition.figures)
    assert len(new) * 100 <= added, new
    # What befalls a series is no slip: final values, corrections, totals, weeks, a revised back series.
    assert {code for code, _ in new} <= {"slip", "repeated"}


def test_no_check_is_contradicted_on_the_way(releases: list[Release]) -> None:
    for release in releases:
        assert "inconsistent" not in list_verdicts(release.edition).values(), release.day


def test_headline_of_each_city_is_the_newest_month_that_was_printed(releases: list[Release]) -> None:
    for release in releases:
        frame = release.edition.figures
        rows = frame[(frame["indicator"] == CALLS) & (frame["basis"] == "flow") & (frame["kind"] == "actual")]
        rows = rows[~rows["status"].isin(UNTOLD) & rows["source"].ne("")]
        months = rows[rows["period"].astype("str").str.fullmatch(r"\d{4}-\d{2}(/\d{4}-02)?")]
        assert months["region"].nunique() > 5
        for region, period in zip(months["region"], months["period"], strict=True):
            headline = find_headline(release.edition, CALLS, (str(region), ""))
            assert headline is not None
            shown = headline.observation.figure
            assert shown.period.end >= release.edition.periods[str(period)].end, (release.day, region)
            assert (shown.indicator.id, shown.region.id) == (CALLS, region)
            assert shown.period.end < release.day


def test_no_headline_is_ahead_replaced_or_older_than_the_one_before(releases: list[Release]) -> None:
    seen: dict[tuple[str, str, str], date] = {}
    for release in releases:
        edition = release.edition
        for theme in edition.themes.values():
            for headline in list_theme_headlines(edition, theme):
                figure = headline.observation.figure
                assert figure.kind != "target", (release.day, figure.id)
                assert figure.status not in UNTOLD, (release.day, figure.id)
                assert not figure.is_replaced, (release.day, figure.id)
                key = (theme.id, figure.indicator.id, figure.region.id)
                assert figure.period.end >= seen.get(key, date.min), (release.day, figure.id)
                seen[key] = figure.period.end


def test_what_a_release_brings_stands_on_its_day(releases: list[Release]) -> None:
    known = set(releases[0].edition.figures["figure"])
    for release in releases[1:]:
        series, ids = release.edition.series, release.edition.figures["figure"]
        new = [at for at, name in enumerate(ids) if name not in known]
        replaced = [ids.iat[at] for at in new if series.fate[at] == REPLACED]
        assert replaced == [], release.day
        known |= set(ids)
