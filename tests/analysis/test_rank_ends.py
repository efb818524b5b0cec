"""Rankings in part: what comes first and last, the place looked at, and nobody beside what contains it."""

from __future__ import annotations

from publicstats.analysis.kins import find_kin
from publicstats.analysis.rank_ends import FIRST, LAST, Ranked, rank_latest
from publicstats.edition.model import Edition
from tests.helpers import Change, add
from tests.series.making import figure, list_series, make

CITIES = [f"5101{number:02d}" for number in range(1, 16)]
REGIONS = [
    add(region=city, name_zh=f"第{number}区", name_en=f"District {number}", level="county", parent="cn")
    for number, city in enumerate(CITIES)
]


def make_cities(*more: Change, indicator: str = "visits", unit: str = "次") -> Edition:
    """Fifteen districts, the first with 10 and each further one with 10 more."""
    rows = (
        figure(f"{10 * n + 10}{unit}", "2024", region=city, indicator=indicator)
        for n, city in enumerate(CITIES)
    )
    return make(*rows, *more, regions=REGIONS)


def rank(edition: Edition, place: str = "", indicator: str = "visits") -> Ranked | None:
    [series] = list_series(edition, indicator, CITIES[0], kind="actual")
    return rank_latest(edition, find_kin(series), place)


def test_first_and_last_places_stand_and_the_one_looked_at() -> None:
    ranked = rank(make_cities(), CITIES[7])
    assert ranked is not None
    [ends] = ranked.rankings
    assert (ends.level, ends.count, ends.unknown) == ("county", 15, 0)
    positions = [position for position, _ in ends.standings]
    assert positions == [*range(FIRST), 7, *range(15 - LAST, 15)]
    assert ends.standings[0][1].region.id == CITIES[14], "the highest is the best of visits"
    assert ends.standings[FIRST][1].region.id == CITIES[7]


def test_lowest_comes_first_where_that_is_better() -> None:
    ranked = rank(make_cities(indicator="dust", unit="微克/立方米"), indicator="dust")
    assert ranked is not None
    assert ranked.rankings[0].standings[0][1].region.id == CITIES[0]


def test_nation_is_in_no_ranking_and_hidden_figures_are_counted() -> None:
    hidden = figure("***次", "2024", region="510199", status="masked")
    nation = figure("9999次", "2024", region="cn")
    more = add(region="510199", name_zh="某区", name_en="A district", level="county", parent="cn")
    rows = (figure(f"{10 * n + 10}次", "2024", region=city) for n, city in enumerate(CITIES))
    ranked = rank(make(*rows, hidden, nation, regions=[*REGIONS, more]))
    assert ranked is not None
    [ends] = ranked.rankings
    assert (ends.count, ends.unknown) == (15, 1)


def test_places_are_ranked_by_the_figures_of_the_table_that_is_shown() -> None:
    months = [figure(f"{n + 1}次", "2024-12", region=city) for n, city in enumerate(CITIES)]
    edition = make_cities(*months)
    for frequency, period in (("year", "2024"), ("month", "2024-12")):
        [series] = list_series(edition, region=CITIES[0], frequency=frequency)
        ranked = rank_latest(edition, find_kin(series), "")
        assert ranked is not None
        assert ranked.group.period.text == period


def test_one_place_has_no_ranking() -> None:
    edition = make(figure("5次", "2024", region=CITIES[0]), regions=REGIONS)
    assert rank(edition) is None
