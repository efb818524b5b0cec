"""Pages of what was replaced, has ended or counts anew, as a reader finds them."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from publicstats.analysis.provenance import trace_figures
from publicstats.edition.model import build_edition
from publicstats.markup.cards import card
from publicstats.markup.publication_lists import name_entry
from publicstats.publishing import shared_store
from tests.helpers import Change, add, add_rows, change, find, make_files, remove, save
from tests.visiting import read_html, read_text, read_title, turn_to

Visit = Callable[..., AppTest]
SOURCES = add_rows(
    """source,title_zh,title_en,publisher,published,published_basis,document
early,一月公报,January bulletin,,2026-01-15,printed,c.txt
late,更正启事,Correction,,2026-02-15,printed,d.txt"""
)
HEAD = (
    "figure,indicator,region,breakdown,period,basis,kind,status,printed,source,line,supersedes,revision,base"
)
OLD = "old,requests,cn,,2025-12,flow,,,3000件,early,20,,,"
NEW = "new,requests,cn,,2025-12,flow,,,3300件,late,21,old,corrected,"


def make(*rows: str, figures: tuple[Change, ...] = (), **changes: list[Change]) -> dict[str, bytes]:
    return make_files(figures=[*figures, add_rows("\n".join((HEAD, *rows)))], sources=[SOURCES], **changes)


def read_words(app: AppTest) -> str:
    """The page's text without its tags."""
    return unescape(re.sub(r"<[^>]+>", " ", read_html(app)))


def test_page_of_a_replaced_figure_begins_with_what_replaced_it(visit: Visit) -> None:
    app = visit("figure", files=make(OLD, NEW), figure="old")
    assert not app.exception
    html = read_text(app)
    begin = html.index("本数据有误，已经更正")
    assert begin < html.index("ps-value")
    notice = html[begin : html.index("ps-value")]
    for said in (
        'href="./figure?figure=new"',
        "2026年2月15日",
        "《更正启事》第21行",
        "由3000件改为3300件，上升10%",
    ):
        assert said in notice


def test_citation_of_a_replaced_figure_says_so_where_it_is_copied(visit: Visit) -> None:
    html = read_text(visit("figure", files=make(OLD, NEW), figure="old"))
    (copied,) = re.findall(r'data-copy="([^"]+)"', html)
    assert copied.endswith("该数据已被取代（更正），现行数据为3300件，见佚名. 更正启事[N]. 2026年2月15日.")
    english = read_text(visit("figure", files=make(OLD, NEW), figure="old", lang="en"))
    assert (
        "Since replaced (Corrected) by 3,300 cases, see Anonymous, “Correction”, 15 February 2026." in english
    )


def test_figure_that_stands_says_what_it_replaced_and_its_citation_nothing(visit: Visit) -> None:
    html = read_text(visit("figure", files=make(OLD, NEW), figure="new"))
    assert "同一数据的其他公布值" in html
    assert 'href="./figure?figure=old"' in html
    assert "ps-alert" not in html
    assert "已被取代" not in re.findall(r'data-copy="([^"]+)"', html)[0]


def test_page_of_a_withdrawn_figure_says_when_and_by_whom_and_names_no_other_number(visit: Visit) -> None:
    gone = "new,requests,cn,,2025-12,flow,,missing,,late,21,old,withdrawn,"
    html = read_text(visit("figure", files=make(OLD, gone), figure="old"))
    notice = re.sub(r"<[^>]+>", " ", html[html.index("ps-replaced") : html.index("ps-value")])
    assert "本数据已由发布者撤回，不宜再引用" in notice
    assert re.search(r"撤回日期\s+2026年2月15日", notice)
    assert "未载数字" not in notice
    assert "该数据已撤回，见佚名. 更正启事[N]. 2026年2月15日" in html


def test_series_of_a_figure_has_the_values_that_stand(visit: Visit) -> None:
    later = OLD.replace("old,", "later,").replace("2025-12", "2026-01")
    html = read_text(visit("figure", files=make(OLD, NEW, later), figure="later"))
    steps = html[html.index("ps-steps") : html.index("</ol>")]
    assert "figure=new" in steps
    assert "figure=old" not in steps


def test_values_that_agree_are_said_to_agree(visit: Visit) -> None:
    rows = (OLD.replace("3000", "3.30万"), NEW.replace("3300", "32990").replace("old,corrected", ","))
    html = read_text(visit("figure", files=make(*rows), figure="old"))
    assert "另有来源载有更精确的同一数据，两者相符" in html
    assert "ps-agreed" in html
    assert "相符" in read_words(visit("figure", files=make(*rows), figure="new"))


