"""Cards, tables and citations as HTML: everything a reader needs, and no markup out of a CSV."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup, escape

from publicstats.analysis.filtering import select_figures
from publicstats.analysis.provenance import trace_figures
from publicstats.edition.model import Edition
from publicstats.figures.wording import format_figure
from publicstats.markup import elements
from publicstats.markup.cards import card, card_grid
from publicstats.text.i18n import LANGS, Lang
from tests.helpers import change, copy, find, make_edition

ALL_COLUMNS = ("indicator", "place", "breakdown", "figure", "period", "source", "line", "note")
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><b onmouseover="alert(1)">x</b>',
    "' onclick='alert(1)",
    "</li></ul><h1>x</h1>",
    "&lt;script&gt;",
    "{title}{0}%s",
]


class Page(HTMLParser):
    """The elements and attributes of HTML, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(str(html))  # a slice of Markup is Markup again
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes an element."""
        self.tags.append(tag)
        self.open.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        """Checks that the element that ends is the last one that began."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Collects the text."""
        self.text += data


def _hostile_edition(text: str) -> Edition:
    """An edition with a text in every cell that readers see."""

    def pair(name: str) -> dict[str, Any]:
        return {f"{name}_zh": text, f"{name}_en": text}

    return make_edition(
        indicators=[change("members", **pair("name"), **pair("definition"))],
        regions=[change("cn", **pair("name"))],
        breakdowns=[change("old", **pair("name"))],
        sources=[change("paper_a", **pair("title"), **pair("note"), publisher=text, document=text)],
        figures=[change("members_old", **pair("note"))],
        units=[change("人", name_en=text)],
        calculations=[change("members_gain", **pair("note"))],
    )


def _card(edition: Edition, name: str, lang: Lang = "zh") -> Markup:
    figure = find(edition, name)
    return card(figure, trace_figures(edition, [figure], lang), lang)


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_of_the_csvs_are_never_markup(text: str) -> None:
    edition = _hostile_edition(text)
    figures = select_figures(edition, indicators=["members"])
    for lang in LANGS:
        for html in (
            card_grid(figures, trace_figures(edition, figures, lang), lang, text),
            elements.figure_table(figures, lang, text, ALL_COLUMNS),
        ):
            page = Page(html)
            assert page.open == []
            assert text in page.text
            assert not {"script", "img", "b", "h1"} & set(page.tags)
            assert not [name for name, _ in page.attributes if name.startswith("on")]


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_of_pages_are_never_markup(text: str) -> None:
    for html in (
        elements.plain_table([text, text], [[text, text]], text),
        elements.plain_table([text], [[text, text]], text, quiet=True),
        elements.details(text, elements.BLANK),
        elements.facts([(text, text)]),
        elements.note(text),
        elements.figure_table((), "zh", text),
    ):
        page = Page(html)
        assert page.open == []
        assert text in page.text
        assert not {"script", "img", "b", "h1"} & set(page.tags)
        assert not [name for name, _ in page.attributes if name.startswith("on")]


@settings(max_examples=200)
@given(st.text(max_size=40))
def test_any_text_comes_out_as_it_went_in(text: str) -> None:
    html = elements.tag("p", escape(text), "x", aria_label=text)
    assert html.count("<") == 2
    assert dict(Page(html).attributes)["aria-label"] == text
    details = Page(elements.details(text, elements.BLANK))
    assert details.tags == ["details", "summary"]
    facts = Page(elements.facts([(text, text)]))
    assert facts.tags == ["dl", "dt", "dd"]
    table = Page(elements.plain_table([text, text], [[text, text]], text))
    assert set(table.tags) == {"div", "table", "caption", "thead", "tbody", "tr", "th", "td"}


@pytest.mark.parametrize("lang", LANGS)
def test_card_says_what_where_when_how_much_and_whence(small_edition: Edition, lang: Lang) -> None:
    figure = find(small_edition, "members_old")
    text = Page(_card(small_edition, figure.id, lang)).text
    expected = {
        "zh": [
            "会员",
            "约200万人",
            "全国 · 老年",
            "截至2024年",
            "100万人 至 300万人",
            "含退休人员",
            "《甲报一文》第6行",
        ],
        "en": [
            "Members",
            "about 2 million people",
            "China · Old",
            "2024",
            "1 million",
            "Retired",
            "“Article A”",
        ],
    }
    assert [part for part in expected[lang] if part not in text] == []


