"""Traditional characters, full-width and compatibility forms, and characters that only look right."""

from __future__ import annotations

import pytest

from publicstats.quantity import QuantityError, format_quantity, parse_quantity
from publicstats.text.characters import find_odd, simplify, tidy


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("2.3億", "2.3亿"),
        ("2.1萬人", "2.1万人"),
        ("超1700萬名", "超1700万名"),
        ("三千餘戶", "三千余户"),
        ("約3萬億元", "约3万亿元"),
        ("45張", "45张"),
        ("1.2個百分點", "1.2个百分点"),
        ("35歲上下", "35岁上下"),
        ("兩處", "两处"),
        ("下降3.9個百分點", "下降3.9个百分点"),
        ("百分之三十點五", "百分之三十点五"),
        ("達3000餘條", "达3000余条"),
        ("不超過15分鐘", "不超过15分钟"),
        ("數千畝", "数千亩"),
    ],
)
def test_traditional_forms_are_read_as_simplified_ones_and_kept_in_the_print(
    traditional: str, simplified: str
) -> None:
    q, plain = parse_quantity(traditional), parse_quantity(simplified)
    assert (q.qualifier, q.value, q.low, q.high, q.unit) == (
        plain.qualifier, plain.value, plain.low, plain.high, plain.unit,
    )  # fmt: skip
    assert format_quantity(q) == traditional
    assert format_quantity(q, "en") == format_quantity(plain, "en")


@pytest.mark.parametrize(
    ("typed", "tidied"),
    [
        ("⼀百⼈", "一百人"),
        ("３，２００件", "3,200件"),
        ("１，２３４．５万件", "1,234.5万件"),
        ("98.7﹪", "98.7%"),
        ("5‐10元", "5-10元"),
        ("1∶3.5", "1:3.5"),
        ("二○", "二〇"),
        ("≧95％", "≥95%"),
        ("3\u200b6\u2009人", "36人"),
    ],
)
def test_variants_of_one_character_become_the_usual_one(typed: str, tidied: str) -> None:
    assert tidy(typed) == tidied


@pytest.mark.parametrize("sign", "㎡½①Ⅲ℃‰²㎏")
def test_signs_that_are_no_variants_stay_what_they_are(sign: str) -> None:
    assert tidy(sign) == sign


def test_reading_changes_no_length() -> None:
    text = "萬億個歲點戶條張餘約達過內噸畝臺項間處種輛"
    assert len(simplify(text)) == len(text)
    assert simplify(text) == "万亿个岁点户条张余约达过内吨亩台项间处种辆"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("1O0人", "O (U+004F LATIN CAPITAL LETTER O)"),
        ("3O人", "O (U+004F LATIN CAPITAL LETTER O)"),
        ("l00人", "l (U+006C LATIN SMALL LETTER L)"),
        ("1О0人", "О (U+041E CYRILLIC CAPITAL LETTER O)"),
        ("٣人", "٣ (U+0663 ARABIC-INDIC DIGIT THREE)"),
        ("３२件", "२ (U+0968 DEVANAGARI DIGIT TWO)"),
        ("𝟑人", "𝟑 (U+1D7D1 MATHEMATICAL BOLD DIGIT THREE)"),
        ("1½小时", "½ (U+00BD VULGAR FRACTION ONE HALF)"),
        ("①00人", "① (U+2460 CIRCLED DIGIT ONE)"),
        ("30ロ", "ロ (U+30ED KATAKANA LETTER RO)"),
    ],
)
def test_character_that_only_looks_right_is_named(text: str, name: str) -> None:
    with pytest.raises(QuantityError) as caught:
        parse_quantity(text)
    assert (caught.value.reason, caught.value.found) == ("odd_character", name)


@pytest.mark.parametrize("text", ["超1700万名", "98.7%", "35μg/m³", "3.3万㎡", "-5℃", "≥95%", "𠀀"])
def test_what_figures_are_printed_with_is_not_odd(text: str) -> None:
    assert find_odd(text) == ""
