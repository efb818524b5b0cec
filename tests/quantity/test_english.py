"""The same figures said in English, and English read back."""

from __future__ import annotations

from decimal import Decimal

import pytest

from publicstats.quantity import QuantityError, format_quantity, parse_quantity
from publicstats.quantity.vocabulary import ONLY_BEFORE, WORDS, Word

KNOWN = [
    ("超1700万名", "members", "over 17 million members"),
    ("1700多万名", "members", "over 17 million members"),
    ("逾3600人", "people", "over 3,600 people"),
    ("近3600人", "people", "nearly 3,600 people"),
    ("不到3600人", "people", "less than 3,600 people"),
    ("不足10%", "%", "less than 10%"),
    ("不超过15分钟", "minutes", "at most 15 minutes"),
    ("15分钟以内", "minutes", "at most 15 minutes"),
    ("80%以上", "%", "at least 80%"),
    ("不少于3处", "places", "at least 3 places"),
    ("超过80%以上", "%", "at least 80%"),
    ("约200万人", "people", "about 2 million people"),
    ("30人左右", "people", "about 30 people"),
    ("共12个", "units", "12 units"),
    ("414.4万件", "cases", "4.144 million cases"),
    ("37万人", "people", "370,000 people"),
    ("0.10万件", "cases", "1,000 cases"),
    ("180.00万", "", "1.8000 million"),
    ("2100万", "", "21 million"),
    ("14亿多人", "people", "over 1.4 billion people"),
    ("1.2万亿元", "yuan", "1.2 trillion yuan"),
    ("9999万", "", "99.99 million"),
    ("12,345,678元", "yuan", "12,345,678 yuan"),
    ("98.70%", "%", "98.70%"),
    ("0.00%", "%", "0.00%"),
    ("-3.2%", "%", "-3.2%"),
    ("3.5‰", "‰", "3.5‰"),
    ("三处", "places", "3 places"),
    ("两千人", "people", "2,000 people"),
    ("十余项", "items", "over 10 items"),
    ("百万名", "members", "1 million members"),
    ("1000至5000元", "yuan", "1,000 to 5,000 yuan"),
    ("3至5万元", "yuan", "30,000 to 50,000 yuan"),
    ("300至500万元", "yuan", "3 to 5 million yuan"),
    ("9千万至1.2亿元", "yuan", "90 to 120 million yuan"),
    ("9亿至12亿元", "yuan", "900 million to 1.2 billion yuan"),
    ("3元至1000万元", "yuan", "3 to 10,000,000 yuan"),
    ("60%至70%", "%", "60 to 70%"),
    ("***人", "people", "*** people"),
    ("***万元", "yuan", "*** × 10,000 yuan"),
    ("***百万元", "yuan", "*** million yuan"),
    ("***千万元", "yuan", "*** × 10 million yuan"),
    ("***十亿元", "yuan", "*** billion yuan"),
    ("突破***亿元", "yuan", "over *** × 100 million yuan"),
    ("1**人", "people", "1** people"),
    ("若干项", "items", "an undisclosed number of items"),
    ("数百万人", "people", "several million people"),
    ("十几个", "groups", "a dozen or so groups"),
    ("百分之三十", "%", "30%"),
    ("3至5*人", "people", "3 to 5* people"),
]


@pytest.mark.parametrize(("printed", "unit", "english"), KNOWN)
def test_figure_is_said_in_english(printed: str, unit: str, english: str) -> None:
    assert format_quantity(parse_quantity(printed), "en", unit) == english


@pytest.mark.parametrize(("printed", "unit", "english"), KNOWN)
def test_english_says_the_same_qualifier_and_value(printed: str, unit: str, english: str) -> None:
    chinese, read = parse_quantity(printed), parse_quantity(english, "en")
    assert (read.qualifier, read.value, read.unit) == (chinese.qualifier, chinese.value, unit)


@pytest.mark.parametrize(
    "word",
    [word for word in WORDS if word.side != "inside" and word.text not in ONLY_BEFORE],
    ids=lambda word: word.text,
)
def test_every_qualifying_word_has_an_english_one_of_the_same_meaning(word: Word) -> None:
    printed = f"{word.text}3600人" if word.side == "before" else f"3600人{word.text}"
    said = format_quantity(parse_quantity(printed), "en", "people")
    assert said == f"{word.english} 3,600 people".strip()
    assert parse_quantity(said, "en").qualifier == word.qualifier


def test_printed_unit_stands_where_no_english_one_is_given() -> None:
    assert format_quantity(parse_quantity("3600人"), "en") == "3,600 人"


@pytest.mark.parametrize(
    ("text", "value", "low", "high"),
    [
        ("over 17 million members", "17000000", "17000000", "18000000"),
        ("nearly 3,600 people", "3600", "3500", "3600"),
        ("at least 80%", "80", "80", None),
        ("98.7%", "98.7", "98.65", "98.75"),
        ("4.144 million cases", "4144000", "4143500", "4144500"),
        ("3 to 5 million yuan", "3000000", "3000000", "5000000"),
        ("900 million to 1.2 billion yuan", "900000000", "900000000", "1200000000"),
        ("  about   30  people ", "30", "20", "40"),
    ],
)
def test_english_is_read_with_the_same_interval(text: str, value: str, low: str, high: str | None) -> None:
    q = parse_quantity(text, "en")
    assert (q.value, q.low, q.high) == (Decimal(value), Decimal(low), None if high is None else Decimal(high))


@pytest.mark.parametrize(
    "text", ["", "people", "over people", "roughly 3 people", "over over 3", "1 2", "3" * 300, "x" * 5000]
)
def test_what_is_no_english_figure_is_refused(text: str) -> None:
    with pytest.raises(QuantityError):
        parse_quantity(text, "en")


@pytest.mark.parametrize(("english", "chinese"), [("2.00 billion", "20.0亿"), ("2 billion", "20亿")])
def test_zero_that_is_printed_after_a_point_counts_in_english_as_well(english: str, chinese: str) -> None:
    quantity, same = parse_quantity(english, "en"), parse_quantity(chinese)
    assert (quantity.low, quantity.high) == (same.low, same.high)
