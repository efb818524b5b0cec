"""How figures, intervals, places, times and sources are said, in both languages."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from publicstats.contract.records import Figure
from publicstats.edition.model import Edition
from publicstats.figures.computed import round_computed
from publicstats.figures.wording import (
    describe_figure,
    format_citation,
    format_figure,
    format_interval,
    format_nature,
    format_place,
    format_time,
    format_title,
    nest_marks,
)
from publicstats.formula.calculation import Value
from publicstats.text.i18n import LANGS, Lang, Text
from tests.helpers import GROWTH, add, change, find, make_edition, make_figure


@pytest.mark.parametrize(
    ("name", "zh", "en"),
    [
        ("members_2023", "近1600万名", "nearly 16 million people"),
        ("members_2024", "1700多万名", "over 17 million people"),
        ("share_2024", "98.7%", "98.7%"),
        ("money_2024", "34.5亿元", "3.45 billion yuan"),
        ("money_hidden", "***万元", "*** × 10,000 yuan"),
        ("fee", "1000至5000元", "1,000 to 5,000 yuan"),
        ("requests_sh", "414.4万件", "4.144 million cases"),
        ("requests_missing", "未载数字", None),
    ],
)
def test_figure_is_said_with_qualifier_and_unit(
    small_edition: Edition, name: str, zh: str, en: str | None
) -> None:
    figure = find(small_edition, name)
    assert format_figure(figure, "zh") == zh
    assert en is None or format_figure(figure, "en") == en


def test_unit_that_the_print_leaves_out_is_added_in_brackets() -> None:
    figure = make_figure("1700多万")
    assert [format_figure(figure, lang) for lang in LANGS] == ["1700多万（人）", "over 17 million people"]


@pytest.mark.parametrize(
    ("printed", "zh", "en"),
    [
        ("134.46万名", "134.455万名 至 134.465万名", "1.34455 million people to 1.34465 million people"),
        ("9999.99万名", "9999.985万名 至 9999.995万名", "99.99985 million people to 99.99995 million people"),
        ("1700多万名", "1700万名 至 1800万名", "17 million people to 18 million people"),
        ("300名", "", ""),
        ("1700万名以上", "不低于 1700万名", "17 million people or more"),
        ("3至5万名", "", ""),
    ],
)
def test_interval_is_said_where_there_is_one(printed: str, zh: str, en: str) -> None:
    figure = make_figure(printed)
    assert format_interval(figure, "zh") == zh
    assert format_interval(figure, "en") == en


def test_interval_of_a_hidden_figure_is_not_said(small_edition: Edition) -> None:
    for name in ("money_hidden", "requests_missing"):
        assert [format_interval(find(small_edition, name), lang) for lang in LANGS] == ["", ""]


def test_interval_open_below_is_said_by_its_upper_end() -> None:
    edition = make_edition(figures=[change("share_2024", printed="低于-3%", **GROWTH)])
    assert format_interval(find(edition, "share_2024"), "zh") == "不高于 -3%"


def _derived(formula: str, lang: Lang) -> str:
    return format_figure(_derive(formula), lang)


@cache
def _derive(formula: str) -> Figure:
    row = {"indicator": "money", "region": "cn", "period": "2024", "basis": "flow"}
    spent = add(figure="spent", printed="100元以上", source="paper_a", line="1", **row | {"period": "2023"})
    return find(
        make_edition(figures=[spent], calculations=[add(calculation="x", formula=formula, **row)]), "x"
    )


@pytest.mark.parametrize(
    ("formula", "zh", "en"),
    [
        ("12 * 8", "96元", "96 yuan"),
        ("700 / 7", "100元", "100 yuan"),
        ("1 / 8", "0.125元", "0.125 yuan"),
        ("1 / 3", "约0.3333元", "about 0.3333 yuan"),
        ("money_2024 / 2", "17.22亿至17.28亿元", "1.722 billion to 1.728 billion yuan"),
        ("fee / 3", "300至1700元", "300 to 1,700 yuan"),
        ("spent / 7", "不少于14.28元", "at least 14.28 yuan"),
        ("7 - spent", "不超过-93元", "at most -93 yuan"),
        ("spent - spent", "无法限定", "not bounded"),
        ("money_hidden / 2", "数字隐去", None),
    ],
)
def test_computed_figure_is_said_to_the_digits_that_its_interval_bears(
    formula: str, zh: str, en: str | None
) -> None:
    assert _derived(formula, "zh") == zh
    assert en is None or _derived(formula, "en") == en


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "formula",
    ["1 / 3", "2 / 3 / 1000000", "money_2024 / 3", "fee / 3", "0 * fee", "fee - fee", "1 / (fee - fee + 1)"],
)
def test_computed_figure_of_any_size_has_a_text(formula: str, lang: Lang) -> None:
    text = _derived(formula, lang)
    assert len(text) < 40
    assert "E" not in text


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("formula", ["999999999999999999 * 999999", "1 / 999999999", "0 - 123456.123456789"])
def test_computed_figure_at_the_bounds_has_a_text(formula: str, lang: Lang) -> None:
    assert re.search("[1-9]", _derived(formula, lang))


@pytest.mark.parametrize(
    ("low", "value", "high", "shown"),
    [
        ("0.8", "1.234", "2.6", "1"),
        ("1.2", "1.234", "1.26", "1.23"),
        ("1230", "1234", "1290", "1230"),
        (None, "1.23456", None, "1.235"),
    ],
)
def test_computed_value_is_rounded_to_the_first_digit_left_open(
    low: str | None, value: str, high: str | None, shown: str
) -> None:
    computed = Value(Decimal(value), Decimal(low) if low else None, Decimal(high) if high else None)
    assert round_computed(computed, Decimal(value)) == Decimal(shown)


@pytest.mark.parametrize(
    ("basis", "period", "zh", "en"),
    [
        ("stock", "2024-05-31", "截至2024年5月31日", "31 May 2024"),
        ("flow", "2024-Q1", "2024年第一季度", "Q1 2024"),
        ("cumulative", "2024", "2024年累计", "2024"),
        ("cumulative", "../2024-07-17", "累计至2024年7月17日", "up to 17 July 2024"),
        ("growth", "2024", "2024年，比上年同期或上期增减", "2024"),
    ],
)
def test_time_says_what_it_means_for_its_basis(basis: str, period: str, zh: str, en: str) -> None:
    base = "unstated" if basis == "growth" else ""
    figure = make_figure("1700万名", basis=basis, period=period, base=base)
    assert format_time(figure, "zh") == zh
    assert en in format_time(figure, "en")


@pytest.mark.parametrize(
    ("cells", "zh"),
    [
        ({}, ""),
        ({"kind": "target"}, "目标值"),
        ({"kind": "rule"}, "标准"),
        ({"status": "estimated"}, "估计数"),
        ({"status": "unverified", "kind": "target"}, "目标值，未核实"),
    ],
)
def test_nature_says_what_a_reader_must_know(cells: dict[str, Any], zh: str) -> None:
    assert format_nature(make_figure("1700万名", **cells), "zh") == zh


def test_place_has_its_breakdown(small_edition: Edition) -> None:
    assert format_place(find(small_edition, "members_young"), "zh") == "全国 · 青年"
    assert format_place(find(small_edition, "members_2024"), "en") == "China"


@pytest.mark.parametrize(
    ("title", "zh"),
    [
        ("甲报一文", "《甲报一文》"),
        ("《养老条例》解读", "《〈养老条例〉解读》"),
        ("读《甲》与《乙〈丙〉丁》", "《读〈甲〉与〈乙《丙》丁〉》"),
        ("“数智”惠民", "《“数智”惠民》"),
        ("缺了一半》的题名", "《缺了一半〉的题名》"),
    ],
)
def test_title_within_a_title_takes_the_marks_of_the_next_level(
    small_edition: Edition, title: str, zh: str
) -> None:
    source = replace(small_edition.sources["paper_a"], title=Text(title, title))
    assert format_title(source, "zh") == zh


@pytest.mark.parametrize(
    ("text", "nested"),
    [
        ("first “clerks” at work", "first ‘clerks’ at work"),
        ("the “worry-free” circle", "the ‘worry-free’ circle"),
        ("“甲“乙”丙”", "‘甲“乙”丙’"),
        ("the city’s own", "the city’s own"),
        ('a "straight" mark', 'a "straight" mark'),
        ("《条例》", "《条例》"),
    ],
)
def test_quotation_within_a_quotation_takes_single_marks(text: str, nested: str) -> None:
    assert nest_marks(text, "“") == nested


def test_citation_names_title_and_line_or_the_formula(small_edition: Edition) -> None:
    figure = find(small_edition, "requests_sh")
    assert format_citation(figure, "zh") == "《甲报一文》第12行"
    assert "“Article A”" in format_citation(figure, "en")
    assert "12" in format_citation(figure, "en")
    assert "经费 ÷ 会员" in format_citation(find(small_edition, "money_per_member"), "zh")


@pytest.mark.parametrize("lang", LANGS)
def test_every_shipped_figure_can_be_said(shipped_edition: Edition, lang: Lang) -> None:
    for position in range(len(shipped_edition.figures)):
        figure = shipped_edition.figure(position)
        sentence = describe_figure(figure, lang)
        assert figure.indicator.name.to(lang) in sentence
        assert format_figure(figure, lang) in sentence
        assert format_citation(figure, lang)
        if not figure.is_known:
            assert "0" not in format_figure(figure, lang).replace("10,000", "").replace("100 million", "")


@pytest.mark.parametrize(
    ("base", "zh", "en"),
    [
        ("year_before", "2024年，同比", "2024, on the year before"),
        ("period_before", "2024年，环比", "2024, on the period before"),
        ("2018", "2024年，与2018年相比", "2024, against 2018"),
        ("unstated", "2024年，比上年同期或上期增减", "2024, change on the earlier period"),
    ],
)
def test_time_of_a_change_says_what_it_is_measured_against(base: str, zh: str, en: str) -> None:
    figure = make_figure("增长3%", basis="growth", base=base)
    assert (format_time(figure, "zh"), format_time(figure, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("period", "en"),
    [
        ("2024-10", "October 2024, on the month before"),
        ("2024-Q3", "Q3 2024, on the quarter before"),
        ("2026-W44", "week 44 of 2026 (26 October – 1 November), on the week before"),
    ],
)
def test_english_names_the_period_before_where_it_has_a_word_for_it(period: str, en: str) -> None:
    figure = make_figure("增长3%", basis="growth", base="period_before", period=period)
    assert format_time(figure, "en") == en
    assert format_time(figure, "zh").endswith("，环比")
