"""What each word and rule of the grammar says, by known answers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from publicstats.quantity import QuantityError, format_quantity, parse_quantity


def _ends(*numbers: str | None) -> tuple[Decimal | None, ...]:
    return tuple(None if number is None else Decimal(number) for number in numbers)


KNOWN = [
    # none, 为 达 共
    ("12个", "exact", "12", "12", "12", "个"),
    ("为12个", "exact", "12", "12", "12", "个"),
    ("达12个", "exact", "12", "12", "12", "个"),
    ("达到12个", "exact", "12", "12", "12", "个"),
    ("共12个", "exact", "12", "12", "12", "个"),
    ("共计12个", "exact", "12", "12", "12", "个"),
    ("0", "exact", "0", "0", "0", ""),
    ("1520.17", "exact", "1520.17", "1520.165", "1520.175", ""),
    ("-12", "exact", "-12", "-12", "-12", ""),
    ("1,234,567元", "exact", "1234567", "1234567", "1234567", "元"),
    ("2100万", "exact", "21000000", "20500000", "21500000", ""),
    ("2105万", "exact", "21050000", "21045000", "21055000", ""),
    ("180.00万", "exact", "1800000", "1799950", "1800050", ""),
    ("414.4万件", "exact", "4144000", "4143500", "4144500", "件"),
    ("3千人", "exact", "3000", "2500", "3500", "人"),
    ("14亿人", "exact", "1400000000", "1350000000", "1450000000", "人"),
    ("1.2万亿元", "exact", "1200000000000", "1150000000000", "1250000000000", "元"),
    ("98.7%", "exact", "98.7", "98.65", "98.75", "%"),
    ("70%", "exact", "70", "69.5", "70.5", "%"),
    ("100%", "exact", "100", "99.5", "100", "%"),
    ("0.50%", "exact", "0.50", "0.495", "0.505", "%"),
    ("-3.2%", "exact", "-3.2", "-3.25", "-3.15", "%"),
    ("12.37个百分点", "exact", "12.37", "12.365", "12.375", "个百分点"),
    ("3.5小时", "exact", "3.5", "3.45", "3.55", "小时"),
    # 超 超过 逾 突破 多 余
    ("超1700万名", "at_least", "17000000", "17000000", "18000000", "名"),
    ("超过1700万名", "at_least", "17000000", "17000000", "18000000", "名"),
    ("逾1750万名", "at_least", "17500000", "17500000", "17600000", "名"),
    ("突破3000", "at_least", "3000", "3000", "4000", ""),
    ("超98.7%", "at_least", "98.7", "98.7", "98.8", "%"),
    ("超80%", "at_least", "80", "80", "90", "%"),
    ("1700多万名", "at_least", "17000000", "17000000", "18000000", "名"),
    ("14亿多", "at_least", "1400000000", "1400000000", "1500000000", ""),
    ("500余万元", "at_least", "5000000", "5000000", "6000000", "元"),
    ("9300余家", "at_least", "9300", "9300", "9400", "家"),
    ("8万余", "at_least", "80000", "80000", "90000", ""),
    ("8个多小时", "at_least", "8", "8", "9", "小时"),
    ("8小时多", "at_least", "8", "8", "9", "小时"),
    # 以上 不少于 不低于
    ("80%以上", "at_least", "80", "80", None, "%"),
    ("1700万名以上", "at_least", "17000000", "17000000", None, "名"),
    ("不少于3处", "at_least", "3", "3", None, "处"),
    ("不低于98.7%", "at_least", "98.7", "98.7", None, "%"),
    ("超过80%以上", "at_least", "80", "80", None, "%"),
    # 近 接近 将近; 不到 不足 低于
    ("近3600人", "nearly", "3600", "3500", "3600", "人"),
    ("接近3600人", "nearly", "3600", "3500", "3600", "人"),
    ("将近3600人", "nearly", "3600", "3500", "3600", "人"),
    ("近1600万名", "nearly", "16000000", "15000000", "16000000", "名"),
    ("近8处", "nearly", "8", "4", "8", "处"),
    ("近98.7%", "nearly", "98.7", "98.6", "98.7", "%"),
    ("不到10%", "nearly", "10", "0", "10", "%"),
    ("不足3600人", "nearly", "3600", "0", "3600", "人"),
    ("低于5.5%", "nearly", "5.5", "0", "5.5", "%"),
    # 不超过 以内 以下
    ("不超过15分钟", "at_most", "15", "0", "15", "分钟"),
    ("15分钟以内", "at_most", "15", "0", "15", "分钟"),
    ("5000元以下", "at_most", "5000", "0", "5000", "元"),
    # 约 大约 左右 上下 来
    ("约200万人", "about", "2000000", "1000000", "3000000", "人"),
    ("大约210人", "about", "210", "200", "220", "人"),
    ("50%左右", "about", "50", "49", "51", "%"),
    ("35岁上下", "about", "35", "34", "36", "岁"),
    ("30来个", "about", "30", "20", "40", "个"),
    # ranges
    ("1000至5000元", "range", "1000", "1000", "5000", "元"),
    ("4-5元", "range", "4", "4", "5", "元"),
    ("4—5元", "range", "4", "4", "5", "元"),
    ("3至5万元", "range", "30000", "30000", "50000", "元"),
    ("3.5至5万元", "range", "35000", "35000", "50000", "元"),
    ("5000至1万元", "range", "5000", "5000", "10000", "元"),
    ("3万元至5万元", "range", "30000", "30000", "50000", "元"),
    ("60%至70%", "range", "60", "60", "70", "%"),
    ("9千万至1.2亿", "range", "90000000", "90000000", "120000000", ""),
    # hidden digits
    ("***万元", "masked", None, None, None, "元"),
    ("*", "masked", None, None, None, ""),
    ("××人", "masked", None, None, None, "人"),
    ("若干项", "masked", None, None, None, "项"),
    ("数千名", "masked", None, None, None, "名"),
    ("数十家", "masked", None, None, None, "家"),
    ("几十万人", "masked", None, None, None, "人"),
    ("十几个", "masked", None, None, None, "个"),
    # percentages in words
    ("百分之三十", "exact", "30", "29.5", "30.5", "%"),
    ("超百分之六十七点五", "at_least", "67.5", "67.5", "67.6", "%"),
    ("百分之80以上", "at_least", "80", "80", None, "%"),
    ("千分之五", "exact", "5", "4.5", "5.5", "‰"),
    ("1**人", "masked", None, None, None, "人"),
    ("***余万人", "masked", None, None, None, "人"),
    ("突破***亿元", "masked", None, None, None, "元"),
    ("3至*万元", "masked", None, None, None, "元"),
    # numerals
    ("三处", "exact", "3", "3", "3", "处"),
    ("两处", "exact", "2", "2", "2", "处"),
    ("十余项", "at_least", "10", "10", "20", "项"),
    ("百余名", "at_least", "100", "100", "200", "名"),
    ("百万名", "exact", "1000000", "500000", "1500000", "名"),
    ("百家", "exact", "100", "50", "150", "家"),
    ("三百家", "exact", "300", "300", "300", "家"),
    ("三百余万元", "at_least", "3000000", "3000000", "4000000", "元"),
    ("三千余人", "at_least", "3000", "3000", "4000", "人"),
    ("千余人", "at_least", "1000", "1000", "2000", "人"),
    ("近千人", "nearly", "1000", "500", "1000", "人"),
    ("一百二十个", "exact", "120", "120", "120", "个"),
    ("五至六年", "range", "5", "5", "6", "年"),
    # units
    ("35微克/立方米", "exact", "35", "35", "35", "微克/立方米"),
    ("3千米", "exact", "3", "3", "3", "千米"),
    ("5千克", "exact", "5", "5", "5", "千克"),
    ("3千名", "exact", "3000", "2500", "3500", "名"),
]


@pytest.mark.parametrize(("text", "qualifier", "value", "low", "high", "unit"), KNOWN)
def test_printed_figure_says_its_qualifier_value_interval_and_unit(
    text: str, qualifier: str, value: str | None, low: str | None, high: str | None, unit: str
) -> None:
    q = parse_quantity(text)
    assert (q.qualifier, q.value, q.low, q.high, q.unit) == (qualifier, *_ends(value, low, high), unit)


@pytest.mark.parametrize("text", [known[0] for known in KNOWN])
def test_figure_is_written_as_it_was_printed(text: str) -> None:
    assert format_quantity(parse_quantity(text)) == text


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("１２，３４５人", "12,345人"),
        ("98.7％", "98.7%"),
        ("９８．７％", "98.7%"),
        ("超 1700 万 名", "超1700万名"),
        ("　超1700万名　", "超1700万名"),
        ("＊＊＊万元", "***万元"),
        ("−3.2%", "-3.2%"),
        ("１０００～５０００元", "1000~5000元"),
        ("3\u00a0600\u200b人", "3600人"),
    ],
)
def test_full_width_forms_and_spaces_change_nothing_but_the_form(typed: str, tidy: str) -> None:
    assert parse_quantity(typed) == parse_quantity(tidy)
    assert format_quantity(parse_quantity(typed)) == tidy


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("  　", "empty"),
        ("人", "no_number"),
        ("以上", "no_number"),
        ("百分之三十名", "unreadable"),
        ("百分之三三", "unreadable"),
        ("微克/立方米", "no_number"),
        ("12,34", "unreadable"),
        ("1.", "unreadable"),
        (".5", "unreadable"),
        ("1..2", "unreadable"),
        ("--3", "unreadable"),
        ("3×5", "unreadable"),
        ("3人 4人", "unreadable"),
        ("一百二", "loose_end"),
        ("三三", "unreadable"),
        ("超3余人余", "unreadable"),
        ("10余万多", "unreadable"),
        ("1至2至3", "unreadable"),
        ("3万元至5万人", "unreadable"),
        ("近80%以上", "two_qualifiers"),
        ("超30左右", "two_qualifiers"),
        ("超3至5万", "two_qualifiers"),
        ("5万至3万", "range_order"),
        ("1.2E+08", "excel_number"),
        ("4e5", "excel_number"),
        ("2024-05", "date"),
        ("2024-05-31", "date"),
        ("2024/5/31", "date"),
        ("2024.5.31", "date"),
        ("4月5日", "date"),
        ("5-Apr", "date"),
        ("1" * 19, "too_long"),
        ("٣人", "odd_character"),
        ("1E9999999999999999999", "too_long"),
    ],
)
def test_what_is_no_figure_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(QuantityError) as caught:
        parse_quantity(text)
    assert caught.value.reason == reason
    assert caught.value.text == text


@pytest.mark.parametrize("length", [61, 241, 100_000])
@pytest.mark.parametrize("character", ["1", "*", "三", "万", "人", ","])
def test_sentence_in_the_wrong_cell_is_refused_at_once(character: str, length: int) -> None:
    with pytest.raises(QuantityError) as caught:
        parse_quantity("3" + character * length)
    assert caught.value.reason == "too_long"


def test_masked_figure_keeps_what_is_legible() -> None:
    assert format_quantity(parse_quantity("1**8万元")) == "1**8万元"


def test_masked_figure_has_no_open_end() -> None:
    q = parse_quantity("***万元")
    assert not q.is_open_below
    assert not q.is_open_above


def test_figure_with_an_open_end_says_which() -> None:
    q = parse_quantity("80%以上")
    assert (q.is_open_below, q.is_open_above) == (False, True)
    q = parse_quantity("低于-3%")
    assert (q.is_open_below, q.is_open_above) == (True, False)


def test_unit_of_the_indicator_stands_where_none_is_printed() -> None:
    assert format_quantity(parse_quantity("1700多万"), unit="名") == "1700多万名"
