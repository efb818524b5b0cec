"""The release calendar as readers see it, on a day of our own choice."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from publicstats.controls import sharing
from publicstats.text.i18n import LANGS, Lang, translate
from tests.helpers import Change, add, make_files
from tests.visiting import read_html, read_text

Visit = Callable[..., AppTest]


def release(name: str, indicators: str, period: str, expected: str) -> Change:
    titles = {"title_zh": f"{name}通报", "title_en": f"Bulletin {name}"}
    note = {"note_zh": "示例", "note_en": "An example"}
    return add(release=name, indicators=indicators, period=period, expected=expected, **titles, **note)


RELEASES = (
    release("done", "members", "2024", "2025-02-10"),
    release("half", "members;requests", "2024", "2025-02-01"),
    release("soon", "members", "2025", "2025-03-31"),
    release("far", "members", "2026", "2025-04-01"),
)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    for place in (sharing, "pages.calendar"):
        monkeypatch.setattr(f"{getattr(place, '__name__', place)}.find_today", lambda: date(2025, 3, 2))


def list_sections(html: str) -> dict[str, str]:
    """What stands under each heading of a page."""
    parts = re.split(r"<h2>(.*?)</h2>", html)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize("lang", LANGS)
def test_each_release_stands_under_its_state_with_links_to_indicators_and_figures(
    lang: Lang, visit: Visit
) -> None:
    sections = list_sections(read_html(visit("calendar", files=make_files(releases=RELEASES), lang=lang)))
    states = ("this_month", "late", "later", "come", "pace")
    assert list(sections) == [translate(f"calendar.{state}", lang) for state in states]
    month, late, later, come, _ = sections.values()
    for section, name in ((month, "soon"), (late, "half"), (later, "far"), (come, "done")):
        assert [
            n for n in ("soon", "half", "far", "done") if f"{n}通报" in section or f" {n}<" in section
        ] == [name]
        assert "indicator=members" in section
        assert ("figure=members_2024" in section) == (name in ("half", "done"))
    assert translate("calendar.state_late", lang, days="29") in late
    assert "indicator=requests" in late


@pytest.mark.parametrize("lang", LANGS)
def test_page_without_releases_says_so(lang: Lang, visit: Visit) -> None:
    text = read_text(visit("calendar", files=make_files(), lang=lang))
    assert translate("calendar.none", lang) in text
    assert translate("calendar.pace_none", lang) in text


def test_month_with_nothing_to_come_says_so(visit: Visit) -> None:
    text = read_text(visit("calendar", files=make_files(releases=RELEASES[:1])))
    assert translate("calendar.this_month_none", "zh") in text
    assert translate("calendar.late", "zh") not in text


def test_overdue_series_of_one_indicator_and_day_share_a_row(visit: Visit) -> None:
    rows = [
        add(
            figure=f"y{year}_{region}",
            indicator="average",
            region=region,
            period=str(year),
            basis="flow",
            printed="9元",
            source="paper_a",
            line="20",
        )
        for year in (2020, 2021, 2022)
        for region in ("110000", "310000")
    ]
    sections = list_sections(read_html(visit("calendar", files=make_files(figures=rows))))
    pace = sections[translate("calendar.pace", "zh")]
    assert pace.count("indicator=average") == 1
    assert "2个地区" in pace
    assert "2022年" in pace
    assert "2024年2月中旬" in pace


@pytest.mark.parametrize("lang", LANGS)
def test_calendar_file_is_offered_in_the_language_of_the_page(lang: Lang, visit: Visit) -> None:
    html = read_html(visit("calendar", lang=lang))
    assert f'href="./api/releases.ics{"?lang=en" if lang == "en" else ""}"' in html
