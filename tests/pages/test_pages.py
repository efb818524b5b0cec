"""Every page in both languages as Streamlit runs it, over the shipped data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from pages.theme import render_page as render_theme
from publicstats.analysis.filtering import select_figures
from publicstats.analysis.source_order import list_sources
from publicstats.edition.model import Edition
from publicstats.figures.wording import format_count, format_figure
from publicstats.text.i18n import LANGS, Lang, translate
from tests.helpers import DATA
from tests.visiting import (
    forget,
    list_addresses,
    list_drawings,
    list_titles,
    read_html,
    read_title,
    start,
    turn_to,
)

Visit = Callable[..., AppTest]
ABOUT_DATA = {"calendar", "sources", "changes", "quality", "scan"}


@dataclass(frozen=True)
class Seen:
    """What a reader finds on a page."""

    titles: list[str]
    failures: list[str]
    html: str
    alts: list[str]


Tour = tuple[Lang, dict[str, Seen]]


@pytest.fixture(scope="module", params=LANGS)
def tour(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tour]:
    """Every page of the shipped data by its address, in one language."""
    with pytest.MonkeyPatch.context() as patch:
        app = start(tmp_path_factory.mktemp("tour"), patch, DATA, lang=request.param)
        pages = {address: _look(turn_to(app, address)) for address in list_addresses(app)}
    yield request.param, pages
    forget()


def _look(app: AppTest) -> Seen:
    return Seen(
        titles=list_titles(app),
        failures=[failure.value for failure in app.exception],
        html=read_html(app),
        alts=list_drawings(app),
    )


def test_every_page_is_drawn_with_a_title_and_its_content(tour: Tour, shipped_edition: Edition) -> None:
    lang, pages = tour
    assert {"", *shipped_edition.themes, *ABOUT_DATA} <= set(pages)
    for address, page in pages.items():
        assert page.failures == [], address
        assert len(page.titles) == 1, address
        assert len(page.html) > 500, address
        # Links and the search form keep the language.
        others = re.findall(r'="(\./(?![^"]*lang=en)[^"]*)"', page.html)
        assert others == [] or lang == "zh", address


def test_theme_page_shows_every_figure_of_its_charts_on_one_of_its_pages(
    tour: Tour, shipped_edition: Edition
) -> None:
    lang, pages = tour
    for theme in shipped_edition.themes.values():
        assert pages[theme.id].titles == [theme.title.to(lang)]
        html = pages[theme.id].html
        numbers = {int(number) for number in re.findall(r"[?&;]page=(\d+)", html)}
        for number in range(2, max(numbers, default=1) + 1):
            html += render_theme.write(shipped_edition, lang, theme, number)
        for figure in select_figures(shipped_edition, theme=theme.id):
            assert escape(format_figure(figure, lang)) in html, figure.id


def test_every_drawing_has_a_text_for_those_who_do_not_see_it(tour: Tour) -> None:
    alts = [alt for page in tour[1].values() for alt in page.alts]
    assert len(alts) > 20
    assert min(len(alt) for alt in alts) > 20


def test_overview_has_a_link_to_every_theme(tour: Tour, shipped_edition: Edition) -> None:
    lang, pages = tour
    for theme in shipped_edition.themes.values():
        assert f'href="./{theme.id}{"?lang=en" if lang == "en" else ""}"' in pages[""].html


def test_sources_page_lists_every_source_with_its_number_of_figures(
    tour: Tour, shipped_edition: Edition
) -> None:
    lang, pages = tour
    text = unescape(pages["sources"].html)
    for source, figures in list_sources(shipped_edition):
        (row,) = [row for row in text.split("<tr") if f"source={source.id}" in row]
        assert source.title.to(lang) in row
        assert format_count(figures, lang) in row or not figures


def test_citation_shows_its_source_alone_with_its_row_marked(visit: Visit) -> None:
    html = read_html(visit("sources", source="paper_a", figure="members_2024"))
    assert html.count("<dl") == 1
    marked = [row for row in html.split("<tr") if row.startswith(' class="ps-current"')]
    assert ["1700多万名" in row for row in marked] == [True]


@pytest.mark.parametrize(
    "query",
    [{"source": "no_such"}, {"source": "<script>alert(1)</script>"}, {"figure": "'\"><b>"}, {"lang": "fr"}],
)
def test_address_that_makes_no_sense_shows_the_whole_page(visit: Visit, query: dict[str, str]) -> None:
    app = visit("sources", **query)
    assert not app.exception
    assert read_title(app) == translate("page.sources", "zh")
    assert read_html(app).count("<tr") == 3
    assert "<script>" not in read_html(app)


def test_language_stays_while_a_reader_goes_from_page_to_page(visit: Visit) -> None:
    app = visit(lang="en")
    assert read_title(app) == "Overview"
    turn_to(app, "calls")
    assert read_title(app) == "Hotline"
    app.query_params["lang"] = "zh"
    app.run()
    assert read_title(app) == "热线"


def test_language_switch_leads_to_the_same_view(visit: Visit) -> None:
    html = unescape(read_html(visit("explore", q="热线&x", kind="actual")))
    (chinese, english) = re.findall(r'<a href="([^"]*)" lang="[^"]*" hreflang', html)
    assert parse_qs(english) == {"?q": ["热线&x"], "kind": ["actual"], "lang": ["en"]}
    assert parse_qs(chinese)["lang"] == ["zh"]
