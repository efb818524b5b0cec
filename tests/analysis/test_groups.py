"""Which figures of an indicator compare between places: what stands, of one series, at one period."""

from __future__ import annotations

import pytest

from publicstats.analysis import groups
from publicstats.edition.model import Edition
from tests.helpers import Change, add_rows, change, copy, make_edition
from tests.series.making import figure, make

CITIES = add_rows("""\
region,name_zh,name_en,level,parent,row,column
310115,浦东新区,Pudong,county,310000,,
120000,天津市,Tianjin,province,cn,3,5
130000,河北省,Hebei,province,cn,2,4
masked_city,某市（地名隐去）,A city (name hidden),city,cn,,
delta,长三角,Yangtze delta,area,cn,,""")
PLACES = ("110000", "120000", "130000", "310000")


def _share(region: str, printed: str, **cells: str) -> Change:
    return copy("share_2024", figure=f"s_{region}_{len(cells)}", region=region, printed=printed, **cells)


def _edition(*figures: Change) -> Edition:
    return make_edition(regions=[CITIES], figures=figures)


def _make(*figures: Change, **changes: tuple[Change, ...]) -> Edition:
    return make(*figures, regions=(CITIES, *changes.pop("regions", ())), **changes)


def _first(edition: Edition) -> groups.Group:
    """What the map of visits opens on."""
    return groups.list_groups(edition, edition.indicators["visits"])[0]


def _tell(edition: Edition, group: groups.Group) -> list[tuple[str, str]]:
    return [(f.region.id, f.printed) for f in groups.select_group(edition, group)]


def _everywhere(period: str, numbers: tuple[int, ...] = (10, 20, 30, 40), **cells: str) -> list[Change]:
    return [figure(f"{n}次", period, region=r, **cells) for r, n in zip(PLACES, numbers, strict=False)]


def _list(edition: Edition, indicator: str = "share") -> list[tuple[str, int, int]]:
    return [(g.key, g.places, g.on_map) for g in groups.list_groups(edition, edition.indicators[indicator])]


def test_group_holds_one_basis_kind_category_and_period() -> None:
    edition = _edition(
        _share("110000", "97%"),
        _share("120000", "96%", kind="target"),
        _share("130000", "95%", basis="flow"),
        _share("cn", "94%", breakdown="old"),
        _share("masked_city", "93%", period="2024-06"),
    )
    found = groups.list_groups(edition, edition.indicators["share"])
    assert found[0].key == "stock~actual~~2024-05-31"
    for group in found:
        figures = groups.select_group(edition, group)
        assert len({f.region.id for f in figures}) == group.places
        assert {(f.basis, f.kind, f.breakdown, f.period) for f in figures} == {
            (group.basis, group.kind, group.breakdown, group.period)
        }
    assert [group.places for group in found] == [2, 1, 1, 1, 1]


def test_latest_common_group_comes_first_then_those_with_most_tiles_then_the_latest() -> None:
    edition = _edition(
        change("share_2024", region="310115"),
        _share("masked_city", "96%"),
        _share("110000", "95%", period="2022"),
        _share("110000", "95%", period="2023", kind=""),
    )
    assert _list(edition) == [
        ("stock~actual~~2024-05-31", 2, 0),
        ("stock~actual~~2023", 1, 1),
        ("stock~actual~~2022", 1, 1),
    ]


def test_indicator_without_figures_has_no_group() -> None:
    edition = make_edition(calculations=[lambda table: table.rows.clear()])
    assert groups.list_groups(edition, edition.indicators["average"]) == ()


def test_map_offers_indicators_with_a_tile_or_with_two_places(small_edition: Edition) -> None:
    assert [i.id for i in groups.list_comparable(small_edition)] == ["share", "money", "requests"]
    edition = make_edition(regions=[CITIES], figures=[change("members_2023", region="masked_city")])
    assert [i.id for i in groups.list_comparable(edition)] == ["members", "share", "money", "requests"]


def test_map_opens_on_what_was_and_not_on_what_is_aimed_at() -> None:
    edition = _make(*_everywhere("2023")[:2], *_everywhere("2030", kind="target"))
    assert _first(edition).key == "flow~actual~~2023"
    kinds = [group.kind for group in groups.list_groups(edition, edition.indicators["visits"])]
    assert kinds == ["actual", "target"]


def test_latest_period_that_two_thirds_of_the_places_have_is_the_common_one() -> None:
    edition = _make(*_everywhere("2022"), *_everywhere("2023")[:3], *_everywhere("2024")[:2])
    group = _first(edition)
    assert (group.period.text, group.is_common, group.places) == ("2023", True, 3)
    assert [f.region.id for f in groups.select_apart(edition, group).others] == ["310000"]
    every = [(g.period.text, g.is_common) for g in groups.list_groups(edition, group.indicator)]
    assert every == [("2023", True), ("2022", False), ("2024", False)]


def test_place_that_was_not_seen_in_the_last_four_periods_is_not_waited_for() -> None:
    old = [figure("5次", str(year), region=PLACES[3]) for year in (2018, 2019)]
    years = [row for year in range(2020, 2024) for row in _everywhere(str(year))[:2]]
    edition = _make(*old, *years)
    assert (_first(edition).period.text, _first(edition).places) == ("2023", 2)


def test_hidden_figure_does_not_make_a_period_common_but_is_listed_in_it() -> None:
    hidden = [figure("***次", "2024", region=r, status="masked") for r in PLACES[:3]]
    edition = _make(*_everywhere("2023"), *hidden, *_everywhere("2024")[3:])
    assert _first(edition).period.text == "2023"


