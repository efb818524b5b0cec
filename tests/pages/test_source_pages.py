"""The sources in pages: a list to turn, whose they are, and one source with its figures."""

from __future__ import annotations

import re
from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from pages.sources import SHOWN
from tests.helpers import add, make_files
from tests.visiting import read_html, read_text

Visit = Callable[..., AppTest]


def make_many(count: int) -> dict[str, bytes]:
    """A folder with so many more sources, a figure in each."""
    sources = [
        add(
            source=f"bulletin_{number:03}",
            title_zh=f"第{number}号公报",
            title_en=f"Bulletin {number}",
            publisher="统计局 / Statistics Office",
            published=f"2020-{number // 28 + 1:02}-{number % 28 + 1:02}",
            published_basis="printed",
            document="c.txt",
        )
        for number in range(count)
    ]
    figures = [
        add(
            figure=f"more_{number:03}",
            indicator="requests",
            region="cn",
            period=f"2020-{number // 28 + 1:02}-{number % 28 + 1:02}",
            basis="flow",
            printed=f"{number + 1}件",
            source=f"bulletin_{number:03}",
            line="20",
        )
        for number in range(count)
    ]
    return make_files(sources=sources, figures=figures)


def make_long(count: int) -> dict[str, bytes]:
    """A folder with a source that has so many figures more."""
    return make_files(
        figures=[
            add(
                figure=f"more_{number:03}",
                indicator="requests",
                region="cn",
                period=f"2020-{number // 28 + 1:02}-{number % 28 + 1:02}",
                basis="flow",
                printed=f"{number + 1}件",
                source="paper_a",
                line=str(100 + number),
            )
            for number in range(count)
        ]
    )


def list_rows(app: AppTest) -> list[str]:
    return re.findall(r"\?source=(\w+)", read_html(app))


def test_many_sources_come_in_pages_the_newest_first(visit: Visit) -> None:
    first = visit("sources", files=make_many(SHOWN + 5))
    assert list_rows(first)[:3] == ["paper_b", "paper_a", f"bulletin_{SHOWN + 4:03}"]
    assert len(list_rows(first)) == SHOWN
    assert f"来源共{SHOWN + 7}篇，本页为第1至{SHOWN}篇" in read_text(first)
    last = visit("sources", files=make_many(SHOWN + 5), page="2")
    assert list_rows(last)[-1] == "bulletin_000"
    assert len(list_rows(last)) == 7
    assert list_rows(visit("sources", files=make_many(SHOWN + 5), page="99")) == list_rows(last)


def test_sources_of_a_publisher_are_chosen_by_a_link_and_turned_by_links_that_keep_it(visit: Visit) -> None:
    whole = read_text(visit("sources", files=make_many(SHOWN + 5), lang="en"))
    (address,) = re.findall(
        rf'href="([^"]+)" target="_self">Statistics Office \({SHOWN + 5}\)', whole.replace("&amp;", "&")
    )
    assert address == "./sources?publisher=%E7%BB%9F%E8%AE%A1%E5%B1%80&lang=en"
    app = visit("sources", files=make_many(SHOWN + 5), publisher="统计局")
    assert "paper_a" not in list_rows(app)
    assert "publisher=%E7%BB%9F%E8%AE%A1%E5%B1%80&page=2" in read_text(app)
    assert 'aria-current="true"' in re.findall(r"<a[^>]*>统计局（55）", read_text(app))[0]


def test_sources_without_a_publisher_are_chosen_as_such(visit: Visit) -> None:
    app = visit("sources", publisher="-")
    assert list_rows(app) == ["paper_b"]
    assert list_rows(visit("sources", publisher="nobody")) == ["paper_b", "paper_a"]


def test_figures_of_a_long_source_come_in_pages(visit: Visit) -> None:
    app = visit("sources", files=make_long(SHOWN), source="paper_a", page="2")
    assert read_html(app).count("<tr") == 1 + 6
    assert f"摘录数据{SHOWN + 6}项，本页为第{SHOWN + 1}至{SHOWN + 6}项" in read_text(app)
    assert 'href="./sources?source=paper_a"' in read_html(app)


def test_cited_figure_is_marked_on_the_page_that_has_it(visit: Visit) -> None:
    name = f"more_{SHOWN - 1:03}"
    for query in ({"source": "paper_a"}, {}):
        html = read_html(visit("sources", files=make_long(SHOWN), figure=name, **query))
        (marked,) = [row for row in html.split("<tr") if row.startswith(' class="ps-current"')]
        assert f"{SHOWN}件" in marked
    turned = read_html(visit("sources", files=make_long(SHOWN), figure=name, source="paper_a", page="1"))
    assert "ps-current" not in turned


def test_figure_of_another_source_marks_nothing(visit: Visit) -> None:
    html = read_html(visit("sources", source="paper_b", figure="members_2024"))
    assert "ps-current" not in html
    assert html.count("<tr") == 1 + 7
