"""What lists everything is turned by pages, or says what else there is and leads there: all can be had."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from pages import calendar, coverage_tables, overview, profile, theme
from publicstats.text.i18n import translate
from tests.helpers import add, make_files
from tests.visiting import read_html, read_text

Visit = Callable[..., AppTest]
RELEASES = tuple(
    add(
        release=f"bulletin_{number}",
        title_zh=f"第{number}号通报",
        title_en=f"Bulletin {number}",
        indicators="members",
        period="2031",
        expected="2032-03-31",
        note_zh="示例",
        note_en="An example",
    )
    for number in range(10, 15)
)
CHARTS = tuple(
    add(
        chart=f"more_{number}",
        theme="care",
        order=str(10 + number),
        kind="bars",
        title_zh=f"第{number}图",
        title_en=f"Drawing {number}",
        indicators="members",
        regions="cn",
        across="breakdown",
        note_zh="示例",
        note_en="An example",
    )
    for number in range(10, 15)
)


def list_links(html: str, parameter: str) -> list[str]:
    """The addresses of the pages of a list, as they are turned by a parameter."""
    found = re.findall(rf'href="(\./[^"]*[?&;]{parameter}=\d+[^"]*)"', html)
    return list(dict.fromkeys(map(unescape, found)))


def test_releases_of_a_list_are_turned_by_pages(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar, "SHOWN", 2)
    files = make_files(releases=RELEASES)
    seen = []
    for number in ("1", "2", "3"):
        html = read_html(visit("calendar", files=files, lang="en", later=number))
        seen += re.findall(r"Bulletin \d+", html)
    assert sorted(set(seen)) == [f"Bulletin {number}" for number in range(10, 15)]
    assert [link.partition("#")[0] for link in list_links(html, "later")] == [
        "./calendar?later=2&lang=en",
        "./calendar?later=3&lang=en",
    ]


def test_charts_of_a_theme_are_turned_by_pages_and_its_table_stays_on_its_page(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(theme, "CHARTS", 3)
    files = make_files(charts=CHARTS)
    titles = []
    for number in ("1", "2", "3"):
        app = visit("care", files=files, lang="en", charts=number)
        titles += re.findall(r'id="chart-(\w+)"', read_html(app))
    assert set(titles) >= {"care_cards", "care_bars", "care_table", *(f"more_{n}" for n in range(10, 15))}
    assert titles.count("more_12") == 1


def test_themes_beyond_those_that_the_overview_tells_of_are_named_and_lead_on(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overview, "THEMES", 1)
    cards = {"kind": "cards", "title_zh": "要览", "title_en": "At a glance", "indicators": "requests"}
    files = make_files(charts=[add(chart="calls_cards", theme="calls", order="0", **cards)])
    app = visit(files=files, lang="en")
    heading = translate("overview.rest", "en", count="1")
    assert heading in read_text(app)
    first, _, rest = read_html(app).partition(heading)
    assert 'id="figure-requests' not in first + rest
    assert 'href="./calls?lang=en"' in rest


def test_place_with_many_themes_says_how_many_more_there_are(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(profile, "THEMES", 1)
    text = read_text(visit("regions", lang="en", region="310000"))
    assert translate("profile.rest", "en", count="1") in text
    assert "theme=calls" in text


def test_counts_by_theme_are_turned_by_pages(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coverage_tables, "SHOWN", 1)
    seen = []
    for number in ("1", "2"):
        html = read_html(visit("quality", lang="en", themes=number))
        table = html.partition('id="themes"')[2].partition('id="coverage"')[0]
        seen += [name for name in ("Care", "Calls and requests", "Hotline") if f">{name}<" in table]
    assert seen == ["Care", "Hotline"]
