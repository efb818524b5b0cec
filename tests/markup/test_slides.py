"""Slides for a room: a few figures each, with everything that a figure is never shown without."""

from __future__ import annotations

from publicstats.analysis.filtering import select_figures
from publicstats.edition.model import Edition
from publicstats.markup.slides import ON_A_SLIDE, slide_show
from tests.helpers import change, find, make_edition


def test_slides_hold_a_few_figures_each_under_their_theme(small_edition: Edition) -> None:
    figures = select_figures(small_edition, indicators=["members"])
    html = slide_show([("养老", figures), ("热线", figures[:1])], "zh", 0, "./")
    assert html.count('class="ps-slide"') == -(-len(figures) // ON_A_SLIDE) + 1
    assert html.count("<li>") == len(figures) + 1
    assert html.count("<h2>热线</h2>") == 1


def test_slide_says_place_time_nature_and_source_of_each_figure(small_edition: Edition) -> None:
    html = slide_show([("养老", [find(small_edition, "members_target")])], "zh", 20, "./care")
    for text in (
        "2000万人",
        "全国 · 截至2025年",
        "目标值",
        "《乙报一文》第7行",
        'data-seconds="20"',
        'href="./care"',
    ):
        assert text in html


def test_words_of_the_csvs_are_text_on_a_slide() -> None:
    edition = make_edition(indicators=[change("members", name_zh="<img src=x onerror=alert(1)>")])
    html = slide_show([("<b>", [find(edition, "members_2024")])], "zh", 0, "./")
    assert "<img" not in html
    assert "<b>" not in html
