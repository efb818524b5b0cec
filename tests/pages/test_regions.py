"""The page of places as Streamlit runs it: the map, the choice of an indicator, a place's profile."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from tests.helpers import add, add_rows, change, copy, make_files
from tests.visiting import read_html, read_text, read_title

Visit = Callable[..., AppTest]
PLACES = add_rows("""\
region,name_zh,name_en,level,parent,row,column
310115,浦东新区,Pudong,county,310000,,
masked_city,某市（地名隐去）,A city (name hidden),city,cn,,""")


def _make_files() -> dict[str, bytes]:
    return make_files(
        regions=[PLACES],
        figures=[
            copy("share_2024", figure="bj", region="110000", printed="超90%"),
            copy("share_2024", figure="county", region="310115", printed="97%"),
            copy("share_2024", figure="earlier", period="2023", printed="96%"),
            copy("money_hidden", figure="hidden", region="masked_city"),
        ],
    )


def test_map_of_coverage_comes_first_and_places_that_are_no_tile_below(visit: Visit) -> None:
    app = visit("regions", files=_make_files())
    assert read_title(app) == "地区"
    text = read_text(app)
    assert 'aria-label="上海市：5项数据"' in text
    below = text[text.index("地图以外的地区") :]
    assert "某市（地名隐去）" in below
    assert "全国" in below
    assert "浦东新区" not in below


def test_chosen_indicator_and_group_live_in_the_address(visit: Visit) -> None:
    app = visit("regions", files=_make_files())
    assert len(app.selectbox) == 1
    app.selectbox[0].set_value("share").run()
    assert app.query_params["indicator"] == "share"
    assert 'aria-label="北京市：超90%"' in read_text(app)
    app.selectbox[1].set_value("stock~actual~~2023").run()
    assert app.query_params["group"] == "stock~actual~~2023"
    assert 'aria-label="上海市：96%"' in read_text(app)
    assert 'aria-label="北京市：无数据"' in read_text(app)
    app.selectbox[0].set_value("").run()
    assert "indicator" not in app.query_params
    assert 'aria-label="上海市：5项数据"' in read_text(app)


def test_address_opens_its_indicator_and_group(visit: Visit) -> None:
    app = visit("regions", files=_make_files(), indicator="share", group="stock~actual~~2023", lang="en")
    assert 'aria-label="Shanghai: 96%"' in read_text(app)
    assert app.selectbox[0].value == "share"


def test_comparable_places_are_in_order_and_all_figures_of_the_group_below(visit: Visit) -> None:
    text = read_text(visit("regions", files=_make_files(), indicator="share"))
    ranking = text[text.index("排序：省级") : text.index("全部可比数据")]
    assert ranking.index("上海市") < ranking.index("北京市")
    assert ranking.count("第1至2位") == 2
    assert "浦东新区" not in ranking
    assert "浦东新区" in text[text.index("全部可比数据") :]


def test_page_says_where_nothing_can_be_ranked(visit: Visit) -> None:
    text = read_text(visit("regions", files=_make_files(), indicator="requests"))
    assert "不作排序" in text
    assert 'class="ps-ranks"' not in text


@pytest.mark.parametrize(
    "query",
    [
        {"region": "999999"},
        {"region": "<script>alert(1)</script>"},
        {"indicator": "no_such"},
        {"indicator": "share", "group": "no~such"},
        {"group": "x"},
    ],
)
def test_address_that_makes_no_sense_shows_the_map(visit: Visit, query: dict[str, str]) -> None:
    app = visit("regions", files=_make_files(), **query)
    assert not app.exception
    assert "ps-tiles" in read_html(app)
    assert "<script>" not in read_html(app)


def test_indicator_without_figures_shows_coverage(visit: Visit) -> None:
    files = make_files(calculations=[lambda table: table.rows.clear()])
    app = visit("regions", files=files, indicator="average")
    assert not app.exception
    assert 'aria-label="上海市：3项数据"' in read_text(app)


def test_page_of_a_place_has_what_is_known_by_theme_and_what_lies_inside(visit: Visit) -> None:
    app = visit("regions", files=_make_files(), region="310000")
    assert read_title(app) == "上海市"
    text = read_text(app)
    assert text.index("ps-trail") < text.index(">全国</a>") < text.index("省级") < text.index(">养老</h2>")
    for figure in ("98.7%", "***万元", "414.4万件"):
        assert figure in text
    assert "96%" not in text, "an earlier value of the same series has no row"
    assert "1项数据" in text[text.index(">下辖地区</h2>") :]


def test_row_of_a_place_has_the_place_around_it_and_its_rank_among_its_peers(visit: Visit) -> None:
    cities = [
        copy("share_2024", figure=f"s{n}", region=region, printed=f"{90 + n}%")
        for n, region in enumerate(("110000", "cn", "120000"))
    ]
    more = add_rows("region,name_zh,name_en,level,parent,row,column\n120000,天津市,Tianjin,province,cn,3,5")
    files = make_files(regions=[more], figures=cities)
    text = read_text(visit("regions", files=files, region="120000"))
    (row,) = [row for row in text.split("<tr>") if "92%" in row]
    assert 'href="./figure?figure=s1"' in row
    assert "全国" in row
    assert "3个同级地区中由高到低列第2位" in row
    english = read_text(visit("regions", files=files, region="120000", lang="en"))
    assert "Rank 2 of 3 places of this level, highest first" in english


def test_theme_of_many_series_shows_the_first_and_leads_to_pages_of_all(visit: Visit) -> None:
    names = [f"kind{n}" for n in range(90)]
    kinds = [
        add(breakdown=name, name_zh=f"第{n}类", name_en=f"Kind {n}", order=str(n))
        for n, name in enumerate(names)
    ]
    rows = [copy("requests_bj", figure=name, breakdown=name) for name in names]
    files = make_files(breakdowns=kinds, figures=rows)
    text = read_text(visit("regions", files=files, region="110000"))
    assert "共91项，时间近的在前；此处为第1至60项" in text
    assert text.count('scope="row"') == 60
    assert "./regions?region=110000&theme=calls" in text
    turned = read_text(visit("regions", files=files, region="110000", theme="calls", page="3"))
    assert turned.count('scope="row"') == 11
    assert 'aria-current="page"' in turned
    assert read_title(visit("regions", files=files, region="110000", theme="nonsense", page="-1")) == "北京市"


def test_themes_of_a_place_are_a_navigation_with_their_numbers(visit: Visit) -> None:
    text = read_text(visit("regions", files=_make_files(), region="310000"))
    chips = re.findall(r'<a class="ps-chip" href="([^"]+)"[^>]*>(.*?)</a>', text)
    assert chips == [
        ("./regions?region=310000", "全部领域"),
        ("./regions?region=310000&theme=care", "养老（2）"),
        ("./regions?region=310000&theme=calls", "热线（1）"),
    ]
    turned = read_text(visit("regions", files=_make_files(), region="310000", theme="calls"))
    (chosen,) = re.findall(r'<a class="ps-chip" [^>]*aria-current="true">(.*?)</a>', turned)
    assert chosen == "热线（1）"
    assert "98.7%" not in turned
    alone = read_text(visit("regions", files=_make_files(), region="110000"))
    assert ("ps-chip" in alone) is (len(re.findall("ps-of-place", alone)) > 1)


def test_page_of_very_many_places_shows_some_and_turns_pages_of_all(visit: Visit) -> None:
    names = [f"city{n:03d}" for n in range(150)]
    rows = "\n".join(f"{name},{name}市,{name},city,cn" for name in names)
    places = add_rows(f"region,name_zh,name_en,level,parent\n{rows}")
    figures = [
        copy("share_2024", figure=f"r_{name}", region=name, printed=f"{99 - n / 2}%")
        for n, name in enumerate(names)
    ]
    files = make_files(regions=[places], figures=figures)
    text = read_text(visit("regions", files=files, indicator="share"))
    assert "共150个地区，列出前60个，其余见下表" in text
    assert text.count('class="ps-rank"') == 60
    assert "共151项数据，此处为第1至60项" in text
    assert "page=3" in text
    last = read_text(visit("regions", files=files, indicator="share", page="3"))
    assert "此处为第121至151项" in last
    assert "地图以外的地区共151个，列出数据较多的" in read_text(visit("regions", files=files))
    nation = read_text(visit("regions", files=files, region="cn"))
    assert "下辖地区共152个，列出数据较多的" in nation
    assert nation.count("region=city") == 58, "two provinces have as many"


def test_columns_in_which_nothing_stands_are_left_out(visit: Visit) -> None:
    text = read_text(visit("regions", files=make_files(), region="110000"))
    assert "最新数据</th>" in text
    assert "变化</th>" not in text
    assert "走势</th>" not in text


def test_profile_of_a_place_without_figures_says_so(visit: Visit) -> None:
    files = make_files(regions=[PLACES], figures=[change("requests_bj", region="310000")])
    text = read_text(visit("regions", files=files, region="110000"))
    assert "没有该地区本身的数据" in text
    assert "<table" not in text


def test_table_of_figures_leads_to_each_place(visit: Visit) -> None:
    assert './regions?region=310000"' in read_html(visit("calls"))