def test_values_that_cannot_both_be_right_stand_side_by_side(visit: Visit) -> None:
    rows = (OLD, NEW.replace("old,corrected", ","))
    for name in ("old", "new"):
        words = read_words(visit("figure", files=make(*rows), figure=name))
        assert "另有来源载有不同的数值" in words
        assert words.count("3000件") >= 1
        assert words.count("3300件") >= 1


def test_figure_page_says_its_changes_with_the_source_of_a_printed_one(visit: Visit) -> None:
    rows = (
        "a,requests,cn,,2024-12,flow,,,3000件,early,20,,,",
        "b,requests,cn,,2025-12,flow,,,3300件,late,21,,,",
        "g,requests,cn,,2025-12,growth,,,增长10%,late,22,,,year_before",
    )
    html = read_text(visit("figure", files=make(*rows), figure="b"))
    (line,) = re.findall(r'<p class="ps-change">(.*?)</p>', html)
    assert "同比增长10%" in line
    assert "《更正启事》第22行" in line
    assert "figure=g" in line


def test_rise_has_its_arrow_and_its_word_beside_its_colour(visit: Visit) -> None:
    rows = (
        "a,requests,cn,,2024-12,flow,,,3000件,early,20,,,",
        "b,requests,cn,,2025-12,flow,,,3300件,late,21,,,",
    )
    files = make(*rows, indicators=[change("requests", better="down")])
    html = read_text(visit("figure", files=files, figure="b"))
    (line,) = re.findall(r'<p class="ps-change ps-bad">(.*?)</p>', html)
    assert re.sub(r"<[^>]+>", "", line) == "↑ 同比上升10%趋差"


def test_figure_page_says_which_breaks_lie_around_it(visit: Visit) -> None:
    rupture = add(
        **{
            "break": "x",
            "indicator": "requests",
            "from": "2025",
            "note_zh": "改按人计。",
            "note_en": "Persons.",
        }
    )
    before = read_words(visit("figure", files=make(OLD, breaks=[rupture]), figure="requests_sh"))
    assert re.search(r"自2025年起\s+改按人计。 此后的数据与本数据不可比。", before)
    after = read_words(visit("figure", files=make(OLD, breaks=[rupture]), figure="old"))
    assert re.search(r"自2025年起\s+改按人计。 此前的数据与本数据不可比。", after)


def test_indicator_page_begins_with_the_latest_value_its_changes_and_target(visit: Visit) -> None:
    rows = (
        "a,requests,cn,,2025-11,flow,,,3200件,early,19,,,",
        "b,requests,cn,,2024-12,flow,,,3000件,early,20,,,",
        "c,requests,cn,,2025-12,flow,,,3300件,late,21,,,",
        "t,requests,cn,,2026-12,flow,target,,4000件以上,late,22,,,",
    )
    few = tuple(map(remove, ("requests_missing", "requests_total")))
    words = read_words(visit("indicator", files=make(*rows, figures=few), indicator="requests"))
    said = (
        "最新数据",
        "3300件",
        "2025年12月",
        "同比上升10%",
        "较上月上升3.1%",
        "距2026年12月目标（4000件以上）还差700件",
    )
    places = [words.index(part) for part in said]
    assert places == sorted(places)


def test_derived_single_period_says_what_it_takes_for_granted(visit: Visit) -> None:
    rows = (
        "q1,money,cn,,2025-01/2025-03,cumulative,,,10.00亿元,early,20,,,",
        "h1,money,cn,,2025-01/2025-06,cumulative,,,25.00亿元,late,21,,,",
    )
    files = make(*rows, indicators=[change("money", additive_time="yes")])
    words = read_words(visit("indicator", files=files, indicator="money"))
    assert "假定此前累计未经修订" in words
    assert "2025年第二季度" in words


def test_indicator_that_ended_says_so_and_leads_to_its_successor(visit: Visit) -> None:
    files = make_files(indicators=[change("share", ended="2025", successor="requests")])
    html = read_text(visit("indicator", files=files, indicator="share"))
    assert "该指标自2025年起不再公布。现由" in html
    assert re.search(r'ps-alert">.*?href="\./indicator\?indicator=requests"', html)
    assert "本指标接替" in read_text(visit("indicator", files=files, indicator="requests"))