def test_figure_that_was_replaced_is_on_no_map() -> None:
    edition = _make(
        *_everywhere("2023"),
        figure(
            "99次",
            "2023",
            "better",
            region=PLACES[0],
            source="late",
            supersedes="visits_110000_flow_paper_a_2023",
        ),
    )
    assert _tell(edition, _first(edition))[1] == (PLACES[0], "99次")


def test_disagreeing_sources_both_stand_on_the_map_and_a_repetition_does_not() -> None:
    edition = _make(
        *_everywhere("2023"),
        figure("99次", "2023", region=PLACES[0], source="late"),
        figure("20次", "2023", region=PLACES[1], source="late"),
    )
    found = _tell(edition, _first(edition))
    assert [printed for region, printed in found if region == PLACES[0]] == ["99次", "10次"]
    assert len(found) == 5


@pytest.mark.parametrize(
    "rows",
    [
        _everywhere("2024-12", status="forecast"),
        _everywhere("2024-08-26/2024-09-01"),
        _everywhere("2024-01/2024-11"),
        _everywhere("2024-10/2024-11"),
    ],
    ids=["forecast", "week", "total of the year so far", "irregular stretch"],
)
def test_map_of_months_never_opens_on(rows: list[Change]) -> None:
    months = [row for month in ("2024-08", "2024-09") for row in _everywhere(month)]
    edition = _make(*months, *rows)
    assert _first(edition).period.text == "2024-09"
    assert len(groups.select_group(edition, _first(edition))) == 4


def test_totals_of_the_year_compare_where_there_is_nothing_else() -> None:
    edition = _make(*_everywhere("2024-01/2024-11"))
    assert _first(edition).key == "cumulative~actual~~2024-01/2024-11"


def test_double_month_is_in_no_group_with_single_months() -> None:
    edition = _make(*_everywhere("2024-02")[:2], figure("90次", "2024-01/2024-02", region=PLACES[2]))
    assert [region for region, _ in _tell(edition, _first(edition))] == list(PLACES[:2])


def test_every_spelling_of_a_quarter_is_in_one_group() -> None:
    edition = _make(*_everywhere("2024-Q2")[:2], *_everywhere("2024-04/2024-06")[2:])
    assert (_first(edition).period.text, _first(edition).places) == ("2024-Q2", 4)


def test_states_of_a_year_compare_though_one_place_prints_them_more_often() -> None:
    states = [row for year in ("2023", "2024") for row in _everywhere(f"{year}-12-31", basis="stock")]
    edition = _make(*states, figure("15次", "2024-06-30", region=PLACES[0], basis="stock"))
    group = _first(edition)
    assert (group.period.text, group.places) == ("2024-12-31", 4)
    assert dict(_tell(edition, group))[PLACES[0]] == "10次"


def test_states_of_a_declared_frequency_stand_for_the_period_in_which_they_fall() -> None:
    rows = [
        figure(f"{n}次", day, region=r, basis="stock")
        for n, (r, day) in enumerate(
            zip(PLACES, ("2024-12-31", "2024-11-30", "2024-10-31", "2024"), strict=True), 5
        )
    ]
    assert _first(_make(*rows)).places == 2
    yearly = _make(*rows, indicators=(change("visits", frequency="year"),))
    assert (_first(yearly).period.text, _first(yearly).places) == ("2024", 4)


def test_changes_compare_where_base_nature_and_unit_are_the_same() -> None:
    growth = {"basis": "growth"}
    edition = _make(
        *(figure("增长3%", "2024", region=r, base="year_before", **growth) for r in PLACES[:3]),
        figure("增长4%", "2024", region=PLACES[3], base="2019", **growth),
        figure("增加40次", "2024", region=PLACES[3], base="year_before", source="late", **growth),
        figure("增长5%", "2024", region="cn", base="year_before", comparability="comparable", **growth),
    )
    found = groups.list_groups(edition, edition.indicators["visits"])
    assert [(group.key, group.places) for group in found] == [
        ("growth~actual~~2024~year_before~~%", 3),
        ("growth~actual~~2024~2019~~%", 1),
        ("growth~actual~~2024~year_before~~次", 1),
        ("growth~actual~~2024~year_before~comparable~%", 1),
    ]


def test_what_lies_across_places_counts_as_none_of_them() -> None:
    edition = _make(*_everywhere("2023"), figure("500次", "2024", region="delta"))
    group = _first(edition)
    assert (group.period.text, group.places) == ("2023", 4)
    assert groups.select_apart(edition, group).others == ()


def test_place_that_has_ended_is_listed_apart_and_not_waited_for() -> None:
    gone = change("310115", valid_to="2023-12-31")
    rows = [figure(f"{n}次", y, region="310115") for n, y in ((7, "2022"), (8, "2023"))]
    edition = _make(*_everywhere("2023"), *_everywhere("2024")[:3], *rows, regions=(gone,))
    group = _first(edition)
    assert (group.period.text, group.places) == ("2024", 3)
    apart = groups.select_apart(edition, group)
    assert [f.printed for f in apart.ended] == ["8次"]
    assert [f.region.id for f in apart.others] == ["310000"]
    before = next(g for g in groups.list_groups(edition, group.indicator) if g.period.text == "2023")
    assert "310115" in {region for region, _ in _tell(edition, before)}


def test_single_quarters_that_totals_give_compare() -> None:
    rows = [
        row
        for period, more in (("2024-Q1", 0), ("2024-H1", 50), ("2024-01/2024-09", 90))
        for row in _everywhere(period, tuple(n + more for n in (10, 20, 30, 40)))
    ]
    edition = _make(*rows)
    group = _first(edition)
    assert group.key == "flow~actual~~2024-Q3"
    assert [f.value for f in groups.select_group(edition, group)] == [40, 40, 40, 40]
