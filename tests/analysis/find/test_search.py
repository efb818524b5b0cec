"""One box finds figures and names by Chinese, English, pinyin and printed form, the best match first."""

from __future__ import annotations

from decimal import Decimal

import pytest

from publicstats.analysis.find import score_figures, search, suggest_queries
from publicstats.analysis.find.folding import fold, split_query
from publicstats.analysis.find.scoring import read_word
from publicstats.analysis.find.selection import Selection, select_positions, select_standing
from publicstats.analysis.find.term_matching import make_term, match_term
from publicstats.edition.model import Edition
from publicstats.figures.wording import format_nature
from publicstats.text.i18n import Lang
from tests.helpers import add, change, make_edition
from tests.series.making import figure, make


def _figures(edition: Edition, query: str) -> list[str]:
    return [edition.figure(int(position)).id for position in search(edition, query).figures]


@pytest.mark.parametrize(
    "query",
    [
        "失业保险",
        "unemployment insurance",
        "Insurance, unemployment",
        "sybx",
        "shiyebaoxian",
        "ＳＹＢＸ",
        "「失业保险」",
        "失业保险 2023",
        "2023 失业保险",
        "unemployment insurance 2023",
        "失业保险参保人数",
        "2023年末有多少人参加失业保险？",
        "How many people had unemployment insurance at the end of 2023, and who says so?",
        "2.4亿",
        "240 million",
    ],
)
def test_number_insured_against_unemployment_is_found_at_the_top(
    shipped_edition: Edition, query: str
) -> None:
    top = shipped_edition.figure(int(search(shipped_edition, query).figures[0]))
    assert top.id == "cn_insured_unemployment_2023"
    assert top.value == Decimal(240_000_000)
    assert top.source is not None


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("cq", "500000"),
        ("chongqing", "500000"),
        ("Chongqing", "500000"),
        ("重庆", "500000"),
        ("henan", "410000"),
        ("nmg", "150000"),
        ("新疆", "650000"),
        ("gx", "450000"),
    ],
)
def test_place_is_found_by_its_name_in_characters_letters_and_initials(
    shipped_edition: Edition, query: str, place: str
) -> None:
    assert search(shipped_edition, query).places[0].id == place


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("会员 2023", {"members_2023"}),
        ("young members", {"members_young"}),
        ("hy qn", {"members_young"}),
        ("热线 北京", {"requests_bj"}),
        ("北京热线", {"requests_bj"}),
        ("1700多万", {"members_2024"}),
        ("1,700多万名", {"members_2024"}),
        ("17 million", {"members_2024"}),
        ("17000000", {"members_2024"}),
        ("414.4万", {"requests_sh"}),
        ("4.4万", set()),
        ("98.7％", {"share_2024"}),
        ("***万元", {"money_hidden"}),
        ("目标", {"members_target"}),
        ("target", {"members_target"}),
        ("数字隐去", {"money_hidden"}),
        ("会员 热线", set()),
        ("没有的词", set()),
        ("?!，。", set()),
        ("", set()),
    ],
)
def test_figure_is_found_by_all_words_in_any_order_and_by_what_is_printed(
    small_edition: Edition, query: str, found: set[str]
) -> None:
    assert set(_figures(small_edition, query)) == found


def test_figures_of_a_year_come_before_those_that_only_touch_it() -> None:
    edition = make_edition(
        figures=[change("members_2023", period="2022/2024-06"), change("members_old", period="2023-12-31")]
    )
    assert _figures(edition, "会员 2023") == ["members_old", "members_2023"]


def test_figures_below_a_place_come_after_its_own() -> None:
    edition = make_edition(
        regions=[add(region="310101", name_zh="黄浦区", name_en="Huangpu", level="county", parent="310000")],
        figures=[change("requests_bj", region="310101")],
    )
    assert _figures(edition, "上海 诉求") == ["requests_sh", "requests_bj"]
    assert [place.id for place in search(edition, "上海").places] == ["310000", "310101"]


def test_country_does_not_find_what_lies_below_it(small_edition: Edition) -> None:
    assert _figures(small_edition, "全国 诉求") == ["requests_total", "requests_missing"]


def test_names_are_found_beside_figures(small_edition: Edition) -> None:
    results = search(small_edition, "养老")
    assert [theme.id for theme in results.themes] == ["care"]
    assert [indicator.id for indicator in results.indicators] == ["members", "share", "money", "average"]
    assert [source.id for source in search(small_edition, "Article B").sources] == ["paper_b"]
    assert search(small_edition, "没有").is_empty
    assert not results.is_empty


def test_whole_name_comes_before_longer_ones(small_edition: Edition) -> None:
    assert [i.id for i in search(small_edition, "经费").indicators] == ["money", "average"]
    assert [i.id for i in search(small_edition, "money").indicators] == ["money", "average"]


