"""What stands beside a place's figure: the places around it, its rank among its peers, other categories."""

from __future__ import annotations

import re

import pytest

from publicstats.analysis.peers import Beside, find_beside, list_beside, list_categories
from publicstats.edition.model import Edition
from publicstats.markup.beside import beside_cell, describe_rank
from tests.helpers import GROWTH, Change, add_rows, change, copy, find, make_edition

PLACES = add_rows("""\
region,name_zh,name_en,level,parent,row,column
310115,浦东新区,Pudong,county,310000,,
310116,金山区,Jinshan,county,310000,,
310117,松江区,Songjiang,county,310000,,
120000,天津市,Tianjin,province,cn,3,5
130000,河北省,Hebei,province,cn,2,4
east,华东,East,area,,,
school_a,甲校,School A,other,310000,,
school_b,乙校,School B,other,310000,,
school_c,丙校,School C,other,310000,,""")


def _share(region: str, printed: str, **cells: str) -> Change:
    name = "_".join((region, *cells.values())).replace("-", "_")
    return copy("share_2024", **{"figure": f"s_{name}", "region": region, "printed": printed} | cells)


def _edition(*figures: Change, better: str = "up") -> Edition:
    return make_edition(regions=[PLACES], indicators=[change("share", better=better)], figures=figures)


def _ask(edition: Edition, name: str = "share_2024") -> Beside | None:
    figure = find(edition, name)
    return list_beside(edition, figure.region, [figure]).get(name)


def _rank(edition: Edition, name: str = "share_2024") -> str:
    beside = _ask(edition, name)
    return describe_rank(beside, "zh") if beside else ""


THREE = (_share("110000", "99.5%"), _share("120000", "97%"), _share("cn", "96%"))


def test_place_around_it_and_its_rank_stand_beside_a_figure() -> None:
    beside = _ask(_edition(*THREE))
    assert beside is not None
    assert [figure.id for figure in beside.parents] == ["s_cn"]
    assert [figure.region.id for figure in beside.peers] == ["110000", "310000", "120000"]
    assert describe_rank(beside, "zh") == "3个同级地区中由高到低列第2位"
    assert describe_rank(beside, "en") == "Rank 2 of 3 places of this level, highest first"


def test_lowest_is_first_where_lower_is_better() -> None:
    edition = _edition(*THREE, better="down")
    assert _rank(edition, "s_120000") == "3个同级地区中由低到高列第1位"


def test_overlapping_intervals_share_their_ranks_and_say_so() -> None:
    edition = _edition(change("share_2024", printed="超99%"), *THREE, _share("130000", "90%"))
    assert _rank(edition) == "4个同级地区中由高到低列第1至2位（区间重叠，分不出先后）"
    assert _rank(edition, "s_130000") == "4个同级地区中由高到低列第4位"


def test_one_whose_interval_meets_all_others_has_no_rank() -> None:
    edition = _edition(change("share_2024", printed="90%以上"), *THREE)
    assert _rank(edition) == "3个同级地区中，与其余各地区间重叠，分不出位次"


def test_hidden_peers_are_said_and_a_hidden_figure_has_no_rank() -> None:
    edition = _edition(*THREE, _share("130000", "***%", status="masked"))
    assert _rank(edition) == "3个同级地区中由高到低列第2位；另有1个数字隐去或未载"
    assert _rank(edition, "s_130000_masked") == ""


def test_of_two_peers_none_is_ranked() -> None:
    edition = _edition(*THREE[:1])
    assert _ask(edition) is None
    beside = find_beside(edition, find(edition, "share_2024"))
    assert beside is not None
    assert len(beside.peers) == 2
    assert beside.ranking is None
    assert describe_rank(beside, "zh") == ""


@pytest.mark.parametrize(
    "cells", [GROWTH, {"kind": "target"}, {"breakdown": "old"}, {"period": "2023-05-31"}], ids=str
)
def test_another_basis_nature_category_or_period_stands_beside_nothing(cells: dict[str, str]) -> None:
    rows = [_share(region, "96%", **cells) for region in ("110000", "120000", "cn")]
    assert _ask(_edition(*rows)) is None


