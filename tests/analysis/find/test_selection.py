"""Which figures an address asks for: what it means, how it is written again, and what it finds."""

from __future__ import annotations

import pytest

from publicstats.analysis.find.facets import FACETS, list_options
from publicstats.analysis.find.selection import (
    MAX_QUERY,
    Selection,
    count_alike,
    count_options,
    parse_selection,
    select,
    select_leading,
    select_positions,
)
from publicstats.analysis.find.sorting import SORTS
from publicstats.contract.records import Figure
from publicstats.edition.model import Edition
from tests.helpers import add, add_rows, make_edition


def _find(edition: Edition, **query: str) -> list[str]:
    selection, unknown = parse_selection(edition, query)
    assert unknown == ()
    return [figure.id for figure in select(edition, selection)]


def test_nothing_asked_for_is_everything_by_theme_indicator_place_category_and_time(
    small_edition: Edition,
) -> None:
    assert _find(small_edition) == [
        "members_2023",
        "members_2024",
        "members_gain",
        "members_target",
        "members_young",
        "members_old",
        "share_2024",
        "money_2024",
        "fee",
        "money_hidden",
        "money_per_member",
        "requests_missing",
        "requests_total",
        "requests_sh",
        "requests_bj",
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"theme": "calls"}, ["requests_missing", "requests_total", "requests_sh", "requests_bj"]),
        ({"indicator": "share"}, ["share_2024"]),
        ({"region": "310000"}, ["share_2024", "money_hidden", "requests_sh"]),
        ({"region": "310000,110000", "theme": "calls"}, ["requests_sh", "requests_bj"]),
        ({"period": "2023"}, ["members_2023", "requests_missing"]),
        ({"basis": "cumulative"}, ["requests_total"]),
        ({"kind": "target,rule"}, ["members_target", "fee"]),
        ({"status": "masked"}, ["money_hidden"]),
        ({"status": "derived"}, ["members_gain", "money_per_member"]),
        ({"status": "normal", "indicator": "money"}, ["money_2024", "fee"]),
        ({"source": "paper_b", "kind": "actual", "status": "missing"}, ["requests_missing"]),
        ({"figure": "fee,share_2024"}, ["share_2024", "fee"]),
        ({"q": "青年"}, ["members_young"]),
        ({"q": "hotline shanghai"}, ["requests_sh"]),
        ({"theme": "care", "q": "hotline"}, []),
    ],
)
def test_filters_narrow_each_other_and_the_values_of_one_widen_it(
    small_edition: Edition, query: dict[str, str], found: list[str]
) -> None:
    assert _find(small_edition, **query) == found


def test_place_is_itself_alone_and_within_is_with_everything_below_it(small_edition: Edition) -> None:
    below = make_edition(
        regions=[add(region="310101", name_zh="黄浦区", name_en="Huangpu", level="county", parent="310000")],
        figures=[
            add(
                figure="lower",
                indicator="requests",
                region="310101",
                period="2024",
                basis="flow",
                printed="7件",
                source="paper_a",
                line="20",
            )
        ],
    )
    assert "lower" not in _find(below, region="310000")
    assert _find(below, within="310000") == [*_find(below, region="310000"), "lower"]
    assert len(_find(below, within="cn")) == len(below.figures)
    assert _find(small_edition, within="110000") == ["requests_bj"]


def test_year_finds_every_period_that_touches_it_and_an_open_start_counts_by_its_end() -> None:
    edition = make_edition(
        figures=[
            add(
                figure="long",
                indicator="requests",
                region="cn",
                period="2021-07/2023-03",
                basis="cumulative",
                printed="7件",
                source="paper_a",
                line="20",
            )
        ]
    )
    assert [
        year
        for year, option in list_options(edition, "period").items()
        if "2021-07/2023-03" in option.members
    ] == ["2023", "2022", "2021"]
    assert _find(edition, period="2022") == ["long"]
    assert "requests_total" in _find(edition, period="2024")


def test_what_names_nothing_is_kept_out_and_told(small_edition: Edition) -> None:
    selection, unknown = parse_selection(
        small_edition,
        {
            "theme": "calls,nowhere",
            "figure": "fee,<b>",
            "sort": "colour",
            "utm": "x",
            "period": "1066",
            "status": "",
        },
    )
    assert selection == Selection(theme=("calls",), figure=("fee",))
    assert unknown == (("theme", "nowhere"), ("period", "1066"), ("figure", "<b>"), ("sort", "colour"))


