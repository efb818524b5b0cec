"""What is refused, and with which reason, so that the message can say what would be accepted."""

from __future__ import annotations

import contextlib

import pytest

from publicstats.quantity import QuantityError, format_quantity, parse_quantity


@pytest.mark.parametrize(
    ("text", "reason", "found"),
    [
        ("一百二", "loose_end", "一百二"),
        ("3万4", "loose_end", "3万4"),
        ("1亿2000", "loose_end", "1亿2"),
        ("增长到3%", "level_reached", "增长到"),
        ("提高至95%", "level_reached", "提高至"),
        ("下降2倍", "fall_in_times", ""),
        ("3万余百人", "scale_in_unit", "3万余百"),
        ("30余人多", "unreadable", "多"),
        ("上30人", "unreadable", "上"),
        ("过30人", "unreadable", "过"),
        ("下降-3%", "unreadable", "-3"),
        ("增长下降3%", "unreadable", "增长下降"),
        ("近约30左右", "two_qualifiers", "近、约、左右"),
        ("2.3.4万", "unreadable", ""),
        ("5成人", "unreadable", ""),
        ("3/2", "unreadable", ""),
        ("3:7", "unreadable", ""),
        ("3半小时", "unreadable", ""),
        ("28秒3分", "unreadable", ""),
        ("1小时90分", "unreadable", ""),
        ("三点五万", "unreadable", ""),
        ("1亿3亿", "unreadable", ""),
        ("1.2亿3000万", "unreadable", ""),
        ("25万16千", "unreadable", ""),
    ],
)
def test_refusal_says_why(text: str, reason: str, found: str) -> None:
    with pytest.raises(QuantityError) as caught:
        parse_quantity(text)
    assert (caught.value.reason, caught.value.found) == (reason, found)


@pytest.mark.parametrize(
    "piece", ["超过", "达到", "增长了", "不超过", "至", "多余", "个半", "千", "每千人", "3分", "以上"]
)
def test_rows_of_words_without_a_number_are_refused_at_once(piece: str) -> None:
    for text in (piece * (60 // len(piece)), f"3{piece * (59 // len(piece))}"):
        with contextlib.suppress(QuantityError):
            assert format_quantity(parse_quantity(text)) == text
