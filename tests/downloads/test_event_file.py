"""The calendar of releases as other programs read it: whole days, stable names, texts as typed."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from publicstats.downloads.event_file import WIDTH, write_calendar
from publicstats.edition.model import Edition
from publicstats.text.i18n import LANGS, Lang
from tests.downloads.reading import read_events
from tests.helpers import Change, add
from tests.series.making import figure, make

SINCE = datetime(2026, 11, 5, 7, 30, tzinfo=timezone(timedelta(hours=8)))


def release(name: str = "june", **cells: str) -> Change:
    told = {"title_zh": "六月月报", "title_en": "June report", "indicators": "visits;dust"}
    return add(release=name, period="2024-06", **(told | {"expected": "2024-07-31"} | cells))


def publish(*releases: Change) -> Edition:
    edition = make(figure("9次", "2024-05"), releases=releases)
    object.__setattr__(edition, "since", SINCE)
    return edition


def test_release_is_an_event_of_one_whole_day() -> None:
    [event] = read_events(write_calendar(publish(release()), "zh"))
    assert event == {
        "UID": "june@publicstats",
        "DTSTAMP": "20261104T233000Z",
        "DTSTART": "20240731",
        "DTEND": "20240801",
        "SUMMARY": "六月月报（2024年6月）",
        "DESCRIPTION": "就诊、粉尘",
        "TRANSP": "TRANSPARENT",
    }


def test_event_keeps_its_name_and_moment_in_english() -> None:
    chinese, english = (read_events(write_calendar(publish(release()), lang))[0] for lang in LANGS)
    same = ("UID", "DTSTAMP", "DTSTART", "DTEND")
    assert [chinese[name] for name in same] == [english[name] for name in same]
    assert english["SUMMARY"] == "June report (June 2024)"
    assert english["DESCRIPTION"] == "Visits, Dust"


@pytest.mark.parametrize("lang", LANGS)
def test_signs_that_mean_something_in_a_calendar_are_text(lang: Lang) -> None:
    odd = '一;二,三\\四:五"六\\n七'
    row = release(title_zh=odd, title_en=odd, note_zh=odd, note_en=odd)
    [event] = read_events(write_calendar(publish(row), lang))
    assert event["SUMMARY"].startswith(odd)
    assert event["DESCRIPTION"].splitlines()[-1] == odd


@pytest.mark.parametrize("length", range(55, 85))
def test_long_line_is_folded_between_characters(length: int) -> None:
    title = "a" * (length % 3) + "字𠮷" * length
    content = write_calendar(publish(release(title_zh=title)), "zh")
    assert all(len(line) <= WIDTH for line in content.split(b"\r\n"))
    for line in content.split(b"\r\n"):
        line.decode()
    assert read_events(content)[0]["SUMMARY"] == f"{title}（2024年6月）"


def test_first_expected_comes_first_and_an_edition_has_one_calendar() -> None:
    edition = publish(release("b", expected="2024-08-01"), release("a"))
    content = write_calendar(edition, "zh")
    assert [event["UID"][0] for event in read_events(content)] == ["a", "b"]
    assert content == write_calendar(publish(release("b", expected="2024-08-01"), release("a")), "zh")


def test_calendar_without_releases_is_one_without_events() -> None:
    assert read_events(write_calendar(publish(), "en")) == []