def test_values_may_be_joined_repeated_or_doubled_in_any_order(small_edition: Edition) -> None:
    joined, _ = parse_selection(small_edition, {"region": "110000,310000,", "q": " a  b "})
    repeated, _ = parse_selection(
        small_edition,
        [("region", "310000"), ("q", "a"), ("region", "110000"), ("region", "310000"), ("q", "b")],
    )
    listed, _ = parse_selection(small_edition, {"region": ["110000", "310000"], "q": ["a b"]})
    assert joined == repeated == listed == Selection(q="a b", region=("310000", "110000"))


def test_address_of_a_selection_leads_to_it_again(small_edition: Edition) -> None:
    query = {
        "q": "诉求 2024",
        "theme": "calls",
        "region": "cn,310000",
        "period": "2024",
        "kind": "actual",
        "sort": "-value",
    }
    selection, unknown = parse_selection(small_edition, query)
    assert unknown == ()
    assert selection.parameters() == query
    assert list(selection.parameters()) == list(query)
    assert parse_selection(small_edition, selection.parameters()) == (selection, ())
    assert Selection().parameters() == {}


def test_only_a_sort_asks_for_no_less_than_everything() -> None:
    assert not Selection(sort="-value").is_filtered
    assert Selection(q="x").is_filtered
    assert Selection(figure=("fee",)).is_filtered


def test_query_is_cut_to_what_a_reader_may_type(small_edition: Edition) -> None:
    selection, _ = parse_selection(small_edition, {"q": "x" * 10_000})
    assert len(selection.q) == MAX_QUERY


@pytest.mark.parametrize("sort", [*SORTS, *(f"-{name}" for name in SORTS)])
def test_every_sort_keeps_every_figure(small_edition: Edition, sort: str) -> None:
    assert sorted(_find(small_edition, sort=sort)) == sorted(small_edition.figures["figure"])


def test_figures_without_a_value_come_last_upwards_and_downwards(small_edition: Edition) -> None:
    query = {"indicator": "requests", "basis": "flow"}
    assert _find(small_edition, sort="value", **query) == ["requests_bj", "requests_sh", "requests_missing"]
    assert _find(small_edition, sort="-value", **query) == ["requests_sh", "requests_bj", "requests_missing"]


def test_values_are_sorted_unit_by_unit_and_basis_by_basis(small_edition: Edition) -> None:
    figures = [figure for figure in select(small_edition, Selection(sort="value")) if figure.is_known]
    groups = [(figure.indicator.unit.base, figure.basis) for figure in figures]
    assert len(dict.fromkeys(groups)) == sum(a != b for a, b in zip(groups, [None, *groups], strict=False))
    for group in dict.fromkeys(groups):
        values = [f.value or 0 for f, g in zip(figures, groups, strict=True) if g == group]
        assert values == sorted(values)


def test_sort_turned_around_keeps_equals_in_their_order(small_edition: Edition) -> None:
    assert _find(small_edition, sort="-period", indicator="members")[:2] == ["members_target", "members_2024"]
    places = _find(small_edition, sort="-place", theme="calls")
    assert places == ["requests_bj", "requests_sh", "requests_missing", "requests_total"]


def test_best_match_comes_first_unless_a_sort_is_asked_for(small_edition: Edition) -> None:
    assert _find(small_edition, q="2024 会员")[0] == "members_2024"
    assert _find(small_edition, q="会员", sort="-period")[0] == "members_target"


def test_each_option_counts_what_it_would_give_under_the_other_filters(small_edition: Edition) -> None:
    selection = Selection(theme=("calls",), region=("cn",))
    for name in FACETS:
        for value, count in count_options(small_edition, selection, name).items():
            others = [figure for figure in _list_all(small_edition) if _meets(figure, selection, name)]
            expected = sum(value in _values(small_edition, figure, name) for figure in others)
            assert count == expected, (name, value)


def _list_all(edition: Edition) -> list[Figure]:
    return [edition.figure(position) for position in range(len(edition.figures))]


