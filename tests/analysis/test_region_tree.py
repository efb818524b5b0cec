"""Places: which contain which, which are tiles, and how many figures each has."""

from __future__ import annotations

import pytest

from publicstats.analysis import region_tree
from publicstats.contract.records import Region
from publicstats.edition.model import Edition
from publicstats.figures.wording import format_short_name
from publicstats.text.i18n import Lang
from tests.helpers import add_rows, change, make_edition

TOWNS = add_rows("""\
region,name_zh,name_en,level,parent,row,column
310115,浦东新区,Pudong,county,310000,,
masked_town,某镇（地名隐去）,A town (name hidden),town,cn,,
delta,长三角,Delta,area,cn,,""")


def _ids(regions: tuple[Region, ...]) -> list[str]:
    return [region.id for region in regions]


def test_shipped_map_has_all_34_provincial_units_each_in_a_cell_of_its_own(shipped_edition: Edition) -> None:
    tiles = region_tree.list_tiles(shipped_edition)
    assert len(tiles) == 34
    assert {"710000", "810000", "820000"} <= set(_ids(tiles))
    assert {tile.id for tile in tiles} == {
        r.id for r in shipped_edition.regions.values() if r.level == "province"
    }
    assert len({(tile.row, tile.column) for tile in tiles}) == 34


@pytest.mark.parametrize(
    ("lang", "names"),
    [
        ("zh", "北京 内蒙古 黑龙江 上海 广西 西藏 宁夏 新疆 台湾 香港 澳门 重庆"),
        (
            "en",
            "Beijing Inner_Mongolia Heilongjiang Guangxi Xizang Ningxia Xinjiang Taiwan Hong_Kong Macao",
        ),
    ],
)
def test_provinces_have_the_short_names_that_people_use(
    shipped_edition: Edition, lang: Lang, names: str
) -> None:
    short = {format_short_name(tile, lang) for tile in region_tree.list_tiles(shipped_edition)}
    assert len(short) == 34
    assert set(names.replace("_", "~").split()) <= {name.replace(" ", "~") for name in short}
    assert not any(name.endswith(("省", "市", "区")) or (lang == "zh" and len(name) > 3) for name in short)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Guangxi Zhuang Autonomous Region", "Guangxi"),
        ("Hong Kong Special Administrative Region", "Hong Kong"),
        ("Hunan Province", "Hunan"),
        ("Shanghai Municipality", "Shanghai"),
        ("Province", "Province"),
    ],
)
def test_english_name_loses_the_word_for_its_kind_too(name: str, short: str) -> None:
    edition = make_edition(regions=[change("310000", name_en=name)])
    assert format_short_name(edition.regions["310000"], "en") == short


def test_city_keeps_its_full_name(shipped_edition: Edition) -> None:
    assert format_short_name(shipped_edition.regions["330100"], "zh") == "杭州市"


def test_figure_of_a_county_counts_for_its_province_and_the_nation() -> None:
    edition = make_edition(regions=[TOWNS], figures=[change("requests_bj", region="310115")])
    own, within = region_tree.count_own(edition), region_tree.count_within(edition)
    assert (own["310115"], own["310000"], own["110000"]) == (1, 3, 0)
    assert (within["310115"], within["310000"], within["110000"]) == (1, 4, 0)
    assert within["cn"] == len(edition.figures)


def test_parents_come_with_the_largest_first_and_children_in_the_order_of_the_file() -> None:
    edition = make_edition(regions=[TOWNS])
    regions = edition.regions
    assert _ids(region_tree.list_parents(edition, regions["310115"])) == ["cn", "310000"]
    assert region_tree.list_parents(edition, regions["cn"]) == ()
    assert _ids(region_tree.list_children(edition, regions["cn"])) == [
        "310000",
        "110000",
        "masked_town",
        "delta",
    ]


def test_places_that_lie_in_no_tile_are_listed_apart_if_they_have_figures() -> None:
    edition = make_edition(
        regions=[TOWNS],
        figures=[change("requests_bj", region="masked_town"), change("share_2024", region="310115")],
    )
    assert _ids(region_tree.list_elsewhere(edition)) == ["cn", "masked_town"]


def test_fullest_places_are_kept_in_their_order(small_edition: Edition) -> None:
    places = [
        (small_edition.regions[name], count) for name, count in (("cn", 2), ("310000", 1), ("110000", 3))
    ]
    assert region_tree.keep_fullest(places, 2) == (places[0], places[2])
    assert region_tree.keep_fullest(places, 5) == tuple(places)


def test_places_with_figures_are_counted(small_edition: Edition) -> None:
    assert region_tree.count_places(small_edition) == 3