def test_link_to_an_indicator_without_figures_leads_on_to_its_successor(visit: Visit) -> None:
    old = add(
        indicator="old_name",
        theme="calls",
        name_zh="旧诉求",
        name_en="Old requests",
        unit="件",
        definition_zh="旧诉求",
        definition_en="Old requests",
        ended="2020",
        successor="requests",
    )
    app = visit("indicator", files=make_files(indicators=[old]), indicator="old_name")
    assert read_title(app) == "诉求"
    assert "“旧诉求”已由本指标取代" in read_text(app)


MONTHS = [f"m{n},requests,cn,,2025-{n:02d},flow,,,{3000 + n}件,early,{n},,," for n in range(1, 8)]


def test_figure_stands_in_its_series_with_its_own_point_marked(visit: Visit) -> None:
    html = read_text(visit("figure", files=make(*MONTHS), figure="m4"))
    series = html[html.index("ps-in-series") : html.index("</ol>")]
    assert "2025年1月至2025年7月共7期的走势，标出2025年4月" in series
    steps = re.findall(r'ps-role">(.*?)</span><span class="ps-when">(.*?)</span>.*?figure=(\w+)"', series)
    assert steps == [
        ("最早一期", "2025年1月", "m1"),
        ("前一期", "2025年3月", "m3"),
        ("本数据", "2025年4月", "m4"),
        ("后一期", "2025年5月", "m5"),
        ("最新一期", "2025年7月", "m7"),
    ]
    assert series.count('aria-current="true"') == 1


def test_figure_alone_in_its_series_says_nothing_of_one(visit: Visit) -> None:
    html = read_html(visit("figure", files=make(OLD), figure="requests_sh"))
    assert "ps-in-series" not in html
    assert "ps-near" not in html


def test_series_of_a_replaced_figure_marks_the_one_in_its_place(visit: Visit) -> None:
    later = OLD.replace("old,", "later,").replace("2025-12", "2026-01")
    html = read_text(visit("figure", files=make(OLD, NEW, later), figure="old"))
    (current,) = re.findall(r'<li class="ps-current">(.*?)</li>', html)
    assert "现行数据" in current
    assert "figure=new" in current
    assert "本数据</span>" not in html


def test_figure_page_has_other_places_and_categories_of_its_period(visit: Visit) -> None:
    rows = [
        f"r{region},requests,{region},,2025-12,flow,,,{3000 + n}件,early,{n},,,"
        for n, region in enumerate(("110000", "310000"), 1)
    ]
    html = read_text(visit("figure", files=make(OLD, *rows), figure="r110000"))
    near = html[html.index("同期其他地区") :]
    assert re.findall(r"regions\?region=(\w+)", near)[:3] == ["cn", "110000", "310000"]
    assert near.count('class="ps-current"') == 1
    html = read_text(visit("figure", files=make(), figure="members_old"))
    assert "300万人" in html[html.index("同期其他分类") :]


def test_of_many_places_the_nearest_in_order_stand_beside_a_figure(visit: Visit) -> None:
    names = [f"city{n:02d}" for n in range(30)]
    places = add_rows(
        "region,name_zh,name_en,level,parent\n" + "\n".join(f"{n},{n}市,{n},city,cn" for n in names)
    )
    rows = [
        f"r_{name},requests,{name},,2025-12,flow,,,{3000 - n}件,early,{n + 1},,,"
        for n, name in enumerate(names)
    ]
    html = read_text(visit("figure", files=make(*rows, regions=[places]), figure="r_city15"))
    near = html[html.index("同期其他地区") :]
    assert "30个同级地区中由高到低列第16位" in near
    assert "同级地区共30项，列出位次最近的12项" in near
    shown = [name for name in names if f"region={name}" in near]
    assert shown == names[9:21]


def test_figure_page_shows_a_few_of_its_checks_and_leads_to_all(visit: Visit) -> None:
    checks = [
        add(
            calculation=f"c{n}",
            indicator="members",
            region="cn",
            period="2024",
            basis="stock",
            formula=f"members_young + {n}",
            compare_with=str(3_000_000 + n),
        )
        for n in range(5)
    ]
    html = read_text(visit("figure", files=make(calculations=checks), figure="members_young"))
    assert html[html.index("有关的核对") :].count("<h3>") == 3
    assert "全部6项核对" in html
    assert "./audit?figure=members_young" in html