def test_short_form_finds_what_is_printed_in_full(shipped_edition: Edition) -> None:
    assert _figures(shipped_edition, "基本医保 参保")[0] == "cn_insured_basic_medical_2023"
    assert "cn_insured_basic_medical_2023" in _figures(shipped_edition, "yb cb")
    assert {"cn_insured_basic_medical_2023"} < set(_figures(shipped_edition, "ybcb"))
    assert {"cn_insured_basic_medical_2023"} < set(_figures(shipped_edition, "医保参保"))


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("重庆", "cq"),
        ("重庆", "chongq"),
        ("重量", "zl"),
        ("银行", "yh"),
        ("行业", "hy"),
        ("行业", "hangye"),
        ("西安", "xian"),
        ("绿化", "lvhua"),
        ("12345热线", "rx"),
        ("12345热线", "12345rx"),
        ("女性", "nx"),
    ],
)
def test_pinyin_is_read_as_the_phrase_has_it(name: str, word: str) -> None:
    assert match_term(word, make_term(name)) > 0


@pytest.mark.parametrize(
    ("name", "word"), [("银行", "yx"), ("重庆", "zq"), ("重庆", "hongq"), ("热线", "r"), ("热线", "rexianx")]
)
def test_pinyin_finds_no_other_reading_and_no_half_syllable(name: str, word: str) -> None:
    assert match_term(word, make_term(name)) == 0


def test_match_is_worth_more_the_more_of_a_name_it_is() -> None:
    worth = [
        match_term("care", make_term(name))
        for name in ("Care", "Care homes", "Elderly care", "Day-caregivers", "Scared")
    ]
    assert worth == sorted(worth, reverse=True)
    assert worth[0] > worth[1] > worth[2] > worth[4] > 0
    assert match_term("rl", make_term("热力")) < match_term("热力", make_term("热力"))


def test_words_are_folded_to_one_case_width_and_punctuation() -> None:
    assert fold("《ＡＢＣ》，“年-度” １２３４５") == "abc 年 度 12345"
    assert split_query("People's “17 Million”, 1,520.17 and 414.4万") == ("17 million", "1520.17", "414.4万")
    assert split_query("the of") == ("the", "of")


def test_word_that_is_found_nowhere_is_cut_into_words_that_are(small_edition: Edition) -> None:
    assert read_word(small_edition, "上海热线") == (("上海热线",), ("上海", "热线"))
    assert read_word(small_edition, "上海的热线")[1] == ("上海", "热线")
    assert read_word(small_edition, "shrx")[1] == ("sh", "rx")
    assert read_word(small_edition, "上海空") == (("上海空",),)
    assert read_word(small_edition, "上海") == (("上海",),)


def test_query_without_figures_is_answered_with_shorter_ones(small_edition: Edition) -> None:
    assert suggest_queries(small_edition, "会员 热线") == (("热线", 4), ("会员", 7))
    assert suggest_queries(small_edition, "没有的") == ()


def test_score_has_one_number_for_each_figure(small_edition: Edition) -> None:
    scores = score_figures(small_edition, "青年")
    assert len(scores) == len(small_edition.figures)
    assert (scores > 0).sum() == 1


def test_long_query_of_nonsense_is_answered(small_edition: Edition) -> None:
    assert _figures(small_edition, "上海没有" * 50) == []
    assert _figures(small_edition, "an" * 100) == []
    assert _figures(small_edition, "(" * 50 + "[a-z]*+?" + "\\") == []


def test_of_equal_matches_what_stands_and_is_newest_comes_first() -> None:
    edition = make(
        figure("100次", "2022", "old"),
        figure("120次", "2024", "typed_wrong"),
        figure("130次", "2024", "right", source="later", supersedes="typed_wrong", revision="corrected"),
        figure("140次", "2026", "expected", status="forecast"),
        figure("150次", "2030", "aim", kind="target"),
        figure("110次", "2023", "middle"),
    )
    found = ["right", "middle", "old", "aim", "expected", "typed_wrong"]
    assert _figures(edition, "就诊") == found
    assert [edition.figure(int(p)).id for p in select_positions(edition, Selection(q="就诊"))] == found
    stands = [edition.figure(int(p)).id for p in select_standing(edition, Selection(q="就诊"))]
    assert stands == found[:-1]
    named = Selection(figure=("typed_wrong",))
    assert len(select_standing(edition, named)) == 1


@pytest.mark.parametrize(("lang", "word"), [("zh", "已被取代"), ("en", "superseded")])
def test_replaced_figure_is_marked_wherever_it_is_listed(lang: Lang, word: str) -> None:
    edition = make(
        figure("120次", "2024", "typed_wrong"),
        figure("130次", "2024", "right", source="later", supersedes="typed_wrong", revision="corrected"),
        figure("130次", "2024", "again", source="late"),
    )
    marked = [name for name in ("typed_wrong", "right", "again") if word in _nature(edition, name, lang)]
    assert marked == ["typed_wrong"]


def _nature(edition: Edition, name: str, lang: Lang) -> str:
    found = edition.find(name)
    assert found is not None
    return format_nature(found, lang)
