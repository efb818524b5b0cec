"""The further forms that bulletins print, each with its value, its interval, its unit and its English."""

from __future__ import annotations

from decimal import Decimal

import pytest

from publicstats.quantity import format_quantity, parse_quantity

Form = tuple[str, str, str | None, str | None, str | None, str, str]

CHANGES: list[Form] = [
    ("下降12.3%", "exact", "-12.3", "-12.35", "-12.25", "%", "down 12.3%"),
    ("增长3%", "exact", "3", "2.5", "3.5", "%", "up 3%"),
    ("负增长2.1%", "exact", "-2.1", "-2.15", "-2.05", "%", "down 2.1%"),
    ("降3.9%", "exact", "-3.9", "-3.95", "-3.85", "%", "down 3.9%"),
    ("回落1.2个百分点", "exact", "-1.2", "-1.25", "-1.15", "个百分点", "down 1.2 个百分点"),
    ("提高0.3个百分点", "exact", "0.3", "0.25", "0.35", "个百分点", "up 0.3 个百分点"),
    ("增加12万人", "exact", "120000", "115000", "125000", "人", "up 120,000 人"),
    ("减少300名", "exact", "-300", "-300", "-300", "名", "down 300 名"),
    ("增长了近三成", "nearly", "30", "20", "30", "%", "up nearly 30%"),
    ("增长约3%", "about", "3", "2", "4", "%", "up about 3%"),
    ("约增长3%", "about", "3", "2", "4", "%", "up about 3%"),
    ("增幅达12%", "exact", "12", "11.5", "12.5", "%", "up 12%"),
    ("下降近10%", "nearly", "-10", "-10", "-5", "%", "down nearly 10%"),
    ("下降超过10%", "at_least", "-10", "-20", "-10", "%", "down over 10%"),
    ("下降10%以上", "at_least", "-10", None, "-10", "%", "down at least 10%"),
    ("下降不到3%", "nearly", "-3", "-3", "0", "%", "down less than 3%"),
    ("下降3%至5%", "range", "-5", "-5", "-3", "%", "down 3 to 5%"),
    ("增长5%左右", "about", "5", "4", "6", "%", "up about 5%"),
    ("增长-3.9%", "exact", "-3.9", "-3.95", "-3.85", "%", "up -3.9%"),
    ("净增12.5万人", "exact", "125000", "124500", "125500", "人", "up 125,000 人"),
    ("同比增长12.3%", "exact", "12.3", "12.25", "12.35", "%", "up 12.3% year on year"),
    ("环比下降0.2%", "exact", "-0.2", "-0.25", "-0.15", "%", "down 0.2% on the previous period"),
    ("持平", "exact", "0", "-0.05", "0.05", "%", "unchanged"),
    ("零增长", "exact", "0", "-0.05", "0.05", "%", "unchanged"),
    ("基本持平", "about", "0", "-0.1", "0.1", "%", "almost unchanged"),
    ("与上年持平", "exact", "0", "-0.05", "0.05", "%", "unchanged on the previous year"),
    ("翻一番", "exact", "100", "50", "150", "%", "up 100%"),
    ("翻了两番", "exact", "300", "250", "350", "%", "up 300%"),
    ("翻番", "exact", "100", "50", "150", "%", "up 100%"),
    ("增长1倍", "exact", "100", "50", "150", "%", "up 100%"),
    ("增长1.5倍", "exact", "150", "145", "155", "%", "up 150%"),
    ("增长超10倍", "at_least", "1000", "1000", "2000", "%", "up over 1,000%"),
    ("162.35%", "exact", "162.35", "162.345", "162.355", "%", "162.35%"),
    ("-4.5%", "exact", "-4.5", "-4.55", "-4.45", "%", "-4.5%"),
    ("负2.1%", "exact", "-2.1", "-2.15", "-2.05", "%", "-2.1%"),
    ("+3.2%", "exact", "3.2", "3.15", "3.25", "%", "3.2%"),
    ("3倍多", "at_least", "3", "3", "4", "倍", "over 3 倍"),
]
COMPOUND: list[Form] = [
    ("1亿2000万", "exact", "120000000", "115000000", "125000000", "", "120 million"),
    ("25万6千", "exact", "256000", "255500", "256500", "", "256,000"),
    ("3万4000", "exact", "34000", "33500", "34500", "", "34,000"),
    ("3万4567人", "exact", "34567", "34567", "34567", "人", "34,567 人"),
    ("一万五千亿", "exact", "1500000000000", "1450000000000", "1550000000000", "", "1.5 trillion"),
    ("1亿零300万", "exact", "103000000", "102500000", "103500000", "", "103 million"),
    ("1万亿5000亿元", "exact", "1500000000000", "1450000000000", "1550000000000", "元", "1.5 trillion 元"),
    ("超1亿2000万人", "at_least", "120000000", "120000000", "130000000", "人", "over 120 million 人"),
    ("1千余万", "at_least", "10000000", "10000000", "20000000", "", "over 10 million"),
    ("2.5千万", "exact", "25000000", "24500000", "25500000", "", "25 million"),
    ("两亿多", "at_least", "200000000", "200000000", "300000000", "", "over 200 million"),
]
PARTS: list[Form] = [
    ("九成", "exact", "90", "85", "95", "%", "90%"),
    ("近九成", "nearly", "90", "80", "90", "%", "nearly 90%"),
    ("两成多", "at_least", "20", "20", "30", "%", "over 20%"),
    ("超七成", "at_least", "70", "70", "80", "%", "over 70%"),
    ("不足一成", "nearly", "10", "0", "10", "%", "less than 10%"),
    ("九成五", "exact", "95", "94.5", "95.5", "%", "95%"),
    ("七成半", "exact", "75", "74.5", "75.5", "%", "75%"),
    ("三至五成", "range", "30", "30", "50", "%", "30 to 50%"),
    ("三成至五成", "range", "30", "30", "50", "%", "30 to 50%"),
    ("七八成", "range", "70", "70", "80", "%", "70 to 80%"),
    ("三分之二", "exact", "66.6667", "50.00005", "83.33335", "%", "two thirds"),
    ("近1/3", "nearly", "33.3333", "16.66665", "33.3333", "%", "nearly one third"),
    ("四分之三以上", "at_least", "75", "75", None, "%", "at least three quarters"),
    ("1/10", "exact", "10", "5", "15", "%", "one tenth"),
    ("过半", "at_least", "50", "50", "100", "%", "over half"),
    ("超半数", "at_least", "50", "50", "100", "%", "over half"),
    ("半数", "exact", "50", "25", "75", "%", "half"),
    ("近一半", "nearly", "50", "25", "50", "%", "nearly half"),
    ("大半", "at_least", "50", "50", "100", "%", "over half"),
    ("百分之三十", "exact", "30", "29.5", "30.5", "%", "30%"),
    ("百分之百", "exact", "100", "99.5", "100", "%", "100%"),
    ("百分之三十至五十", "range", "30", "30", "50", "%", "30 to 50%"),
    ("万分之三", "exact", "3", "2.5", "3.5", "‱", "3‱"),
    ("3.2‱", "exact", "3.2", "3.15", "3.25", "‱", "3.2‱"),
]
RATES: list[Form] = [
    ("16.9/10万", "exact", "16.9", "16.85", "16.95", "/10万", "16.9 /10万"),
    ("5/10万", "exact", "5", "5", "5", "/10万", "5 /10万"),
    ("5.52席/10万人", "exact", "5.52", "5.515", "5.525", "席/10万人", "5.52 席/10万人"),
    ("每千人5.6张", "exact", "5.6", "5.55", "5.65", "张/千人", "5.6 张/千人"),
    ("每千人约5.6张", "about", "5.6", "5.5", "5.7", "张/千人", "about 5.6 张/千人"),
    ("每10万人16.9例", "exact", "16.9", "16.85", "16.95", "例/10万人", "16.9 例/10万人"),
    ("每百户拥有3.5辆", "exact", "3.5", "3.45", "3.55", "辆/百户", "3.5 辆/百户"),
    ("每人每月500元", "exact", "500", "500", "500", "元/人/月", "500 元/人/月"),
    ("1:3.5", "exact", "3.5", "3.45", "3.55", "1:n", "1:3.5"),
    ("1比17", "exact", "17", "17", "17", "1:n", "1:17"),
    ("105.07:100", "exact", "105.07", "105.065", "105.075", "n:100", "105.07:100"),
]
TIMES: list[Form] = [
    ("一刻钟", "exact", "15", "15", "15", "分钟", "15 分钟"),
    ("三刻钟以内", "at_most", "45", "0", "45", "分钟", "at most 45 分钟"),
    ("3分28秒", "exact", "208", "208", "208", "秒", "208 秒"),
    ("1小时30分钟", "exact", "90", "90", "90", "分钟", "90 分钟"),
    ("一小时三十分", "exact", "90", "90", "90", "分钟", "90 分钟"),
    ("2天3小时", "exact", "51", "51", "51", "小时", "51 小时"),
    ("3年零6个月", "exact", "42", "42", "42", "个月", "42 个月"),
    ("半小时", "exact", "0.5", "0.25", "0.75", "小时", "0.5 小时"),
    ("1个半小时", "exact", "1.5", "1.25", "1.75", "小时", "1.5 小时"),
    ("两年半", "exact", "2.5", "2.25", "2.75", "年", "2.5 年"),
    ("一个半月", "exact", "1.5", "1.25", "1.75", "个月", "1.5 个月"),
    ("不超过半小时", "at_most", "0.5", "0", "0.5", "小时", "at most 0.5 小时"),
]
WORDS: list[Form] = [
    ("约30余万", "at_least", "300000", "300000", "400000", "", "over 300,000"),
    ("多达3000余人", "at_least", "3000", "3000", "4000", "人", "over 3,000 人"),
    ("上百人", "at_least", "100", "100", "200", "人", "over 100 人"),
    ("过千家", "at_least", "1000", "1000", "2000", "家", "over 1,000 家"),
    ("保持在95%以上", "at_least", "95", "95", None, "%", "at least 95%"),
    ("≥95%", "at_least", "95", "95", None, "%", "at least 95%"),
    ("≤5分钟", "at_most", "5", "0", "5", "分钟", "at most 5 分钟"),
    ("<0.5%", "nearly", "0.5", "0", "0.5", "%", "less than 0.5%"),
    ("10万+", "at_least", "100000", "100000", None, "", "at least 100,000"),
    ("力争95%以上", "at_least", "95", "95", None, "%", "a target of at least 95%"),
    ("确保达到1亿人", "exact", "100000000", "100000000", "100000000", "人", "a target of 100 million 人"),
    ("十来万", "about", "100000", "50000", "150000", "", "about 100,000"),
    ("10来万人", "about", "100000", "50000", "150000", "人", "about 100,000 人"),
    ("5万不到", "nearly", "50000", "0", "50000", "", "less than 50,000"),
    ("两三个", "range", "2", "2", "3", "个", "2 to 3 个"),
    ("二三十万人", "range", "200000", "200000", "300000", "人", "200,000 to 300,000 人"),
    ("数以万计", "masked", None, None, None, "", "tens of thousands of"),
    ("30多亿吨二氧化碳当量", "at_least", "3000000000", "3000000000", "4000000000", "吨二氧化碳当量",
     "over 3 billion 吨二氧化碳当量"),
]  # fmt: skip
FORMS = [*CHANGES, *COMPOUND, *PARTS, *RATES, *TIMES, *WORDS]


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form[0])
def test_form_says_its_qualifier_value_interval_and_unit(form: Form) -> None:
    text, qualifier, value, low, high, unit, _ = form
    q = parse_quantity(text)
    assert (q.qualifier, q.unit) == (qualifier, unit)
    assert (q.value, q.low, q.high) == (_decimal(value), _decimal(low), _decimal(high))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form[0])
def test_form_is_written_as_it_was_printed(form: Form) -> None:
    assert format_quantity(parse_quantity(form[0])) == form[0]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form[0])
def test_form_is_said_in_english_and_read_back_as_the_same(form: Form) -> None:
    text, qualifier, value, *_, english = form
    said = format_quantity(parse_quantity(text), "en")
    assert said == english
    if said.startswith("up -"):
        return  # 增长-3.9% is printed by some; English says it with its sign
    read = parse_quantity(said, "en")
    assert (read.qualifier, read.value) == (qualifier, _decimal(value))


@pytest.mark.parametrize(
    ("text", "direction"),
    [("增长3%", "up"), ("下降3%", "down"), ("持平", "flat"), ("翻一番", "up"), ("3%", ""), ("3倍", "")],
)
def test_figure_says_whether_it_is_a_change(text: str, direction: str) -> None:
    assert parse_quantity(text).direction == direction


def test_figure_that_is_aimed_at_says_so() -> None:
    assert [parse_quantity(text).is_target for text in ("力争95%以上", "95%以上")] == [True, False]