def test_what_is_aimed_at_is_ranked_nowhere() -> None:
    edition = _edition(*(_share(r, "96%", kind="target") for r in ("310000", "110000", "120000", "cn")))
    beside = _ask(edition, "s_310000_target")
    assert beside is not None
    assert [figure.region.id for figure in beside.parents] == ["cn"]
    assert beside.ranking is None


def test_places_of_no_level_and_areas_have_no_peers() -> None:
    schools = [_share(f"school_{name}", f"9{n}%") for n, name in enumerate("abc")]
    edition = _edition(*schools, _share("east", "91%"))
    beside = _ask(edition, "s_school_a")
    assert beside is not None
    assert beside.peers == ()
    assert [figure.id for figure in beside.parents] == ["share_2024"]
    assert _ask(edition, "s_east") is None


def test_peers_are_those_of_its_level_alone() -> None:
    counties = [_share(f"31011{n}", f"9{n}%") for n in (5, 6, 7)]
    edition = _edition(*counties, *THREE)
    assert _rank(edition, "s_310116") == "3个同级地区中由高到低列第2位"
    beside = _ask(edition, "s_310116")
    assert beside is not None
    assert [figure.region.id for figure in beside.parents] == ["310000", "cn"]


def test_comparison_is_of_the_latest_period_that_most_places_have() -> None:
    later = _share("310000", "98.9%", period="2024-09-30")
    edition = _edition(*THREE, later)
    beside = _ask(edition, "s_310000_2024_09_30")
    assert beside is not None
    assert beside.own.id == "share_2024"
    assert describe_rank(beside, "zh") == "3个同级地区中由高到低列第2位"


def test_row_says_for_which_period_it_compares_where_that_is_not_its_own() -> None:
    edition = _edition(*THREE, _share("310000", "98.9%", period="2024-09-30"))
    latest, beside = find(edition, "s_310000_2024_09_30"), _ask(edition, "s_310000_2024_09_30")
    said = re.sub(r"<[^>]+>", " ", beside_cell(beside, latest, "zh"))
    assert "按2024年5月31日的数据比较，本地区98.7%" in said
    assert re.search(r"全国 +96%", said)
    earlier = find(edition, "share_2024")
    assert "比较" not in beside_cell(_ask(edition), earlier, "zh")


def test_place_without_the_common_period_stands_beside_the_one_around_it_unranked() -> None:
    rows = [_share(r, f"9{n}%", period="2023-05-31") for n, r in enumerate(("130000", "cn"))]
    beside = _ask(_edition(*THREE[:2], _share("cn", "95%"), *rows), "s_130000_2023_05_31")
    assert beside is not None
    assert [figure.id for figure in beside.parents] == ["s_cn_2023_05_31"]
    assert beside.ranking is None


def test_page_of_an_earlier_figure_has_the_others_of_its_own_period() -> None:
    rows = [_share(r, f"9{n}%", period="2023-05-31") for n, r in enumerate(("310000", "110000", "120000"))]
    edition = _edition(*THREE, *rows)
    beside = find_beside(edition, find(edition, "s_310000_2023_05_31"))
    assert beside is not None
    assert beside.own.id == "s_310000_2023_05_31"
    assert {figure.period.text for figure in beside.peers} == {"2023-05-31"}
    assert describe_rank(beside, "zh") == "3个同级地区中由高到低列第3位"


def test_forecast_and_replaced_figures_stand_beside_nothing() -> None:
    forecast = _share("310000", "99%", period="2025-05-31", status="forecast")
    again = copy(
        "share_2024", figure="again", source="paper_b", supersedes="share_2024", revision="corrected"
    )
    edition = _edition(change("share_2024", source="paper_a"), *THREE, forecast, again)
    for name in ("s_310000_2025_05_31_forecast", "share_2024"):
        assert find_beside(edition, find(edition, name)) is None


def test_other_categories_are_those_of_its_place_and_period() -> None:
    edition = _edition(
        copy("members_young", figure="earlier", period="2023"),
        copy("members_young", figure="elsewhere", region="310000"),
    )
    others = list_categories(edition, find(edition, "members_old"))
    assert [figure.id for figure in others] == ["members_2024", "members_young"]
    assert list_categories(edition, find(edition, "share_2024")) == ()
