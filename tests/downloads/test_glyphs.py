"""Characters that the font lacks are seen to be lacking, and named in the log."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest

from publicstats.downloads.glyphs import SUBSTITUTE, substitute
from publicstats.downloads.poster import draw_poster, read_height, write_png
from publicstats.edition.model import Edition
from publicstats.text.i18n import Text
from tests.downloads.reading import read_svg, read_texts

LACKING = "\U0002a6d6"
"""A character of CJK Extension B that hardly any font has."""


def test_text_that_the_font_has_is_as_it_was(caplog: pytest.LogCaptureFixture) -> None:
    text = "民生数据 12.3% “a” ·\u00a0—〓"
    assert substitute(text) == text
    assert caplog.records == []


def test_character_that_the_font_lacks_is_substituted_and_named(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert substitute(f"甲{LACKING}乙") == f"甲{SUBSTITUTE}乙"
    [record] = caplog.records
    assert record.characters == f"U+2A6D6 {LACKING}"  # type: ignore[attr-defined]


@pytest.mark.parametrize("unseen", ["\u200b", "\ufe0f", "\u0301", "\u2003"])
def test_what_is_nothing_to_look_at_is_left_alone(unseen: str) -> None:
    assert substitute(f"甲{unseen}乙") == f"甲{unseen}乙"


def test_picture_has_the_sign_in_its_words_and_the_character_in_its_title(small_edition: Edition) -> None:
    chart = small_edition.charts["care_bars"]
    chart = replace(chart, title=Text(f"某{LACKING}村", "A village"))
    svg = read_svg(draw_poster(small_edition, chart, "zh"))
    assert read_texts(svg, "title") == [f"某{LACKING}村"]
    assert f"某{SUBSTITUTE}村" in "".join(read_texts(svg, "text"))


def test_picture_of_a_high_drawing_is_at_most_1440_by_1600(small_edition: Edition) -> None:
    chart = small_edition.charts["care_bars"]
    high = replace(chart, note=Text("很长的说明。" * 600, "long note " * 600))
    svg = draw_poster(small_edition, high, "zh")
    assert read_height(svg) > 800
    png = write_png(svg)
    width, height = int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
    assert width <= 1440
    assert height <= 1600