def test_card_of_a_hidden_figure_shows_the_stars_and_says_why(small_edition: Edition) -> None:
    html = _card(small_edition, "money_hidden")
    assert "***万元" in Page(html).text
    assert "数字隐去" in Page(html).text
    assert "ps-hidden" in html


def test_card_of_an_exact_whole_number_names_no_interval(small_edition: Edition) -> None:
    edition = make_edition(figures=[change("members_2024", printed="1700名")])
    assert "可能的区间" not in _card(edition, "members_2024")
    assert "可能的区间" in _card(small_edition, "members_2024")


def test_citation_leads_to_the_row_of_its_source(small_edition: Edition) -> None:
    figure = find(small_edition, "members_old")
    assert (
        dict(Page(elements.citation(figure, "zh")).attributes)["href"]
        == "./sources?source=paper_a&figure=members_old"
    )
    assert "lang=en" in elements.citation(figure, "en")


def test_derived_figure_shows_its_formula_and_is_no_link(small_edition: Edition) -> None:
    page = Page(elements.citation(find(small_edition, "members_gain"), "zh"))
    assert "a" not in page.tags
    assert "会员（2024年） − 会员（2023年）" in page.text


@pytest.mark.parametrize("lang", LANGS)
def test_table_has_a_row_for_each_figure_and_a_caption(small_edition: Edition, lang: Lang) -> None:
    figures = select_figures(small_edition)
    page = Page(elements.figure_table(figures, lang, "caption", ALL_COLUMNS))
    assert page.tags.count("tr") == len(figures) + 1
    assert "caption" in page.text
    for figure in figures:
        assert format_figure(figure, lang) in page.text


def test_table_marks_the_row_that_is_asked_for(small_edition: Edition) -> None:
    figures = select_figures(small_edition, indicators=["money"])
    html = elements.figure_table(figures, "zh", "caption", current="fee")
    assert html.count("ps-current") == 1
    assert "1000至5000元" in html.partition("ps-current")[2].partition("</tr>")[0]


def test_table_of_nothing_is_still_a_table() -> None:
    page = Page(elements.figure_table((), "zh", "caption"))
    assert page.tags.count("tr") == 1
    assert page.open == []


@pytest.mark.parametrize(
    ("lang", "parameters", "address"),
    [
        ("zh", {}, "./care"),
        ("en", {}, "./care?lang=en"),
        ("zh", {"source": "a&b=c#d"}, "./care?source=a%26b%3Dc%23d"),
        ("en", {"source": "文"}, "./care?source=%E6%96%87&lang=en"),
    ],
)
def test_address_of_a_page_keeps_the_language(lang: Lang, parameters: dict[str, str], address: str) -> None:
    assert elements.link("care", lang, **parameters) == address


@pytest.mark.parametrize("lang", LANGS)
def test_every_shipped_figure_has_a_sound_card(shipped_edition: Edition, lang: Lang) -> None:
    figures = select_figures(shipped_edition)
    page = Page(card_grid(figures, trace_figures(shipped_edition, figures, lang), lang, "all"))
    assert page.open == []
    assert page.tags.count("li") == len(shipped_edition.figures)
    ids = [value for name, value in page.attributes if name == "id"]
    assert len(ids) == len(set(ids)) == len(shipped_edition.figures)


def test_of_many_sources_the_one_published_last_is_named_and_the_others_unfold() -> None:
    sources = [
        copy("paper_a", source=f"paper_{number}", title_zh=f"第{number}期", published=f"2025-0{number}-01")
        for number in (1, 3, 2)
    ]
    figures = [
        copy("members_2024", figure=f"members_{number}", period=f"202{number}", source=f"paper_{number}")
        for number in (1, 2, 3)
    ]
    edition = make_edition(sources=sources, figures=figures)
    every = select_figures(edition, indicators=["members"])
    line = str(elements.source_line(every, "zh"))
    named, _, unfolded = line.partition("<details>")
    assert "《第3期》" in named
    assert "《第1期》" not in named
    assert all(f"《{title}》" in unfolded for title in ("第1期", "第2期", "甲报一文"))
