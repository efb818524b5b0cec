"""The page of an indicator as Streamlit runs it: a place to choose, periods by places, what stands below."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from pages import catalogue, indicator
from publicstats.edition.model import Edition, build_edition
from publicstats.text.i18n import LANGS, Lang
from tests.helpers import Change, add, add_rows, change, clear, make_files
from tests.visiting import read_html, read_text, read_title

Visit = Callable[..., AppTest]
HEAD = "figure,indicator,region,period,basis,printed,source,line,status,supersedes,revision"
PLACES = (("sh", "310000", 2000), ("bj", "110000", 1000))
CITIES = add_rows(
    "region,name_zh,name_en,level,parent\n"
    + "\n".join(f"5101{n:02d},第{n}区,District {n},county,310000" for n in range(1, 41))
)


def make(*rows: str, **changes: list[Change]) -> dict[str, bytes]:
    """The small CSVs with these figures alone."""
    bare: dict[str, list[Change]] = {"calculations": [clear], "charts": [clear]}
    return make_files(figures=[clear, add_rows("\n".join((HEAD, *rows)))], **(bare | changes))


def make_months(count: int = 30) -> list[str]:
    """Requests of two provinces by month, from January 2022 on."""
    return [
        f"{name}_{n},requests,{region},{2022 + n // 12}-{n % 12 + 1:02d},flow,{base + n}件,paper_a,1,,,"
        for name, region, base in PLACES
        for n in range(count)
    ]


def read_grid(app: AppTest) -> list[list[str]]:
    """The texts of the table of periods by places, its heading first."""
    html = read_html(app)
    grid = html[html.index('id="periods"') :]
    rows = re.findall(r"<tr.*?</tr>", grid[: grid.index("</table>")])
    return [
        [
            " ".join(unescape(re.sub(r"<[^>]+>", " ", cell)).split())
            for cell in re.findall(r"<t[hd].*?</t[hd]>", row)
        ]
        for row in rows
    ]


def read_links(html: str, label: str) -> dict[str, str]:
    """The links of a navigation by their texts; the chosen one begins with a star."""
    (navigation,) = re.findall(rf'<nav [^>]*aria-label="{label}">.*?</nav>', html)
    return {
        ("*" if "aria-current" in tag else "") + text: unescape(address)
        for tag, address, text in re.findall(r'(<a [^>]*?href="([^"]*)"[^>]*>)([^<]*)</a>', navigation)
    }


def test_page_begins_with_the_latest_value_of_the_headline_place(visit: Visit) -> None:
    app = visit("indicator", files=make(*make_months()), indicator="requests")
    assert not app.exception
    text = read_text(app)
    order = [
        "受理的诉求",
        "选择地区",
        "最新数据",
        "2029件",
        "下次更新",
        "随时间变化（上海市）",
        "各时期、各地区数据",
    ]
    assert [text.index(word) for word in order] == sorted(text.index(word) for word in order)
    assert read_links(text, "选择地区") == {
        "*上海市": "./indicator?indicator=requests&place=310000",
        "北京市": "./indicator?indicator=requests&place=110000",
    }


def test_place_chosen_has_its_latest_value_its_line_and_the_first_column(visit: Visit) -> None:
    app = visit("indicator", files=make(*make_months()), indicator="requests", place="110000")
    text = read_text(app)
    assert text.index("1029件") < text.index("随时间变化（北京市）")
    assert "随时间变化（上海市）" not in text
    assert 'data-live="./api/charts/requests-over_time-110000/0.json' in text
    assert "*北京市" in read_links(text, "选择地区")
    assert read_grid(app)[:2] == [["时间", "北京市", "上海市"], ["2024年6月", "1029件", "2029件"]]


def test_table_is_turned_by_pages_and_keeps_what_is_chosen(visit: Visit) -> None:
    asked = {"indicator": "requests", "place": "110000"}
    first = visit("indicator", files=make(*make_months()), **asked)
    assert [row[0] for row in read_grid(first)][1::23] == ["2024年6月", "2022年7月"]
    links = read_links(read_text(first), "各时期：分页")
    address = links["下一页"]
    assert (
        "indicator=requests&place=110000&series=month~single~flow~actual&page=2#periods"
        in address.replace("%7E", "~")
    )
    second = visit("indicator", files=make(*make_months()), **asked, page="2")
    assert [row[0] for row in read_grid(second)] == ["时间", *(f"2022年{n}月" for n in range(6, 0, -1))]
    assert "本页为第25至30个" in read_text(second)


def test_other_series_are_named_by_what_differs_and_never_mixed(visit: Visit) -> None:
    rows = [
        *make_months(3),
        "year,requests,310000,2023,flow,2.4万件,paper_a,1,,,",
        "target,requests,310000,2024,flow,3万件,paper_a,1,,,",
    ]
    files = make(*rows)
    app = visit("indicator", files=files, indicator="requests")
    links = read_links(read_text(app), "选择口径")
    assert list(links) == ["*月度", "年度"]
    assert all("万件" not in cell for row in read_grid(app) for cell in row)
    yearly = visit("indicator", files=files, indicator="requests", series="year~single~flow~actual")
    assert read_grid(yearly)[1:] == [["2024年", "3万件"], ["2023年", "2.4万件"]]


def test_cells_lead_to_their_figures_and_say_what_they_are(visit: Visit) -> None:
    app = visit(
        "indicator",
        files=make(
            "hidden,requests,310000,2024-01,flow,***件,paper_a,1,masked,,",
            "early,requests,310000,2024-02,flow,80件,paper_a,2,provisional,,",
            "old,requests,310000,2024-03,flow,70件,paper_a,3,,,",
            "new,requests,310000,2024-03,flow,77件,paper_b,4,,old,corrected",
            "one,requests,110000,2024-03,flow,5件,paper_a,5,,,",
            "two,requests,110000,2024-03,flow,9件,paper_b,6,,,",
        ),
        indicator="requests",
    )
    assert read_grid(app)[1:] == [
        ["2024年3月", "77件 更正数", "9件 5件 各来源不一"],
        ["2024年2月", "80件 初步数", "—"],
        ["2024年1月", "***件 数字隐去", "—"],
    ]
    html = read_text(app)
    grid = html[html.index('id="periods"') :]
    assert 'href="./figure?figure=hidden"' in grid
    assert "不作零处理" in grid
    assert "没有该地区该时期的数据" in grid
    assert "由70件改为77件" in html[html.index("修订与更正") :]


def test_english_table_says_the_unit_once_above_its_columns(visit: Visit) -> None:
    app = visit("indicator", files=make(*make_months(1)), indicator="requests", lang="en")
    assert read_grid(app)[1] == ["January 2022", "2,000", "1,000"]
    assert "Unit: cases; 1 period; 2 places" in read_text(app)


@pytest.mark.parametrize("lang", LANGS)
def test_page_of_three_years_of_days_stays_within_its_bounds(lang: Lang) -> None:
    days = [date(2021, 1, 1) + timedelta(days=n) for n in range(1000)]
    edition = build(
        make(*(f"d{n},requests,310000,{day},flow,{n + 5}件,paper_a,1,,," for n, day in enumerate(days)))
    )
    writing, arguments = indicator.find_page(edition, lang, {"indicator": "requests"})
    text = writing.write(edition, *arguments)
    assert "ps-failed" not in text
    assert len(text.encode()) < 300_000
    assert len(re.findall(r"<[a-z]", text)) < 4_000


def test_ranking_stands_below_with_the_way_to_the_map(visit: Visit) -> None:
    rows = [f"c{n},requests,5101{n:02d},2024,flow,{n}件,paper_a,{n},,," for n in range(1, 41)]
    files = make(*rows, regions=[CITIES], indicators=[change("requests", better="down")])
    text = read_text(visit("indicator", files=files, indicator="requests", place="510120"))
    ranking = text[text.index("各地排序") : text.index("指标说明")]
    assert re.findall(r">第(\d+)位<", ranking) == ["1", "2", "3", "4", "5", "20", "38", "39", "40"]
    assert "中间14个地区从略" in ranking
    assert "./regions?indicator=requests&group=" in ranking
    assert "数值越低越好" in ranking
    choice = text[text.index('aria-label="选择地区"') : text.index("最新数据")]
    assert "其余27个地区" in choice
    assert "其他" not in choice


def test_indicator_without_figures_says_so_and_what_it_is(visit: Visit) -> None:
    app = visit("indicator", files=make(*make_months(1)), indicator="share")
    assert not app.exception
    text = read_text(app)
    assert "该指标目前没有数据。" in text
    assert "覆盖的百分比" in text
    assert "ps-grid" not in text


@pytest.mark.parametrize(
    "query",
    [
        {"place": "999999"},
        {"place": "<script>alert(1)</script>"},
        {"series": "no~such"},
        {"page": "99999999999"},
        {"page": "-1", "columns": "x"},
    ],
)
def test_choice_that_makes_no_sense_shows_the_page_all_the_same(visit: Visit, query: dict[str, str]) -> None:
    app = visit("indicator", files=make(*make_months(2)), indicator="requests", **query)
    assert not app.exception
    assert "<script>" not in read_html(app)
    assert read_grid(app)[1] == ["2022年2月", "2001件", "1001件"]


def test_addresses_of_one_view_have_one_text() -> None:
    edition = build(make(*make_months()))
    ways: list[dict[str, str]] = [
        {},
        {"place": "310000", "page": "1"},
        {"place": "no_such", "series": "month~single~flow~actual", "page": "0", "unknown": "x"},
    ]
    found = [indicator.find_page(edition, "zh", {"indicator": "requests"} | way) for way in ways]
    assert len({repr(arguments) for _, arguments in found}) == 1
    assert len({writing for writing, _ in found}) == 1


@pytest.mark.parametrize("lang", LANGS)
def test_list_has_every_indicator_under_its_theme_with_its_definition(visit: Visit, lang: Lang) -> None:
    app = visit("indicator", lang=lang)
    text = read_text(app)
    assert {"zh": "养老（4项指标）", "en": "Care (4)"}[lang] in text
    assert {"zh": "受理的诉求", "en": "Requests received"}[lang] in text
    assert text.count("<details") == 2
    assert len(re.findall(r"<dt>", text)) == 5


def test_theme_of_many_indicators_lists_the_first_and_turns_the_pages_of_all(visit: Visit) -> None:
    many = [
        add(
            indicator=f"i{n}",
            theme="care",
            name_zh=f"指标{n}号",
            name_en=f"No. {n}",
            unit="人",
            definition_zh="甲",
            definition_en="A",
        )
        for n in range(catalogue.LISTED)
    ]
    files = make_files(indicators=many)
    text = read_text(visit("indicator", files=files))
    assert text.count("<dt>") == catalogue.LISTED + 1
    assert "./indicator?theme=care" in text
    app = visit("indicator", files=files, theme="care", page="2")
    assert read_title(app) == "指标"
    assert read_text(app).count("<dt>") == 4
    assert "指标49号" in read_text(app)
    assert "共54项指标，本页为第51至54项" in read_text(app)


def build(files: dict[str, bytes]) -> Edition:
    """The edition of some files."""
    edition = build_edition(files).edition
    assert edition is not None
    return edition
