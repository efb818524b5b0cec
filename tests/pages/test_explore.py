"""The explore page: what an address shows, what the controls make of it, and what is offered instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from publicstats.analysis.find.selection import Selection, parse_selection, select_positions
from publicstats.text.i18n import LANGS, Lang, translate
from tests.helpers import add, change, make_edition, make_files
from tests.visiting import read_html, read_text, read_title

Visit = Callable[..., AppTest]


def _ids(app: AppTest) -> list[str]:
    """The figures of the table, by their citations."""
    return re.findall(r"sources\?source=\w+&amp;figure=(\w+)", read_html(app))


def _cards(app: AppTest) -> list[str]:
    return re.findall(r'id="figure-(\w+)"', read_html(app))


def _links(app: AppTest, beginning: str) -> list[str]:
    return [link for link in re.findall(r'href="([^"]+)"', read_text(app)) if link.startswith(beginning)]


def _many(count: int) -> dict[str, bytes]:
    rows = [
        add(
            figure=f"more_{number:03}",
            indicator="requests",
            region="cn",
            period=f"2024-{number // 28 + 1:02}-{number % 28 + 1:02}",
            basis="flow",
            printed=f"{number + 1}件",
            source="paper_a",
            line="20",
        )
        for number in range(count)
    ]
    return make_files(figures=rows)


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_asked_for_shows_every_figure_and_no_card(visit: Visit, lang: Lang) -> None:
    app = visit("explore", lang=lang)
    assert not app.exception
    assert read_title(app) == translate("page.explore", lang)
    assert translate("explore.all", lang) in read_text(app)
    assert read_html(app).count("<tr") == len(make_edition().figures) + 1
    assert _cards(app) == []


def test_query_shows_the_best_figures_as_cards_with_their_sources(visit: Visit) -> None:
    app = visit("explore", q="青年 会员")
    assert _cards(app) == ["members_young"]
    assert "300万人" in read_text(app)
    assert _links(app, "./sources") == ["./sources?source=paper_a&figure=members_young"]
    # What the cards say is not said again.
    assert "<table" not in read_html(app)


def test_names_that_match_lead_to_their_pages(visit: Visit) -> None:
    app = visit("explore", q="Hotline", lang="en")
    assert "./calls?lang=en" in _links(app, "./calls")
    assert "./indicator?indicator=requests&lang=en" in _links(app, "./indicator")
    assert _links(visit("explore", q="上海"), "./regions") == ["./regions?region=310000"]


def test_filters_of_the_address_are_in_force_and_can_each_be_taken_away(visit: Visit) -> None:
    app = visit("explore", theme="calls", region="310000,110000", sort="-value")
    assert _ids(app) == ["requests_sh", "requests_bj"]
    assert app.multiselect(key="explore_region").value == ["310000", "110000"]
    assert "./explore?region=310000,110000&sort=-value" in [
        unescape(link).replace("%2C", ",") for link in _links(app, "./explore")
    ]
    assert "./explore?sort=-value" in _links(app, "./explore")


def test_filter_without_a_control_is_shown_among_the_chosen_ones(visit: Visit) -> None:
    app = visit("explore", indicator="requests", figure="requests_sh")
    assert _ids(app) == ["requests_sh"]
    text = read_text(app)
    assert translate("explore.drop", "zh", name="指标", value="诉求") in text
    assert translate("explore.drop", "zh", name="数据", value="requests_sh") in text


def test_controls_write_the_address_and_go_back_to_the_first_page(visit: Visit) -> None:
    app = visit("explore", files=_many(60), page="2", lang="en", indicator="requests")
    app.multiselect(key="explore_basis").set_value(["flow"]).run()
    assert app.query_params == {"indicator": "requests", "basis": "flow", "lang": "en"}
    app.text_input(key="explore_q").set_value("hotline").run()
    app.selectbox(key="explore_sort").set_value("-period").run()
    assert app.query_params["q"] == "hotline"
    assert app.query_params["sort"] == "-period"
    assert _ids(app)[0] == "requests_sh"
    app.multiselect(key="explore_basis").set_value([]).run()
    assert "basis" not in app.query_params


def test_query_typed_first_is_answered_with_the_best_match(visit: Visit) -> None:
    app = visit("explore")
    app.text_input(key="explore_q").set_value("青年").run()
    assert app.query_params == {"q": "青年"}
    assert _cards(app) == ["members_young"]


def test_options_say_what_they_would_find_and_those_that_find_nothing_are_left_out(visit: Visit) -> None:
    app = visit("explore", theme="calls")
    assert app.multiselect(key="explore_kind").options == ["实际值（4）"]
    assert app.multiselect(key="explore_region").options == ["全国（2）", "上海市（1）", "北京市（1）"]
    # A filter's own choice does not narrow what it offers.
    assert len(app.multiselect(key="explore_theme").options) == 2


def test_long_results_come_in_pages_of_fifty(visit: Visit) -> None:
    app = visit("explore", files=_many(60), indicator="requests", page="2")
    assert translate("explore.figures_part", "zh", first="51", last="64", count="64") in read_text(app)
    assert len(_ids(app)) == 14


@pytest.mark.parametrize("page", ["0", "-1", "99", "two", "9" * 5000, "²", ""])
def test_page_that_does_not_exist_shows_one_that_does(visit: Visit, page: str) -> None:
    app = visit("explore", files=_many(60), indicator="requests", page=page)
    assert not app.exception
    assert len(_ids(app)) in (14, 50)


def test_words_find_one_figure_of_each_series_and_the_way_to_the_others(visit: Visit) -> None:
    app = visit("explore", files=_many(60), q="诉求")
    months = [name for name in _ids(app) if name.startswith("more_")]
    assert set(months) == {"more_059"}, "the newest of equals"
    text = read_text(app)
    assert "其他各期59项" in text
    (others,) = set(re.findall(r'href="(\./explore\?series=more_059[^"]*)"', text))
    assert others == "./explore?series=more_059&sort=-period"
    every = _ids(visit("explore", files=_many(60), series="more_059", sort="-period"))
    assert every == [f"more_{number:03}" for number in range(59, 9, -1)]
    assert 'href="./explore?q=%E8%AF%89%E6%B1%82&sort=-period"' in text


def test_filter_of_a_series_is_named_by_what_it_is_of(visit: Visit) -> None:
    text = read_text(visit("explore", files=_many(3), series="more_001"))
    assert translate("explore.drop", "zh", name="各期数据", value="诉求 · 全国") in text


def test_words_with_a_sort_find_every_figure(visit: Visit) -> None:
    app = visit("explore", files=_many(20), q="诉求", sort="-period")
    assert len([name for name in _ids(app) if name.startswith("more_")]) == 20


def test_id_of_a_figure_finds_it_first(visit: Visit) -> None:
    app = visit("explore", files=_many(20), q="more_003")
    assert _cards(app)[0] == "more_003"


def test_heading_of_a_column_sorts_by_it_and_says_so(visit: Visit) -> None:
    app = visit("explore", theme="calls", sort="value")
    assert read_html(app).count('aria-sort="ascending"') == 1
    assert "./explore?theme=calls&sort=-value" in _links(app, "./explore")
    assert "./explore?theme=calls&sort=period" in _links(app, "./explore")


def test_links_of_the_page_lead_to_selections_of_the_edition(visit: Visit) -> None:
    app = visit("explore", q="会员", theme="care", kind="actual", lang="en")
    edition = make_edition()
    links = _links(app, "./explore?")
    assert len(links) > 5
    for link in links:
        selection, unknown = parse_selection(edition, parse_qsl(urlsplit(link).query))
        assert unknown == ()
        assert len(select_positions(edition, selection))


def test_downloads_are_of_the_figures_found(visit: Visit) -> None:
    app = visit("explore", q="会员", sort="-value", page="1", lang="en")
    query = "?q=%E4%BC%9A%E5%91%98&sort=-value&lang=en"
    names = ("figures.csv", "figures.xlsx", "figures.json", "brief.docx", "briefing.docx")
    assert _links(app, "./api/") == [f"./api/{name}{query}" for name in names]


def test_nothing_found_offers_other_words_and_fewer_filters(visit: Visit) -> None:
    app = visit("explore", q="会员 热线")
    assert translate("explore.none", "zh") in read_text(app)
    assert translate("explore.try", "zh", query="热线", count="4") in read_text(app)
    app = visit("explore", q="热线", theme="care")
    assert translate("explore.unfilter", "zh", query="热线", count="4") in read_text(app)
    assert _links(app, "./api/") == []


def test_address_that_names_nothing_is_told_and_passed_over(visit: Visit) -> None:
    app = visit("explore", theme="nowhere,calls", sort="<b>")
    assert translate("selection.unknown", "zh", name="主题", value="nowhere") in read_text(app)
    assert "<b>" not in read_html(app)
    assert len(_ids(app)) == 4


def test_text_of_a_csv_is_text_in_every_part_of_the_page(visit: Visit) -> None:
    evil = "<img src=x onerror=alert(1)> [a](http://x.example)"
    files = make_files(
        themes=[change("calls", title_zh=evil)],
        indicators=[change("requests", name_zh=evil)],
        regions=[change("310000", name_zh=evil)],
        sources=[change("paper_a", title_zh=evil)],
    )
    for query in ({}, {"q": "alert"}, {"region": "310000", "source": "paper_a", "theme": "calls"}):
        app = visit("explore", files=files, **query)
        assert not app.exception
        assert "<img" not in read_html(app)
        assert 'href="http://x' not in read_html(app)


def test_changed_address_changes_the_controls(visit: Visit) -> None:
    app = visit("explore", q="会员", kind="target")
    app.query_params.clear()
    app.query_params["q"] = "热线"
    app.run()
    assert app.text_input(key="explore_q").value == "热线"
    assert app.multiselect(key="explore_kind").value == []


@pytest.mark.parametrize(("lang", "address"), [("zh", "./explore"), ("en", "./explore?lang=en")])
def test_every_page_has_a_search_box_that_leads_there_in_its_language(
    visit: Visit, lang: str, address: str
) -> None:
    html = read_html(visit("calls", lang=lang))
    (form,) = re.findall(r"<form[^>]*>", html)
    assert 'role="search"' in form
    assert f'data-address="{address}"' in form


def test_unfiltered_view_is_everything_of_the_selection() -> None:
    edition = make_edition()
    assert len(select_positions(edition, Selection())) == len(edition.figures)