def _meets(figure: Figure, selection: Selection, but: str) -> bool:
    """Whether a figure meets what is asked for of the theme and the place, but for one facet."""
    is_of_theme = but == "theme" or figure.indicator.theme in selection.theme
    return is_of_theme and (but == "region" or figure.region.id in selection.region)


def _values(edition: Edition, figure: Figure, facet: str) -> set[str]:
    """The options of a facet that a figure counts for, worked out from its record alone."""
    start, end = figure.period.start or figure.period.end, figure.period.end
    places, place = {figure.region.id}, figure.region.parent
    while place:
        places.add(place)
        place = edition.regions[place].parent
    return {
        "theme": {figure.indicator.theme},
        "indicator": {figure.indicator.id},
        "region": {figure.region.id},
        "within": places,
        "breakdown": {figure.breakdown.id} if figure.breakdown else set(),
        "period": {str(year) for year in range(start.year, end.year + 1)},
        "basis": {figure.basis},
        "kind": {figure.kind},
        "status": {figure.status or "normal"},
        "source": {figure.source.id} if figure.source else set(),
        "figure": {figure.id},
        "series": set(),
    }[facet]


HEAD = "figure,indicator,region,breakdown,period,basis,kind,status,printed,source,line\n"
MONTHS = add_rows(
    HEAD
    + "\n".join(
        f"r{place}_{month},requests,{place},,2024-{month:02},flow,,,{month * 100}件,paper_a,{month}"
        for place in ("310000", "110000")
        for month in (7, 9, 8)
    )
)


def test_first_of_each_series_leads_and_the_newest_of_equals_is_first() -> None:
    edition = make_edition(figures=[MONTHS])
    leading = [edition.figure(int(p)) for p in select_leading(edition, Selection(q="诉求"))]
    names = [figure.id for figure in leading]
    assert names[:2] == ["r310000_9", "r110000_9"]
    assert not {"r310000_7", "r310000_8", "r110000_7", "r110000_8"} & set(names)
    (position,) = [int(p) for p in select_leading(edition, Selection(figure=("r310000_9",)))]
    assert count_alike(edition, position) == 2


def test_best_match_leads_its_series_though_it_is_older() -> None:
    edition = make_edition(figures=[MONTHS])
    leading = [edition.figure(int(p)).id for p in select_leading(edition, Selection(q="上海 诉求 800"))]
    assert leading[0] == "r310000_8"


def test_series_of_a_figure_is_a_filter(small_edition: Edition) -> None:
    edition = make_edition(figures=[MONTHS])
    assert set(_find(edition, series="r310000_7")) == {"r310000_7", "r310000_8", "r310000_9"}
    assert set(_find(edition, series="r310000_7,r110000_8")) == {
        f"r{place}_{month}" for place in ("310000", "110000") for month in (7, 8, 9)
    }
    assert parse_selection(edition, {"series": "nobody"})[1] == (("series", "nobody"),)


@pytest.mark.parametrize(("query", "first"), [("members_old", "members_old"), ("requests", "requests_total")])
def test_id_of_a_figure_or_indicator_finds_it_first(query: str, first: str, small_edition: Edition) -> None:
    found = _find(small_edition, q=query)
    assert found[0] == first


def test_positions_are_those_of_the_table_of_figures(small_edition: Edition) -> None:
    positions = select_positions(small_edition, Selection(kind=("target",)))
    assert list(small_edition.figures["figure"].iloc[positions]) == ["members_target"]


def test_edition_without_figures_has_an_empty_selection() -> None:
    def clear(table: object) -> None:
        table.rows.clear()  # type: ignore[attr-defined]

    edition = make_edition(figures=[clear], calculations=[clear], charts=[clear])
    assert len(select_positions(edition, Selection(q="会员", sort="-value"))) == 0
    assert parse_selection(edition, {"figure": "fee", "period": "2024"})[1] == (
        ("period", "2024"),
        ("figure", "fee"),
    )
    assert set(count_options(edition, Selection(), "theme").values()) == {0}


def test_every_option_has_a_label_in_both_languages(small_edition: Edition) -> None:
    for name in FACETS:
        assert all(
            option.label.zh and option.label.en for option in list_options(small_edition, name).values()
        )
