"""A brief is one page that an official can take to a meeting."""

from __future__ import annotations

from datetime import date

import pytest

from publicstats.analysis.find.selection import Selection, parse_selection
from publicstats.downloads.brief import write_chosen_brief, write_overview_brief, write_theme_brief
from publicstats.edition.model import Edition
from publicstats.text.i18n import LANGS, Lang, translate
from tests.downloads.reading import list_elements, read_part, read_texts
from tests.helpers import change, copy, make_edition

TODAY = date(2024, 12, 1)
MONTHS = [
    copy("requests_sh", figure=f"month_{n}", period=f"2023-{n:02}", printed=f"{300 + n}万件")
    for n in range(1, 13)
]


def _read(file: bytes) -> list[str]:
    """The paragraphs of a document that are not blank."""
    return [text for text in read_texts(read_part(file, "word/document.xml"), "p") if text]


def _tell_theme(edition: Edition, theme: str = "care", lang: Lang = "zh") -> list[str]:
    return _read(write_theme_brief(edition, edition.themes[theme], lang, TODAY))


def _tell_chosen(edition: Edition, lang: Lang = "zh", **parts: tuple[str, ...]) -> list[str]:
    selection, _ = parse_selection(edition, parts)
    return _read(write_chosen_brief(edition, selection, lang, TODAY))


def test_headline_is_one_sentence_and_its_source_stands_below_it(small_edition: Edition) -> None:
    text = _tell_theme(small_edition)
    place = next(number for number, line in enumerate(text) if "1700多万名" in line)
    assert text[place] == (
        "截至2024年，全国会员1700多万名，比上年末上升6%至20%，距2025年目标（2000万人）还差200万至300万人。"
    )
    assert text[place + 1] == "来源：甲报，2024年10月10日"


def test_source_without_a_publisher_is_an_article_of_its_day(small_edition: Edition) -> None:
    assert "Source: article of 11 October 2024 (inferred)" in _tell_theme(small_edition, lang="en")


def test_computed_figure_names_the_sources_of_what_it_is_computed_from(small_edition: Edition) -> None:
    text = _tell_chosen(small_edition, figure=("money_per_member",))
    assert "本站计算，所用数据来源：甲报，2024年10月10日" in text


def test_of_several_sources_of_a_computed_figure_the_others_are_counted() -> None:
    edition = make_edition(figures=[change("money_2024", source="paper_b")])
    text = _tell_chosen(edition, "en", figure=("money_per_member",))
    assert any(line.startswith("Computed here from: ") and line.endswith(", and 1 more") for line in text)


def test_value_that_is_overdue_says_so_below_its_sentence() -> None:
    edition = make_edition(figures=MONTHS)
    text = _tell_chosen(edition, figure=("month_12",))
    assert any(line.startswith("来源：甲报") and "按周期应于" in line for line in text)


@pytest.mark.parametrize("lang", LANGS)
def test_course_is_a_small_line_described_in_words(lang: Lang) -> None:
    edition = make_edition(figures=MONTHS)
    file = write_chosen_brief(edition, Selection(figure=("month_12",)), lang, TODAY)
    [drawn] = list_elements(read_part(file, "word/document.xml"), "docPr")
    assert "12" in drawn.attrib["descr"]
    assert "2023" in drawn.attrib["descr"]


def test_overview_names_the_theme_of_each_headline(small_edition: Edition) -> None:
    text = _read(write_overview_brief(small_edition, "zh", TODAY))
    assert any(line.startswith("养老：截至2024年，全国会员") for line in text)


@pytest.mark.parametrize("lang", LANGS)
def test_brief_says_where_the_rest_is(small_edition: Edition, lang: Lang) -> None:
    assert small_edition.themes["care"].title.to(lang) in _tell_theme(small_edition, lang=lang)[-1]
    assert "/explore?region=cn" in _tell_chosen(small_edition, lang, region=("cn",))[-1]


@pytest.mark.parametrize("lang", LANGS)
def test_what_has_no_room_is_counted(lang: Lang) -> None:
    figures = [copy("share_2024", figure=f"share_{n}", period=f"{1900 + n}-05-31") for n in range(60)]
    edition = make_edition(figures=figures)
    names = tuple(f"share_{n}" for n in range(60))
    text = _tell_chosen(edition, lang, figure=names)
    shown = sum("98.7%" in line for line in text)
    assert 8 < shown < 20
    words = translate("brief.left_out", lang, shown=str(shown), count="60", where="@")
    assert text[-1].startswith(words.partition("@")[0])


def test_names_of_any_length_leave_room_for_others() -> None:
    edition = make_edition(
        indicators=[change("members", name_zh="很长的名称" * 200), change("money", name_zh="长" * 150)],
        themes=[change("care", title_zh="主题" * 300)],
    )
    text = _tell_theme(edition)
    assert all(len(line) < 600 for line in text)
    assert any("34.5亿元" in line for line in text)
    assert len(text[0]) < 40


def test_empty_selection_is_said(small_edition: Edition) -> None:
    assert (
        _read(write_chosen_brief(small_edition, Selection(q="zzzz"), "zh", TODAY))[-1]
        == "所选范围内没有数据。"
    )


def test_same_edition_and_day_make_the_same_file(small_edition: Edition) -> None:
    first, second = (write_overview_brief(small_edition, "en", TODAY) for _ in range(2))
    assert first == second


def test_brief_says_its_title_and_day_and_names_no_person(small_edition: Edition) -> None:
    file = write_theme_brief(small_edition, small_edition.themes["care"], "zh", TODAY)
    core = read_part(file, "docProps/core.xml")
    assert read_texts(core, "title") == ["养老一页简报"]
    assert "".join(read_texts(core, "creator") + read_texts(core, "lastModifiedBy")) == ""
    assert "2024年12月1日" in _read(file)[1]
