"""Texts break where a reader would break them, and no line is wider than its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publicstats.downloads.lines import break_text, clean, measure_text


@given(st.text("中文，。（）《》 abcdefgh 0123.", max_size=60), st.integers(60, 400))
def test_lines_fit_and_hold_the_whole_text(text: str, width: int) -> None:
    lines = break_text(text, 14, width)
    assert all(measure_text(line, 14) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_blank_text_has_no_line(text: str) -> None:
    assert break_text(text, 14, 100) == []


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() -> None:
    for width in range(60, 300, 7):
        lines = break_text("跨省起点低，升幅大；（两个数）都是《概数》或限值。", 14, width)
        assert not any(line[0] in "，；。）》" or line[-1] in "（《" for line in lines)


def test_english_words_stay_whole() -> None:
    text = "Share of second and later births"
    assert " ".join(break_text(text, 14, 90)) == text


def test_what_no_xml_may_hold_is_left_out() -> None:
    assert clean("a\x00b\x0bc\ud800d\ufffee\t文") == "abcde\t文"