def test_place_that_ended_says_so_and_leads_to_its_successors(visit: Visit) -> None:
    ended = change("110000", valid_to="2025-12-31", successor="310000")
    files = make_files(regions=[ended, change("310000", valid_from="2026-01-01")])
    html = read_text(visit("regions", files=files, region="110000"))
    assert "该地区的建制存续至2025年12月31日，此后不再单列。现由" in html
    assert re.search(r'ps-alert">.*?href="\./regions\?region=310000"', html)
    formed = read_words(visit("regions", files=files, region="310000"))
    assert "该地区于2026年1月1日设立。由 北京市 调整而来。" in formed
    english = read_words(visit("regions", files=files, region="110000", lang="en"))
    assert "A place of its own until 31 December 2025" in english


def test_audit_page_lists_a_printed_change_that_its_levels_cannot_give(visit: Visit) -> None:
    rows = (
        "a,requests,cn,,2024-12,flow,,,3000件,early,20,,,",
        "b,requests,cn,,2025-12,flow,,,3300件,late,21,,,",
        "g,requests,cn,,2025-12,growth,,,增长12%,late,22,,,year_before",
    )
    words = read_words(visit("audit", files=make(*rows), figure="g"))
    assert "1 项公布的增减" in words
    assert "原文所载：同比增长12%" in words
    mark = read_text(visit("figure", files=make(*rows), figure="b"))
    assert 'href="./audit?figure=b"' in mark


@pytest.mark.parametrize(
    ("revision", "lang", "said"),
    [
        ("final", "zh", "核定"),
        ("revised", "zh", "修订"),
        ("corrected", "en", "Corrected"),
        ("withdrawn", "en", "Withdrawn"),
    ],
)
def test_journal_tells_what_kind_of_replacement_an_added_figure_is(
    visit: Visit, tmp_path: Path, revision: str, lang: str, said: str
) -> None:
    app = visit("changes", files=make(OLD), lang=lang)
    cells = "missing,," if revision == "withdrawn" else ",3300件,"
    new = f"new,requests,cn,,2025-12,flow,,{cells}late,21,old,{revision},"
    other = "other,requests,cn,,2025-11,flow,,,2900件,late,22,,,"
    save(make(OLD, new, other), tmp_path / "data")
    shared_store().check()
    last = name_entry(shared_store().archive.list_entries()[-1])
    app.query_params.update(list="editions", edition=last)
    html = read_text(turn_to(app, "changes"))
    rows = re.findall(r'<tr><th scope="row">(.*?)</th><td.*?>(.*?)</td><td.*?>(.*?)</td></tr>', html)
    added = "新增" if lang == "zh" else "Added"
    assert [row[0] for row in rows] == [said, added]
    assert re.search("3000|3,000", rows[0][1])
    assert rows[1][1] == ""
    assert f"{said} 1" in html.replace(":", "")


@pytest.mark.parametrize(
    ("revision", "said"),
    [("corrected", "已被取代（更正），现行数据：3300件"), ("", "已被取代，现行数据：3300件")],
)
def test_card_of_a_replaced_figure_says_what_stands_in_its_place(revision: str, said: str) -> None:
    edition = build_edition(make(OLD, NEW.replace("corrected", revision))).edition
    assert edition is not None
    figure = find(edition, "old")
    html = card(figure, trace_figures(edition, [figure], "zh"), "zh")
    assert f'<a href="./figure?figure=new" target="_self">{said}</a>' in unescape(html)


def test_tables_of_all_that_was_printed_mark_what_was_replaced(visit: Visit) -> None:
    app = visit("sources", files=make(OLD, NEW), source="early")
    for address in ("sources", "explore"):
        html = read_text(turn_to(app, address))
        (row,) = [row for row in html.split("<tr") if "figure=old" in row and "3000件" in row]
        assert "已被取代（更正）" in row
    assert "已被取代" not in read_text(visit("sources", files=make(OLD, NEW), source="late"))


def test_theme_of_many_figures_lists_the_latest_of_each_series(visit: Visit) -> None:
    months = [
        f"m{n},requests,cn,,{2010 + n // 12}-{n % 12 + 1:02d},flow,,,{1000 + n}件,early,{n + 1},,,"
        for n in range(120)
    ]
    html = read_text(visit("calls", files=make(*months)))
    assert "按地区、口径分列" in html
    assert "1118件" not in html.partition("按地区、口径分列")[2]
    assert "1119件" in html
    assert "explore?theme=calls" in html
